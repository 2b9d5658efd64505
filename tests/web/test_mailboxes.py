"""The pages of mailboxes: how each is doing, what did not arrive, and who may act."""

from uuid import UUID

import pytest
from django.test import Client

from seloste import wiring
from seloste.domain.outgoing import OutgoingState
from seloste.domain.staff import Actor, Role
from seloste.records.models import (
    Contact,
    Mailbox,
    MailCursor,
    MissedMail,
    Outgoing,
    Quarantined,
)
from seloste.services import incoming_mail, mail_sending, outgoing_mail
from seloste.services.outgoing_mail import Reply
from tests.fakes.mail import FakeSender
from tests.services import mails
from tests.services.mails import letter
from tests.web.kept import acts
from tests.web.people import NOW, SignedIn, granted, invited

pytestmark = pytest.mark.usefixtures("registers", "initialised")


@pytest.fixture
def box(registers: None, initialised: None) -> Mailbox:
    """A mailbox of Retta Isännöinti."""
    return mails.mailbox()


@pytest.fixture
def failed(box: Mailbox) -> UUID:
    """An answer that the server refused."""
    desk = mails.sending(wiring.desk(), FakeSender(refuses=550))
    receipt = incoming_mail.receive(letter(), mailbox=box, desk=desk, now=NOW)
    outgoing_mail.send_reply(
        mails.thread_of(receipt.id),
        Reply(text="Hei"),
        desk=desk,
        actor=Actor(id="system:test"),
        now=NOW,
    )
    row = Outgoing.objects.get()
    mail_sending.send(row.id, desk=desk, now=NOW)
    return row.id


@pytest.fixture
def admin(signed_in: SignedIn) -> Client:
    """The browser of Helmi, administrator of the installation."""
    return signed_in(invited("helmi2", "Helmi", admin=True))


@pytest.fixture
def agent(signed_in: SignedIn) -> Client:
    """The browser of Eino, agent of Retta."""
    return signed_in(granted(invited("eino2", "Eino"), Role.AGENT, "retta"))


def text(browser: Client, address: str = "/mailboxes/") -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_administrator_sees_every_mailbox_and_its_state(
    admin: Client, box: Mailbox
) -> None:
    Mailbox.objects.update(error="sign-in", failing_since=NOW)

    page = text(admin)

    assert mails.ADDRESS in page
    assert "Palvelin ei hyväksy kirjautumista" in page


def test_without_mailboxes_the_page_says_how_to_make_one(admin: Client) -> None:
    assert "seloste mailbox add" in text(admin)


def test_who_reads_nothing_of_the_register_sees_none_of_its_mailboxes(
    signed_in: SignedIn, box: Mailbox
) -> None:
    other = signed_in(granted(invited("sanna", "Sanna"), Role.AGENT, "sok-mara"))

    assert mails.ADDRESS not in text(other)


def test_a_trainer_has_no_such_page(signed_in: SignedIn, box: Mailbox) -> None:
    tuula = signed_in(granted(invited("tuula2", "Tuula"), Role.TRAINER, "retta"))

    assert tuula.get("/mailboxes/").status_code == 403


def test_what_did_not_arrive_is_listed_without_naming_anybody(
    agent: Client, failed: UUID
) -> None:
    page = text(agent)

    assert f"/mailboxes/outgoing/{failed}/retry/" in page
    assert mails.MAIJA not in page


def test_the_front_page_says_that_mail_did_not_arrive(
    agent: Client, failed: UUID
) -> None:
    assert "/mailboxes/" in text(agent, "/")
    assert "1 viesti tai postilaatikko" in text(agent, "/")


def test_an_agent_sends_a_failed_mail_again(agent: Client, failed: UUID) -> None:
    answer = agent.post(f"/mailboxes/outgoing/{failed}/retry/")

    assert answer.status_code == 302
    assert Outgoing.objects.get().state == OutgoingState.WAITING
    assert acts("mail.retried") == 1


def test_nobody_sends_again_what_is_not_of_their_register(
    signed_in: SignedIn, failed: UUID
) -> None:
    other = signed_in(granted(invited("sanna", "Sanna"), Role.AGENT, "sok-mara"))

    answer = other.post(f"/mailboxes/outgoing/{failed}/retry/")

    assert answer.status_code in (403, 404)
    assert Outgoing.objects.get().state == OutgoingState.FAILED


def test_an_administrator_pauses_and_resumes_a_mailbox(
    admin: Client, box: Mailbox
) -> None:
    admin.post("/mailboxes/isannointi/pause/")
    paused = Mailbox.objects.get().paused
    admin.post("/mailboxes/isannointi/resume/")

    assert paused
    assert not Mailbox.objects.get().paused
    assert acts("mailbox.changed") == 3


def test_an_agent_pauses_no_mailbox(agent: Client, box: Mailbox) -> None:
    assert agent.post("/mailboxes/isannointi/pause/").status_code == 403
    assert not Mailbox.objects.get().paused


def test_a_message_that_vanished_is_settled_by_a_person(
    admin: Client, box: Mailbox
) -> None:
    cursor = MailCursor.objects.create(mailbox=box, folder="INBOX", uidvalidity=1)
    row = MissedMail.objects.create(
        cursor=cursor, uid=3, first_seen_at=NOW, tried_at=NOW, error="gone"
    )
    assert f"/mailboxes/missed/{row.pk}/settle/" in text(admin)

    admin.post(f"/mailboxes/missed/{row.pk}/settle/")

    assert f"/mailboxes/missed/{row.pk}/settle/" not in text(admin)


@pytest.fixture
def unverified(box: Mailbox) -> UUID:
    """An answer with a valid token from somebody who is not in the thread."""
    sender = FakeSender()
    desk = mails.sending(wiring.desk(), sender)
    receipt = incoming_mail.receive(letter(), mailbox=box, desk=desk, now=NOW)
    outgoing_mail.send_reply(
        mails.thread_of(receipt.id),
        Reply(text="Hei"),
        desk=desk,
        actor=Actor(id="system:test"),
        now=NOW,
    )
    mail_sending.send(Outgoing.objects.get().id, desk=desk, now=NOW)
    token = str(sender.taken[0].parsed["Message-ID"])
    stranger = letter(
        sender=mails.OUTSIDER,
        message_id="9@example.net",
        headers=(f"In-Reply-To: {token}",),
    )
    incoming_mail.receive(stranger, mailbox=box, desk=desk, now=NOW)
    return Quarantined.objects.get().id


@pytest.mark.parametrize(
    ("release", "threads"), [("into-thread", 1), ("on-its-own", 2)]
)
def test_a_records_manager_says_where_an_unverified_mail_belongs(
    signed_in: SignedIn, unverified: UUID, release: str, threads: int
) -> None:
    aino = signed_in(granted(invited("aino2", "Aino"), Role.RECORDS_MANAGER, "retta"))
    assert 'value="into-thread"' in text(aino, "/quarantine/")

    aino.post(f"/quarantine/{unverified}/retry/", {"release": release})

    assert Contact.objects.values("thread").distinct().count() == threads
