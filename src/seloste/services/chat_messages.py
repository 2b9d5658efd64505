"""Messages left when nobody can chat, and transcripts for those who ask.

A message becomes a contact like a form's, captured in the same way and
answered by mail. A transcript leaves only where the visitor asks for it, after
somebody answered, as few times as a mistyped address needs, and from a mailbox of
whoever the chat is kept for.
"""

import io
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from seloste.domain import chat as rules
from seloste.domain.audit import Action
from seloste.domain.chat import Author, ChatRefused, Line
from seloste.domain.contact import Channel, Delivery, Kind, NoticeShown, Part
from seloste.domain.outgoing import OutgoingRefused
from seloste.ports.desk import Desk
from seloste.records.models import Chat, ChatSite, Mailbox
from seloste.services import audit, chat_lines, mailboxes, outgoing_mail
from seloste.services.capture import Receipt, Result, capture
from seloste.services.chats import VISITOR, party_of, shown_version, token_digest
from seloste.services.outgoing_mail import Reply

MOST_TRANSCRIPTS = 2
SUBJECTS = {
    "fi": "Viesti chatista",
    "sv": "Meddelande från chatten",
    "en": "Message from the chat",
}
TRANSCRIPT_SUBJECTS = {
    "fi": "Pyytämäsi chat-keskustelu",
    "sv": "Chattkonversationen du bad om",
    "en": "The chat you asked for",
}
YOU = {"fi": "Sinä", "sv": "Du", "en": "You"}


@dataclass(frozen=True, slots=True)
class LeftMessage:
    """What a visitor leaves; ``token`` is drawn by the browser, once a message.

    ``chat`` is the chat they waited in, if any.
    """

    token: str
    notice: int
    language: str
    name: str
    mailto: str
    text: str
    chat: UUID | None = None


def leave(site: ChatSite, wanted: LeftMessage, *, desk: Desk, now: datetime) -> Receipt:
    """Keep a message to be answered by mail; the same token again changes nothing.

    Raises ChatRefused and what capture raises.
    """
    shown_version(site, wanted.notice, now)
    mailto = rules.check_mailto(wanted.mailto)
    text = rules.check_text(wanted.text)
    letter = _letter(site, wanted, mailto, text, now)
    thread = (
        Chat.objects.filter(pk=wanted.chat).values_list("contact__thread", flat=True)
        if wanted.chat
        else ()
    )
    delivery = Delivery(
        source=site.source_id,
        source_id=f"message:{token_digest(wanted.token)}",
        channel=Channel.FORM,
        started_at=now,
        address=site.address,
        subject=SUBJECTS[wanted.language],
        language=wanted.language,
        parties=party_of(wanted.name, mailto),
        parts=(
            Part(
                kind=Kind.MESSAGE,
                open=lambda: io.BytesIO(letter),
                media_type="message/rfc822",
            ),
        ),
        continues=next(iter(thread), None),
        shown=NoticeShown(wanted.notice, wanted.language, now),
    )
    receipt = capture(delivery, desk=desk, now=now)
    if receipt.result is Result.QUARANTINED:
        raise ChatRefused("not-kept")
    return receipt


def _letter(
    site: ChatSite, wanted: LeftMessage, mailto: str, text: str, now: datetime
) -> bytes:
    """Return the message as a mail, so that it is read and answered like one."""
    letter = EmailMessage()
    name = "".join(one for one in " ".join(wanted.name.split()) if one.isprintable())
    user, _, domain = mailto.rpartition("@")
    letter["From"] = Address(name, user, domain)
    letter["To"] = Address("", "chat", site.address)
    letter["Subject"] = SUBJECTS[wanted.language]
    letter["Date"] = format_datetime(now)
    letter.set_content(text)
    return letter.as_bytes()


def send_transcript(chat_id: UUID, mailto: str, *, desk: Desk, now: datetime) -> None:
    """Send the visitor what was said, at their request (audited).

    Raises ChatRefused: nobody answered, it was sent often enough, or no
    mailbox of the register sends mail.
    """
    address = rules.check_mailto(mailto)
    chat = Chat.objects.select_related("contact", "site").filter(pk=chat_id).first()
    if chat is None or chat.taken_at is None or chat.transcripts >= MOST_TRANSCRIPTS:
        raise ChatRefused("no-transcript")
    mailbox = _mailbox(chat, now)
    text = transcript(chat, desk=desk)
    reply = Reply(
        text=text,
        subject=TRANSCRIPT_SUBJECTS[chat.language],
        to=(address,),
        language=chat.language,
    )
    with transaction.atomic():
        again = Chat.objects.select_for_update().get(pk=chat_id)
        if again.transcripts >= MOST_TRANSCRIPTS:
            raise ChatRefused("no-transcript")
        again.transcripts += 1
        again.save(update_fields=["transcripts"])
        try:
            outgoing_mail.send_automatic(
                chat.contact.thread, reply, mailbox=mailbox, desk=desk, now=now
            )
        except OutgoingRefused:
            raise ChatRefused("no-mail") from None
        audit.record(
            action=Action.TRANSCRIPT_SENT, actor=VISITOR, object_id=chat_id, now=now
        )


def _mailbox(chat: Chat, now: datetime) -> Mailbox:
    """Return a mailbox of whoever the chat is kept for. Raises ChatRefused."""
    mailbox = mailboxes.speaking_for(chat.contact, now)
    if mailbox is None or mailbox.paused:
        raise ChatRefused("no-mail")
    return mailbox


def transcript(chat: Chat, *, desk: Desk) -> str:
    """Return what was said as plain text, in the visitor's language."""
    lines = chat_lines.lines(chat.pk, after=0, desk=desk)
    return "\n".join(_said(line, chat.language) for line in lines if _spoken(line))


def _spoken(line: Line) -> bool:
    return line.author is not Author.SYSTEM


def _said(line: Line, language: str) -> str:
    who = line.name or YOU[language]
    at = timezone.localtime(line.at)
    what = f"[{line.file.name}]" if line.file else line.text
    return f"{at:%H:%M} {who}: {what}"
