"""Who may see which work: given openly, and used for what it serves (R-07, R-23).

Being given work, and being put in a queue, is what opens it to somebody: each
must be in the audit log. Every reading of a work item that is still there is
held against the purposes that work of its kind serves.
"""

from collections.abc import Iterator
from uuid import UUID

from seloste.domain.audit import Action, Leaf
from seloste.domain.verification import Evidence
from seloste.domain.work_item import Move, WorkKind, WorkState, purposes_for
from seloste.records.models import QueueMember, WorkItem
from seloste.services.notices import store
from seloste.services.verification.findings import all_or_broken, any_broken
from seloste.services.verification.gather import Gathered, leaves

ENDED = (WorkState.CLOSED, WorkState.MERGED)
GIVING = (Action.WORK_OPENED, Action.WORK_ASSIGNED, Action.WORK_MOVED)
TAKING = frozenset({Move.TAKE.value, Move.ACKNOWLEDGE.value})


def complaints(facts: Gathered) -> Iterator[Evidence]:
    """Yield whether complaints are with their handlers, and read for their purposes."""
    rows = WorkItem.objects.filter(register_id=facts.register, kind=WorkKind.COMPLAINT)
    stray = rows.exclude(state__in=ENDED).filter(
        queue__isnull=False, queue__complaints=False
    )
    yield all_or_broken(
        list(stray.values_list("pk", flat=True)),
        right="complaints-with-handlers",
        count=rows.count(),
        otherwise="complaint-outside-its-queue",
    )
    yield from any_broken(_foreign(facts), "work-read-foreign")


def _foreign(facts: Gathered) -> list[int]:
    """Return the readings of work for a purpose, or in a role, it does not serve."""
    known = {
        str(work.pk): work
        for work in WorkItem.objects.filter(register_id=facts.register).select_related(
            "notice_version"
        )
    }
    return [
        leaf.seq
        for leaf in leaves(Action.WORK_READ)
        if leaf.object_id in known and not _serves(known[leaf.object_id], leaf)
    ]


def _serves(work: WorkItem, leaf: Leaf) -> bool:
    purposes = purposes_for(store.parsed(work.notice_version), WorkKind(work.kind))
    return any(one.id == leaf.purpose and leaf.role in one.roles for one in purposes)


def assignments(facts: Gathered) -> Iterator[Evidence]:
    """Yield whether everybody who was given work, or a queue, was given it openly."""
    given = _given()
    rows = WorkItem.objects.filter(register_id=facts.register, assignee__isnull=False)
    current = dict(rows.exclude(state__in=ENDED).values_list("pk", "assignee"))
    wrong = [pk for pk, staff in current.items() if given.get(str(pk)) != str(staff)]
    members = QueueMember.objects.filter(queue__register_id=facts.register)
    unknown = _unknown_members(members.values_list("queue", "staff", "pk"))
    yield all_or_broken(
        wrong,
        right="assignments-open",
        count=len(current) + members.count(),
        otherwise="assigned-unrecorded",
    )
    yield from any_broken(unknown, "queue-member-unrecorded")


def _given() -> dict[str, str]:
    """Return to whom the log says each work item was given last."""
    found: dict[str, str] = {}
    for leaf in leaves(*GIVING):
        if leaf.action is not Action.WORK_MOVED:
            if "assignee" in leaf.details:
                found[leaf.object_id] = str(leaf.details["assignee"])
        elif leaf.details.get("move") in TAKING and _free(found, leaf):
            found[leaf.object_id] = leaf.actor.partition(":")[2]
    return found


def _free(found: dict[str, str], leaf: Leaf) -> bool:
    """Tell whether taking gave it to the taker: what somebody has stays theirs."""
    return found.get(leaf.object_id, "nobody") == "nobody"


def _unknown_members(rows: object) -> list[UUID]:
    """Return the members of queues whose joining the log does not know."""
    joined = {
        (leaf.object_id, str(leaf.details.get("staff", "")))
        for leaf in leaves(Action.QUEUE_CHANGED)
    }
    return [
        pk
        for queue, staff, pk in rows  # type: ignore[attr-defined] # a lazy list of rows
        if (str(queue), str(staff)) not in joined
    ]
