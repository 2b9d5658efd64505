"""Mail headers: words, addresses, dates and identifiers (RFC 5322, 2047).

Every value is a stranger's: it comes out on one line, without characters that
hide or reorder text, and an address only where there is one.
"""

import re
from base64 import b64decode
from binascii import a2b_qp
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import getaddresses, parsedate_to_datetime

from seloste.protocols import charset as charsets
from seloste.protocols.filename import visible

_WORD = re.compile(r"=\?([^?\s]{1,75})\?([bBqQ])\?([^?]*)\?=")
_ID = re.compile(r"<([^<>\s]{1,900})>")
_BARE_ID = re.compile(r"[^<>\s]{1,900}")
_MAILBOX = re.compile(r"[^@\s<>\"(),:;\\]{1,64}@[^@\s<>\"(),:;\\]{1,255}")
_MAX_IDS = 100
_MAX_ADDRESSES = 1000
_BULK = frozenset({"bulk", "junk", "list", "auto_reply"})


@dataclass(frozen=True, slots=True)
class Address:
    """A display name and a mailbox; either may be empty, not both."""

    name: str
    mailbox: str


@dataclass(frozen=True, slots=True)
class Headers:
    """The headers of one message as they were written, in order."""

    items: list[tuple[str, str]]

    def all(self, name: str) -> list[str]:
        """Return every value of header ``name``, as written."""
        return [str(value) for key, value in self.items if key.lower() == name]

    def first(self, name: str) -> str:
        """Return the first value of header ``name``, as written."""
        return next(iter(self.all(name)), "")

    def text(self, name: str) -> str:
        """Return header ``name`` decoded."""
        return decode(self.first(name))

    def addresses(self, name: str) -> tuple[Address, ...]:
        """Return the addresses in every header ``name``."""
        return parse_addresses(self.all(name))

    def delivered_to(self) -> tuple[str, ...]:
        """Return the mailboxes a mail server says it delivered to."""
        found = [
            address.mailbox
            for name in ("delivered-to", "x-original-to", "envelope-to")
            for address in self.addresses(name)
            if address.mailbox
        ]
        return tuple(dict.fromkeys(found))

    def message_id(self) -> str:
        """Return the Message-ID without its brackets, or nothing."""
        written = as_text(self.first("message-id"))
        match = _ID.search(written) or _BARE_ID.fullmatch(written.strip())
        return visible(match[match.lastindex or 0]) if match else ""

    def ids(self, name: str) -> tuple[str, ...]:
        """Return the identifiers in header ``name``; of very many, the last."""
        found = _ID.findall(as_text(self.first(name)))
        return tuple(visible(found_id) for found_id in found[-_MAX_IDS:])

    def date(self) -> datetime | None:
        """Return the Date as an instant; None when there is no usable one."""
        try:
            written = parsedate_to_datetime(as_text(self.first("date")))
            if written.tzinfo is None:
                return written.replace(tzinfo=UTC)
            return written.astimezone(UTC)
        except (ValueError, TypeError, OverflowError, IndexError):
            return None

    def is_automatic(self) -> bool:
        """Whether a machine or a list sent it (RFC 3834, RFC 2919)."""
        submitted = self.first("auto-submitted").strip().lower()
        return bool(
            (submitted and not submitted.startswith("no"))
            or self.first("precedence").strip().lower() in _BULK
            or self.first("list-id")
            or self.first("list-unsubscribe")
            or self.first("return-path").strip() == "<>"
        )


def decode(written: str) -> str:
    """Return a header value as text, its encoded words decoded (RFC 2047).

    Blanks between two encoded words are no part of the text, and words of one
    charset are joined before they are decoded, for senders that cut a
    character in two. A word that does not decode stays as it was written.
    """
    text = as_text(written)
    pieces: list[str] = []
    pending = _Pending()
    end = 0
    for match in _WORD.finditer(text):
        between, end = text[end : match.start()], match.end()
        content = _encoded(match[2], match[3])
        if between.strip() or not pending.content or content is None:
            pieces += (pending.flush(), between)
        if content is None:
            pieces.append(match[0])
        else:
            pieces.append(pending.add(match[1].partition("*")[0], content))
    return visible("".join((*pieces, pending.flush(), text[end:])))


def parse_addresses(values: Iterable[str]) -> tuple[Address, ...]:
    """Return the addresses of header values, each at most once.

    What is no list of addresses becomes a name without a mailbox, so that it
    is seen but never answered, matched or believed.
    """
    found: list[Address] = []
    for value in values:
        pairs = getaddresses([as_text(value)])[:_MAX_ADDRESSES]
        read = [Address(decode(name), _mailbox(mailbox)) for name, mailbox in pairs]
        usable = [address for address in read if address.name or address.mailbox]
        if not usable and (shown := decode(value)):
            usable = [Address(shown, "")]
        found += usable
    return tuple(dict.fromkeys(found))


def _mailbox(written: str) -> str:
    mailbox = visible(written)
    if not _MAILBOX.fullmatch(mailbox):
        return ""
    local, _, domain = mailbox.rpartition("@")
    return f"{local}@{domain.lower()}"


def as_text(written: str) -> str:
    """Return a header with raw 8-bit text in it as the text it was meant to be.

    The bytes come as surrogates (PEP 383), as ``email`` hands them over.
    """
    return charsets.decode(written.encode("utf-8", "surrogateescape"), "utf-8")[0]


@dataclass(slots=True)
class _Pending:
    """Bytes of encoded words in one charset, not decoded yet."""

    charset: str = ""
    content: bytes = b""

    def add(self, charset: str, content: bytes) -> str:
        """Take a word; return the text of those before, if in another charset."""
        before = "" if charset.lower() == self.charset else self.flush()
        self.charset = charset.lower()
        self.content += content
        return before

    def flush(self) -> str:
        """Return the text of what is pending."""
        text, _ = charsets.decode(self.content, self.charset or "utf-8")
        self.content = b""
        return text


def _encoded(encoding: str, written: str) -> bytes | None:
    """Return the bytes of an encoded word, or None when it is broken."""
    octets = written.encode()
    if encoding in "qQ":
        return a2b_qp(octets, header=True)
    try:
        return b64decode(octets + b"=" * (-len(octets) % 4), validate=True)
    except ValueError:
        return None
