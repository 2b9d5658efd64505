"""Lists of work and one work item as its page shows it.

Only what exists for the reader is listed, titles included; opening one names
its purpose and writes an audit leaf before a word of it is shown.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from seloste.domain import retention
from seloste.domain.audit import Action, Leaf
from seloste.domain.hold import active_holds, purposes_of_held
from seloste.domain.notice import HoldKind, HoldRule, Notice, Purpose
from seloste.domain.staff import Actor, Role
from seloste.domain.work_item import Move, WorkKind, WorkState, moves, purposes_for
from seloste.domain.work_words import WorkWords
from seloste.ports.desk import Desk
from seloste.records.models import Contact, Hold, WorkItem, WorkLink
from seloste.services import (
    access,
    audit,
    calendar,
    held,
    notes,
    work_access,
    work_links,
    work_words,
)
from seloste.services.access import NotFound, Reader
from seloste.services.notes import NoteText
from seloste.services.notices import store
from seloste.services.work_links import Links

PAGE = 25
URGENT = F("escalated_at").asc(nulls_last=True)
"""What nobody turned to in time comes first."""


@dataclass(frozen=True, slots=True)
class WorkFilter:
    """What a list of work shows; empty means no limit.

    ``state`` is "", a state, "unended" or "late"; ``assignee`` is "", "me" or
    "nobody"; ``queue`` is a queue's id.
    """

    register: str = ""
    kind: str = ""
    state: str = "unended"
    assignee: str = ""
    queue: UUID | None = None
    late: bool = False


class Tab(StrEnum):
    """The ways people look at a list of work."""

    OPEN = "open"
    MINE = "mine"
    NOBODY = "nobody"
    LATE = "late"
    CLOSED = "closed"


TABS: Mapping[Tab, Mapping[str, Any]] = {
    Tab.OPEN: {},
    Tab.MINE: {"assignee": "me"},
    Tab.NOBODY: {"assignee": "nobody"},
    Tab.LATE: {"late": True},
    Tab.CLOSED: {"state": WorkState.CLOSED.value},
}


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One line of a list; ``title`` is shown because the item exists for the reader.

    Once only a hold keeps its words, no list has the title any more.
    """

    work: WorkItem
    title: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class WorkList:
    """One page of a list, its number from 1, and whether more follow."""

    lines: tuple[WorkLine, ...]
    number: int
    more: bool


@dataclass(frozen=True, slots=True)
class WorkPage:
    """A work item with everything its reader may see.

    ``purpose`` is the one it was opened for, out of ``purposes``; ``restricted``
    counts the linked contacts it does not reach, of which nothing is shown; ``held``
    says whether it keeps anything now, ``may_hold`` whether the notice lets work of
    its kind keep anything longer at all.
    """

    work: WorkItem
    words: WorkWords
    notes: tuple[NoteText, ...]
    links: tuple[WorkLink, ...]
    restricted: int
    moves: tuple[Move, ...]
    purpose: Purpose
    purposes: tuple[Purpose, ...]
    notice: Notice
    held: bool
    may_hold: bool
    claim: Hold | None
    claim_days: int
    timeline: tuple[Leaf, ...]


def list_work(
    wanted: WorkFilter, *, staff_id: UUID, desk: Desk, now: datetime, page: int = 1
) -> WorkList:
    """Return a page of the work that exists for somebody, the most urgent first."""
    rows = _filtered(reachable(staff_id, now, wanted.register), wanted, staff_id, now)
    start = (page - 1) * PAGE
    found = list(
        rows.select_related(
            "queue", "assignee", "controller", "notice_version"
        ).order_by(URGENT, "solve_by", "opened_at", "pk")[start : start + PAGE + 1]
    )
    return WorkList(
        lines=tuple(_line(one, desk, now) for one in found[:PAGE]),
        number=page,
        more=len(found) > PAGE,
    )


def tab_counts(wanted: WorkFilter, *, staff_id: UUID, now: datetime) -> dict[Tab, int]:
    """Return how many items each tab has, with the other filters as they are."""
    rows = reachable(staff_id, now, wanted.register)
    return {
        tab: _filtered(rows, replace(wanted, **changes), staff_id, now).count()
        for tab, changes in TABS.items()
    }


def by_number(register: str, number: int, *, staff_id: UUID, now: datetime) -> WorkItem:
    """Return a work item by the number people call it by. Raises NotFound."""
    work = reachable(staff_id, now, register).filter(number=number).first()
    if work is None:
        raise NotFound("no such record")
    return work


def kinds_for(register: str, *, staff_id: UUID, now: datetime) -> tuple[WorkKind, ...]:
    """Return the kinds of work that somebody may open in a register today."""
    who = access.reader(staff_id, register, now)
    notice = store.in_force(register, retention.local_day(now)).notice
    return tuple(
        kind for kind in WorkKind if work_access.roles_for(notice, kind) & who.roles
    )


def for_contact(
    contact_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime
) -> tuple[WorkLine, ...]:
    """Return the work linked to a contact, for its page. Raises NotFound."""
    contact, who = access.contact_for(contact_id, staff_id, now)
    return of_contact(contact, who=who, desk=desk, now=now)


def reachable(staff_id: UUID, now: datetime, register: str = "") -> QuerySet[WorkItem]:
    """Return the work that exists for somebody, in every register or in one."""
    condition = Q(pk__in=[])
    for slug in calendar.registers_for(staff_id, now):
        if register in ("", slug):
            who = access.reader(staff_id, slug, now)
            notice = store.in_force(slug, retention.local_day(now)).notice
            condition |= Q(register=slug) & work_access.visible(
                staff_id=staff_id, roles=who.roles, notice=notice
            )
    return WorkItem.objects.filter(condition).distinct()


def _filtered(
    rows: QuerySet[WorkItem], wanted: WorkFilter, staff_id: UUID, now: datetime
) -> QuerySet[WorkItem]:
    ended = (WorkState.CLOSED, WorkState.MERGED)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.state == "unended":
        rows = rows.exclude(state__in=ended)
    elif wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.assignee == "me":
        rows = rows.filter(assignee=staff_id)
    elif wanted.assignee == "nobody":
        rows = rows.filter(assignee=None)
    if wanted.queue:
        rows = rows.filter(queue=wanted.queue)
    if wanted.late:
        rows = rows.filter(late(now))
    return rows


def late(now: datetime) -> Q:
    """Return the condition that a target or a day was missed."""
    today = retention.local_day(now)
    running = ~Q(state__in=(WorkState.WAITING, WorkState.CLOSED, WorkState.MERGED))
    return running & (
        Q(solve_by__lte=now)
        | Q(respond_by__lte=now, responded_at=None)
        | Q(due_on__lt=today)
    )


def _line(work: WorkItem, desk: Desk, now: datetime) -> WorkLine:
    row = work_words.row_of(work)
    shown = row is not None and (now < row.act_at or not WorkState(work.state).ended)
    title = work_words.open_words(work, desk).title if shown else ""
    return WorkLine(work, title, is_late(work, now))


def is_late(work: WorkItem, now: datetime) -> bool:
    """Tell what ``late`` asks, of one item."""
    if work.state == WorkState.WAITING or WorkState(work.state).ended:
        return False
    unanswered = work.responded_at is None and _passed(work.respond_by, now)
    overdue = work.due_on is not None and work.due_on < retention.local_day(now)
    return unanswered or overdue or _passed(work.solve_by, now)


def _passed(at: datetime | None, now: datetime) -> bool:
    return at is not None and at <= now


def open_page(
    work_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime, purpose_id: str = ""
) -> WorkPage:
    """Open a work item and return its page; the leaf is written first.

    ``purpose_id`` is one the item serves; the first of them is taken where none
    is named. Raises NotFound where it does not exist for the reader.
    """
    work, actor, purpose = allowed(
        work_id, staff_id=staff_id, purpose_id=purpose_id, now=now
    )
    with transaction.atomic():
        audit.record(
            action=Action.WORK_READ,
            actor=actor,
            object_id=work.pk,
            now=now,
            purpose=purpose.id,
        )
    who = access.reader(staff_id, work.register_id, now)
    notice = store.in_force(work.register_id, retention.local_day(now)).notice
    claim = notice.hold_rule(HoldKind.LEGAL_CLAIM)
    links = work_links.of(work, purposes=(purpose,), now=now)
    return WorkPage(
        work=work,
        words=work_words.open_words(work, desk),
        notes=notes.texts(work=work, desk=desk),
        links=links.shown,
        restricted=links.restricted,
        moves=moves(WorkKind(work.kind), WorkState(work.state)),
        purpose=purpose,
        purposes=_purposes(work, who, now),
        notice=store.parsed(work.notice_version),
        held=work.hold is not None and work.hold.released_at is None,
        may_hold=notice.hold_rule(WorkKind(work.kind).hold_kind) is not None,
        claim=work.claim_hold if _stands(work.claim_hold) else None,
        claim_days=claim.review_days if claim and _claims(notice, claim, who) else 0,
        timeline=tuple(audit.timeline([work.pk])),
    )


def allowed(
    work_id: UUID, *, staff_id: UUID, purpose_id: str, now: datetime
) -> tuple[WorkItem, Actor, Purpose]:
    """Return a work item, in which role it is read, and for what.

    Nothing is opened and no leaf written yet, but a refusal is noted. Raises
    NotFound where it does not exist for the reader.
    """
    work = (
        WorkItem.objects.select_related(
            "queue",
            "assignee",
            "controller",
            "notice_version",
            "hold",
            "claim_hold",
            "merged_into",
        )
        .filter(pk=work_id)
        .first()
    )
    if work is None:
        raise NotFound("no such record")
    who = access.reader(staff_id, work.register_id, now)
    purposes = _purposes(work, who, now)
    seen = work_access.may_see(work, staff_id=staff_id, roles=who.roles)
    if not seen or not purposes:
        _refuse(work, who, now)
    named = [one for one in purposes if one.id == purpose_id] or list(purposes)
    return work, who.actor(_role(named[0], who)), named[0]


def _stands(hold: Hold | None) -> bool:
    return hold is not None and hold.released_at is None


def _claims(notice: Notice, rule: HoldRule, who: Reader) -> bool:
    """Tell whether the reader works for what a claim serves."""
    return any(
        one.roles & who.roles for one in notice.purposes if one.id in rule.purposes
    )


def _refuse(work: WorkItem, who: Reader, now: datetime) -> None:
    with transaction.atomic():
        audit.record(
            action=Action.WORK_DENIED,
            actor=who.actor(),
            object_id=work.pk,
            now=now,
            outcome="refused",
        )
    raise NotFound("no such record")


def _purposes(work: WorkItem, who: Reader, now: datetime) -> tuple[Purpose, ...]:
    """Return the purposes for which the reader may open a work item.

    Once only a hold keeps its words, they are those of that hold (rule 10).
    """
    notice = store.parsed(work.notice_version)
    row = work_words.row_of(work)
    served = {one.id for one in notice.purposes}
    if row is not None and row.act_at <= now:
        keeping = held.of_items([row.pk]).get(row.pk, ())
        served = set(purposes_of_held(notice, active_holds(keeping, now)))
    return tuple(
        one
        for one in purposes_for(notice, WorkKind(work.kind))
        if one.roles & who.roles and one.id in served
    )


def _role(purpose: Purpose, who: Reader) -> Role:
    return min(purpose.roles & who.roles)


def links_of(work: WorkItem, *, staff_id: UUID, now: datetime) -> Links:
    """Return the links of a work item for any purpose somebody may open it for.

    The caller has asked for leave.
    """
    who = access.reader(staff_id, work.register_id, now)
    return work_links.of(work, purposes=_purposes(work, who, now), now=now)


def of_contact(
    contact: Contact, *, who: Reader, desk: Desk, now: datetime
) -> tuple[WorkLine, ...]:
    """Return the work linked to a contact that exists for the reader."""
    return of_contacts([contact], who=who, desk=desk, now=now)


def of_contacts(
    contacts: Collection[Contact], *, who: Reader, desk: Desk, now: datetime
) -> tuple[WorkLine, ...]:
    """Return the work linked to any of some contacts that exists for the reader."""
    rows = (
        WorkItem.objects.filter(links__contact__in=[one.pk for one in contacts])
        .select_related("queue", "assignee", "controller", "notice_version")
        .order_by("opened_at", "pk")
        .distinct()
    )
    seen = work_access.seen_by(list(rows), staff_id=who.staff_id, roles=who.roles)
    return tuple(_line(one, desk, now) for one in seen)
