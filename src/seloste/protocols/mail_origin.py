"""Who wrote a mail: a person, a machine or list, or a mail system about another.

Read from headers that honest senders set (RFC 3834, RFC 2919, RFC 3464).
Whoever lies here gains nothing: a machine that claims to be a person may get
one acknowledgement a day.
"""

import re
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser, HeaderParser
from email.policy import compat32

from seloste.protocols.mail_header import Headers
from seloste.protocols.mime import Mail, MimePart, unreadable_when_broken

_REPORT = "message/delivery-status"
_RETURNED = frozenset({"message/rfc822", "text/rfc822-headers", "message/global"})
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_SILENT = ("x-auto-response-suppress", "x-autoreply", "x-autorespond", "x-loop")
_LONGEST_REPORT = 1 << 16


@dataclass(frozen=True, slots=True)
class Bounce:
    """A mail that did not arrive: its Message-ID and the status (RFC 3463)."""

    message_id: str
    status: str


@dataclass(frozen=True, slots=True)
class Origin:
    """What a mail's headers say of who wrote it.

    ``report`` says that a mail system wrote it about a mail, ``bounce`` that
    this mail will never arrive. ``wants_no_answer`` is true for everything a
    machine wrote or that asks for no automatic answer.
    """

    automatic: bool
    wants_no_answer: bool
    report: bool = False
    bounce: Bounce | None = None


def origin(data: bytes, mail: Mail) -> Origin:
    """Return who wrote ``mail``, whose bytes are ``data``. Raises Unreadable."""
    with unreadable_when_broken():
        return _origin(data, mail)


def _origin(data: bytes, mail: Mail) -> Origin:
    parsed = BytesHeaderParser(policy=compat32).parsebytes(_head(data))
    headers = Headers(list(parsed.raw_items()))
    report = any(part.media_type == _REPORT for part in mail.parts)
    silent = any(headers.first(name).strip() for name in _SILENT)
    automatic = mail.automatic or report
    return Origin(
        automatic=automatic or bool(headers.first("x-autoreply").strip()),
        wants_no_answer=automatic or silent,
        report=report,
        bounce=_bounce(mail, headers) if report else None,
    )


def _head(data: bytes) -> bytes:
    """Return the headers, so that a large body is not read a second time."""
    end = re.search(rb"\r?\n\r?\n", data)
    return data[: end.end()] if end else data


def _bounce(mail: Mail, headers: Headers) -> Bounce | None:
    """Return what a report says failed; None for delays and deliveries.

    A report comes from nobody (RFC 3464, section 2): one with another return
    path is not believed.
    """
    if headers.first("return-path").strip() not in ("", "<>"):
        return None
    status = next((found for part in mail.parts if (found := _failed(part))), None)
    returned = next((p.content for p in mail.parts if p.media_type in _RETURNED), b"")
    about = BytesHeaderParser(policy=compat32).parsebytes(_head(returned))
    message_id = Headers(list(about.raw_items())).message_id()
    return Bounce(message_id, status) if status and message_id else None


def _failed(part: MimePart) -> str | None:
    """Return the status of the first recipient that a report says failed."""
    if part.media_type != _REPORT:
        return None
    text = (
        part.content[:_LONGEST_REPORT].decode("ascii", "replace").replace("\r\n", "\n")
    )
    for block in text.split("\n\n"):
        fields = HeaderParser(policy=compat32).parsestr(block.strip("\n"))
        if _field(fields, "action").lower() == "failed":
            status = _STATUS.search(_field(fields, "status"))
            return status[0] if status else "5.0.0"
    return None


def _field(fields: Message, name: str) -> str:
    return str(fields.get(name, "")).strip()
