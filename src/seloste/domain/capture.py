"""May this be kept? What the notice in force says of one delivery.

Decides on facts about a delivery, never on its content. The answer is to keep
it (under which controller, class and dates), to refuse its recording, or to
put it in quarantine with a reason. Nothing here reads the clock.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from seloste.domain.contact import Channel, Delivery, Kind
from seloste.domain.errors import SelosteError
from seloste.domain.notice import (
    Capacity,
    ChannelNotPromised,
    ControllerUnknown,
    Notice,
    Period,
    RetentionClass,
)

FUTURE_SKEW = timedelta(minutes=5)
BACKDATE_LIMIT = timedelta(days=7)


class Announced(StrEnum):
    """How it is known that the caller was told before the recording."""

    NOT_NEEDED = "not-needed"
    SHOWN = "shown"
    ATTESTED = "attested"
    REFUSED = "refused"


class CaptureQuarantined(SelosteError):
    """The delivery may not become a contact; ``reason`` says why.

    Reasons decided here: announcement-missing, announcement-after-recording,
    controller-unknown, channel-not-promised, class-without-period,
    recording-not-promised, ends-before-it-starts, unverified-participant.
    """

    code = "capture-quarantined"

    def __init__(self, reason: str) -> None:
        super().__init__(f"quarantined: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where retention counts from, and whether the source's clock was believed."""

    at: datetime
    suspect: bool


@dataclass(frozen=True, slots=True)
class CaptureDecision:
    """For whom, in which capacity and in which class a delivery is kept."""

    controller: str
    capacity: Capacity
    retention_class: RetentionClass
    period: Period
    anchor: Anchor
    announced: Announced

    @property
    def keeps_recordings(self) -> bool:
        """Whether recordings may be kept; a caller who refused is not recorded."""
        return self.announced is not Announced.REFUSED


def anchor(*, claimed: datetime, received_at: datetime) -> Anchor:
    """Return where retention counts from (faults.md, R11).

    A time in the future is clamped to arrival. A time further back than the
    backdate limit is not believed either: retention counts from arrival until
    a person confirms it, so nothing is born already due.
    """
    if claimed > received_at + FUTURE_SKEW:
        return Anchor(received_at, suspect=True)
    if claimed < received_at - BACKDATE_LIMIT:
        return Anchor(received_at, suspect=True)
    return Anchor(min(claimed, received_at), suspect=False)


def decide_capture(
    notice: Notice,
    delivery: Delivery,
    *,
    attested: bool,
    received_at: datetime,
) -> CaptureDecision:
    """Return how a delivery is kept under ``notice``.

    ``attested`` tells whether a fresh, dated statement says that every caller
    of this source hears the announcement. Raises CaptureQuarantined.
    """
    if delivery.unread:
        raise CaptureQuarantined(delivery.unread)
    if delivery.unverified:
        raise CaptureQuarantined("unverified-participant")
    if delivery.suspected:
        raise CaptureQuarantined(delivery.suspected)
    if delivery.ended_at and delivery.ended_at < delivery.started_at:
        raise CaptureQuarantined("ends-before-it-starts")
    try:
        controller, capacity = notice.controller_for(delivery.address)
        retention_class = notice.class_for(delivery.channel)
    except (ControllerUnknown, ChannelNotPromised) as refusal:
        raise CaptureQuarantined(refusal.code) from None
    if retention_class.period is None:
        raise CaptureQuarantined("class-without-period")
    return CaptureDecision(
        controller=controller.id,
        capacity=capacity,
        retention_class=retention_class,
        period=retention_class.period,
        anchor=anchor(
            claimed=delivery.ended_at or delivery.started_at, received_at=received_at
        ),
        announced=_announcement(notice, delivery, attested=attested),
    )


def _announcement(notice: Notice, delivery: Delivery, *, attested: bool) -> Announced:
    """Return the evidence of the announcement (promises R-04, S-07, S-18).

    A source that says when the announcement ended is held to it, whatever else
    was attested.
    """
    rule = notice.channel_rule(delivery.channel)
    if delivery.announcement.refused:
        return Announced.REFUSED
    if not _has_recording(delivery):
        return Announced.NOT_NEEDED
    if delivery.channel is Channel.CALL and not rule.recorded:
        raise CaptureQuarantined("recording-not-promised")
    if not rule.announced:
        return Announced.NOT_NEEDED
    if delivery.announcement.ended_at is None:
        if attested:
            return Announced.ATTESTED
        raise CaptureQuarantined("announcement-missing")
    began = delivery.recording_started_at or delivery.started_at
    if delivery.announcement.ended_at > began:
        raise CaptureQuarantined("announcement-after-recording")
    return Announced.SHOWN


def _has_recording(delivery: Delivery) -> bool:
    return any(part.kind is Kind.RECORDING for part in delivery.parts)
