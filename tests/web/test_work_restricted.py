"""A restricted contact on the page of work: told of where it may still be reached."""

import re
from uuid import UUID

import pytest
from django.test import Client

from seloste.domain.restriction import Ground
from seloste.domain.staff import Actor
from seloste.domain.work_item import WorkKind
from seloste.records.models import Contact, WorkItem
from seloste.services import restrictions
from seloste.services.restrictions import Restricting
from tests.web.people import NOW, SignedIn
from tests.web.test_work import opened

pytestmark = pytest.mark.usefixtures("sources_of_retta")
SAID = "1 linkitetyn yhteydenoton käyttöä on rajoitettu"


@pytest.fixture
def task(eino: Actor, maijas_mail: UUID, maijas_call: UUID) -> WorkItem:
    """A task of Eino's on a mail and a call of Maija's."""
    return opened(eino, WorkKind.TASK, maijas_mail, maijas_call)


@pytest.fixture
def complaint(aino: Actor, maijas_mail: UUID) -> WorkItem:
    """A complaint about a mail of Maija's."""
    return opened(aino, WorkKind.COMPLAINT, maijas_mail)


def restricted(contact: UUID, aino: Actor) -> None:
    wanted = Restricting("retta", Ground.CONTESTED, contact_ids=[contact])
    restrictions.place(wanted, actor=aino, now=NOW)


def card(page: str) -> str:
    """Return what the page says of linked contacts."""
    begins = '<section class="card" aria-labelledby="contacts">'
    found = re.search(rf"{begins}.*?</section>", page, re.DOTALL)
    assert found
    return found[0]


@pytest.fixture
def browser(eino: Actor, signed_in: SignedIn) -> Client:
    return signed_in(eino)


def test_a_restricted_contact_is_counted_and_nothing_of_it_is_shown(
    browser: Client, aino: Actor, task: WorkItem, maijas_mail: UUID, maijas_call: UUID
) -> None:
    before = browser.get(f"/work/{task.id}/").content.decode()
    assert f"/contacts/{maijas_mail}/" in before
    assert SAID not in before

    restricted(maijas_mail, aino)

    page = browser.get(f"/work/{task.id}/").content.decode()
    assert str(maijas_mail) not in page
    assert maijas_mail.hex not in page
    assert "Sähköposti" not in card(page)
    assert SAID in card(page)
    assert f"/contacts/{maijas_call}/" in card(page)


def test_it_cannot_be_chosen_to_leave_either(
    browser: Client, aino: Actor, task: WorkItem, maijas_mail: UUID
) -> None:
    restricted(maijas_mail, aino)

    browser.post(
        f"/work/{task.id}/split/",
        {
            "split-title": "Toinen",
            "split-reason": "Eri asia",
            "split-contacts": [str(maijas_mail)],
        },
    )

    assert WorkItem.objects.count() == 1


def test_for_a_claim_it_is_still_reached_and_for_the_complaint_not(
    aino: Actor, complaint: WorkItem, maijas_mail: UUID, signed_in: SignedIn
) -> None:
    restricted(maijas_mail, aino)
    browser = signed_in(aino)

    def shown(purpose: str) -> str:
        page = browser.get(f"/work/{complaint.id}/?purpose={purpose}")
        return card(page.content.decode())

    assert f"/contacts/{maijas_mail}/" in shown("legal-defence")
    assert SAID not in shown("legal-defence")
    assert str(maijas_mail) not in shown("complaints")
    assert SAID in shown("complaints")


def test_it_is_no_more_among_what_a_conversation_is_about(
    browser: Client, aino: Actor, task: WorkItem, maijas_mail: UUID, maijas_call: UUID
) -> None:
    thread = Contact.objects.get(pk=maijas_mail).thread
    link = f'href="/contacts/{maijas_call}/"'
    assert link in browser.get(f"/inbox/{thread}/").content.decode()

    restricted(maijas_call, aino)

    assert link not in browser.get(f"/inbox/{thread}/").content.decode()
