"""Writes mail messages (RFC 5322, MIME), in UTF-8, with their attachments.

A line break in anything that becomes a header is refused, never folded away:
it would let a stranger write headers of ours.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from seloste.protocols.filename import safe_name

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9.-]{1,255}")


class HeaderRefused(ValueError):
    """A value must not become a header."""


@dataclass(frozen=True, slots=True)
class File:
    """An attachment: its bytes, its media type and the name it is given."""

    content: bytes
    media_type: str
    name: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to be written; addresses are bare, ids stand without brackets."""

    message_id: str
    sent_at: datetime
    from_name: str
    from_address: str
    to: tuple[str, ...]
    subject: str
    text: str
    cc: tuple[str, ...] = ()
    reply_to: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    language: str = ""
    automatic: bool = False
    files: tuple[File, ...] = ()


def write(letter: Letter) -> bytes:
    """Return the message as it goes to the server. Raises HeaderRefused."""
    message = EmailMessage(policy=SMTP)
    for name, value in _headers(letter):
        if _CONTROL.search(value):
            raise HeaderRefused(name)
        message[name] = value
    message.set_content(letter.text, charset="utf-8", cte="quoted-printable")
    for file in letter.files:
        kind, _, subtype = _media_type(file.media_type).partition("/")
        message.add_attachment(
            file.content, maintype=kind, subtype=subtype, filename=safe_name(file.name)
        )
    return message.as_bytes()


def _headers(letter: Letter) -> list[tuple[str, str]]:
    written = [
        ("From", _mailbox(letter.from_address, letter.from_name)),
        ("To", ", ".join(_mailbox(one) for one in letter.to)),
        ("Cc", ", ".join(_mailbox(one) for one in letter.cc)),
        ("Reply-To", _mailbox(letter.reply_to) if letter.reply_to else ""),
        ("Subject", letter.subject),
        ("Date", format_datetime(letter.sent_at)),
        ("Message-ID", f"<{letter.message_id}>"),
        ("In-Reply-To", f"<{letter.in_reply_to}>" if letter.in_reply_to else ""),
        ("References", " ".join(f"<{one}>" for one in letter.references)),
        ("Content-Language", letter.language),
    ]
    if letter.automatic:
        written += [
            ("Auto-Submitted", "auto-replied"),
            ("X-Auto-Response-Suppress", "All"),
            ("Precedence", "auto_reply"),
        ]
    return [(name, value) for name, value in written if value]


def is_address(address: str) -> bool:
    """Tell whether something is one plain address in ASCII (RFC 5321)."""
    return bool(_ADDRESS.fullmatch(address))


def _mailbox(address: str, name: str = "") -> str:
    if not is_address(address):
        raise HeaderRefused("address")
    if _CONTROL.search(name):
        raise HeaderRefused("name")
    local, _, domain = address.rpartition("@")
    return str(Address(display_name=name, username=local, domain=domain))


def _media_type(claimed: str) -> str:
    """Return a media type that may stand in a header, whole messages included."""
    plain = claimed.partition(";")[0].strip().lower()
    usable = re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", plain)
    if not usable or plain.startswith(("multipart/", "message/")):
        return "application/octet-stream"
    return plain
