"""A delivery as JSON, so that it can wait sealed and be delivered again."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any, BinaryIO
from uuid import UUID

from seloste.domain.contact import (
    Announcement,
    Author,
    Channel,
    Delivery,
    Direction,
    Kind,
    NoticeShown,
    Part,
    Party,
    PartyRole,
)

type Opener = Callable[[UUID], Callable[[], BinaryIO]]


def to_json(delivery: Delivery, object_ids: tuple[UUID, ...]) -> bytes:
    """Return the bytes to seal; ``object_ids`` are those of the parts, in order."""
    value = {
        "source": delivery.source,
        "source_id": delivery.source_id,
        "leg": delivery.leg,
        "channel": delivery.channel,
        "direction": delivery.direction,
        "started_at": _text(delivery.started_at),
        "ended_at": _text(delivery.ended_at),
        "recording_started_at": _text(delivery.recording_started_at),
        "address": delivery.address,
        "subject": delivery.subject,
        "language": delivery.language,
        "notes": delivery.notes,
        "unread": delivery.unread,
        "continues": _id_text(delivery.continues),
        "begins": _id_text(delivery.begins),
        "unverified": delivery.unverified,
        "author": delivery.author,
        "suspected": delivery.suspected,
        "shown": _shown(delivery.shown),
        "gaps": delivery.gaps,
        "announcement": {
            "ended_at": _text(delivery.announcement.ended_at),
            "refused": delivery.announcement.refused,
        },
        "parties": [asdict(party) for party in delivery.parties],
        "parts": [
            {
                "object_id": str(object_id),
                "kind": part.kind,
                "media_type": part.media_type,
                "filename": part.filename,
                "sha256": part.sha256,
            }
            for part, object_id in zip(delivery.parts, object_ids, strict=True)
        ],
    }
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()


def from_json(data: bytes, opener: Opener) -> Delivery:
    """Return the delivery that ``to_json`` wrote, its parts read by ``opener``."""
    value: dict[str, Any] = json.loads(data)
    announcement = value["announcement"]
    return Delivery(
        source=value["source"],
        source_id=value["source_id"],
        leg=value["leg"],
        channel=Channel(value["channel"]),
        direction=Direction(value["direction"]),
        started_at=datetime.fromisoformat(value["started_at"]),
        ended_at=_moment(value["ended_at"]),
        recording_started_at=_moment(value["recording_started_at"]),
        address=value["address"],
        subject=value["subject"],
        language=value["language"],
        notes=tuple(value["notes"]),
        unread=value["unread"],
        continues=_id(value.get("continues")),
        begins=_id(value.get("begins")),
        unverified=value.get("unverified", False),
        author=Author(value.get("author", Author.PERSON)),
        suspected=value.get("suspected", ""),
        shown=_shown_from(value.get("shown")),
        gaps=tuple((since, until) for since, until in value.get("gaps", ())),
        announcement=Announcement(
            ended_at=_moment(announcement["ended_at"]),
            refused=announcement["refused"],
        ),
        parties=tuple(
            Party(**{**party, "role": PartyRole(party["role"])})
            for party in value["parties"]
        ),
        parts=tuple(_part(part, opener) for part in value["parts"]),
    )


def _shown(shown: NoticeShown | None) -> dict[str, Any] | None:
    return None if shown is None else {**asdict(shown), "at": shown.at.isoformat()}


def _shown_from(value: dict[str, Any] | None) -> NoticeShown | None:
    if value is None:
        return None
    return NoticeShown(**{**value, "at": datetime.fromisoformat(value["at"])})


def _part(value: dict[str, str], opener: Opener) -> Part:
    return Part(
        kind=Kind(value["kind"]),
        open=opener(UUID(value["object_id"])),
        media_type=value["media_type"],
        filename=value["filename"],
        sha256=value["sha256"],
    )


def _id_text(of: UUID | None) -> str | None:
    return None if of is None else str(of)


def _id(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
