"""Mail messages: what the headers say and which parts there are.

Every leaf of the MIME tree comes out exactly once, as text, as HTML or as an
attachment; nothing is dropped because it is odd. What is abnormal in size,
number or depth is refused as a whole, before it costs anything, with a stable
reason. A message inside a message stays one part.
"""

import codecs
import re
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import collapse_rfc2231_value
from typing import Any, cast

from seloste.protocols import charset as charsets
from seloste.protocols import flowed, mail_header
from seloste.protocols.filename import visible
from seloste.protocols.mail_header import Address
from seloste.protocols.unreadable import Unreadable

_CONTENT_HEADER_LIMIT = 8 * 2**10
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,3}")
_ONCE = ("from", "subject", "date", "message-id", "to", "content-type")
_SIGNS_OF_MAIL = ("from", "date", "message-id", "subject", "received", "to")


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a message may be; beyond that it is a bomb, not a letter."""

    size: int = 50 * 2**20
    parts: int = 1000
    depth: int = 50
    headers: int = 1000
    header: int = 256 * 2**10
    lines: int = 2_000_000


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class MimePart:
    """One leaf; ``path`` numbers it from the root, as IMAP does ("1.2").

    ``filename`` is what the sender wrote: show it through ``safe_name`` only.
    ``flow`` says how lines of plain text go on: "", "flowed" or "delsp" (RFC 3676).
    """

    path: str
    media_type: str
    content: bytes
    charset: str = ""
    filename: str = ""
    disposition: str = ""
    content_id: str = ""
    flow: str = ""

    @property
    def is_body(self) -> bool:
        """Whether the sender meant it to be read in the message itself."""
        textual = self.media_type in ("text/plain", "text/html")
        return textual and self.disposition != "attachment" and not self.filename

    def text(self) -> tuple[str, bool]:
        """Return the content as text, and whether its charset was guessed."""
        text, guessed = charsets.decode(self.content, self.charset)
        if self.flow:
            text = flowed.joined(text, delsp=self.flow == "delsp")
        return text, guessed


@dataclass(frozen=True, slots=True)
class Mail:
    """A message; every text in it is personal data.

    ``delivered_to`` are the mailboxes the mail server noted. ``automatic`` is
    true for what a machine or a list sent: it never gets an automatic answer.
    """

    message_id: str
    date: datetime | None
    subject: str
    senders: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    delivered_to: tuple[str, ...]
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    automatic: bool
    parts: tuple[MimePart, ...]
    tolerated: tuple[str, ...]

    @property
    def plain(self) -> tuple[MimePart, ...]:
        """The text bodies."""
        return self._bodies("text/plain")

    @property
    def html(self) -> tuple[MimePart, ...]:
        """The HTML bodies."""
        return self._bodies("text/html")

    @property
    def attachments(self) -> tuple[MimePart, ...]:
        """Every part that is not a body."""
        return tuple(part for part in self.parts if not part.is_body)

    def _bodies(self, media_type: str) -> tuple[MimePart, ...]:
        return tuple(p for p in self.parts if p.is_body and p.media_type == media_type)


def parse(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> Mail:
    """Return the message in ``data``.

    Raises Unreadable: mail-too-large, mail-too-many-lines, mail-too-many-parts,
    mail-too-deep, mail-too-many-headers, mail-header-too-long, mail-unreadable,
    not-a-mail.
    """
    if len(data) > limits.size:
        raise Unreadable("mail-too-large")
    if data.count(b"\n") + data.count(b"\r") > 2 * limits.lines:
        raise Unreadable("mail-too-many-lines")
    with unreadable_when_broken():
        return _read(data, limits)


@contextmanager
def unreadable_when_broken() -> Iterator[None]:
    """Turn whatever the parsers of the library stumble over into Unreadable.

    A message nobody foresaw is kept whole in quarantine: were it to raise, its
    sender would be told that it can never be delivered.
    """
    try:
        yield
    except Unreadable:
        raise
    except (
        MessageError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
    ):
        raise Unreadable("mail-unreadable") from None


def _read(data: bytes, limits: Limits) -> Mail:
    root = _parse(data, limits)
    headers = mail_header.Headers(list(root.raw_items()))
    if not any(headers.first(name) for name in _SIGNS_OF_MAIL):
        raise Unreadable("not-a-mail")
    tolerated = ["headers-twice" for name in _ONCE if len(headers.all(name)) > 1]
    return Mail(
        message_id=headers.message_id(),
        date=headers.date(),
        subject=headers.text("subject"),
        senders=headers.addresses("from") or headers.addresses("sender"),
        to=headers.addresses("to"),
        cc=headers.addresses("cc"),
        reply_to=headers.addresses("reply-to"),
        delivered_to=headers.delivered_to(),
        in_reply_to=headers.ids("in-reply-to"),
        references=headers.ids("references"),
        automatic=headers.is_automatic(),
        parts=tuple(_leaves(root, "", tolerated)),
        tolerated=tuple(dict.fromkeys(tolerated)),
    )


class _Bounded(Message):
    """A message that refuses to grow beyond its limits while it is parsed."""

    def __init__(self, *, limits: Limits, count: list[int]) -> None:
        super().__init__(compat32)
        self._limits = limits
        self.depth = 1
        count[0] += 1
        if count[0] > limits.parts:
            raise Unreadable("mail-too-many-parts")

    @property
    def declared_type(self) -> str:
        """The media type the sender gave, or the default of RFC 2045."""
        return super().get_content_type()

    def get_content_type(self) -> str:
        """Return the media type to parse by: a message inside stays closed.

        Its bytes come out as they were sent; nothing has to write it anew.
        """
        inner = self.declared_type.startswith("message/")
        return "application/octet-stream" if inner else self.declared_type

    def get_content_charset(self, failobj: Any = None) -> Any:
        """Return the charset the sender gave, where there is such a one.

        The library looks it up to decode the content; a name with a NUL in it
        must not cost the content.
        """
        try:
            charset = super().get_content_charset(failobj)
            codecs.lookup(charset or "ascii")
        except (ValueError, LookupError, TypeError):
            return failobj
        return charset

    def attach(self, payload: Any) -> None:
        """Add a part, one level deeper than this one."""
        payload.sink_below(self)
        super().attach(payload)

    def sink_below(self, parent: "_Bounded") -> None:
        """Note how deep this part lies. Raises Unreadable."""
        self.depth = parent.depth + 1
        if self.depth > self._limits.depth:
            raise Unreadable("mail-too-deep")

    def set_raw(self, name: str, value: Any) -> None:
        """Take a header as it was written. Raises Unreadable."""
        structural = name.lower().startswith("content-")
        limit = _CONTENT_HEADER_LIMIT if structural else self._limits.header
        if len(value) > limit:
            raise Unreadable("mail-header-too-long")
        if len(self) >= self._limits.headers:
            raise Unreadable("mail-too-many-headers")
        super().set_raw(name, mail_header.as_text(value) if structural else value)


def _parse(data: bytes, limits: Limits) -> _Bounded:
    count = [0]

    def part(**_: object) -> _Bounded:
        return _Bounded(limits=limits, count=count)

    parser = BytesParser(cast("Any", part), policy=compat32)
    return cast("_Bounded", parser.parsebytes(data))


def _leaves(message: _Bounded, path: str, tolerated: list[str]) -> list[MimePart]:
    if message.defects:
        tolerated.append("mime-defects")
    if not message.is_multipart():
        return [_leaf(message, path or "1", tolerated)]
    if _outside(message):
        tolerated.append("text-outside-parts")
    found = []
    children = cast("list[_Bounded]", message.get_payload())
    for number, child in enumerate(children, start=1):
        below = f"{path}.{number}" if path else str(number)
        found += _leaves(child, below, tolerated)
    return found


def _outside(message: _Bounded) -> bool:
    """Whether something is written before or after the parts."""
    preamble = message.preamble or ""
    usual = "multi-part message in MIME format"
    return bool(
        (message.epilogue or "").strip() or (preamble.strip() and usual not in preamble)
    )


def _leaf(message: _Bounded, path: str, tolerated: list[str]) -> MimePart:
    media_type = message.declared_type
    if media_type.startswith("multipart/"):
        tolerated.append("multipart-without-parts")
        media_type = "text/plain"
    content = _content(message, tolerated)
    try:
        charset, filename = _charset(message), _filename(message)
        flow = _flow(message) if media_type == "text/plain" else ""
    except (TypeError, ValueError, LookupError):
        tolerated.append("parameters-unreadable")
        charset = filename = flow = ""
    return MimePart(
        path=path,
        media_type=media_type,
        content=content,
        charset=charset,
        filename=filename,
        disposition=_value(message, "content-disposition"),
        content_id=visible(str(message.get("content-id", ""))).strip("<>"),
        flow=flow,
    )


def _content(message: _Bounded, tolerated: list[str]) -> bytes:
    """Return the bytes of a leaf; what is not encoded as it says stays as it came."""
    written = message.get_payload()
    if _is_said_base64(message) and (
        isinstance(written, str) and not _is_base64(written)
    ):
        tolerated.append("encoding-wrong")
        return written.encode("utf-8", "surrogateescape")
    content = message.get_payload(decode=True)
    if isinstance(written, str) and content == written.encode("ascii", "replace"):
        content = _cut_short(message, written, tolerated) or content
    return content if isinstance(content, bytes) else b""


def _is_said_base64(message: _Bounded) -> bool:
    return _value(message, "content-transfer-encoding") == "base64"


def _cut_short(message: _Bounded, written: str, tolerated: list[str]) -> bytes:
    """Return the whole bytes of base64 that was cut in the middle of a byte."""
    letters = re.sub(r"[^A-Za-z0-9+/]", "", written)
    if not _is_said_base64(message) or len(letters) % 4 != 1:
        return b""
    tolerated.append("encoding-cut")
    return b64decode(letters[:-1])


def _is_base64(written: str) -> bool:
    """Whether most lines are base64; a list may have added a foot, a cut a stump."""
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    good = sum(1 for line in lines if _BASE64.fullmatch(line))
    return 2 * good >= len(lines)


def _value(message: _Bounded, header: str) -> str:
    """Return a header without its parameters, in lower case."""
    written = str(message.get(header, ""))
    return visible(written.partition(";")[0]).lower()


def _charset(message: _Bounded) -> str:
    value = message.get_param("charset")
    return visible(collapse_rfc2231_value(value)) if value else ""


def _flow(message: _Bounded) -> str:
    """Return how the lines of a text go on, as ``MimePart.flow`` says it."""
    said = {
        name: collapse_rfc2231_value(message.get_param(name) or "").lower()
        for name in ("format", "delsp")
    }
    if said["format"] != "flowed":
        return ""
    return "delsp" if said["delsp"] == "yes" else "flowed"


def _filename(message: _Bounded) -> str:
    """Return the name of a part, RFC 2231 or, against the rules, RFC 2047."""
    return mail_header.decode(message.get_filename(""))
