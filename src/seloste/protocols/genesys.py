"""Genesys Cloud: the metadata beside each recording of a bulk export.

The export has a folder for each conversation and, for each recording in it, a
JSON document ``{recordingId}_metadata.json``. Its fields differ between
versions of the export: what is needed is looked for under each known name, and
a start that nobody states is refused. Times are UTC. Announcement and refusal
come as the participant attributes ``seloste_announced`` and ``seloste_refused``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from seloste.protocols import json_text
from seloste.protocols.localtime import from_epoch, from_rfc3339
from seloste.protocols.unreadable import Unreadable

SUFFIX = "_metadata.json"
FOLDER = "conversation_id="
_STARTS = ("startTime", "recordingStartTime", "conversationStartTime")
_ENDS = ("endTime", "recordingEndTime", "conversationEndTime")
_CALLS = frozenset({"call", "callback", ""})


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said of a recording; ``call`` is false for chats and screens."""

    conversation_id: str
    recording_id: str
    call: bool
    started_at: datetime
    ended_at: datetime | None
    outbound: bool
    address: str
    customer_tel: str
    agents: tuple[str, ...]
    announced_at: datetime | None
    refused: bool


def parse(data: bytes, *, conversation_id: str, recording_id: str) -> Metadata:
    """Return what a metadata document says; ids are those of its path.

    Raises Unreadable: json-unreadable, not-a-genesys-record, start-missing,
    conversation-missing, id-contradicted.
    """
    value = json_text.parse(data)
    if not isinstance(value, dict):
        raise Unreadable("not-a-genesys-record")
    conversation = _agreed(value, "conversationId", conversation_id)
    recording = _agreed(value, "recordingId", recording_id)
    if not conversation:
        raise Unreadable("conversation-missing")
    started_at = _moment(value, _STARTS)
    if started_at is None:
        raise Unreadable("start-missing")
    outbound = _direction(value) == "outbound"
    ani, dnis = _number(value, "ani"), _number(value, "dnis")
    attributes = value.get("attributes")
    said = attributes if isinstance(attributes, dict) else {}
    return Metadata(
        conversation_id=conversation,
        recording_id=recording,
        call=_text(value, "mediaType").lower() in _CALLS,
        started_at=started_at,
        ended_at=_moment(value, _ENDS),
        outbound=outbound,
        address=ani if outbound else dnis,
        customer_tel=dnis if outbound else ani,
        agents=_agents(value),
        announced_at=_moment(said, ("seloste_announced",)),
        refused=_text(said, "seloste_refused").lower() in ("true", "1", "yes"),
    )


def _agreed(value: Mapping[str, Any], name: str, of_path: str) -> str:
    said = _text(value, name)
    if said and of_path and said.lower() != of_path.lower():
        raise Unreadable("id-contradicted")
    return of_path or said


def _direction(value: Mapping[str, Any]) -> str:
    known = ("initialDirection", "originatingDirection", "direction")
    return next((_text(value, one).lower() for one in known if value.get(one)), "")


def _number(value: Mapping[str, Any], name: str) -> str:
    return _text(value, name).removeprefix("tel:")


def _agents(value: Mapping[str, Any]) -> tuple[str, ...]:
    """Return who of the organisation spoke, by id: the export has no names."""
    found = value.get("userIds")
    listed = found if isinstance(found, list) else []
    return tuple(one for one in listed if isinstance(one, str))


def _moment(value: Mapping[str, Any], names: tuple[str, ...]) -> datetime | None:
    for name in names:
        found = value.get(name)
        if isinstance(found, str) and found:
            return from_rfc3339(found)
        if isinstance(found, int) and not isinstance(found, bool):
            return from_epoch(found / 1000)
    return None


def _text(value: Mapping[str, Any], name: str) -> str:
    found = value.get(name)
    return found if isinstance(found, str) else ""
