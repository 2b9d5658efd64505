"""What Twilio and Zoom Phone announce of a recording that can be fetched.

Only what is needed to fetch it and to know the call is read. Nothing here
checks a signature (``signed_webhook``) or opens an address.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from seloste.protocols import json_text
from seloste.protocols.localtime import from_rfc3339
from seloste.protocols.unreadable import Unreadable

COMPLETED = "phone.recording_completed"
VALIDATION = "endpoint.url_validation"


@dataclass(frozen=True, slots=True)
class Announced:
    """A recording somebody else keeps; ``url`` and ``token`` are secrets."""

    call_id: str
    recording_id: str
    url: str
    started_at: datetime
    seconds: int
    outbound: bool
    customer_tel: str = ""
    line: str = ""
    agent: str = ""
    account: str = ""
    token: str = ""


def twilio(fields: Mapping[str, str], *, line: str = "") -> Announced | None:
    """Return the recording of a status callback; None where it is not complete.

    Twilio does not say in it who called whom: ``line`` is the number that the
    address of the callback names. Raises Unreadable: field-missing, time-unreadable.
    """
    if fields.get("RecordingStatus", "completed") != "completed":
        return None
    wanted = ("RecordingSid", "CallSid", "RecordingUrl", "RecordingStartTime")
    if any(not fields.get(name) for name in wanted):
        raise Unreadable("field-missing")
    outbound = fields.get("Direction", "").startswith("outbound")
    caller, called = fields.get("From", ""), fields.get("To", "")
    return Announced(
        call_id=fields["CallSid"],
        recording_id=fields["RecordingSid"],
        url=f"{fields['RecordingUrl']}.wav",
        started_at=_rfc2822(fields["RecordingStartTime"]),
        seconds=_seconds(fields.get("RecordingDuration", "")),
        outbound=outbound,
        customer_tel=called if outbound else caller,
        line=(caller if outbound else called) or line,
        account=fields.get("AccountSid", ""),
    )


def zoom(data: bytes) -> tuple[str, tuple[Announced, ...]]:
    """Return the plain token of a handshake, or the recordings of an event.

    An event of another kind has neither. Raises Unreadable: json-unreadable,
    not-a-zoom-event, field-missing, time-unreadable.
    """
    value = json_text.parse(data)
    payload = value.get("payload") if isinstance(value, dict) else None
    if not isinstance(payload, dict):
        raise Unreadable("not-a-zoom-event")
    if value.get("event") == VALIDATION:
        return _required(payload, "plainToken"), ()
    if value.get("event") != COMPLETED:
        return "", ()
    inner = payload.get("object")
    listed = inner.get("recordings") if isinstance(inner, dict) else None
    if not isinstance(listed, list) or not all(isinstance(x, dict) for x in listed):
        raise Unreadable("not-a-zoom-event")
    token = _text(value, "download_token")
    return "", tuple(_zoom_recording(one, token) for one in listed)


def _zoom_recording(value: Mapping[str, Any], token: str) -> Announced:
    outbound = _text(value, "direction") == "outbound"
    caller, called = _text(value, "caller_number"), _text(value, "callee_number")
    owner = value.get("owner")
    return Announced(
        call_id=_required(value, "call_id"),
        recording_id=_required(value, "id"),
        url=_required(value, "download_url"),
        started_at=from_rfc3339(_required(value, "date_time")),
        seconds=_seconds(str(value.get("duration", ""))),
        outbound=outbound,
        customer_tel=called if outbound else caller,
        line=caller if outbound else called,
        agent=_text(owner, "name") if isinstance(owner, dict) else "",
        token=token,
    )


def ended(announced: Announced) -> datetime | None:
    """Return when the recording ended, where its length is said."""
    if not announced.seconds:
        return None
    return announced.started_at + timedelta(seconds=announced.seconds)


def _rfc2822(text: str) -> datetime:
    """Return the time of a callback: ``Mon, 04 May 2026 08:00:08 +0000``."""
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return from_rfc3339(text)
    if moment.utcoffset() is None:
        raise Unreadable("time-unreadable")
    return from_rfc3339(moment.isoformat())


def _seconds(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0  # noqa: PLR2004 - no call is longer


def _required(value: Mapping[str, Any], name: str) -> str:
    found = _text(value, name)
    if not found:
        raise Unreadable("field-missing")
    return found


def _text(value: Mapping[str, Any], name: str) -> str:
    found = value.get(name)
    return found if isinstance(found, str) else ""
