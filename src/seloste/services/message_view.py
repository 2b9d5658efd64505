"""A kept mail as a person may see it: safe headers, text, HTML, attachments.

Works on bytes that were opened elsewhere, with a purpose. Nothing is loaded,
run or stored here; what the sender wrote is shown as text, or as HTML that
``message_html`` has made safe.
"""

from dataclasses import dataclass
from datetime import datetime

from seloste.domain.errors import SelosteError
from seloste.protocols import mime
from seloste.protocols.filename import safe_name
from seloste.protocols.mail_header import Address
from seloste.protocols.mail_quote import split_quote
from seloste.protocols.mime import Mail, MimePart
from seloste.protocols.unreadable import Unreadable
from seloste.services import message_html

_LONGEST_TEXT = 2**20


class MessageUnreadable(SelosteError):
    """The bytes are no message that can be shown; ``reason`` says why."""

    code = "message-unreadable"

    def __init__(self, reason: str) -> None:
        super().__init__(f"message unreadable: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """One attachment; ``number`` counts from 1 and asks for it, ``name`` is safe."""

    number: int
    name: str
    media_type: str
    size: int
    inline: bool


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message to show. ``html`` belongs in a sandboxed frame, and only there.

    ``quoted`` is what the sender quoted at the end, to be shown folded.
    ``remote_blocked`` counts images that were not loaded. ``notes`` are stable
    words: charset-guessed, text-cut, html-too-large, and what parsing tolerated.
    """

    subject: str
    senders: tuple[str, ...]
    to: tuple[str, ...]
    cc: tuple[str, ...]
    date: datetime | None
    text: str
    quoted: str
    html: str
    remote_blocked: int
    attachments: tuple[AttachmentView, ...]
    automatic: bool
    notes: tuple[str, ...]


def view_message(data: bytes) -> MessageView:
    """Return what may be shown of an RFC 5322 message. Raises MessageUnreadable."""
    mail = _parse(data)
    html, guessed_html = _joined(mail.html)
    plain, guessed_plain = _joined(mail.plain)
    too_large = message_html.is_too_large(html)
    safe = message_html.sanitise("" if too_large else html)
    text, quoted = split_quote((plain or message_html.to_text(html))[:_LONGEST_TEXT])
    notes = {
        "charset-guessed": guessed_html or guessed_plain,
        "html-too-large": too_large,
        "text-cut": max(len(plain), len(html)) > _LONGEST_TEXT,
    }
    return MessageView(
        subject=mail.subject,
        senders=_shown(mail.senders),
        to=_shown(mail.to),
        cc=_shown(mail.cc),
        date=mail.date,
        text=text,
        quoted=quoted,
        html=safe.html,
        remote_blocked=safe.remote_blocked,
        attachments=tuple(
            _attachment(number, part)
            for number, part in enumerate(mail.attachments, start=1)
        ),
        automatic=mail.automatic,
        notes=(*(note for note, true in notes.items() if true), *mail.tolerated),
    )


def open_attachment(data: bytes, number: int) -> tuple[AttachmentView, bytes]:
    """Return one attachment of a message with its bytes.

    Offer it as a download only: ``media_type`` is the sender's claim. Raises
    MessageUnreadable.
    """
    attachments = _parse(data).attachments
    if not 1 <= number <= len(attachments):
        raise MessageUnreadable("no-such-attachment")
    part = attachments[number - 1]
    return _attachment(number, part), part.content


def _parse(data: bytes) -> Mail:
    try:
        return mime.parse(data)
    except Unreadable as unreadable:
        raise MessageUnreadable(unreadable.reason) from None


def _joined(parts: tuple[MimePart, ...]) -> tuple[str, bool]:
    """Return the bodies one after the other, and whether a charset was guessed."""
    texts = [part.text() for part in parts]
    joined = "\n\n".join(text for text, _ in texts)
    lines = joined.replace("\r\n", "\n").replace("\r", "\n")
    return lines, any(guess for _, guess in texts)


def _shown(addresses: tuple[Address, ...]) -> tuple[str, ...]:
    """Return addresses as text; a name never stands in for a mailbox."""
    return tuple(
        f"{a.name} <{a.mailbox}>" if a.name and a.mailbox else a.name or a.mailbox
        for a in addresses
    )


def _attachment(number: int, part: MimePart) -> AttachmentView:
    return AttachmentView(
        number=number,
        name=safe_name(part.filename, fallback=f"attachment-{number}"),
        media_type=part.media_type,
        size=len(part.content),
        inline=bool(part.content_id) or part.disposition == "inline",
    )
