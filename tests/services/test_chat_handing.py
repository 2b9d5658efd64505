"""Chats that are handed on, held by work, and sent to who asked for the transcript."""

import uuid
from datetime import timedelta
from uuid import UUID

import pytest

from seloste.domain.chat import ChatRefused
from seloste.domain.staff import Actor, Role
from seloste.domain.work_item import WorkKind
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, Chat, Conversation, Outgoing
from seloste.services import (
    chat_lines,
    chat_messages,
    chat_reading,
    chats,
    contact_rows,
    mail_sending,
)
from tests.fakes.mail import FakeSender
from tests.services import mails
from tests.services.chatting import begun, said
from tests.services.conftest import NOW
from tests.services.works import held, items_of, joined, opened, queue, staff

pytestmark = pytest.mark.usefixtures("registers")
LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def eino() -> Actor:
    return staff("eino", Role.AGENT)


@pytest.fixture
def chat(desk: Desk, eino: Actor) -> UUID:
    """A chat of Maija's that Eino took."""
    begun_chat = begun(desk)
    chats.take(begun_chat, actor=eino, name="Eino", desk=desk, now=NOW)
    return begun_chat


def transfer(
    chat: UUID,
    desk: Desk,
    actor: Actor,
    *,
    queue_id: UUID | None = None,
    staff_id: UUID | None = None,
) -> None:
    chats.transfer(
        chat,
        queue_id=queue_id,
        staff_id=staff_id,
        actor=actor,
        desk=desk,
        now=LATER,
    )


def assigned() -> int:
    return AuditLeaf.objects.filter(action="conversation.assigned").count()


def test_lines_join_the_hold_of_work_on_the_chat(
    desk: Desk, chat: UUID, eino: Actor
) -> None:
    opened(desk, eino, chat, kind=WorkKind.COMPLAINT)
    before = items_of(chat)
    assert before <= held()

    said(chat, "Vielä yksi asia", desk=desk, now=LATER)
    assert eino.staff_id is not None
    chat_reading.say(
        chat,
        staff_id=eino.staff_id,
        client_id=uuid.uuid4(),
        text="Kerro toki",
        desk=desk,
        now=LATER,
    )

    assert len(items_of(chat) - before) == 2
    assert items_of(chat) <= held()


def test_lines_that_join_no_hold_are_missed_by_it(
    desk: Desk, chat: UUID, eino: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(desk, eino, chat, kind=WorkKind.COMPLAINT)
    monkeypatch.setattr(contact_rows, "join_holds", lambda *_args: None)

    said(chat, "Vielä yksi asia", desk=desk, now=LATER)

    assert len(items_of(chat) - held()) == 1


def test_lines_join_no_hold_of_work_that_has_ended(
    desk: Desk, chat: UUID, eino: Actor
) -> None:
    said(chat, "Ei kenenkään työssä", desk=desk, now=LATER)

    assert not items_of(chat) & held()


def test_a_chat_goes_back_to_another_queue_and_waits_there(
    desk: Desk, chat: UUID, eino: Actor
) -> None:
    laskutus = queue("laskutus")

    transfer(chat, desk, eino, queue_id=laskutus)

    row = Chat.objects.get(pk=chat)
    assert (row.state, row.queue_id, row.assignee_id) == ("queued", laskutus, None)
    assert row.queued_at == LATER
    talk = Conversation.objects.get()
    assert (talk.queue_id, talk.assignee_id) == (laskutus, None)
    lines = chat_lines.lines(chat, after=0, desk=desk)
    assert lines[-1].text == "transferred"
    assert assigned() == 1


def test_a_chat_goes_to_a_colleague_who_answers_it(
    desk: Desk, chat: UUID, eino: Actor
) -> None:
    leena = staff("leena", Role.AGENT)
    assert leena.staff_id is not None

    transfer(chat, desk, eino, staff_id=leena.staff_id)
    chat_reading.say(
        chat,
        staff_id=leena.staff_id,
        client_id=uuid.uuid4(),
        text="Leena tässä",
        desk=desk,
        now=LATER,
    )

    assert Chat.objects.get(pk=chat).assignee_id == leena.staff_id
    assert Conversation.objects.get().assignee_id == leena.staff_id
    with pytest.raises(ChatRefused) as refused:
        transfer(chat, desk, eino, staff_id=eino.staff_id)
    assert refused.value.reason == "not-yours"


def test_a_chat_is_handed_on_by_who_answers_it_only(desk: Desk, chat: UUID) -> None:
    leena = staff("leena", Role.AGENT)

    with pytest.raises(ChatRefused) as refused:
        transfer(chat, desk, leena, staff_id=leena.staff_id)

    assert refused.value.reason == "not-yours"
    assert assigned() == 0


def test_a_chat_goes_to_no_queue_of_another_register_and_to_no_outsider(
    desk: Desk, chat: UUID, eino: Actor
) -> None:
    outsider = staff("outi", Role.AGENT, register="sok-mara")
    taken = Chat.objects.get(pk=chat)

    with pytest.raises(ChatRefused) as nowhere:
        transfer(chat, desk, eino, queue_id=uuid.uuid4())
    with pytest.raises(ChatRefused) as stranger:
        transfer(chat, desk, eino, staff_id=outsider.staff_id)

    assert (nowhere.value.reason, stranger.value.reason) == (
        "other-queue",
        "not-a-member",
    )
    left = Chat.objects.get(pk=chat)
    assert (left.state, left.assignee_id) == (taken.state, taken.assignee_id)
    assert assigned() == 0


def test_a_chat_goes_to_members_of_its_queue_only(
    desk: Desk, chat: UUID, eino: Actor
) -> None:
    leena, ossi = staff("leena", Role.AGENT), staff("ossi", Role.AGENT)
    palvelu = queue()
    joined(palvelu, leena)
    Chat.objects.filter(pk=chat).update(queue=palvelu)

    with pytest.raises(ChatRefused) as refused:
        transfer(chat, desk, eino, staff_id=ossi.staff_id)
    transfer(chat, desk, eino, staff_id=leena.staff_id)

    assert refused.value.reason == "not-a-member"
    assert Chat.objects.get(pk=chat).assignee_id == leena.staff_id


def test_a_transcript_leaves_by_mail_on_request_and_no_oftener_than_allowed(
    desk: Desk, chat: UUID
) -> None:
    sender = FakeSender()
    sending = mails.sending(desk, sender)
    mails.mailbox()
    said(chat, "Hei", desk=desk)

    for _time in range(chat_messages.MOST_TRANSCRIPTS):
        chat_messages.send_transcript(chat, "maija@example.fi", desk=sending, now=NOW)
    with pytest.raises(ChatRefused) as refused:
        chat_messages.send_transcript(chat, "maija@example.fi", desk=sending, now=NOW)
    row = Outgoing.objects.order_by("written_at", "pk")[0]
    mail_sending.send(row.id, desk=sending, now=NOW)

    assert refused.value.reason == "no-transcript"
    assert sender.taken[0].recipients == ("maija@example.fi",)
    assert "12:00 Sinä: Hei" in sender.taken[0].parsed.get_content()
    sent = AuditLeaf.objects.filter(action="transcript.sent")
    assert sent.count() == chat_messages.MOST_TRANSCRIPTS
