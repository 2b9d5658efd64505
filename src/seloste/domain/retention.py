"""Retention arithmetic: when something must be gone, and what follows.

The notice promises ``at most`` or ``exactly``. Too late breaks the notice, too
early destroys evidence. Times are stored in UTC and decided by the calendar of
Europe/Helsinki. Nothing here reads the clock, the database or the settings.
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from seloste.domain.errors import SelosteError
from seloste.domain.hold import DisposalHold, active_holds
from seloste.domain.notice import Mode, Period

HELSINKI = ZoneInfo("Europe/Helsinki")
SAFETY = timedelta(hours=24)


class PeriodTooShort(SelosteError):
    """Key backups outlive the period: the promise could not be met."""

    code = "period-too-short"


@dataclass(frozen=True, slots=True)
class Schedule:
    """When an item must be gone everywhere, and when the sweep acts (both UTC)."""

    destroy_by: datetime
    act_at: datetime


def local_day(moment: datetime) -> date:
    """Return the calendar day in Helsinki of an aware moment."""
    return moment.astimezone(HELSINKI).date()


def start_of_day(day: date) -> datetime:
    """Return the UTC moment at which a Helsinki day begins."""
    return datetime.combine(day, time(), tzinfo=HELSINKI).astimezone(UTC)


def add_months(start: date, months: int) -> date:
    """Return the same day ``months`` later, or the last day of a shorter month.

    30 November plus three months is 28 or 29 February (Reg. 1182/71, Art. 3(2)(c)).
    """
    years, index = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, index + 1
    _, days = calendar.monthrange(year, month)
    return date(year, month, min(start.day, days))


def end_of_period(*, anchored_at: datetime, mode: Mode, period: Period) -> datetime:
    """Return when a period that began at ``anchored_at`` is over, in UTC.

    Days are days of 24 hours. Months end on a Helsinki calendar day: at its
    first moment where the promise is ``at_most``, and at its last where it is
    ``exactly``, so that neither promise is cut or overrun. Later starts never
    end earlier.
    """
    if period.days:
        return anchored_at + timedelta(days=period.days)
    last_day = add_months(local_day(anchored_at), period.months)
    if mode is Mode.EXACTLY:
        last_day += timedelta(days=1)
    return start_of_day(last_day)


def schedule(
    *, anchored_at: datetime, mode: Mode, period: Period, key_backup_days: int
) -> Schedule:
    """Return when an item must be gone and when to act.

    ``exactly`` acts at the end of its period. ``at_most`` promises that every
    copy, backups of keys included, is unreadable by then, so it acts earlier by
    the life of a key backup and a day of safety (retention.md, rule 2).

    Raises PeriodTooShort when that leaves no time to keep the item at all.
    """
    destroy_by = end_of_period(anchored_at=anchored_at, mode=mode, period=period)
    if mode is Mode.EXACTLY:
        return Schedule(destroy_by=destroy_by, act_at=destroy_by)
    act_at = destroy_by - SAFETY - timedelta(days=key_backup_days)
    if act_at <= anchored_at:
        raise PeriodTooShort("key backups outlive the retention period")
    return Schedule(destroy_by=destroy_by, act_at=act_at)


def shorten(current: Schedule, proposed: Schedule) -> Schedule:
    """Return the earlier of two schedules.

    A new notice version may shorten at once; a longer period never reaches
    back to what was captured before it (Art. 13(3); retention.md, rule 3).
    """
    return min(current, proposed, key=lambda schedule: schedule.act_at)


class Outcome(StrEnum):
    """What retention asks for."""

    KEEP = "keep"
    HOLD = "hold"
    DISPOSE = "dispose"


@dataclass(frozen=True, slots=True)
class DisposalDecision:
    """What to do with one item, and which holds decide it."""

    outcome: Outcome
    act_at: datetime
    holds: tuple[DisposalHold, ...] = ()


def decide_disposal(
    *, act_at: datetime, holds: Iterable[DisposalHold], now: datetime
) -> DisposalDecision:
    """Return what retention asks of an item at ``now``.

    An active hold always wins over an expired period, and never moves it.
    """
    if now < act_at:
        return DisposalDecision(Outcome.KEEP, act_at)
    if blocking := active_holds(holds, now):
        return DisposalDecision(Outcome.HOLD, act_at, blocking)
    return DisposalDecision(Outcome.DISPOSE, act_at)


BRAKE_FLOOR = 200
BRAKE_FACTOR = 3
BRAKE_SHARE = 0.05


def trips_brake(*, due: int, usual: int, stored: int) -> bool:
    """Tell whether a sweep wants too much at once (faults.md, R17).

    ``due`` items now, ``usual`` the median of the last 14 days, ``stored`` all
    items. Small stores are let through below a floor: 5 % of little is little.
    """
    if due <= BRAKE_FLOOR:
        return False
    return due > BRAKE_FACTOR * usual or due > BRAKE_SHARE * stored
