"""The page sends a complaint's letter by mail, and says beside the field why not."""

from uuid import UUID

import pytest
from django.test import Client

from seloste import wiring
from seloste.domain.notice import Language
from seloste.domain.staff import Actor
from seloste.domain.work_item import WorkKind
from seloste.records.models import Outgoing, WorkItem
from seloste.services import letters
from seloste.services.letters import Letter
from tests.fakes.mail import FakeSender
from tests.services import mails
from tests.web.kept import acts
from tests.web.people import NOW, SignedIn
from tests.web.test_work import opened

pytestmark = pytest.mark.usefixtures("sources_of_retta")
LETTER = Letter(Language.FI, "Maija", "Vastaus", "Korvaamme vahingon.")


@pytest.fixture
def complaint(aino: Actor, maijas_mail: UUID) -> WorkItem:
    """A complaint on Maija's mail with the letter that answers it."""
    work = opened(aino, WorkKind.COMPLAINT, maijas_mail)
    letters.write_letter(work.pk, LETTER, desk=wiring.desk(), actor=aino, now=NOW)
    return work


@pytest.fixture
def browser(aino: Actor, signed_in: SignedIn) -> Client:
    """The browser of Aino, who handles complaints."""
    return signed_in(aino)


@pytest.fixture
def mail_server(monkeypatch: pytest.MonkeyPatch) -> FakeSender:
    """A mail server in memory behind the port."""
    sender = FakeSender()
    monkeypatch.setattr(wiring, "mail_sender", lambda: sender)
    return sender


def given(work: WorkItem) -> dict[str, str]:
    return {
        "letter-mail-to": f"{work.links.get().contact_id}:0",
        "purpose": "complaints",
    }


def test_the_page_offers_the_linked_customers_masked(
    browser: Client, complaint: WorkItem
) -> None:
    page = browser.get(f"/work/{complaint.pk}/").content.decode()

    assert "m•••@example.fi" in page
    assert "maija@example.fi" not in page
    assert f"/work/{complaint.pk}/letter/mail/" in page


@pytest.mark.usefixtures("mail_server")
def test_the_button_sends_the_letter_and_the_page_links_it(
    browser: Client, complaint: WorkItem
) -> None:
    mails.mailbox()

    answer = browser.post(f"/work/{complaint.pk}/letter/mail/", given(complaint))

    assert answer.status_code == 302
    sent = Outgoing.objects.get().contact_id
    assert complaint.links.filter(contact=sent).exists()
    assert str(sent) in browser.get(f"/work/{complaint.pk}/").content.decode()
    assert acts("reply.written") == 1


def test_what_stops_it_stands_beside_the_field(
    browser: Client, complaint: WorkItem
) -> None:
    answer = browser.post(f"/work/{complaint.pk}/letter/mail/", given(complaint))

    assert answer.status_code == 200
    assert "invalid-feedback" in answer.content.decode()
    assert not Outgoing.objects.exists()


def test_nobody_chosen_is_said_beside_the_field(
    browser: Client, complaint: WorkItem
) -> None:
    wanted = {"letter-mail-to": "someone@example.net", "purpose": "complaints"}

    answer = browser.post(f"/work/{complaint.pk}/letter/mail/", wanted)

    assert "invalid-feedback" in answer.content.decode()
    assert not Outgoing.objects.exists()


def test_the_letter_does_not_exist_for_whom_the_complaint_does_not(
    eino: Actor, signed_in: SignedIn, complaint: WorkItem
) -> None:
    answer = signed_in(eino).post(
        f"/work/{complaint.pk}/letter/mail/", given(complaint)
    )

    assert answer.status_code == 404
    assert not Outgoing.objects.exists()


def test_without_an_address_the_page_says_what_to_do(
    browser: Client, aino: Actor
) -> None:
    work = opened(aino, WorkKind.COMPLAINT)
    letters.write_letter(work.pk, LETTER, desk=wiring.desk(), actor=aino, now=NOW)

    page = browser.get(f"/work/{work.pk}/").content.decode()

    assert "letter/mail/" not in page
