"""The clock of a rights request, kept in its row: when it is due, and when it stood."""

from datetime import date, datetime

from seloste.domain import rights_deadline
from seloste.domain.rights_deadline import Clock, Deadline
from seloste.records.models import RightsRequest
from seloste.services.business_calendar import is_holiday

FIELDS = ("law_on", "plan_on")


def clock_of(request: RightsRequest) -> Clock:
    """Return what the deadline of a request depends on."""
    return Clock(
        received_at=request.received_at,
        extended=request.extended_at is not None,
        paused_days=request.paused_days,
        awaiting_since=request.awaiting_since,
    )


def deadline(clock: Clock, now: datetime) -> Deadline:
    """Return by when a request with this clock is answered."""
    return rights_deadline.deadline(clock, now=now, holidays=is_holiday)


def set_days(request: RightsRequest, now: datetime) -> None:
    """Set the days of an unsaved change: ``FIELDS`` are to be saved with it."""
    due = deadline(clock_of(request), now)
    request.law_on, request.plan_on = due.law, due.plan


def last_to_extend(request: RightsRequest, now: datetime) -> date:
    """Return the last day on which an extension may be told."""
    return rights_deadline.first_month(clock_of(request), now=now, holidays=is_holiday)


def may_extend(request: RightsRequest, now: datetime) -> bool:
    """Tell whether two further months may still be taken."""
    return request.extended_at is None and rights_deadline.may_extend(
        clock_of(request), now=now, holidays=is_holiday
    )
