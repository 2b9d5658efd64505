"""Which conversations exist for somebody: role, queue and assignment (R-23).

Asked by every list and before every change of a conversation.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from seloste.domain.staff import Role
from seloste.records.models import Conversation, Queue, QueueMember
from seloste.services import access, calendar, limits
from seloste.services.access import NotFound, Reader

DESK_ROLES = frozenset({Role.AGENT, Role.RECORDS_MANAGER})
"""Roles that answer customers; others see contacts, not the inbox."""


def registers_of(staff_id: UUID, now: datetime) -> tuple[str, ...]:
    """Return the registers whose customers somebody answers."""
    return calendar.registers_for(staff_id, now, roles=DESK_ROLES)


def within(staff_id: UUID, slugs: Iterable[str], now: datetime) -> Q:
    """Return the condition that a conversation exists for somebody (R-23).

    A queue with members is theirs and the records managers'; one without is
    everybody's who works for the register. One of which everything is restricted
    is in no list.
    """
    condition = Q(pk__in=[])
    for slug in slugs:
        who = access.reader(staff_id, slug, now)
        of_register = Q(register=slug)
        hidden = _hidden_queues(who, slug)
        if hidden:
            of_register &= ~Q(queue__in=hidden) | Q(assignee=staff_id)
        condition |= of_register
    hidden = limits.hidden_threads(now)
    return condition & ~Q(pk__in=hidden) if hidden else condition


def _hidden_queues(who: Reader, slug: str) -> list[UUID]:
    if Role.RECORDS_MANAGER in who.roles:
        return []
    members = QueueMember.objects.filter(queue=OuterRef("pk"))
    others = Queue.objects.filter(Exists(members), register=slug).exclude(
        members__staff=who.staff_id
    )
    return list(others.values_list("pk", flat=True))


def reach(
    thread: UUID, *, staff_id: UUID, now: datetime, lock: bool = False
) -> tuple[Conversation, Reader]:
    """Return a conversation that somebody may work on, and their roles.

    ``lock`` keeps it until the transaction ends. Raises NotFound.
    """
    rows = Conversation.objects.select_related("controller", "queue", "assignee")
    if lock:
        rows = Conversation.objects.select_for_update()
    talk = rows.filter(
        within(staff_id, registers_of(staff_id, now), now), pk=thread
    ).first()
    if talk is None:
        raise NotFound("no such record")
    return talk, access.reader(staff_id, talk.register_id, now)
