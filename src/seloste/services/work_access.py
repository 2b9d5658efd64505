"""Who may see which work item: role, queue and assignment together (R-07, R-23).

A complaint exists only for those who handle it. Asked before a title is shown,
a side panel filled, or something read that only a work item keeps.
"""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from seloste.domain.notice import Notice
from seloste.domain.staff import Role
from seloste.domain.work_item import WorkKind, WorkState, purposes_for
from seloste.records.models import QueueMember, WorkItem
from seloste.services.notices import store

OVERSEERS = frozenset({Role.RECORDS_MANAGER, Role.DPO})


def roles_for(notice: Notice, kind: WorkKind) -> frozenset[Role]:
    """Return the roles whose purposes work of a kind serves."""
    return frozenset(
        role for purpose in purposes_for(notice, kind) for role in purpose.roles
    )


def may_see(work: WorkItem, *, staff_id: UUID, roles: frozenset[Role]) -> bool:
    """Tell whether a work item exists for somebody."""
    kind = WorkKind(work.kind)
    if not roles_for(store.parsed(work.notice_version), kind) & roles:
        return False
    if roles & OVERSEERS or work.assignee_id == staff_id:
        return True
    if kind is WorkKind.COMPLAINT:
        return _opened(work, staff_id) or _in_complaints_queue(work, staff_id)
    return _queue_open_to(work, staff_id)


def _opened(work: WorkItem, staff_id: UUID) -> bool:
    """Whoever received a complaint may finish writing it down, and no longer."""
    return work.state == WorkState.NEW and work.opened_by == f"staff:{staff_id}"


def _in_complaints_queue(work: WorkItem, staff_id: UUID) -> bool:
    return (
        work.queue is not None
        and work.queue.complaints
        and work.queue.members.filter(staff=staff_id).exists()
    )


def _queue_open_to(work: WorkItem, staff_id: UUID) -> bool:
    """A queue with members is theirs; one without is everybody's."""
    if work.queue_id is None or work.opened_by == f"staff:{staff_id}":
        return True
    members = QueueMember.objects.filter(queue=work.queue_id)
    return not members.exists() or members.filter(staff=staff_id).exists()


def seen_by(
    works: Collection[WorkItem], *, staff_id: UUID, roles: frozenset[Role]
) -> list[WorkItem]:
    """Return those of some work items that exist for somebody, in their order."""
    return [one for one in works if may_see(one, staff_id=staff_id, roles=roles)]


def visible(*, staff_id: UUID, roles: frozenset[Role], notice: Notice) -> Q:
    """Return the condition that a work item of a register exists for somebody.

    The same rule as ``may_see``, for lists; ``notice`` is the one in force.
    """
    kinds = [kind for kind in WorkKind if roles_for(notice, kind) & roles]
    if roles & OVERSEERS:
        return Q(kind__in=kinds)
    mine = Q(assignee=staff_id) | Q(
        queue__members__staff=staff_id, queue__complaints=True
    )
    opened = Q(opened_by=f"staff:{staff_id}")
    complaint = Q(kind=WorkKind.COMPLAINT) & (mine | opened & Q(state=WorkState.NEW))
    other = ~Q(kind=WorkKind.COMPLAINT) & (
        Q(queue=None)
        | Q(assignee=staff_id)
        | opened
        | Q(queue__members=None)
        | Q(queue__members__staff=staff_id)
    )
    return Q(kind__in=kinds) & (complaint | other)


def keepers(hold_ids: Collection[UUID]) -> dict[UUID, list[WorkItem]]:
    """Return the work items behind some holds, by hold."""
    found: dict[UUID, list[WorkItem]] = {}
    rows = WorkItem.objects.select_related("queue", "notice_version").filter(
        Q(hold__in=hold_ids) | Q(claim_hold__in=hold_ids)
    )
    for work in rows:
        for hold_id in (work.hold_id, work.claim_hold_id):
            if hold_id in hold_ids and hold_id is not None:
                found.setdefault(hold_id, []).append(work)
    return found
