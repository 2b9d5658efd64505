"""Answers: written, kept, sent once where that can be known, and given up visibly."""

from datetime import timedelta
from io import BytesIO
from uuid import UUID, uuid4

import pytest

from seloste.domain.contact import Direction, Kind, Part
from seloste.domain.conversation import ConversationState
from seloste.domain.outgoing import OutgoingRefused, OutgoingState
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.ports.jobs import Job
from seloste.records.models import (
    AuditLeaf,
    Contact,
    Conversation,
    Mailbox,
    Outgoing,
    SealedObject,
)
from seloste.services import jobs, mail_sending, mail_tokens, outgoing_mail
from seloste.services.access import NotFound
from seloste.services.capture import capture
from seloste.services.outgoing_mail import Reply
from tests.fakes.mail import FakeSender
from tests.services import deliveries, mails
from tests.services.conftest import NOW
from tests.services.people import person

pytestmark = pytest.mark.usefixtures("registers")


@pytest.fixture
def sender() -> FakeSender:
    """A mail server in memory."""
    return FakeSender()


@pytest.fixture
def desk(desk: Desk, sender: FakeSender) -> Desk:
    """A desk that can send mail."""
    return mails.sending(desk, sender)


@pytest.fixture
def box(desk: Desk) -> Mailbox:
    """The mailbox Maija writes to."""
    return mails.mailbox()


@pytest.fixture
def eino() -> Actor:
    """An agent of the register."""
    staff = person("eino", Role.AGENT)
    return Actor(id=f"staff:{staff}", role=Role.AGENT, staff_id=staff)


@pytest.fixture
def thread(desk: Desk, box: Mailbox) -> UUID:
    """The thread that a mail of Maija's began."""
    delivery = deliveries.mail(source=box.source_id, address=mails.ADDRESS)
    return mails.thread_of(capture(delivery, desk=desk, now=NOW).id)


def answer(thread: UUID, desk: Desk, actor: Actor, **changes: object) -> Outgoing:
    reply = Reply(**{"text": "Hei Maija, huoltomies tulee.", **changes})  # type: ignore[arg-type]  # names are checked by dataclasses
    contact = outgoing_mail.send_reply(thread, reply, desk=desk, actor=actor, now=NOW)
    return Outgoing.objects.get(contact=contact)


def actions() -> list[str]:
    rows = AuditLeaf.objects.order_by("seq").values_list("action", flat=True)
    return list(rows)


def test_an_answer_goes_to_who_wrote_from_the_mailbox_they_wrote_to(
    desk: Desk, thread: UUID, eino: Actor, sender: FakeSender
) -> None:
    row = answer(thread, desk, eino)

    mail_sending.send(row.id, desk=desk, now=NOW)

    handed = sender.taken[0]
    assert handed.recipients == ("maija@example.fi",)
    assert handed.parsed["From"] == f"Retta Isännöinti <{mails.ADDRESS}>"
    assert handed.parsed["Subject"] == "Re: Vesivahinko"
    assert handed.parsed.get_content().strip() == "Hei Maija, huoltomies tulee."


def test_an_answer_carries_the_token_and_what_it_answers(
    desk: Desk, thread: UUID, eino: Actor, sender: FakeSender
) -> None:
    token = mail_tokens.token_of(thread, register="retta", desk=desk)

    mail_sending.send(answer(thread, desk, eino).id, desk=desk, now=NOW)

    parsed = sender.taken[0].parsed
    assert parsed["Message-ID"].startswith(f"<seloste.{token}.")
    assert parsed["Reply-To"] == f"asiakaspalvelu+{token}@isannointi.retta.example"
    assert parsed["In-Reply-To"] == "<1@example.fi>"
    assert sender.taken[0].sender == parsed["Reply-To"]


def test_an_answer_is_kept_as_a_contact_of_its_thread_with_its_own_day(
    desk: Desk, thread: UUID, eino: Actor
) -> None:
    row = answer(thread, desk, eino)

    contact = Contact.objects.get(pk=row.contact_id)
    assert contact.thread == thread
    assert contact.direction == Direction.OUTBOUND
    assert contact.retention_class == "service"
    assert contact.destroy_by == NOW + timedelta(days=180)


def test_an_answer_hands_the_turn_to_the_customer(
    desk: Desk, thread: UUID, eino: Actor
) -> None:
    assert Conversation.objects.get(pk=thread).state == ConversationState.NEW

    answer(thread, desk, eino)

    assert Conversation.objects.get(pk=thread).state == ConversationState.WAITING


def test_an_answer_is_audited_when_written_and_when_sent(
    desk: Desk, thread: UUID, eino: Actor
) -> None:
    mail_sending.send(answer(thread, desk, eino).id, desk=desk, now=NOW)

    assert actions()[-2:] == ["reply.written", "mail.sent"]


def test_attachments_go_along_under_safe_names(
    desk: Desk, thread: UUID, eino: Actor, sender: FakeSender
) -> None:
    part = Part(
        kind=Kind.ATTACHMENT,
        open=lambda: BytesIO(b"%PDF-1.7 kuva"),
        media_type="application/pdf",
        filename="../../ohje.pdf",
    )

    row = answer(thread, desk, eino, attachments=(part,))
    mail_sending.send(row.id, desk=desk, now=NOW)

    (attached,) = sender.taken[0].parsed.iter_attachments()
    assert attached.get_filename() == "ohje.pdf"
    assert attached.get_payload(decode=True) == b"%PDF-1.7 kuva"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"subject": "Hei\r\nBcc: outi@example.net"}, "bad-header"),
        ({"to": ("maija@example.fi\r\nBcc: outi@example.net",)}, "bad-address"),
        ({"cc": ("ei osoite",)}, "bad-address"),
        ({"text": "  \n"}, "no-text"),
    ],
)
def test_header_injection_and_what_cannot_be_sent_is_refused(
    desk: Desk, thread: UUID, eino: Actor, changes: dict[str, object], reason: str
) -> None:
    before = Contact.objects.count()

    with pytest.raises(OutgoingRefused) as refusal:
        answer(thread, desk, eino, **changes)

    assert refusal.value.reason == reason
    assert Contact.objects.count() == before


def test_more_than_25_megabytes_of_attachments_are_refused(
    desk: Desk, thread: UUID, eino: Actor
) -> None:
    part = Part(kind=Kind.ATTACHMENT, open=lambda: BytesIO(bytes(13 << 20)))

    with pytest.raises(OutgoingRefused, match="too-large"):
        answer(thread, desk, eino, attachments=(part, part))


def test_who_does_not_work_for_the_register_cannot_answer(
    desk: Desk, thread: UUID
) -> None:
    stranger = person("onni", Role.DPO, register="sok-mara")
    actor = Actor(id=f"staff:{stranger}", staff_id=stranger)

    with pytest.raises(NotFound):
        answer(thread, desk, actor)


def test_without_a_mail_server_nothing_is_written(
    desk: Desk, thread: UUID, eino: Actor
) -> None:
    unable = mails.sending(desk, None)  # type: ignore[arg-type]  # no server at all

    with pytest.raises(OutgoingRefused, match="no-mail-server"):
        answer(thread, unable, eino)


def test_an_answer_that_cannot_be_audited_leaves_nothing(
    desk: Desk, thread: UUID, eino: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (Contact.objects.count(), SealedObject.objects.count())
    monkeypatch.setattr("seloste.services.audit.record", _broken)

    with pytest.raises(OSError, match="audit"):
        answer(thread, desk, eino)

    assert (Contact.objects.count(), SealedObject.objects.count()) == before
    assert not Outgoing.objects.exists()


def _broken(**_: object) -> None:
    raise OSError("no audit")


def test_sending_again_what_was_sent_does_nothing(
    desk: Desk, thread: UUID, eino: Actor, sender: FakeSender
) -> None:
    row = answer(thread, desk, eino)
    mail_sending.send(row.id, desk=desk, now=NOW)

    again = mail_sending.send(row.id, desk=desk, now=NOW)

    assert again is None
    assert len(sender.taken) == 1


def test_a_crash_before_the_server_answered_is_tried_again_only_after_a_rest(
    desk: Desk, thread: UUID, eino: Actor, sender: FakeSender
) -> None:
    row = answer(thread, desk, eino)
    Outgoing.objects.update(state=OutgoingState.SENDING, tried_at=NOW, attempts=1)

    at_once = mail_sending.send(row.id, desk=desk, now=NOW + timedelta(minutes=1))
    rested = mail_sending.send(row.id, desk=desk, now=NOW + timedelta(minutes=10))

    assert (at_once, rested) == (None, OutgoingState.SENT)
    assert len(sender.taken) == 1


def test_what_the_server_defers_is_tried_later(
    desk: Desk, thread: UUID, eino: Actor, sender: FakeSender
) -> None:
    row, sender.defers = answer(thread, desk, eino), True

    state = mail_sending.send(row.id, desk=desk, now=NOW)

    row.refresh_from_db()
    assert state is OutgoingState.DEFERRED
    assert row.next_at == NOW + timedelta(minutes=1)
    assert jobs.queue().waiting(Job.SEND_MAIL)


def test_after_some_days_of_trying_a_message_is_given_up(
    desk: Desk, thread: UUID, eino: Actor, sender: FakeSender
) -> None:
    row, sender.defers = answer(thread, desk, eino), True
    Outgoing.objects.update(state=OutgoingState.DEFERRED, attempts=12)

    state = mail_sending.send(row.id, desk=desk, now=NOW)

    row.refresh_from_db()
    assert (state, row.error) == (OutgoingState.FAILED, "gave-up")


def test_what_the_server_refuses_is_given_back_to_staff(
    desk: Desk, thread: UUID, eino: Actor, sender: FakeSender
) -> None:
    row, sender.refuses = answer(thread, desk, eino), 550

    mail_sending.send(row.id, desk=desk, now=NOW)

    row.refresh_from_db()
    assert (row.state, row.error) == (OutgoingState.FAILED, "550")
    assert Conversation.objects.get(pk=thread).state == ConversationState.OPEN
    assert list(mail_sending.undelivered(("retta",))) == [row]


def test_a_failed_message_can_be_sent_again(
    desk: Desk, thread: UUID, eino: Actor, sender: FakeSender
) -> None:
    row, sender.refuses = answer(thread, desk, eino), 550
    mail_sending.send(row.id, desk=desk, now=NOW)
    sender.refuses = 0

    mail_sending.retry(row.id, actor=eino, now=NOW)
    state = mail_sending.send(row.id, desk=desk, now=NOW)

    assert state is OutgoingState.SENT
    assert "mail.retried" in actions()


def test_a_sent_message_cannot_be_sent_again(
    desk: Desk, thread: UUID, eino: Actor
) -> None:
    row = answer(thread, desk, eino)
    mail_sending.send(row.id, desk=desk, now=NOW)

    with pytest.raises(OutgoingRefused, match="no-such-move"):
        mail_sending.retry(row.id, actor=eino, now=NOW)


def test_a_new_mail_begins_a_thread_that_its_token_names(
    desk: Desk, box: Mailbox, eino: Actor, sender: FakeSender
) -> None:
    reply = Reply(text="Hei!", subject="Kutsu", to=("maija@example.fi",))

    contact = outgoing_mail.send_mail(box, reply, desk=desk, actor=eino, now=NOW)
    mail_sending.send(Outgoing.objects.get().id, desk=desk, now=NOW)

    ids = [sender.taken[0].parsed["Message-ID"].strip("<>")]
    tokens = mail_tokens.tokens_in_ids(ids)
    found = mail_tokens.thread_of(tokens, register="retta", desk=desk)
    assert found == contact == mails.thread_of(contact)


def test_an_unknown_message_is_nothing_to_send(desk: Desk) -> None:
    assert mail_sending.send(uuid4(), desk=desk, now=NOW) is None
