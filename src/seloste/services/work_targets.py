"""How the targets of a work item stand, in the business time of its queue.

Reads only. While the customer is waited for, the targets stand still, and what
is left is what was left when the waiting began.
"""

from dataclasses import dataclass
from datetime import datetime

from seloste.domain.business_time import BusinessHours
from seloste.domain.work_item import Standing, WorkState
from seloste.records.models import WorkItem
from seloste.services import business_calendar


@dataclass(frozen=True, slots=True)
class Target:
    """A target as it is shown; ``minutes`` are open minutes left, or overrun."""

    standing: Standing
    late: bool
    minutes: int

    @property
    def hours(self) -> int:
        """Return the whole hours of ``minutes``."""
        return self.minutes // 60

    @property
    def rest(self) -> int:
        """Return what ``minutes`` have beside whole hours."""
        return self.minutes % 60


@dataclass(frozen=True, slots=True)
class Targets:
    """The first answer and the solution; None where the item has no queue.

    ``unreached``: it has one, whose opening hours reach no target.
    """

    respond: Target | None
    solve: Target | None
    unreached: bool = False


def targets(work: WorkItem, now: datetime) -> Targets:
    """Return how the targets of a work item stand at ``now``."""
    hours = business_calendar.hours_of(work.queue.hours if work.queue else {})
    state = WorkState(work.state)
    paused = state is WorkState.WAITING
    at = work.waiting_since if paused and work.waiting_since else now
    responded = Standing(
        work.respond_by, _met(work.responded_at, work.respond_by), paused
    )
    solved = Standing(
        work.solve_by,
        _met(work.closed_at, work.solve_by) if state.ended else None,
        paused,
    )
    missing = work.queue is not None and None in (work.respond_by, work.solve_by)
    return Targets(
        _target(responded, hours, at),
        _target(solved, hours, at),
        unreached=missing and not state.ended and _unreached(work, hours),
    )


def _unreached(work: WorkItem, hours: BusinessHours) -> bool:
    minutes = work.queue.solve_minutes if work.queue else 0
    return business_calendar.target(work.opened_at, minutes, hours) is None


def _met(done_at: datetime | None, due_at: datetime | None) -> bool | None:
    if done_at is None or due_at is None:
        return None
    return done_at <= due_at


def _target(standing: Standing, hours: BusinessHours, at: datetime) -> Target | None:
    if standing.due_at is None:
        return None
    late = standing.late(at)
    first, last = (standing.due_at, at) if late else (at, standing.due_at)
    minutes = business_calendar.minutes_between(first, last, hours)
    return Target(standing, late, minutes)
