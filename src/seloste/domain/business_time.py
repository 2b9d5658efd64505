"""Business time: opening hours and holidays of a service centre.

Targets run while the centre is open and stand still when it is closed. Hours
are of the clock on the wall in Helsinki, so a day with a clock change has an
hour more or less only where the centre is open through the night. Holidays
are passed in: nothing here knows the calendar, and nothing reads the clock.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from seloste.domain.errors import SelosteError

HELSINKI = ZoneInfo("Europe/Helsinki")
HORIZON = 400
"""Days looked ahead before a calendar that never opens is given up."""

type Holidays = Callable[[date], bool]


class NeverOpen(SelosteError):
    """The opening hours have no open minute, so no target can run."""

    code = "never-open"


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when a day is open, on the wall clock; ``closes`` is after."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.closes <= self.opens:
            raise ValueError("a day closes after it opens")


@dataclass(frozen=True, slots=True)
class BusinessHours:
    """Opening hours by weekday (Monday is 0); a weekday not named is closed."""

    week: Mapping[int, Hours]

    def on(self, day: date, holidays: Holidays) -> tuple[datetime, datetime] | None:
        """Return when a day opens and closes (aware UTC), or None: closed."""
        hours = self.week.get(day.weekday())
        if hours is None or holidays(day):
            return None
        return _utc(day, hours.opens), _utc(day, hours.closes)


USUAL = BusinessHours({day: Hours(time(8), time(16)) for day in range(5)})
"""Monday to Friday, 8 to 16: the working week of a Finnish office."""


def _utc(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=HELSINKI).astimezone(UTC)


def _spans(
    hours: BusinessHours, holidays: Holidays, start: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """Yield the open spans from ``start`` on, the first one cut to it."""
    day = start.astimezone(HELSINKI).date()
    for ahead in range(HORIZON):
        span = hours.on(day + timedelta(days=ahead), holidays)
        if span is not None and span[1] > start:
            yield max(span[0], start), span[1]
    raise NeverOpen("the opening hours have no open minute within a year")


def add(
    start: datetime, minutes: int, *, hours: BusinessHours, holidays: Holidays
) -> datetime:
    """Return the moment ``minutes`` of open time after ``start`` (aware UTC).

    A start outside the opening hours counts from the next opening. Raises
    NeverOpen.
    """
    left = timedelta(minutes=minutes)
    for opens, closes in _spans(hours, holidays, start.astimezone(UTC)):
        if left <= closes - opens:
            return opens + left
        left -= closes - opens
    raise NeverOpen("the target lies beyond a year")


def minutes_between(
    start: datetime, end: datetime, *, hours: BusinessHours, holidays: Holidays
) -> int:
    """Return the open minutes from ``start`` to ``end``, rounded down."""
    if end <= start:
        return 0
    total = timedelta()
    day = start.astimezone(HELSINKI).date()
    last = end.astimezone(HELSINKI).date()
    while day <= last:
        span = hours.on(day, holidays)
        if span is not None:
            total += max(min(span[1], end) - max(span[0], start), timedelta())
        day += timedelta(days=1)
    return int(total.total_seconds() // 60)


def is_open(at: datetime, *, hours: BusinessHours, holidays: Holidays) -> bool:
    """Tell whether the centre is open at a moment."""
    span = hours.on(at.astimezone(HELSINKI).date(), holidays)
    return span is not None and span[0] <= at < span[1]


def next_opening(at: datetime, *, hours: BusinessHours, holidays: Holidays) -> datetime:
    """Return ``at`` where the centre is open, or when it opens. Raises NeverOpen."""
    return next(_spans(hours, holidays, at.astimezone(UTC)))[0]
