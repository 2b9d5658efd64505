"""The board of rights requests, and one request as its page shows it.

Only those who handle requests of a register see them. The board names nobody;
opening a request shows its words, and writes a leaf before it does.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Q, QuerySet

from seloste.domain import retention
from seloste.domain import rights as rules
from seloste.domain.notice import Notice, Purpose
from seloste.domain.rights import (
    OPEN,
    WAITING_FOR_US,
    PartState,
    RequestKind,
    RequestMove,
    RequestRefused,
    RequestState,
)
from seloste.domain.rights_deadline import SOON, Deadline
from seloste.domain.rights_keeping import OVERSEERS, handlers
from seloste.domain.rights_words import RequestWords
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import (
    RightsEvent,
    RightsPart,
    RightsRequest,
    StaffUser,
)
from seloste.services import (
    access,
    calendar,
    ending_gates,
    rights_clock,
    rights_gates,
    rights_moves,
    rights_parts,
    rights_words,
)
from seloste.services.access import NotFound
from seloste.services.notices import store
from seloste.services.notices.dpv_terms import rights_for

PAGE = 25
AHEAD = timedelta(days=35)


class Tab(StrEnum):
    """The ways people look at the board."""

    OPEN = "open"
    MINE = "mine"
    LATE = "late"
    WAITING = "waiting"
    APPROVAL = "approval"
    ANSWERED = "answered"
    CLOSED = "closed"


TO_APPROVE = (RequestState.REVIEWED, RequestState.REFUSING)
FINISHING = (
    RequestState.RELEASED,
    RequestState.REFUSED,
    RequestState.WITHDRAWN,
    RequestState.FORWARDED,
)


@dataclass(frozen=True, slots=True)
class RequestFilter:
    """What the board shows; empty means no limit."""

    register: str = ""
    kind: str = ""
    channel: str = ""
    asker: str = ""
    tab: Tab = Tab.OPEN


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One line of the board. ``late`` and ``soon`` are by the days of the request."""

    request: RightsRequest
    late: bool
    soon: bool
    paused: bool


@dataclass(frozen=True, slots=True)
class Board:
    """A page of the board, its number from 1, and whether more follow."""

    lines: tuple[RequestLine, ...]
    number: int
    more: bool


@dataclass(frozen=True, slots=True)
class DueDay:
    """How many requests are planned for a day, and how many of them are extended."""

    day: date
    plain: int
    extended: int


@dataclass(frozen=True, slots=True)
class RequestPage:
    """A request with everything its handler may see.

    ``words`` is None once they are destroyed. ``approvable`` says whether the
    reader may be the second person. ``bases`` are the purposes from which the
    right follows, and those from which it does not.
    """

    request: RightsRequest
    words: RequestWords | None
    deadline: Deadline
    late: bool
    last_to_extend: date
    moves: tuple[RequestMove, ...]
    parts: tuple[RightsPart, ...]
    events: tuple[RightsEvent, ...]
    people: Mapping[str, str]
    notice: Notice
    approvable: bool
    repeats: int
    bases: tuple[tuple[Purpose, bool], ...]


def registers_of(staff_id: UUID, now: datetime) -> tuple[str, ...]:
    """Return the registers whose requests a person handles."""
    return calendar.registers_for(staff_id, now, roles=OVERSEERS)


def board(
    wanted: RequestFilter, *, staff_id: UUID, now: datetime, page: int = 1
) -> Board:
    """Return a page of the requests a person handles, the next due first."""
    rows = _filtered(_reachable(wanted, staff_id, now), wanted, staff_id, now)
    order = ("-answered_at", "-pk") if wanted.tab is Tab.CLOSED else ("plan_on", "pk")
    start = (page - 1) * PAGE
    found = list(
        rows.select_related("handler").order_by(*order)[start : start + PAGE + 1]
    )
    return Board(
        lines=tuple(_line(one, now) for one in found[:PAGE]),
        number=page,
        more=len(found) > PAGE,
    )


def _reachable(
    wanted: RequestFilter, staff_id: UUID, now: datetime
) -> QuerySet[RightsRequest]:
    mine = registers_of(staff_id, now)
    chosen = [one for one in mine if wanted.register in {"", one}]
    rows = RightsRequest.objects.filter(register__in=chosen)
    given = {
        "kind": wanted.kind,
        "channel": wanted.channel,
        "asker": wanted.asker,
    }
    return rows.filter(**{name: value for name, value in given.items() if value})


def _filtered(
    rows: QuerySet[RightsRequest],
    wanted: RequestFilter,
    staff_id: UUID,
    now: datetime,
) -> QuerySet[RightsRequest]:
    return rows.filter(_conditions(staff_id, now)[wanted.tab])


def _conditions(staff_id: UUID, now: datetime) -> dict[Tab, Q]:
    """Return what each tab shows; what nobody confirmed is no work (D4)."""
    ours = Q(state__in=WAITING_FOR_US)
    return {
        Tab.OPEN: ours,
        Tab.MINE: ours & Q(handler=staff_id),
        Tab.LATE: ours & Q(law_on__lt=retention.local_day(now)),
        Tab.WAITING: ours & Q(state=RequestState.IDENTIFYING),
        Tab.APPROVAL: Q(state__in=TO_APPROVE),
        Tab.ANSWERED: Q(state__in=FINISHING),
        Tab.CLOSED: Q(state=RequestState.CLOSED),
    }


def tab_counts(
    wanted: RequestFilter, *, staff_id: UUID, now: datetime
) -> dict[Tab, int]:
    """Return how many requests each tab shows, by the same filters."""
    rows = _reachable(wanted, staff_id, now)
    return {
        tab: rows.filter(condition).count()
        for tab, condition in _conditions(staff_id, now).items()
    }


def unconfirmed(wanted: RequestFilter, *, staff_id: UUID, now: datetime) -> int:
    """Return how many requests of the portal wait to be confirmed by their writers."""
    rows = _reachable(wanted, staff_id, now)
    return rows.filter(state=RequestState.UNCONFIRMED).count()


def due_days(
    wanted: RequestFilter, *, staff_id: UUID, now: datetime
) -> tuple[DueDay, ...]:
    """Return what is planned for each of the coming days, overdue ones for today."""
    today = retention.local_day(now)
    rows = _reachable(wanted, staff_id, now).filter(
        state__in=WAITING_FOR_US, plan_on__lte=today + AHEAD
    )
    counted: Counter[tuple[date, bool]] = Counter()
    for plan_on, extended_at in rows.values_list("plan_on", "extended_at"):
        counted[max(plan_on, today), extended_at is not None] += 1
    days = (today + timedelta(days=ahead) for ahead in range(AHEAD.days + 1))
    return tuple(DueDay(day, counted[day, False], counted[day, True]) for day in days)


def _line(request: RightsRequest, now: datetime) -> RequestLine:
    open_ = RequestState(request.state) in WAITING_FOR_US
    due = Deadline(law=request.law_on, plan=request.plan_on)
    today = retention.local_day(now)
    return RequestLine(
        request=request,
        late=open_ and due.late(today),
        soon=open_ and due.urgent(today),
        paused=open_ and request.awaiting_since is not None,
    )


def find(reference: str, *, staff_id: UUID, now: datetime) -> UUID:
    """Return the request of a receipt number. Raises NotFound."""
    wanted = reference.upper().replace(" ", "").replace("-", "")
    row = RightsRequest.objects.filter(
        reference=wanted, register__in=registers_of(staff_id, now)
    ).first()
    if row is None:
        raise NotFound("no such record")
    return row.pk


def handled(request_id: UUID, *, staff_id: UUID, now: datetime) -> RightsRequest:
    """Return a request that a person handles. Raises NotFound."""
    request = (
        RightsRequest.objects.select_related(
            "words", "hold", "notice_version", "handler", "origin"
        )
        .filter(pk=request_id)
        .first()
    )
    if request is None:
        raise NotFound("no such record")
    me = Actor(id=f"staff:{staff_id}", staff_id=staff_id)
    rights_moves.check_handler(request, actor=me, now=now)
    return request


def show(request_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime) -> RequestPage:
    """Return a request as its page shows it; the reading is audited first.

    Raises NotFound.
    """
    request = handled(request_id, staff_id=staff_id, now=now)
    notice = store.parsed(request.notice_version)
    words = _words(request, notice, staff_id=staff_id, desk=desk, now=now)
    events = tuple(request.events.order_by("at", "pk"))
    due = rights_clock.deadline(rights_clock.clock_of(request), now)
    open_ = RequestState(request.state) in OPEN
    return RequestPage(
        request=request,
        words=words,
        deadline=due,
        late=open_ and due.late(retention.local_day(now)),
        last_to_extend=rights_clock.last_to_extend(request, now),
        moves=_offered(request, now),
        parts=rights_parts.parts(request_id),
        events=events,
        people=_people(events),
        notice=notice,
        approvable=f"staff:{staff_id}" not in rights_gates.handlers_of(request),
        repeats=_repeats(request),
        bases=_bases(request, notice),
    )


def _words(
    request: RightsRequest,
    notice: Notice,
    *,
    staff_id: UUID,
    desk: Desk,
    now: datetime,
) -> RequestWords | None:
    who = access.reader(staff_id, request.register_id, now)
    role = min(who.roles & handlers(notice))
    try:
        return rights_words.read(request, desk=desk, actor=who.actor(role), now=now)
    except RequestRefused:
        return None


def _offered(request: RightsRequest, now: datetime) -> tuple[RequestMove, ...]:
    """Return the moves that may be taken now.

    An extension only where it is lawful, and everything was forwarded only where
    it was. A copy is released as its package leaves.
    """
    out = set()
    if not rights_clock.may_extend(request, now):
        out.add(RequestMove.EXTEND)
    states = set(request.parts.values_list("state", flat=True))
    if states != {PartState.FORWARDED.value}:
        out.add(RequestMove.FORWARD)
    if ending_gates.of_files(request):
        out.add(RequestMove.RELEASE)
    found = rules.moves(RequestState(request.state))
    return tuple(one for one in found if one not in out)


def _people(events: tuple[RightsEvent, ...]) -> dict[str, str]:
    """Return the names of the members of staff in a history, by who they are in it."""
    ids = {one.by.removeprefix("staff:") for one in events if "staff:" in one.by}
    rows = StaffUser.objects.filter(pk__in=ids)
    return {f"staff:{one.pk}": one.display_name for one in rows}


def _repeats(request: RightsRequest) -> int:
    """Return how many other requests of the same kind the same person has made."""
    if not request.repeat_key:
        return 0
    rows = RightsRequest.objects.filter(
        register=request.register_id, kind=request.kind, repeat_key=request.repeat_key
    )
    return rows.exclude(pk=request.pk).count()


def _bases(request: RightsRequest, notice: Notice) -> tuple[tuple[Purpose, bool], ...]:
    """Return whether the right follows from the bases of each purpose of the notice.

    It says how to answer; the request is served whatever it says.
    """
    kind = RequestKind(request.kind)
    return tuple(
        (
            purpose,
            any(rules.follows_from(kind, rights_for(b.article)) for b in purpose.bases),
        )
        for purpose in notice.purposes
        if not purpose.statutory
    )


def all_requests(register: str = "", *, closed: bool = False) -> list[RightsRequest]:
    """Return requests for the operator of the machine, the next due first."""
    rows = RightsRequest.objects.exclude(state=RequestState.EXPIRED)
    if register:
        rows = rows.filter(register=register)
    if not closed:
        rows = rows.exclude(state=RequestState.CLOSED)
    return list(rows.order_by("plan_on", "pk"))


def due_soon(now: datetime) -> list[RightsRequest]:
    """Return what is planned within a week or late, in every register."""
    until = retention.local_day(now) + SOON
    rows = RightsRequest.objects.filter(state__in=WAITING_FOR_US, plan_on__lte=until)
    return list(rows.order_by("plan_on", "pk"))


def facts(request_id: UUID) -> tuple[RightsRequest, tuple[RightsEvent, ...]]:
    """Return a request and its history for the operator. Raises NotFound."""
    row = RightsRequest.objects.filter(pk=request_id).first()
    if row is None:
        raise NotFound("no such record")
    return row, tuple(row.events.order_by("at", "pk"))
