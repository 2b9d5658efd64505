"""Work takes only the parts of a contact it needs, and gives notes away with them."""

from dataclasses import replace
from uuid import UUID

import pytest
from django.test import Client

from seloste import wiring
from seloste.domain.contact import Kind, Part
from seloste.domain.staff import Actor
from seloste.domain.work_item import WorkKind
from seloste.records.models import HoldItem, WorkItem
from seloste.services import notes
from tests.services import deliveries
from tests.web.kept import item_of, kept
from tests.web.people import NOW, SignedIn
from tests.web.test_work import opened

pytestmark = pytest.mark.usefixtures("sources_of_retta")


@pytest.fixture
def browser(eino: Actor, signed_in: SignedIn) -> Client:
    """The browser of Eino, an agent."""
    return signed_in(eino)


@pytest.fixture
def task(eino: Actor, maijas_call: UUID) -> WorkItem:
    """A task of Eino's on Maija's call."""
    return opened(eino, WorkKind.TASK, maijas_call)


@pytest.fixture
def mail() -> UUID:
    """A mail of Maija's with a file."""
    file = Part(
        kind=Kind.ATTACHMENT,
        open=deliveries.opener(b"a picture of the flood"),
        media_type="application/octet-stream",
        filename="kuva.bin",
    )
    mail = deliveries.mail(source_id="<7@example.fi>")
    return kept(replace(mail, parts=(*mail.parts, file)))


def held(work: WorkItem, contact: UUID) -> set[UUID]:
    rows = HoldItem.objects.filter(hold=work.hold_id, contact_id=contact)
    return set(rows.values_list("item_id", flat=True))


def test_only_the_ticked_part_is_linked_and_held(
    browser: Client, task: WorkItem, mail: UUID
) -> None:
    part = item_of(mail, "attachment")
    assert str(part) in browser.get(f"/contacts/{mail}/").content.decode()

    browser.post(f"/work/on/{mail}/link/", {"number": task.number, "item": [part]})

    assert not task.links.get(contact=mail).whole
    assert held(task, mail) == {part, item_of(mail, "meta")}
    assert "osittain" in browser.get(f"/work/{task.pk}/").content.decode()


def test_nothing_ticked_links_all_of_it(
    browser: Client, task: WorkItem, mail: UUID
) -> None:
    browser.post(f"/work/on/{mail}/link/", {"number": task.number})

    assert task.links.get(contact=mail).whole
    assert item_of(mail, "message") in held(task, mail)


def test_a_part_of_another_contact_is_refused(
    browser: Client, task: WorkItem, mail: UUID, maijas_call: UUID
) -> None:
    other = item_of(maijas_call, "recording")

    browser.post(f"/work/on/{mail}/link/", {"number": task.number, "item": [other]})

    assert not task.links.filter(contact=mail).exists()


def test_a_note_that_is_ticked_goes_with_what_is_split_off(
    browser: Client, eino: Actor, maijas_mail: UUID, mail: UUID
) -> None:
    work = opened(eino, WorkKind.TASK, maijas_mail, mail)
    first, second = (
        notes.write_on_work(work.pk, text, desk=wiring.desk(), actor=eino, now=NOW)
        for text in ("Lähtee mukaan", "Jää tänne")
    )

    browser.post(
        f"/work/{work.pk}/split/",
        {
            "split-title": "Toinen asia",
            "split-contacts": [mail],
            "split-notes": [first],
            "split-reason": "kaksi asiaa",
        },
    )

    new = WorkItem.objects.exclude(pk=work.pk).get()
    assert new.notes.filter(pk=first).exists()
    assert list(work.notes.values_list("pk", flat=True)) == [second]
