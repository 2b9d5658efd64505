"""By when a rights request is answered: the month of Art. 12(3), in Helsinki days.

A month ends on the day of the same number, or on the last of a shorter month
(Reg. 1182/71, Art. 3). An end on a weekend or a holiday moves to the next
working day in law; the plan is the last working day before it, so that nobody
counts on the move. The clock stands still only while an identity that is needed,
and was asked for without delay, is awaited. Holidays are passed in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from seloste.domain.retention import add_months, local_day

MONTHS = 1
EXTENDED_MONTHS = 3
"""One month, and two further ones (Art. 12(3))."""
ASKED_WITHOUT_DELAY = timedelta(days=3)
"""How soon the missing identity is asked for, so that waiting stops the clock."""
UNCONFIRMED_LASTS = timedelta(days=7)
IDENTITY_AWAITED = timedelta(days=30)
"""How long an answer to who asks is awaited before a person is reminded to end it."""
SOON = timedelta(days=7)
SATURDAY = 5

type Holidays = Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when a request is answered: what the law gives, and what is planned."""

    law: date
    plan: date

    def late(self, day: date) -> bool:
        """Tell whether the law's day is over on ``day``."""
        return day > self.law

    def urgent(self, day: date) -> bool:
        """Tell whether the planned day has come, or comes within a week."""
        return day + SOON >= self.plan


@dataclass(frozen=True, slots=True)
class Clock:
    """What a deadline depends on. Times are aware UTC.

    ``paused_days`` were spent waiting for an identity; ``awaiting_since`` is set
    while that goes on and the clock stands still.
    """

    received_at: datetime
    extended: bool = False
    paused_days: int = 0
    awaiting_since: datetime | None = None


def working_day(day: date, holidays: Holidays) -> bool:
    """Tell whether a day is neither on a weekend nor a holiday."""
    return day.weekday() < SATURDAY and not holidays(day)


def _shifted(day: date, step: int, holidays: Holidays) -> date:
    while not working_day(day, holidays):
        day += timedelta(days=step)
    return day


def deadline(clock: Clock, *, now: datetime, holidays: Holidays) -> Deadline:
    """Return by when a request is answered, as things stand at ``now``."""
    months = EXTENDED_MONTHS if clock.extended else MONTHS
    paused = clock.paused_days + waited_days(clock.awaiting_since, now)
    end = add_months(local_day(clock.received_at), months) + timedelta(days=paused)
    return Deadline(
        law=_shifted(end, 1, holidays),
        plan=_shifted(end, -1, holidays),
    )


def first_month(clock: Clock, *, now: datetime, holidays: Holidays) -> date:
    """Return the last day on which the person may be told of an extension."""
    plain = Clock(clock.received_at, False, clock.paused_days, clock.awaiting_since)
    return deadline(plain, now=now, holidays=holidays).law


def may_extend(clock: Clock, *, now: datetime, holidays: Holidays) -> bool:
    """Tell whether the first month still runs: later nothing can be extended."""
    return local_day(now) <= first_month(clock, now=now, holidays=holidays)


def stops_clock(*, received_at: datetime, asked_at: datetime) -> bool:
    """Tell whether the identity was asked for without delay after receipt."""
    return asked_at - received_at <= ASKED_WITHOUT_DELAY


def waited_days(since: datetime | None, until: datetime) -> int:
    """Return the whole Helsinki days from being asked to the answer."""
    if since is None:
        return 0
    return max((local_day(until) - local_day(since)).days, 0)
