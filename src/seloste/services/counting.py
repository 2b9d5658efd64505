"""Counting: turns rows that will be destroyed into figures that stay.

Each day is counted again and again while it settles, and then never more. A
count that would be smaller than what is stored came after a disposal: the
stored one stays. Figures hold no id of anything; those of one of the staff are
staff data and go after a time of their own.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Min

from seloste.domain import retention
from seloste.domain.contact import Channel
from seloste.domain.conversation import ConversationState
from seloste.domain.figure import STATES, Measure, buckets_of
from seloste.domain.work_item import WorkKind, WorkState
from seloste.records.models import (
    Call,
    Certificate,
    Chat,
    Contact,
    Conversation,
    Figure,
    FigureMark,
    Register,
    WorkItem,
)
from seloste.services import business_calendar

SETTLES = timedelta(days=3)
"""For how long a past day is counted again: recordings arrive late."""

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened once; ``seconds`` is how long it took, if it took.

    With ``staff`` it counts for that one only, not for everybody.
    """

    at: datetime
    measure: Measure
    queue: str = ""
    channel: str = ""
    label: str = ""
    seconds: float | None = None
    staff: UUID | None = None


type Key = tuple[datetime, str, str, str, str, UUID | None]
type Cell = tuple[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Span:
    """A Helsinki day of one register, as moments; it has 23, 24 or 25 hours."""

    register: str
    day: date

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """Return its first moment and that of the next day."""
        return (
            retention.start_of_day(self.day),
            retention.start_of_day(self.day + ONE_DAY),
        )

    def holds(self, field: str) -> dict[str, datetime]:
        """Return the condition that a field lies in the day."""
        first, after = self.moments
        return {f"{field}__gte": first, f"{field}__lt": after}


def count(*, staff_days: int, now: datetime) -> None:
    """Count what is not settled yet, in every register; forget old staff figures."""
    for slug in Register.objects.values_list("slug", flat=True):
        count_register(slug, now=now)
    oldest = retention.local_day(now) - timedelta(days=staff_days)
    Figure.objects.filter(day__lt=oldest).exclude(staff=None).delete()


@transaction.atomic
def count_register(register: str, *, now: datetime) -> None:
    """Count every day of a register that is not settled, and what stands now."""
    Register.objects.select_for_update(no_key=True).get(pk=register)
    today = retention.local_day(now)
    mark = FigureMark.objects.filter(register=register).first()
    day = mark.through + ONE_DAY if mark else _first_day(register, today)
    settled = max(today - SETTLES, day - ONE_DAY)
    while day <= today:
        count_day(register, day)
        day += ONE_DAY
    span = Span(register, today)
    _replace(span, Measure.BACKLOG, _cells(_backlog(span)), anyhow=True)
    FigureMark.objects.update_or_create(
        register_id=register, defaults={"through": settled, "counted_at": now}
    )


def _first_day(register: str, today: date) -> date:
    """Return the day of the oldest contact there is."""
    rows = Contact.objects.filter(register=register, started_at__lte=_end(today))
    oldest = rows.aggregate(at=Min("started_at"))["at"]
    return retention.local_day(oldest) if oldest else today


def _end(day: date) -> datetime:
    return retention.start_of_day(day + ONE_DAY)


def count_day(register: str, day: date) -> None:
    """Count one day from the rows there are; done again, it changes nothing."""
    span = Span(register, day)
    found = _cells(events(span))
    for measure in Measure:
        if measure not in STATES:
            mine = {key: cell for key, cell in found.items() if key[1] == measure}
            _replace(span, measure, mine)


def events(span: Span) -> Iterator[Event]:
    """Yield everything that happened on a day, as far as rows still tell."""
    yield from _contacts(span)
    yield from _calls(span)
    yield from _chats(span)
    yield from _answers(span)
    yield from _work(span)
    yield from _disposals(span)


def _contacts(span: Span) -> Iterator[Event]:
    """Yield contacts, and how long calls were."""
    rows = Contact.objects.filter(
        register=span.register, **span.holds("started_at")
    ).values_list("thread", "channel", "started_at", "ended_at")
    queue_of = dict(
        Conversation.objects.filter(register=span.register)
        .exclude(queue=None)
        .filter(thread__in=rows.values("thread"))
        .values_list("thread", "queue__slug")
    )
    for thread, channel, began, ended in rows:
        queue = queue_of.get(thread, "")
        yield Event(began, Measure.CONTACTS, queue, channel)
        if channel == Channel.CALL and ended:
            length = (ended - began).total_seconds()
            yield Event(began, Measure.HANDLING, queue, channel, seconds=length)


def _calls(span: Span) -> Iterator[Event]:
    """Yield how long callers waited, and how long each of the staff talked."""
    rows = Call.objects.filter(source__register=span.register, **span.holds("began_at"))
    for one in rows.exclude(answered_at=None):
        began, channel = one.began_at, Channel.CALL
        waited = _took(began, one.answered_at)
        yield Event(began, Measure.WAITING, channel=channel, seconds=waited)
        talked, staff = _took(one.answered_at, one.ended_at), one.agent_id
        if talked is not None and staff is not None:
            yield Event(
                began, Measure.HANDLING, channel=channel, seconds=talked, staff=staff
            )


def _took(began: datetime | None, ended: datetime | None) -> float | None:
    return (ended - began).total_seconds() if began and ended else None


def _chats(span: Span) -> Iterator[Event]:
    """Yield how long visitors waited for somebody, and how long chats took."""
    rows = Chat.objects.filter(
        contact__register=span.register, **span.holds("taken_at")
    )
    for one in rows.select_related("queue"):
        place = (one.queue.slug if one.queue else "", Channel.CHAT)
        at = one.taken_at or one.queued_at
        waited, took = _took(one.queued_at, at), _took(at, one.ended_at)
        yield Event(at, Measure.WAITING, *place, seconds=waited)
        if took is not None:
            chat = Event(at, Measure.HANDLING, *place, seconds=took)
            yield from _for_both(chat, one.assignee_id)


def _for_both(event: Event, staff: UUID | None) -> Iterator[Event]:
    """Yield an event for everybody, and for whoever did it."""
    yield event
    if staff is not None:
        yield Event(
            event.at,
            event.measure,
            event.queue,
            event.channel,
            event.label,
            event.seconds,
            staff,
        )


def _answers(span: Span) -> Iterator[Event]:
    """Yield first answers: how long they took, and whether that met the target."""
    rows = Conversation.objects.select_related("queue").filter(
        register=span.register, **span.holds("first_answered_at")
    )
    for talk in rows:
        if talk.first_answered_at is None:
            continue
        at, queue = talk.first_answered_at, talk.queue
        place = (queue.slug if queue else "", talk.channel)
        took = (at - talk.began_at).total_seconds()
        yield from _for_both(
            Event(at, Measure.FIRST_ANSWER, *place, seconds=took), talk.assignee_id
        )
        if queue is not None:
            hours = business_calendar.hours_of(queue.hours)
            due = business_calendar.target(talk.began_at, queue.respond_minutes, hours)
            if due is not None:
                yield Event(at, _met(at, due), *place, "respond")


def _met(at: datetime, due: datetime) -> Measure:
    return Measure.TARGETS_MET if at <= due else Measure.TARGETS_MISSED


def _work(span: Span) -> Iterator[Event]:
    """Yield work that was opened, answered and closed."""
    rows = WorkItem.objects.select_related("queue").filter(register=span.register)
    for one in rows.filter(**span.holds("opened_at")):
        queue = one.queue.slug if one.queue else ""
        yield Event(one.opened_at, Measure.OPENED, queue, label=one.kind)
        if one.kind == WorkKind.COMPLAINT:
            reason = one.reason or "other"
            yield Event(one.opened_at, Measure.COMPLAINTS, label=reason)
    for one in rows.filter(**span.holds("responded_at")):
        if one.responded_at and one.respond_by:
            queue = one.queue.slug if one.queue else ""
            met = _met(one.responded_at, one.respond_by)
            yield Event(one.responded_at, met, queue, label="respond")
    for one in rows.filter(**span.holds("closed_at")).exclude(state=WorkState.MERGED):
        yield from _closed(one)


def _closed(one: WorkItem) -> Iterator[Event]:
    if one.closed_at is None:
        return
    queue = one.queue.slug if one.queue else ""
    yield from _for_both(
        Event(one.closed_at, Measure.CLOSED, queue, label=one.kind), one.assignee_id
    )
    if one.outcome:
        ended = f"{one.kind}:{one.outcome}"
        yield Event(one.closed_at, Measure.OUTCOMES, label=ended)
    if one.solve_by:
        met = _met(one.closed_at, one.solve_by)
        yield Event(one.closed_at, met, queue, label="solve")


def _disposals(span: Span) -> Iterator[Event]:
    """Yield certificates of destruction."""
    rows = Certificate.objects.filter(register=span.register, **span.holds("issued_at"))
    for at in rows.values_list("issued_at", flat=True):
        yield Event(at, Measure.DISPOSALS)


def _backlog(span: Span) -> Iterator[Event]:
    """Yield what waits for somebody at this moment."""
    at = span.moments[0]
    talks = Conversation.objects.filter(
        register=span.register,
        state__in=(ConversationState.NEW, ConversationState.OPEN),
    )
    for queue, channel in talks.values_list("queue__slug", "channel"):
        yield Event(at, Measure.BACKLOG, queue or "", channel, "conversation")
    work = WorkItem.objects.filter(register=span.register).exclude(
        state__in=(WorkState.CLOSED, WorkState.MERGED)
    )
    for queue, kind in work.values_list("queue__slug", "kind"):
        yield Event(at, Measure.BACKLOG, queue or "", label=kind)


def _cells(found: Iterable[Event]) -> dict[Key, Cell]:
    """Return counts and times by hour and all that is split by."""
    numbers: Counter[Key] = Counter()
    times: defaultdict[Key, list[float]] = defaultdict(list)
    for one in found:
        hour = one.at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        key = (hour, one.measure.value, one.queue, one.channel, one.label, one.staff)
        numbers[key] += 1
        if one.seconds is not None:
            times[key].append(max(0.0, one.seconds))
    return {
        key: (number, tuple(buckets_of(times[key])) if key in times else ())
        for key, number in numbers.items()
    }


def _replace(
    span: Span, measure: Measure, found: dict[Key, Cell], *, anyhow: bool = False
) -> None:
    """Store what was counted of a measure, unless less is left than was counted.

    Everybody's figures and those of the staff are weighed apart.
    """
    rows = Figure.objects.filter(register=span.register, day=span.day, measure=measure)
    for staffs in (False, True):
        stored = {
            _key(one): (one.count, tuple(one.buckets))
            for one in rows.filter(staff__isnull=not staffs)
        }
        new = {key: cell for key, cell in found.items() if (key[5] is None) != staffs}
        if new == stored or not (anyhow or _total(new) >= _total(stored)):
            continue
        rows.filter(staff__isnull=not staffs).delete()
        Figure.objects.bulk_create(
            _figure(span, key, cell) for key, cell in new.items()
        )


def _total(cells: dict[Key, Cell]) -> int:
    return sum(number for number, _times in cells.values())


def _key(row: Figure) -> Key:
    return (row.at, row.measure, row.queue, row.channel, row.label, row.staff_id)


def _figure(span: Span, key: Key, cell: Cell) -> Figure:
    at, measure, queue, channel, label, staff = key
    return Figure(
        register_id=span.register,
        day=span.day,
        at=at,
        measure=measure,
        queue=queue,
        channel=channel,
        label=label,
        staff_id=staff,
        count=cell[0],
        buckets=list(cell[1]),
    )
