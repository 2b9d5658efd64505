"""What an exchange reported of a call, added to the recording that comes later.

Reports and recordings meet on the fingerprint of the call's own id. What was
reported can only make capture stricter: a later announcement and a refusal
count, whatever the recording says itself.
"""

from dataclasses import replace
from datetime import datetime

from seloste.domain.call import CallEvent, Picture, Report, gaps, picture
from seloste.domain.contact import Announcement, Channel, Delivery
from seloste.records.models import Call, Source


def attach(delivery: Delivery, *, source: Source, key: str) -> Delivery:
    """Return a delivery with what was reported of its call, if anything was."""
    if delivery.channel is not Channel.CALL:
        return delivery
    call = Call.objects.filter(source=source, key=key).first()
    if call is None:
        return delivery
    seen = picture_of(call)
    began = delivery.recording_started_at or seen.recording_at
    return replace(
        delivery,
        announcement=_announcement(delivery.announcement, seen),
        recording_started_at=began,
        language=delivery.language or call.language,
        gaps=delivery.gaps
        or gaps(
            seen.pauses,
            recording_at=began or delivery.started_at,
            ended_at=seen.ended_at or delivery.ended_at,
        ),
    )


def picture_of(call: Call) -> Picture:
    """Return what follows from everything reported of a call."""
    return picture(
        Report(CallEvent(one.event), one.at, one.extension)
        for one in call.reports.all()
    )


def _announcement(said: Announcement, seen: Picture) -> Announcement:
    return Announcement(
        ended_at=_later(said.ended_at, seen.announced_at),
        refused=said.refused or seen.refused,
    )


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max(filter(None, (one, other)), default=None)
