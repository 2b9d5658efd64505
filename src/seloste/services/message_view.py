"""A kept mail as a person may see it: safe headers, text, HTML, files, what is inside.

Works on bytes that were opened elsewhere, with a purpose. Nothing is loaded,
run or stored here; what the sender wrote is shown as text, or as HTML that
``message_html`` has made safe.
"""

import base64
from dataclasses import dataclass
from datetime import date, datetime

from seloste.domain.errors import SelosteError
from seloste.ports.preview import (
    Invitation,
    Previewer,
    PreviewRefused,
    PreviewUnavailable,
)
from seloste.protocols import filetype, mime
from seloste.protocols.filename import visible
from seloste.protocols.mail_header import Address
from seloste.protocols.mail_quote import split_quote
from seloste.protocols.mime import Mail, MimePart
from seloste.protocols.unreadable import Unreadable
from seloste.services import message_files, message_html
from seloste.services.message_files import CALENDAR, AttachmentView, OpenFile, Unpacker
from seloste.services.message_html import SafeHtml

__all__ = ["AttachmentView", "MessageUnreadable", "MessageView", "view_message"]

TOP = "0"
"""What links of the message itself are numbered under."""

_LONGEST_TEXT = 2**20
_DEEPEST = 5
_MOST_FORWARDED = 20


class MessageUnreadable(SelosteError):
    """The bytes are no message that can be shown; ``reason`` says why."""

    code = "message-unreadable"

    def __init__(self, reason: str) -> None:
        super().__init__(f"message unreadable: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link of the formatted text, asked for by ``number``; it leads to ``host``."""

    number: str
    text: str
    address: str
    host: str


@dataclass(frozen=True, slots=True)
class InvitationView:
    """An invitation in a message. ``floating`` times have no zone of their own."""

    title: str
    place: str
    organiser: str
    method: str
    starts: datetime | date | None
    ends: datetime | date | None
    all_day: bool
    floating: bool


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message to show. ``html`` belongs in a sandboxed frame, and only there.

    ``quoted`` is what the sender quoted at the end, to be shown folded.
    ``remote_blocked`` counts images that were not loaded. ``forwarded`` are the
    messages inside, ``number`` the one this is inside its own ("" at the top).
    ``notes`` are stable words: charset-guessed, text-cut, html-too-large, and
    what parsing tolerated.
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
    links: tuple[LinkView, ...] = ()
    invitations: tuple[InvitationView, ...] = ()
    forwarded: tuple["MessageView", ...] = ()
    number: str = ""


def view_message(data: bytes, *, previewer: Previewer | None = None) -> MessageView:
    """Return what may be shown of an RFC 5322 message. Raises MessageUnreadable.

    ``previewer`` looks into packages and invitations; without it they are files.
    """
    return _view(_parse(data), Unpacker(previewer), number="")


def formatted(
    data: bytes, *, number: str = "", previewer: Previewer | None = None
) -> str:
    """Return the safe HTML of a message, or of one inside it, with its own pictures.

    Raises MessageUnreadable.
    """
    mail = _parse(_inner(data, number, previewer))
    _, safe, _ = _html(mail)
    pictures = _pictures(mail, safe.cids, previewer)
    return message_html.with_pictures(safe.html, pictures)


def open_attachment(
    data: bytes, number: str, *, previewer: Previewer | None = None
) -> OpenFile:
    """Return one file of a message with its bytes: "2", or "2.1" inside it.

    Offer it as a download only. Raises MessageUnreadable.
    """
    try:
        return message_files.find(data, number, previewer=previewer)
    except Unreadable as unreadable:
        raise MessageUnreadable(unreadable.reason) from None


def open_link(
    data: bytes, number: str, *, previewer: Previewer | None = None
) -> LinkView:
    """Return one link of a message by its number. Raises MessageUnreadable."""
    message, _, _ = number.rpartition("-")
    inside = "" if message == TOP else message
    mail = _parse(_inner(data, inside, previewer))
    _, safe, _ = _html(mail)
    for link in _links(safe, message):
        if link.number == number:
            return link
    raise MessageUnreadable("no-such-link")


def _inner(data: bytes, number: str, previewer: Previewer | None) -> bytes:
    return (
        open_attachment(data, number, previewer=previewer).content if number else data
    )


def _parse(data: bytes) -> Mail:
    try:
        return mime.parse(data)
    except Unreadable as unreadable:
        raise MessageUnreadable(unreadable.reason) from None


def _view(mail: Mail, unpacker: Unpacker, *, number: str) -> MessageView:
    html, safe, html_notes = _html(mail)
    plain, guessed = _joined(mail.plain)
    text, quoted = split_quote((plain or message_html.to_text(html))[:_LONGEST_TEXT])
    cut = max(len(plain), len(html)) > _LONGEST_TEXT
    notes = (
        *(("charset-guessed",) if guessed or "charset-guessed" in html_notes else ()),
        *(note for note in html_notes if note != "charset-guessed"),
        *(("text-cut",) if cut else ()),
        *mail.tolerated,
    )
    prefix = f"{number}." if number else ""
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
        attachments=message_files.listed(mail, unpacker=unpacker, prefix=prefix),
        automatic=mail.automatic,
        notes=notes,
        links=_links(safe, number or TOP),
        invitations=_invitations(mail, unpacker),
        forwarded=_forwarded(mail, unpacker, prefix),
        number=number,
    )


def _html(mail: Mail) -> tuple[str, SafeHtml, tuple[str, ...]]:
    """Return the HTML as written, as it may be shown, and what to note of it."""
    html, guessed = _joined(mail.html)
    too_large = message_html.is_too_large(html)
    facts = {"charset-guessed": guessed, "html-too-large": too_large}
    safe = message_html.sanitise("" if too_large else html)
    return html, safe, tuple(note for note, true in facts.items() if true)


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


def _links(safe: SafeHtml, message: str) -> tuple[LinkView, ...]:
    return tuple(
        LinkView(
            f"{message}-{place}",
            visible(text)[:200],
            address,
            message_html.shown_target(address),
        )
        for place, (text, address) in enumerate(safe.links, start=1)
    )


def _forwarded(mail: Mail, unpacker: Unpacker, prefix: str) -> tuple[MessageView, ...]:
    """Return the messages inside, as deep as people read; the rest are files."""
    if prefix.count(".") >= _DEEPEST:
        return ()
    found: list[MessageView] = []
    for place, part in enumerate(mail.attachments, start=1):
        if part.media_type == "message/rfc822" and len(found) < _MOST_FORWARDED:
            try:
                inner = mime.parse(part.content)
            except Unreadable:
                continue
            found.append(_view(inner, unpacker, number=f"{prefix}{place}"))
    return tuple(found)


def _invitations(mail: Mail, unpacker: Unpacker) -> tuple[InvitationView, ...]:
    """Return the events of calendar parts; what cannot be read stays a file."""
    found: list[InvitationView] = []
    for part in mail.attachments:
        if filetype.detect_bytes(part.content).media_type != CALENDAR:
            continue
        if previewer := unpacker.may():
            try:
                events = previewer.invitations(part.content)
            except (PreviewRefused, PreviewUnavailable):
                continue
            found += [_invitation(event) for event in events]
    return tuple(found)


def _invitation(event: Invitation) -> InvitationView:
    starts = event.starts
    timed = isinstance(starts, datetime)
    return InvitationView(
        title=visible(event.title),
        place=visible(event.place),
        organiser=visible(event.organiser),
        method=event.method,
        starts=starts,
        ends=event.ends,
        all_day=starts is not None and not timed,
        floating=isinstance(starts, datetime) and starts.tzinfo is None,
    )


def _pictures(
    mail: Mail, cids: tuple[str, ...], previewer: Previewer | None
) -> dict[int, str]:
    """Return the pictures that the HTML shows, drawn anew, as data."""
    by_cid = {part.content_id: part.content for part in mail.parts if part.content_id}
    wanted = [(place, by_cid[cid]) for place, cid in enumerate(cids) if cid in by_cid]
    if not wanted or previewer is None:
        return {}
    kinds = [(filetype.detect_bytes(data).media_type, data) for _, data in wanted]
    try:
        drawn = previewer.pictures(kinds)
    except (PreviewRefused, PreviewUnavailable):
        return {}
    return {
        place: f"data:image/png;base64,{base64.b64encode(png).decode()}"
        for (place, _), png in zip(wanted, drawn, strict=True)
        if png
    }
