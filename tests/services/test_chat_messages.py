"""Messages left behind, files shared, and transcripts for those who ask."""

import uuid
from dataclasses import replace
from uuid import UUID

import pytest

from seloste.domain.chat import ChatRefused
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import (
    Attachment,
    AuditLeaf,
    Chat,
    Contact,
    Conversation,
    NoticeReceipt,
    Outgoing,
    SealedObject,
)
from seloste.services import (
    chat_files,
    chat_lines,
    chat_messages,
    chats,
    message_view,
)
from seloste.services.chat_files import Given
from seloste.services.chat_messages import LeftMessage
from tests.fakes.mail import FakeSender
from tests.services import mails
from tests.services.chatting import CANARY, begun, made_site, said
from tests.services.conftest import NOW
from tests.services.people import person

pytestmark = pytest.mark.usefixtures("registers")
WANTED = LeftMessage(
    token="m" * 43,
    notice=1,
    language="fi",
    name="Maija Meikäläinen",
    mailto="maija@example.fi",
    text="Soittakaa huomenna.",
)


def test_message_becomes_a_contact_that_is_read_and_answered_like_a_mail(
    desk: Desk,
) -> None:
    receipt = chat_messages.leave(made_site(), WANTED, desk=desk, now=NOW)

    contact = Contact.objects.get()
    assert contact.pk == receipt.id
    assert (contact.channel, contact.language) == ("form", "fi")
    item = SealedObject.objects.get(contact=contact, kind="message")
    view = message_view.view_message(desk.vault.open(item.ref()))
    assert view.text.strip() == "Soittakaa huomenna."
    assert view.senders == ("Maija Meikäläinen <maija@example.fi>",)
    assert Conversation.objects.get().state == "new"


def test_message_has_a_receipt_of_the_notice_that_was_shown(desk: Desk) -> None:
    left = chat_messages.leave(made_site(), WANTED, desk=desk, now=NOW)

    receipt = NoticeReceipt.objects.get()
    assert receipt.contact_id == left.id
    assert (receipt.notice_version.number, receipt.language) == (1, "fi")
    assert receipt.shown_at == NOW


def test_message_sent_twice_is_kept_once(desk: Desk) -> None:
    site = made_site()

    for _ in range(2):
        chat_messages.leave(site, WANTED, desk=desk, now=NOW)

    assert Contact.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"mailto": ""}, "bad-address"),
        ({"mailto": "maija@example.fi\r\nBcc: x@example.fi"}, "bad-address"),
        ({"text": " "}, "empty"),
        ({"notice": 2}, "notice-changed"),
    ],
)
def test_message_that_cannot_be_answered_is_refused(
    desk: Desk, changes: dict[str, object], reason: str
) -> None:
    site = made_site()

    with pytest.raises(ChatRefused) as refused:
        chat_messages.leave(
            site,
            replace(WANTED, **changes),  # type: ignore[arg-type]  # names are checked by dataclasses
            desk=desk,
            now=NOW,
        )

    assert refused.value.reason == reason
    assert not Contact.objects.exists()


def test_message_of_somebody_who_waited_continues_their_chat(desk: Desk) -> None:
    chat = begun(desk)
    site = Chat.objects.get().site

    receipt = chat_messages.leave(site, replace(WANTED, chat=chat), desk=desk, now=NOW)

    threads = set(Contact.objects.values_list("thread", flat=True))
    assert receipt.id != chat
    assert len(threads) == 1


def given(name: str = "avain.jpg", data: bytes = CANARY.encode()) -> Given:
    return Given(client_id=uuid.uuid4(), name=name, data=data)


def test_file_is_a_leg_of_the_chat_and_a_line_of_it(desk: Desk) -> None:
    chat, file = begun(desk), given()

    for _ in range(2):
        chat_files.share(chat, file, desk=desk, now=NOW)

    line = chat_lines.lines(chat, after=1, desk=desk)[0]
    assert line.file
    assert (line.file.name, line.file.size) == ("avain.jpg", len(CANARY))
    assert Attachment.objects.count() == 1
    taken = chat_files.of_visitor(chat, UUID(line.file.item), desk=desk)
    assert (taken.name, taken.data) == ("avain.jpg", CANARY.encode())


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "a\x00.exe",
        ".htaccess",
        "\u202egpj.exe",
        "x" * 300,
        "\u200b",
    ],
)
def test_name_of_a_file_decides_nothing(desk: Desk, name: str) -> None:
    chat = begun(desk)

    chat_files.share(chat, given(name), desk=desk, now=NOW)

    line = chat_lines.lines(chat, after=1, desk=desk)[0]
    assert line.file
    shown = line.file.name
    assert not set(shown) & {"/", "\\", "\x00", "\u202e", "\u200b"}
    assert 0 < len(shown) <= 255
    assert str(Attachment.objects.get().object_id) == line.file.item


def test_visitor_gets_no_file_of_another_chat(desk: Desk) -> None:
    chat = begun(desk)
    other = begun(desk, token="u" * 43, site=Chat.objects.get().site)
    chat_files.share(chat, given(), desk=desk, now=NOW)
    item = Attachment.objects.get().object_id

    with pytest.raises(ChatRefused):
        chat_files.of_visitor(other, item, desk=desk)


def test_file_that_is_too_large_or_empty_is_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = begun(desk)
    monkeypatch.setattr(chat_files, "LARGEST_FILE", 4)

    for data, reason in ((b"12345", "too-large"), (b"", "empty")):
        with pytest.raises(ChatRefused) as refused:
            chat_files.share(chat, given(data=data), desk=desk, now=NOW)
        assert refused.value.reason == reason

    assert not Attachment.objects.exists()


def test_transcript_leaves_only_after_somebody_answered(desk: Desk) -> None:
    chat = begun(desk)

    with pytest.raises(ChatRefused) as refused:
        chat_messages.send_transcript(chat, "maija@example.fi", desk=desk, now=NOW)

    assert refused.value.reason == "no-transcript"
    assert not AuditLeaf.objects.filter(action="transcript.sent").exists()


def test_register_without_a_mailbox_sends_no_transcript(desk: Desk) -> None:
    chat, eino = begun(desk), person("Eino", Role.AGENT)
    actor = Actor(id=f"staff:{eino}", staff_id=eino)
    chats.take(chat, actor=actor, name="Eino", desk=desk, now=NOW)

    with pytest.raises(ChatRefused) as refused:
        chat_messages.send_transcript(chat, "maija@example.fi", desk=desk, now=NOW)

    assert refused.value.reason == "no-mail"
    assert Chat.objects.get().transcripts == 0


def test_mailbox_of_another_controller_sends_no_transcript(desk: Desk) -> None:
    """The chat is kept for Retta Isännöinti; the mailbox is Retta's."""
    mails.mailbox("retta", address=mails.OTHER_ADDRESS)
    sending = mails.sending(desk, FakeSender())
    chat, eino = begun(desk), person("Eino", Role.AGENT)
    actor = Actor(id=f"staff:{eino}", staff_id=eino)
    chats.take(chat, actor=actor, name="Eino", desk=desk, now=NOW)

    with pytest.raises(ChatRefused) as refused:
        chat_messages.send_transcript(chat, "maija@example.fi", desk=sending, now=NOW)

    assert refused.value.reason == "no-mail"
    assert not Outgoing.objects.exists()


def test_transcript_says_who_said_what_in_the_visitors_language(desk: Desk) -> None:
    chat = begun(desk)
    said(chat, "Hei", desk=desk)

    text = chat_messages.transcript(Chat.objects.get(), desk=desk)

    assert text == "12:00 Sinä: Hei"
