"""Amazon Connect: contact trace records, and the names of recordings.

A record is one contact; transfers share ``InitialContactId``. Times are UTC.
A recording is called ``{ContactId}_{YYYYMMDD}T{HH:MM}_UTC.wav``; the colon of
its name comes as it is, as ``%3A`` or as an underscore, as whoever copied it
could write it. The contact flow says when the caller had been told of the
recording in the attribute ``seloste_announced`` (RFC 3339) and that the caller
refused it in ``seloste_refused`` (true).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from seloste.protocols import json_text
from seloste.protocols.localtime import from_rfc3339
from seloste.protocols.unreadable import Unreadable

REDACTED = "redacted"
_NAME = re.compile(
    r"(?P<contact>[0-9a-fA-F-]{36})_(?P<at>\d{8}T\d{2}[:_]?\d{2})_UTC\.wav", re.ASCII
)


@dataclass(frozen=True, slots=True)
class TraceRecord:
    """A contact; ``recording`` is the base name of its recording, or empty."""

    contact_id: str
    call_id: str
    started_at: datetime
    ended_at: datetime | None
    answered_at: datetime | None
    outbound: bool
    address: str
    customer_tel: str
    agent: str
    recording: str
    recording_started_at: datetime | None
    announced_at: datetime | None
    refused: bool


def read(data: bytes) -> Iterator[TraceRecord]:
    """Yield the records of a document: one, a list, or one a line (Kinesis).

    Raises Unreadable: json-unreadable, not-a-contact-record, start-missing.
    """
    for one in _documents(data):
        yield _record(one)


def _documents(data: bytes) -> list[Any]:
    lines = [line for line in data.splitlines() if line.strip()]
    try:
        value = json_text.parse(data)
    except Unreadable:
        if len(lines) < 2:  # noqa: PLR2004 - one line is one document
            raise
        value = [json_text.parse(line) for line in lines]
    return value if isinstance(value, list) else [value]


def _record(value: Any) -> TraceRecord:
    if not isinstance(value, dict) or not _text(value, "ContactId"):
        raise Unreadable("not-a-contact-record")
    started_at = _moment(value, "InitiationTimestamp")
    if started_at is None:
        raise Unreadable("start-missing")
    agent, attributes = _part(value, "Agent"), _part(value, "Attributes")
    recording = _recording(value)
    answered_at = _moment(agent, "ConnectedToAgentTimestamp")
    return TraceRecord(
        contact_id=_text(value, "ContactId"),
        call_id=_text(value, "InitialContactId") or _text(value, "ContactId"),
        started_at=started_at,
        ended_at=_moment(value, "DisconnectTimestamp"),
        answered_at=answered_at,
        outbound=_text(value, "InitiationMethod") == "OUTBOUND",
        address=_text(_part(value, "SystemEndpoint"), "Address"),
        customer_tel=_text(_part(value, "CustomerEndpoint"), "Address"),
        agent=_text(agent, "Username"),
        recording=canonical(_text(recording, "Location").rpartition("/")[2]),
        recording_started_at=_moment(recording, "StartTimestamp") or answered_at,
        announced_at=_moment(attributes, "seloste_announced"),
        refused=_text(attributes, "seloste_refused").lower() in ("true", "1", "yes"),
    )


def _recording(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the audio recording; one that was deleted there is none."""
    several = value.get("Recordings")
    rows = [one for one in several if isinstance(one, dict)] if several else []
    chosen = rows[0] if rows else _part(value, "Recording")
    return chosen if _text(chosen, "Status") == "AVAILABLE" else {}


def canonical(name: str) -> str:
    """Return a recording's name in the one form it is compared in."""
    name = unquote(name)
    match = _NAME.fullmatch(name)
    if not match:
        return name
    return f"{match['contact'].lower()}_{re.sub('[:_]', '', match['at'])}_UTC.wav"


def _part(value: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = value.get(name)
    return found if isinstance(found, dict) else {}


def _text(value: Mapping[str, Any], name: str) -> str:
    found = value.get(name)
    return found if isinstance(found, str) else ""


def _moment(value: Mapping[str, Any], name: str) -> datetime | None:
    text = _text(value, name)
    return from_rfc3339(text) if text else None
