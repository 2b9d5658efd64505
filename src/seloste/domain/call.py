"""A call while it happens: what an exchange reports, and what follows from it.

Reports come twice, late and in any order; what is known of a call is always
the same fold over all of them, sorted by the exchange's own times. A call that
was refused stays refused. Nothing here knows a number or a name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CallEvent(StrEnum):
    """What an exchange reports of a call."""

    RINGING = "ringing"
    ANSWERED = "answered"
    ANNOUNCED = "announced"
    REFUSED = "refused"
    RECORDING = "recording"
    PAUSED = "paused"
    RESUMED_RECORDING = "resumed-recording"
    HELD = "held"
    RESUMED = "resumed"
    TRANSFERRED = "transferred"
    ENDED = "ended"


class CallState(StrEnum):
    """Where a call stands."""

    EXPECTED = "expected"
    RINGING = "ringing"
    TALKING = "talking"
    HELD = "held"
    REFUSED = "refused"
    ENDED = "ended"


MOVES: dict[tuple[CallState, CallEvent], CallState] = {
    (CallState.EXPECTED, CallEvent.RINGING): CallState.RINGING,
    (CallState.EXPECTED, CallEvent.ANSWERED): CallState.TALKING,
    (CallState.EXPECTED, CallEvent.REFUSED): CallState.REFUSED,
    (CallState.EXPECTED, CallEvent.ENDED): CallState.ENDED,
    (CallState.RINGING, CallEvent.RINGING): CallState.RINGING,
    (CallState.RINGING, CallEvent.ANSWERED): CallState.TALKING,
    (CallState.RINGING, CallEvent.TRANSFERRED): CallState.RINGING,
    (CallState.RINGING, CallEvent.REFUSED): CallState.REFUSED,
    (CallState.RINGING, CallEvent.ENDED): CallState.ENDED,
    (CallState.TALKING, CallEvent.HELD): CallState.HELD,
    (CallState.TALKING, CallEvent.TRANSFERRED): CallState.RINGING,
    (CallState.TALKING, CallEvent.REFUSED): CallState.REFUSED,
    (CallState.TALKING, CallEvent.ENDED): CallState.ENDED,
    (CallState.HELD, CallEvent.RESUMED): CallState.TALKING,
    (CallState.HELD, CallEvent.TRANSFERRED): CallState.RINGING,
    (CallState.HELD, CallEvent.REFUSED): CallState.REFUSED,
    (CallState.HELD, CallEvent.ENDED): CallState.ENDED,
    (CallState.REFUSED, CallEvent.ENDED): CallState.ENDED,
}
"""Reports that fit nowhere here (a second answer, a late ring) change no state."""

_ORDER = {event: at for at, event in enumerate(CallEvent)}


@dataclass(frozen=True, slots=True)
class Report:
    """One report: what happened and when, by the exchange's clock (aware UTC).

    ``extension`` is the telephone it happened on, where it happened on one.
    """

    event: CallEvent
    at: datetime
    extension: str = ""


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch that was not recorded; without an end it goes on."""

    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that follows from the reports of a call.

    ``extension`` is the telephone that rings or was answered last.
    ``announced_at`` is the end of the latest announcement.
    """

    state: CallState = CallState.EXPECTED
    extension: str = ""
    began_at: datetime | None = None
    answered_at: datetime | None = None
    announced_at: datetime | None = None
    recording_at: datetime | None = None
    ended_at: datetime | None = None
    refused: bool = False
    pauses: tuple[Pause, ...] = ()

    @property
    def may_record(self) -> bool:
        """Whether the exchange may record at this moment (promises S-07, S-18).

        Not before the announcement ended, not after a refusal, not while it is
        paused and not after the end.
        """
        paused = bool(self.pauses) and self.pauses[-1].until is None
        return (
            self.announced_at is not None
            and not self.refused
            and not paused
            and self.state is not CallState.ENDED
        )


def picture(reports: Iterable[Report]) -> Picture:
    """Return what follows from all reports of a call, in whatever order they came."""
    ordered = sorted(
        reports, key=lambda one: (one.at, _ORDER[one.event], one.extension)
    )
    state, extension = CallState.EXPECTED, ""
    for report in ordered:
        state = MOVES.get((state, report.event), state)
        extension = report.extension or extension
    return Picture(
        state=state,
        extension=extension,
        began_at=ordered[0].at if ordered else None,
        answered_at=_first(ordered, CallEvent.ANSWERED),
        announced_at=_last(ordered, CallEvent.ANNOUNCED),
        recording_at=_first(ordered, CallEvent.RECORDING),
        ended_at=_last(ordered, CallEvent.ENDED),
        refused=_first(ordered, CallEvent.REFUSED) is not None,
        pauses=_pauses(ordered),
    )


def _first(ordered: list[Report], event: CallEvent) -> datetime | None:
    return next((one.at for one in ordered if one.event is event), None)


def _last(ordered: list[Report], event: CallEvent) -> datetime | None:
    return _first(ordered[::-1], event)


def _pauses(ordered: list[Report]) -> tuple[Pause, ...]:
    """Return the stretches that were not recorded; the end of the call ends them."""
    pauses: list[Pause] = []
    since: datetime | None = None
    for report in ordered:
        if report.event is CallEvent.PAUSED:
            since = since or report.at
        elif since and report.event in (CallEvent.RESUMED_RECORDING, CallEvent.ENDED):
            pauses.append(Pause(since, report.at))
            since = None
    return (*pauses, Pause(since, None)) if since else tuple(pauses)


def gaps(
    pauses: Iterable[Pause], *, recording_at: datetime, ended_at: datetime | None
) -> tuple[tuple[float, float], ...]:
    """Return the pauses in seconds from the start of the recording.

    What lies before the recording is no gap of it; a pause without an end lasts
    until the call ended, or marks the moment it began where that is not known.
    """
    found = []
    for pause in pauses:
        until = pause.until or ended_at or pause.since
        since = max(pause.since, recording_at)
        if until >= since:
            found.append(
                (
                    (since - recording_at).total_seconds(),
                    (until - recording_at).total_seconds(),
                )
            )
    return tuple(found)
