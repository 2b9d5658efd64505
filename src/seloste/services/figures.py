"""Figures as they are shown: a day, a week or a month of a register.

Everything comes from the counters, never from a contact, so a past day looks
the same after its contacts are destroyed. What splits people is shown for ended
calendar months only, released once, with small groups hidden; times and shares
are told from five on, as limits.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from seloste.domain import figure, retention
from seloste.domain.audit import Action
from seloste.domain.contact import Channel
from seloste.domain.figure import EDGES, Measure, Released
from seloste.domain.staff import Actor, Role
from seloste.records.models import Figure, FigureMark, Queue
from seloste.services import access, audit, calendar, satisfaction
from seloste.services.access import NotFound

LEADS = frozenset({Role.TRAINER, Role.RECORDS_MANAGER, Role.DPO})
ONE_DAY = timedelta(days=1)


class Period(StrEnum):
    """How much is looked at together; always calendar days of Helsinki."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"

    def span(self, day: date) -> tuple[date, date]:
        """Return the first day of the period around ``day``, and the day after it."""
        if self is Period.DAY:
            return day, day + ONE_DAY
        if self is Period.WEEK:
            first = day - timedelta(days=day.weekday())
            return first, first + timedelta(days=7)
        first = day.replace(day=1)
        return first, retention.add_months(first, 1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which figures: of a register, of one queue or all (""), around a day."""

    register: str
    period: Period
    day: date
    queue: str = ""


@dataclass(frozen=True, slots=True)
class Slice:
    """Contacts of one hour or day; ``at`` is when it began (an aware time, UTC)."""

    at: datetime
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Times:
    """How long something took: half and nine in ten within so many seconds.

    None where fewer than five were, or it took longer than the last limit.
    """

    measure: Measure
    channel: str
    count: int
    half: int | None
    most: int | None

    @property
    def told(self) -> bool:
        """Tell whether there were enough to tell of."""
        return self.count >= figure.SMALL


@dataclass(frozen=True, slots=True)
class Target:
    """How many of what was due was in time: percent, None below five."""

    label: str
    due: int
    percent: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How much of a kind waits for somebody."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Month:
    """What splits people, of the last ended month: hidden where groups are small."""

    first: date
    complaints: Released
    outcomes: tuple[tuple[str, Released], ...]
    satisfaction: tuple[satisfaction.Figures, ...]


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything a page of figures shows of one period.

    ``counted_at`` is when the worker last counted; ``last_busy`` the last day with
    contacts before a period without any.
    """

    wanted: Wanted
    first: date
    after: date
    slices: tuple[Slice, ...]
    contacts: int
    contacts_before: int
    opened: int
    closed: int
    disposals: int
    times: tuple[Times, ...]
    targets: tuple[Target, ...]
    backlog: tuple[Standing, ...]
    month: Month
    counted_at: datetime | None
    last_busy: date | None

    @property
    def change(self) -> int | None:
        """Return by how many percent contacts changed, where there were enough."""
        if self.contacts_before < figure.SMALL:
            return None
        return round(
            100 * (self.contacts - self.contacts_before) / self.contacts_before
        )


@dataclass(frozen=True, slots=True)
class Own:
    """What one of the staff did in a period: staff data, shown to themselves.

    ``handled`` are calls and chats.
    """

    staff_id: UUID
    name: str
    answered: int
    handled: int
    closed: int
    times: tuple[Times, ...]


def registers_for(staff_id: UUID, now: datetime) -> tuple[str, ...]:
    """Return the registers whose figures somebody may see."""
    return calendar.registers_for(staff_id, now, roles=LEADS)


def _may(register: str, staff_id: UUID, now: datetime) -> None:
    if not access.reader(staff_id, register, now).roles & LEADS:
        raise NotFound("no such record")


def dashboard(wanted: Wanted, *, staff_id: UUID, now: datetime) -> Dashboard:
    """Return the figures of a period to somebody who may see them. Raises NotFound."""
    _may(wanted.register, staff_id, now)
    return of(wanted, now=now)


def of(wanted: Wanted, *, now: datetime) -> Dashboard:
    """Return the figures of a period, and how many contacts there were before it."""
    first, after = wanted.period.span(wanted.day)
    rows = _rows(wanted, first, after)
    before_first, _after = wanted.period.span(first - ONE_DAY)
    before = _rows(wanted, before_first, first)
    contacts = _sum(rows, Measure.CONTACTS)
    mark = FigureMark.objects.filter(register=wanted.register).first()
    return Dashboard(
        wanted=wanted,
        first=first,
        after=after,
        slices=_slices(wanted, rows, first, after),
        contacts=contacts,
        contacts_before=_sum(before, Measure.CONTACTS),
        opened=_sum(rows, Measure.OPENED),
        closed=_sum(rows, Measure.CLOSED),
        disposals=_sum(rows, Measure.DISPOSALS),
        times=_times(rows),
        targets=_targets(rows),
        backlog=_backlog(wanted),
        month=_month(wanted, first, now),
        counted_at=mark.counted_at if mark else None,
        last_busy=None if contacts else _last_busy(wanted, first),
    )


def _last_busy(wanted: Wanted, before: date) -> date | None:
    """Return the last day before a period on which there were contacts."""
    rows = Figure.objects.filter(
        register=wanted.register, measure=Measure.CONTACTS, day__lt=before, staff=None
    )
    if wanted.queue:
        rows = rows.filter(queue=wanted.queue)
    return rows.order_by("-day").values_list("day", flat=True).first()


def _rows(wanted: Wanted, first: date, after: date) -> list[Figure]:
    found = Figure.objects.filter(
        register=wanted.register, day__gte=first, day__lt=after, staff=None
    )
    if wanted.queue:
        found = found.filter(queue=wanted.queue)
    return list(found)


def _sum(rows: Iterable[Figure], measure: Measure) -> int:
    return sum(row.count for row in rows if row.measure == measure)


def _slices(
    wanted: Wanted, rows: list[Figure], first: date, after: date
) -> tuple[Slice, ...]:
    """Return contacts by hour of a day, or by day; empty ones too, in order."""
    hourly = wanted.period is Period.DAY
    counts: Counter[tuple[datetime, str]] = Counter()
    for row in rows:
        if row.measure == Measure.CONTACTS:
            at = row.at if hourly else retention.start_of_day(row.day)
            counts[at.astimezone(UTC), row.channel] += row.count
    return tuple(
        Slice(at, tuple(counts[at, channel] for channel in Channel))
        for at in _moments(first, after, hourly=hourly)
    )


def _moments(first: date, after: date, *, hourly: bool) -> list[datetime]:
    """Return when each hour or day begins; a day has 23, 24 or 25 hours."""
    if not hourly:
        days = (after - first).days
        return [retention.start_of_day(first + n * ONE_DAY) for n in range(days)]
    begins, ends = retention.start_of_day(first), retention.start_of_day(after)
    hours = int((ends - begins) / timedelta(hours=1))
    return [begins + timedelta(hours=n) for n in range(hours)]


TIMED = (Measure.WAITING, Measure.FIRST_ANSWER, Measure.HANDLING)


def _times(rows: Iterable[Figure]) -> tuple[Times, ...]:
    buckets: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        if row.measure in TIMED and row.buckets:
            so_far = buckets.setdefault(
                (row.measure, row.channel), [0] * (len(EDGES) + 1)
            )
            for place, number in enumerate(row.buckets):
                so_far[place] += number
    return tuple(
        Times(
            measure,
            channel.value,
            sum(found),
            figure.within(found, 0.5),
            figure.within(found, 0.9),
        )
        for measure in TIMED
        for channel in Channel
        if (found := buckets.get((measure.value, channel.value)))
    )


def _targets(rows: Iterable[Figure]) -> tuple[Target, ...]:
    met: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for row in rows:
        if row.measure == Measure.TARGETS_MET:
            met[row.label] += row.count
        if row.measure == Measure.TARGETS_MISSED:
            missed[row.label] += row.count
    return tuple(
        Target(
            label, met[label] + missed[label], figure.share(met[label], missed[label])
        )
        for label in sorted(met.keys() | missed.keys())
    )


def _backlog(wanted: Wanted) -> tuple[Standing, ...]:
    """Return what waited when it was last counted."""
    rows = Figure.objects.filter(register=wanted.register, measure=Measure.BACKLOG)
    if wanted.queue:
        rows = rows.filter(queue=wanted.queue)
    newest = (
        Figure.objects.filter(register=wanted.register)
        .order_by("-day")
        .values_list("day", flat=True)
    )
    found: Counter[str] = Counter()
    for row in rows.filter(day__in=list(newest[:1])):
        found[row.label] += row.count
    return tuple(Standing(label, count) for label, count in sorted(found.items()))


def _month(wanted: Wanted, first: date, now: datetime) -> Month:
    """Return the last month that ended by the period's begin, whatever the queue.

    One table a month, always the same: a queue or a day would cut it into pieces
    that could be subtracted from one another.
    """
    begins, after = Period.MONTH.span(first)
    if after > retention.local_day(now):
        begins, after = Period.MONTH.span(begins - ONE_DAY)
    rows = _rows(Wanted(wanted.register, Period.MONTH, begins), begins, after)
    outcomes = _by_label(rows, Measure.OUTCOMES)
    kinds = sorted({label.partition(":")[0] for label in outcomes})
    return Month(
        first=begins,
        complaints=figure.release(_by_label(rows, Measure.COMPLAINTS)),
        outcomes=tuple(
            (
                kind,
                figure.release(
                    {
                        label.partition(":")[2]: count
                        for label, count in outcomes.items()
                        if label.startswith(f"{kind}:")
                    }
                ),
            )
            for kind in kinds
        ),
        satisfaction=satisfaction.figures(wanted.register, begins, after - ONE_DAY),
    )


def _by_label(rows: Iterable[Figure], measure: Measure) -> dict[str, int]:
    found: Counter[str] = Counter()
    for row in rows:
        if row.measure == measure:
            found[row.label] += row.count
    return dict(sorted(found.items()))


def queues_of(register: str) -> tuple[Queue, ...]:
    """Return the queues of a register, the closed ones too: their figures stay."""
    return tuple(Queue.objects.filter(register=register).order_by("slug"))


def own(staff_id: UUID, *, period: Period, day: date) -> Own:
    """Return what somebody did, to themselves."""
    first, after = period.span(day)
    rows = list(Figure.objects.filter(staff=staff_id, day__gte=first, day__lt=after))
    return _own(staff_id, "", rows)


def team(
    wanted: Wanted, *, staff_id: UUID, named: bool, now: datetime
) -> tuple[Own, ...]:
    """Return what each of a register's staff did, by name and never by how much.

    Empty unless ``named``, which the settings must say, and the reader trains for
    the register. Raises NotFound.
    """
    _may(wanted.register, staff_id, now)
    trains = Role.TRAINER in access.reader(staff_id, wanted.register, now).roles
    if not (named and trains):
        return ()
    first, after = wanted.period.span(wanted.day)
    found: dict[UUID, list[Figure]] = {}
    names: dict[UUID, str] = {}
    rows = Figure.objects.filter(
        register=wanted.register, day__gte=first, day__lt=after
    ).exclude(staff=None)
    if wanted.queue:
        rows = rows.filter(queue=wanted.queue)
    for row in rows.select_related("staff").order_by("staff__display_name"):
        if row.staff is not None:
            found.setdefault(row.staff.id, []).append(row)
            names[row.staff.id] = row.staff.display_name
    return tuple(_own(who, names[who], mine) for who, mine in found.items())


def _own(staff_id: UUID, name: str, rows: list[Figure]) -> Own:
    return Own(
        staff_id=staff_id,
        name=name,
        answered=_sum(rows, Measure.FIRST_ANSWER),
        handled=_sum(rows, Measure.HANDLING),
        closed=_sum(rows, Measure.CLOSED),
        times=_times(rows),
    )


@dataclass(frozen=True, slots=True)
class OwnDay:
    """What somebody did on one day: messages answered, calls and chats, work closed."""

    day: date
    answered: int
    handled: int
    closed: int


def own_days(staff_id: UUID, *, last: date, days: int) -> tuple[OwnDay, ...]:
    """Return what somebody did on each of some days, to themselves; empty ones too.

    The first answer in a chat is part of the chat and not counted beside it.
    """
    first = last - (days - 1) * ONE_DAY
    rows = Figure.objects.filter(staff=staff_id, day__gte=first, day__lte=last)
    found: Counter[tuple[date, str]] = Counter()
    for row in rows:
        if (row.measure, row.channel) != (Measure.FIRST_ANSWER, Channel.CHAT):
            found[row.day, row.measure] += row.count
    return tuple(
        OwnDay(
            day,
            found[day, Measure.FIRST_ANSWER],
            found[day, Measure.HANDLING],
            found[day, Measure.CLOSED],
        )
        for day in (first + n * ONE_DAY for n in range(days))
    )


type Row = tuple[str, str, str, str, int | str]
"""A line of an export: measure, when, split by, unit, value."""

HIDDEN = "<5"


def export(wanted: Wanted, *, actor: Actor, now: datetime) -> tuple[Row, ...]:
    """Return what a dashboard shows, as lines; nothing that it hides. Audited."""
    if actor.staff_id is not None:
        _may(wanted.register, actor.staff_id, now)
    with transaction.atomic():
        audit.record(
            action=Action.FIGURES_EXPORTED,
            actor=actor,
            object_id=f"register:{wanted.register}",
            now=now,
            details={
                "day": wanted.day.isoformat(),
                "kind": wanted.period.value,
                "queue": wanted.queue or "all",
            },
        )
    return tuple(_lines(of(wanted, now=now)))


def _lines(shown: Dashboard) -> Iterable[Row]:
    for one in shown.slices:
        when = one.at.astimezone(retention.HELSINKI).isoformat(timespec="minutes")
        for channel, count in zip(Channel, one.counts, strict=True):
            if count:
                yield "contacts", when, channel.value, "count", count
    first = shown.first.isoformat()
    for name in ("opened", "closed", "disposals"):
        yield name, first, "", "count", getattr(shown, name)
    yield from _time_lines(shown, first)
    for standing in shown.backlog:
        yield "backlog", first, standing.label, "count", standing.count
    yield from _month_lines(shown.month)


def _time_lines(shown: Dashboard, first: str) -> Iterable[Row]:
    for took in shown.times:
        for part, seconds in (("half-within", took.half), ("most-within", took.most)):
            value = "" if seconds is None else seconds
            value = value if took.told else HIDDEN
            yield took.measure.value, first, f"{took.channel}:{part}", "seconds", value
    for target in shown.targets:
        percent = HIDDEN if target.percent is None else target.percent
        yield "targets-met", first, target.label, "percent", percent


def _month_lines(month: Month) -> Iterable[Row]:
    when = month.first.isoformat()[:7]
    tables = [("complaints", month.complaints)]
    tables += [(f"outcomes-{kind}", table) for kind, table in month.outcomes]
    for name, table in tables:
        for group in table.groups:
            count = HIDDEN if group.count is None else group.count
            yield name, when, group.label, "count", count
    for one in month.satisfaction:
        average = HIDDEN if one.average is None else f"{one.average:.1f}"
        label = f"{one.queue or 'all'}:{one.channel.value}"
        yield "satisfaction", when, label, "average", average
