"""What there is to know today: what came, what goes, what waits, what runs.

Counts only, over the registers a person works with. Nothing counts what one
person or one customer did.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count
from django.db.models.functions import TruncDate

from seloste.domain import retention
from seloste.domain.contact import Channel
from seloste.records.models import (
    Contact,
    DisposalBrake,
    Heartbeat,
    Quarantined,
)
from seloste.services import (
    calendar,
    hold_page,
    scans,
    staff,
    trusted_time,
    work_page,
)
from seloste.services.retries import HANDLERS
from seloste.services.scans import Outlook
from seloste.services.sweeps import HEARTBEAT
from seloste.services.work import SWEEP_EVERY, WORKER
from seloste.services.work_page import Tab, WorkFilter

SHOWN_DAYS = 14
DUE_DAYS = 30
REVIEW_SOON = timedelta(days=7)
WORKER_LATE = timedelta(minutes=2)
SWEEP_LATE = 3 * SWEEP_EVERY


@dataclass(frozen=True, slots=True)
class Tally:
    """How many contacts of a channel."""

    channel: Channel
    count: int


@dataclass(frozen=True, slots=True)
class Day:
    """How many contacts began on a Helsinki day, by channel."""

    day: date
    counts: tuple[Tally, ...]

    @property
    def total(self) -> int:
        """Return how many contacts began that day."""
        return sum(one.count for one in self.counts)


@dataclass(frozen=True, slots=True)
class Beat:
    """When something that must run was last alive, and whether that is too long ago."""

    name: str
    at: datetime | None
    late: bool


@dataclass(frozen=True, slots=True)
class Today:
    """The front page of somebody who works here."""

    captured: tuple[Tally, ...]
    days: tuple[Day, ...]
    due: tuple[calendar.DueDay, ...]
    overdue: int
    waiting: int | None
    holds: int
    holds_overdue: int
    holds_soon: int
    beats: tuple[Beat, ...]
    clock_doubted_since: datetime | None
    brakes: int
    scans: Outlook
    work: Mapping[Tab, int]

    @property
    def captured_total(self) -> int:
        """Return how many contacts were captured today."""
        return sum(one.count for one in self.captured)

    @property
    def due_total(self) -> int:
        """Return how many contacts fall due in the days shown."""
        return sum(one.due for one in self.due)

    @property
    def due_this_week(self) -> int:
        """Return how many contacts fall due in the coming seven days."""
        week = self.due[0].day + timedelta(days=7) if self.due else None
        return sum(one.due for one in self.due if week and one.day < week)


def today(*, staff_id: UUID, now: datetime, scanner: bool = False) -> Today:
    """Return what the front page shows a person; ``scanner``: there is one."""
    registers = calendar.registers_for(staff_id, now)
    forecast = calendar.forecast(registers=registers, now=now, days=DUE_DAYS)
    holds = hold_page.standing_for(registers, staff_id=staff_id, now=now)
    first = retention.local_day(now)
    return Today(
        captured=_captured(registers, now),
        days=_days(registers, now),
        due=_filled(forecast.days, first),
        overdue=forecast.overdue - forecast.overdue_held,
        waiting=_waiting(staff_id, now),
        holds=holds.count(),
        holds_overdue=holds.filter(review_by__lte=now).count(),
        holds_soon=holds.filter(
            review_by__gt=now, review_by__lte=now + REVIEW_SOON
        ).count(),
        beats=_beats(now),
        clock_doubted_since=trusted_time.distrusted_since(),
        brakes=DisposalBrake.objects.filter(approved_at=None).count(),
        work=work_page.tab_counts(WorkFilter(), staff_id=staff_id, now=now),
        scans=scans.outlook(registers, scanner=scanner, now=now),
    )


def _captured(registers: Collection[str], now: datetime) -> tuple[Tally, ...]:
    begun = retention.start_of_day(retention.local_day(now))
    rows = (
        Contact.objects.filter(register_id__in=registers, received_at__gte=begun)
        .values_list("channel")
        .annotate(count=Count("pk"))
    )
    counts = dict(rows.values_list("channel", "count"))
    return tuple(Tally(channel, counts.get(channel.value, 0)) for channel in Channel)


def _days(registers: Collection[str], now: datetime) -> tuple[Day, ...]:
    """Return the last two weeks, empty days included, oldest first."""
    last = retention.local_day(now)
    first = last - timedelta(days=SHOWN_DAYS - 1)
    rows = (
        Contact.objects.filter(
            register_id__in=registers, started_at__gte=retention.start_of_day(first)
        )
        .annotate(day=TruncDate("started_at", tzinfo=retention.HELSINKI))
        .values_list("day", "channel")
        .annotate(count=Count("pk"))
    )
    counts = {(day, channel): count for day, channel, count in rows}
    return tuple(
        Day(day, tuple(Tally(c, counts.get((day, c.value), 0)) for c in Channel))
        for day in (first + timedelta(days=n) for n in range(SHOWN_DAYS))
    )


def _filled(
    days: tuple[calendar.DueDay, ...], first: date
) -> tuple[calendar.DueDay, ...]:
    """Return every coming day, those on which nothing falls due too."""
    known = {one.day: one for one in days}
    coming = (first + timedelta(days=n) for n in range(DUE_DAYS + 1))
    return tuple(known.get(day, calendar.DueDay(day, 0, 0)) for day in coming)


def _waiting(staff_id: UUID, now: datetime) -> int | None:
    """Return how many deliveries wait for the person; None where it is not theirs."""
    mine = [
        slug
        for slug in staff.registers_of(staff_id, now)
        if staff.roles_of(staff_id, slug, now) & HANDLERS
    ]
    if not mine:
        return None
    waiting = Quarantined.objects.filter(state=Quarantined.State.WAITING)
    return waiting.filter(register_id__in=mine).count()


def _beats(now: datetime) -> tuple[Beat, ...]:
    seen = dict(Heartbeat.objects.values_list("name", "at"))
    return tuple(
        Beat(name, seen.get(name), name not in seen or now - seen[name] > limit)
        for name, limit in ((WORKER, WORKER_LATE), (HEARTBEAT, SWEEP_LATE))
    )
