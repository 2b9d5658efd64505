"""The Finnish working calendar, and the hours a queue is open.

Public holidays come from the ``holidays`` package: those of the law, with
Midsummer Eve and Christmas Eve, on which service centres are closed.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache

import holidays

from seloste.domain import business_time
from seloste.domain.business_time import USUAL, BusinessHours, Hours, NeverOpen


@lru_cache(maxsize=32)
def _year(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("FI", years=year))


def is_holiday(day: date) -> bool:
    """Tell whether a day is a public holiday in Finland."""
    return day in _year(day.year)


def hours_of(stored: Mapping[str, Sequence[str]]) -> BusinessHours:
    """Return the opening hours a queue keeps; none stored are the usual ones."""
    if not stored:
        return USUAL
    return BusinessHours(
        {
            int(day): Hours(time.fromisoformat(opens), time.fromisoformat(closes))
            for day, (opens, closes) in stored.items()
        }
    )


def add(start: datetime, minutes: int, hours: BusinessHours) -> datetime:
    """Return when ``minutes`` of business time after ``start`` are over."""
    return business_time.add(start, minutes, hours=hours, holidays=is_holiday)


def target(start: datetime, minutes: int, hours: BusinessHours) -> datetime | None:
    """Return by when a target runs out; None where no opening hours reach it.

    A queue that is never open must not turn away what arrives in it.
    """
    try:
        return add(start, minutes, hours)
    except NeverOpen:
        return None


def minutes_between(start: datetime, end: datetime, hours: BusinessHours) -> int:
    """Return the business minutes from ``start`` to ``end``."""
    return business_time.minutes_between(start, end, hours=hours, holidays=is_holiday)


def is_open(at: datetime, hours: BusinessHours) -> bool:
    """Tell whether somebody is there at a moment."""
    return business_time.is_open(at, hours=hours, holidays=is_holiday)


def next_opening(at: datetime, hours: BusinessHours) -> datetime | None:
    """Return ``at`` where the centre is open, when it opens, or None for never."""
    try:
        return business_time.next_opening(at, hours=hours, holidays=is_holiday)
    except NeverOpen:
        return None
