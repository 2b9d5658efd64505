"""The same done to many work items at once, after showing what it will do.

The preview does it all and takes it back, so what is shown is what happens:
how many change, and how many refuse and why. Each item is changed by the very
service that changes one.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from seloste.domain.staff import Actor
from seloste.domain.work_item import Move, Priority, WorkRefused
from seloste.ports.desk import Desk
from seloste.records.models import WorkItem
from seloste.services import work_items, work_moves
from seloste.services.access import NotFound
from seloste.services.work_moves import Closing

LIMIT = 100


class Act(StrEnum):
    """What can be done to many at once."""

    TAKE = "take"
    ASSIGN = "assign"
    PRIORITY = "priority"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Bulk:
    """What shall be done to which items; each act uses the fields it needs.

    ``staff_id`` and ``queue_id`` belong to ASSIGN, ``outcome`` to CLOSE.
    """

    act: Act
    work_ids: Collection[UUID]
    queue_id: UUID | None = None
    staff_id: UUID | None = None
    priority: Priority = Priority.NORMAL
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """How many change, and how many refuse by reason; ``not-found`` is one."""

    changed: int
    refused: tuple[tuple[str, int], ...]


class _TakeBack(Exception):
    """Ends a transaction that shall leave nothing."""


def preview(bulk: Bulk, *, desk: Desk, actor: Actor, now: datetime) -> Result:
    """Return what ``do`` would do now; nothing is changed."""
    with transaction.atomic():
        result = do(bulk, desk=desk, actor=actor, now=now)
        transaction.set_rollback(True)
    return result


def do(bulk: Bulk, *, desk: Desk, actor: Actor, now: datetime) -> Result:
    """Do it to each item that allows it, and count those that do not.

    Raises WorkRefused where there are too many.
    """
    if len(set(bulk.work_ids)) > LIMIT:
        raise WorkRefused("too-long")
    changed, refused = 0, Counter[str]()
    for work_id in sorted(set(bulk.work_ids)):
        try:
            with transaction.atomic():
                _one(work_id, bulk, desk=desk, actor=actor, now=now)
        except WorkRefused as refusal:
            refused[refusal.reason] += 1
        except NotFound:
            refused["not-found"] += 1
        else:
            changed += 1
    return Result(changed, tuple(sorted(refused.items())))


def _one(work_id: UUID, bulk: Bulk, *, desk: Desk, actor: Actor, now: datetime) -> None:
    match bulk.act:
        case Act.TAKE:
            work_moves.move(work_id, Move.TAKE, desk=desk, actor=actor, now=now)
        case Act.CLOSE:
            work_moves.move(
                work_id,
                Move.CLOSE,
                desk=desk,
                actor=actor,
                now=now,
                closing=_closing(bulk),
            )
        case Act.ASSIGN:
            work_moves.assign(
                work_id,
                queue_id=bulk.queue_id,
                staff_id=bulk.staff_id,
                actor=actor,
                now=now,
            )
        case Act.PRIORITY:
            _urge(work_id, bulk.priority, actor=actor, now=now)


def _closing(bulk: Bulk) -> Closing:
    """Return how many are closed at once; what becomes a complaint is one by one."""
    if bulk.outcome == "became-complaint":
        raise WorkRefused("wrong-outcome")
    return Closing(outcome=bulk.outcome)


def _urge(work_id: UUID, priority: Priority, *, actor: Actor, now: datetime) -> None:
    """Change how urgent a work item is; its day and reminder stay."""
    work: WorkItem = work_items.locked(work_id, actor=actor, now=now)
    work_moves.plan(
        work_id,
        due_on=work.due_on,
        remind_at=work.remind_at,
        priority=priority,
        actor=actor,
        now=now,
    )
