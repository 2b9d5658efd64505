"""The inbox: lists of conversations somebody works on, quick at any size.

A list shows only what the person's roles and queues reach, the customer masked.
Pages go on where the last one ended (keyset), read along an index for each state
and merged here, so that a page costs the same at the beginning and at the end.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice
from uuid import UUID

from django.db.models import Q, QuerySet

from seloste.domain import mask
from seloste.domain.contact import Direction, Kind, Party, PartyRole
from seloste.domain.conversation import ConversationState
from seloste.domain.inbox import STATES, Cursor, Order, Tab
from seloste.ports.desk import Desk
from seloste.records.models import (
    Contact,
    Conversation,
    Queue,
    SealedObject,
)
from seloste.services import conversations, limits, openings
from seloste.services.talk_reach import DESK_ROLES, reach, registers_of, within

__all__ = [
    "DESK_ROLES",
    "counts",
    "customer_of",
    "list_inbox",
    "newest_of",
    "reach",
    "registers_of",
    "within",
]

PAGE = 25
MOST_COUNTED = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list shows; empty means no limit."""

    tab: Tab = Tab.MINE
    register: str = ""
    controller: str = ""
    channel: str = ""
    queue: UUID | None = None
    late: bool = False
    order: Order = Order.NEWEST
    after: Cursor | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One conversation of a list; ``who`` is the masked customer.

    ``unreached``: no opening hours of its queue reach a target.
    """

    talk: Conversation
    who: Party | None
    language: str
    late: bool
    waits: bool
    unreached: bool = False


@dataclass(frozen=True, slots=True)
class Inbox:
    """A page of the list, where it ends, and whether more follow."""

    lines: tuple[Line, ...]
    end: Cursor | None
    more: bool


def list_inbox(wanted: Wanted, *, staff_id: UUID, desk: Desk, now: datetime) -> Inbox:
    """Return a page of conversations that somebody may work on."""
    theirs = _reachable(wanted, staff_id, now)
    streams = [
        _from(rows, wanted)[: PAGE + 1]
        for rows in _streams(wanted, theirs, staff_id, now)
    ]
    newest = wanted.order is Order.NEWEST
    merged = merge(*streams, key=_place, reverse=newest)
    found = list(islice(merged, PAGE + 1))
    shown = found[:PAGE]
    latest = newest_of([talk.thread for talk in shown], now)
    customers = _customers(latest.values(), desk)
    lines = tuple(_line(talk, latest, customers, now) for talk in shown)
    end = Cursor(shown[-1].arrived_at, shown[-1].thread) if shown else None
    return Inbox(lines, end, more=len(found) > PAGE)


def counts(wanted: Wanted, *, staff_id: UUID, now: datetime) -> dict[Tab, int]:
    """Return how many conversations each part has, counted to 100 and no further."""
    found, theirs = {}, _reachable(wanted, staff_id, now)
    for tab in (Tab.MINE, Tab.UNASSIGNED, Tab.QUEUE, Tab.WAITING):
        of_tab = Wanted(tab=tab, register=wanted.register)
        number = 0
        for rows in _streams(of_tab, theirs, staff_id, now):
            number += rows[: MOST_COUNTED - number].count()
            if number >= MOST_COUNTED:
                break
        found[tab] = number
    return found


@dataclass(frozen=True, slots=True)
class _Reachable:
    """The registers somebody answers for, and the condition of what is theirs."""

    slugs: tuple[str, ...]
    condition: Q


def _reachable(wanted: Wanted, staff_id: UUID, now: datetime) -> _Reachable:
    """Return what somebody reaches, asked once for all the queries of a page."""
    slugs = registers_of(staff_id, now)
    slugs = tuple(slug for slug in slugs if wanted.register in ("", slug))
    return _Reachable(slugs, within(staff_id, slugs, now))


def _streams(
    wanted: Wanted, theirs: _Reachable, staff_id: UUID, now: datetime
) -> list[QuerySet[Conversation]]:
    """Return queries that each run along one index, newest or oldest first."""
    slugs = theirs.slugs
    rows = _filtered(Conversation.objects.filter(theirs.condition), wanted, now)
    if wanted.tab is Tab.MINE:
        keys = [Q(assignee=staff_id)]
    elif wanted.queue is not None:
        keys = [Q(queue=wanted.queue)]
    elif wanted.tab is Tab.QUEUE:
        keys = [Q(queue=queue) for queue in _my_queues(staff_id, slugs)]
    else:
        keys = [Q(register=slug) for slug in slugs]
    if wanted.tab is Tab.UNASSIGNED:
        rows = rows.filter(assignee=None)
    return [
        rows.filter(key, state=state) for key in keys for state in STATES[wanted.tab]
    ]


def _my_queues(staff_id: UUID, slugs: Iterable[str]) -> list[UUID]:
    queues = Queue.objects.filter(register__in=slugs, members__staff=staff_id)
    return list(queues.values_list("pk", flat=True))


def _filtered(
    rows: QuerySet[Conversation], wanted: Wanted, now: datetime
) -> QuerySet[Conversation]:
    if wanted.channel:
        rows = rows.filter(channel=wanted.channel)
    if wanted.controller:
        rows = rows.filter(controller__key=wanted.controller)
    if wanted.late:
        rows = rows.filter(reply_by__lte=now)
    return rows


def _from(rows: QuerySet[Conversation], wanted: Wanted) -> QuerySet[Conversation]:
    """Return the rows after the cursor, in the list's order."""
    newest = wanted.order is Order.NEWEST
    if wanted.after is not None:
        at, thread = wanted.after.at, wanted.after.thread
        side = "lt" if newest else "gt"
        rows = rows.filter(
            Q(**{f"arrived_at__{side}e": at})
            & (Q(**{f"arrived_at__{side}": at}) | Q(**{f"thread__{side}": thread}))
        )
    order = ("-arrived_at", "-thread") if newest else ("arrived_at", "thread")
    return rows.select_related("controller", "queue", "assignee").order_by(*order)


def _place(talk: Conversation) -> tuple[datetime, str]:
    return talk.arrived_at, talk.thread.hex


def customer_of(talk: Conversation, *, desk: Desk, now: datetime) -> Party | None:
    """Return the masked customer of a conversation."""
    return _customers(newest_of([talk.thread], now).values(), desk).get(talk.thread)


def newest_of(threads: list[UUID], now: datetime) -> dict[UUID, Contact]:
    """Return of each thread the contact the customer began last, else the last."""
    found: dict[UUID, Contact] = {}
    rows = limits.shown(Contact.objects.filter(thread__in=threads), now)
    for contact in rows.order_by("started_at", "pk"):
        known = found.get(contact.thread)
        inbound = contact.direction == Direction.INBOUND
        if known is None or inbound or known.direction != Direction.INBOUND:
            found[contact.thread] = contact
    return found


def _customers(contacts: Iterable[Contact], desk: Desk) -> dict[UUID, Party]:
    """Return the masked customer of each contact, by thread."""
    threads = {contact.pk: contact.thread for contact in contacts}
    metas = SealedObject.objects.filter(
        contact__in=threads, kind=Kind.META, state=SealedObject.State.KEPT
    )
    found = {}
    for meta in metas:
        parties = openings.metadata(meta, desk).parties
        if meta.contact_id is not None and parties:
            first = min(parties, key=lambda one: one.role is not PartyRole.CUSTOMER)
            found[threads[meta.contact_id]] = mask.party(first)
    return found


def _line(
    talk: Conversation,
    latest: dict[UUID, Contact],
    customers: dict[UUID, Party],
    now: datetime,
) -> Line:
    contact = latest.get(talk.thread)
    return Line(
        talk=talk,
        who=customers.get(talk.thread),
        language=contact.language if contact else "",
        late=talk.reply_by is not None and talk.reply_by <= now,
        waits=talk.state in (ConversationState.NEW, ConversationState.OPEN),
        unreached=conversations.unreached(talk),
    )
