"""Reminders: what nobody turned to in time is brought to the top of the lists.

A reminder, a due day, a missed target, a hold past its review, or a customer who
was waited for and wrote lets a work item escalate. That is all: nothing is
decided by itself, nobody is given the work, and nobody is told anything about a
person.
"""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.staff import Actor, system
from seloste.domain.work_item import WorkState
from seloste.records.models import Conversation, WorkItem
from seloste.services import work_items

REMINDER = system("remind")
ENDED = (WorkState.CLOSED, WorkState.MERGED)


class Cause(StrEnum):
    """Why a work item is brought to the top."""

    REMINDER = "reminder"
    DUE = "due"
    TARGET = "target"
    REVIEW = "review"
    ANSWERED = "answered"


def remind(*, now: datetime, actor: Actor = REMINDER) -> int:
    """Bring to the top what is due, late or to be looked at; return how many.

    Each is one transaction, and done again it changes nothing.
    """
    return sum(_escalate(work_id, actor, now) for work_id in _waiting(now))


def _waiting(now: datetime) -> list[UUID]:
    """Return what has not escalated and has a cause to, the longest due first."""
    causes = Q()
    for condition in conditions(now).values():
        causes |= condition
    rows = WorkItem.objects.filter(causes, escalated_at=None)
    return list(rows.order_by("solve_by", "pk").values_list("pk", flat=True).distinct())


def conditions(now: datetime) -> dict[Cause, Q]:
    """Return when a work item escalates, for each cause."""
    open_ = ~Q(state__in=ENDED)
    running = open_ & ~Q(state=WorkState.WAITING)
    claim = Q(claim_hold__released_at=None, claim_hold__review_by__lte=now)
    return {
        Cause.REMINDER: open_ & Q(remind_at__lte=now),
        Cause.DUE: open_ & Q(due_on__lte=retention.local_day(now)),
        Cause.TARGET: running
        & (Q(solve_by__lte=now) | Q(respond_by__lte=now, responded_at=None)),
        Cause.ANSWERED: Q(state=WorkState.WAITING) & Q(Exists(_came_meanwhile())),
        Cause.REVIEW: (open_ & Q(hold__released_at=None, hold__review_by__lte=now))
        | claim,
    }


def _came_meanwhile() -> QuerySet[Conversation]:
    """Return what came in a linked thread while the customer was waited for."""
    return Conversation.objects.filter(
        thread=OuterRef("links__contact__thread"),
        arrived_at__gt=OuterRef("waiting_since"),
    )


@transaction.atomic
def _escalate(work_id: UUID, actor: Actor, now: datetime) -> int:
    """Escalate one item, looked at again under its lock; return 1 if it did."""
    work = WorkItem.objects.select_for_update(of=("self",)).filter(pk=work_id).first()
    if work is None or work.escalated_at is not None:
        return 0
    cause = next(causes_of(work, now), None)
    if cause is None:
        return 0
    work.escalated_at = now
    if cause is Cause.REMINDER:
        work.reminded_at = now
    work.save(update_fields=["escalated_at", "reminded_at"])
    work_items.tell(Action.WORK_ESCALATED, work, actor, now, {"reason": cause.value})
    return 1


def causes_of(work: WorkItem, now: datetime) -> Iterator[Cause]:
    """Yield why a work item is to be looked at now."""
    for cause, condition in conditions(now).items():
        if WorkItem.objects.filter(condition, pk=work.pk).exists():
            yield cause
