"""What is done with a work item: moved on, given to somebody, changed, closed.

Every step is one transaction with its audit leaf; what may follow what is the
domain's table.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from seloste.domain import retention
from seloste.domain import work_item as rules
from seloste.domain.audit import Action, Detail
from seloste.domain.contact import Kind
from seloste.domain.staff import Actor
from seloste.domain.work_item import Move, WorkKind, WorkRefused, WorkState
from seloste.domain.work_words import WorkWords
from seloste.ports.desk import Desk
from seloste.records.models import HoldItem, SealedObject, WorkItem
from seloste.services import (
    business_calendar,
    holds,
    work_becoming,
    work_items,
    work_words,
)

RESPONDS = frozenset({Move.TAKE, Move.ACKNOWLEDGE, Move.DECIDE, Move.CLOSE})
"""Moves that count as the first response: somebody has turned to the matter."""


@dataclass(frozen=True, slots=True)
class Closing:
    """How a work item ends; ``words`` may name people and are sealed."""

    outcome: str
    words: str = ""


def move(
    work_id: UUID,
    wanted: Move,
    *,
    desk: Desk,
    actor: Actor,
    now: datetime,
    closing: Closing | None = None,
) -> WorkState:
    """Move a work item on and return its new state.

    A move that ends it (or decides a complaint) names its outcome; closing
    releases its hold, reopening places it anew on what is still there. Raises
    NotFound, WorkRefused, HoldRefused.
    """
    if wanted is Move.MERGE:
        raise WorkRefused("no-such-move")
    if closing is not None and closing.words:
        _check_end(work_id, wanted, closing, actor=actor, now=now)
        _write_outcome(work_id, closing.words, desk=desk, actor=actor, now=now)
    with transaction.atomic():
        work = work_items.locked(work_id, actor=actor, now=now)
        kind, before = WorkKind(work.kind), WorkState(work.state)
        state = rules.next_state(kind, before, wanted)
        said: dict[Detail, str | int] = {"move": wanted.value, "state": state.value}
        _stand_still(work, before, state, now)
        _note_response(work, wanted, now)
        if _becomes_complaint(state, closing):
            complaint = work_becoming.open_complaint(
                work, desk=desk, actor=actor, now=now
            )
            said["work_item"] = str(complaint)
        _end(work, kind, state, closing, actor=actor, now=now)
        if wanted is Move.REOPEN:
            _hold_again(work, kind, desk=desk, actor=actor, now=now)
        if wanted in {Move.TAKE, Move.ACKNOWLEDGE} and work.assignee_id is None:
            work.assignee_id = actor.staff_id
        work.state, work.escalated_at = state, None
        if work.remind_at is not None and work.remind_at <= now:
            work.remind_at = None  # somebody turned to it: that is what it was for
        work.version += 1
        work.save()
        work_items.tell(Action.WORK_MOVED, work, actor, now, said)
    return state


def _check_end(
    work_id: UUID, wanted: Move, closing: Closing, *, actor: Actor, now: datetime
) -> None:
    """Refuse before the outcome is written down what would be refused after."""
    with transaction.atomic():
        work = work_items.locked(work_id, actor=actor, now=now)
        kind = WorkKind(work.kind)
        rules.next_state(kind, WorkState(work.state), wanted)
        if not (kind is WorkKind.COMPLAINT and wanted is Move.CLOSE):
            rules.check_outcome(kind, closing.outcome)


def _becomes_complaint(state: WorkState, closing: Closing | None) -> bool:
    return (
        state is WorkState.CLOSED
        and closing is not None
        and closing.outcome == rules.Outcome.BECAME_COMPLAINT
    )


def _stand_still(
    work: WorkItem, before: WorkState, state: WorkState, now: datetime
) -> None:
    """Let the targets stand still while the customer is waited for."""
    if state is WorkState.WAITING:
        work.waiting_since = now
    elif before is WorkState.WAITING and work.waiting_since is not None:
        hours = business_calendar.hours_of(work.queue.hours if work.queue else {})
        waited = business_calendar.minutes_between(work.waiting_since, now, hours)
        work.waited_minutes += waited
        work.waiting_since = None
        if work.solve_by is not None:
            work.solve_by = business_calendar.target(work.solve_by, waited, hours)
        if work.respond_by is not None and work.responded_at is None:
            work.respond_by = business_calendar.target(work.respond_by, waited, hours)


def _note_response(work: WorkItem, wanted: Move, now: datetime) -> None:
    if wanted in RESPONDS and work.responded_at is None:
        work.responded_at = now


def _end(
    work: WorkItem,
    kind: WorkKind,
    state: WorkState,
    closing: Closing | None,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Note the outcome, and release the hold of what is over.

    A complaint names its outcome when it is decided; closing it later needs no
    second one. A raised claim has a hold of its own, which stays.
    """
    if state not in {WorkState.CLOSED, WorkState.DECIDED}:
        work.closed_at = None
        return
    decided = kind is WorkKind.COMPLAINT and state is WorkState.CLOSED
    if not (decided and work.outcome):
        outcome = closing.outcome if closing else ""
        work.outcome = rules.check_outcome(kind, outcome)
    if state is WorkState.CLOSED:
        work.closed_at = now
        release(work, actor=actor, now=now)


def release(work: WorkItem, *, actor: Actor, now: datetime) -> None:
    """Release the hold of a work item, where it has one that stands."""
    if work.hold is not None and work.hold.released_at is None:
        holds.release_hold(hold_id=work.hold.pk, actor=actor, now=now)


def _hold_again(
    work: WorkItem, kind: WorkKind, *, desk: Desk, actor: Actor, now: datetime
) -> None:
    """Hold what is still there; what was destroyed does not come back (rule 8)."""
    work.outcome = ""
    before = HoldItem.objects.filter(hold=work.hold).values_list("item_id", flat=True)
    left = SealedObject.objects.filter(Q(pk__in=before) | Q(work_item=work))
    whole = work.links.filter(whole=True).values_list("contact", flat=True)
    work.hold_id = work_items.place(
        work,
        kind.hold_kind,
        contact_ids=list(whole),
        item_ids=list(left.values_list("pk", flat=True)),
        desk=desk,
        actor=actor,
        now=now,
    )


def _write_outcome(
    work_id: UUID, text: str, *, desk: Desk, actor: Actor, now: datetime
) -> None:
    def with_outcome(old: WorkWords) -> WorkWords:
        return WorkWords(old.title, old.description, old.checklist, outcome=text)

    rewrite(work_id, with_outcome, desk=desk, actor=actor, now=now)


type Rewriting = Callable[[WorkWords], WorkWords]


def rewrite(
    work_id: UUID, change: Rewriting, *, desk: Desk, actor: Actor, now: datetime
) -> None:
    """Change the words of a work item; the old ones are destroyed.

    Raises NotFound, WorkRefused.
    """
    with transaction.atomic():
        work = work_items.locked(work_id, actor=actor, now=now)
        old = work_words.row_of(work)
        if old is None or WorkState(work.state).ended:
            raise WorkRefused("ended")
        words = change(work_words.open_words(work, desk))
        work_words.check(words)
        kept = work_words.keeping_of(work, now=now, desk=desk)
        sealed = work_words.seal(
            words.to_json(),
            kind=Kind.WORK,
            work_id=work.pk,
            register=work.register_id,
            kept=kept,
            desk=desk,
        )
        gone = work_words.replace(work, sealed, kept, old)
        work.version += 1
        work.save(update_fields=["version"])
        work_items.tell(Action.WORK_CHANGED, work, actor, now)
    desk.vault.destroy([gone])


def assign(
    work_id: UUID,
    *,
    queue_id: UUID | None,
    staff_id: UUID | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Give a work item to a queue, and to somebody of it or to nobody.

    Complaints go to a queue that handles complaints. Raises NotFound,
    WorkRefused.
    """
    with transaction.atomic():
        work = work_items.locked(work_id, actor=actor, now=now)
        queue = work.queue  # it may stay in one that was retired
        if queue_id != work.queue_id:
            queue = work_items.queue_of(queue_id, work.register_id)
        if work.kind == WorkKind.COMPLAINT and queue and not queue.complaints:
            raise WorkRefused("unknown-queue")
        work_items.check_assignee(staff_id, queue, work.register_id, now)
        work.queue, work.assignee_id = queue, staff_id
        work.version += 1
        work.save(update_fields=["queue", "assignee", "version"])
        work_items.tell(
            Action.WORK_ASSIGNED,
            work,
            actor,
            now,
            {"assignee": str(staff_id or "nobody")},
        )


def plan(
    work_id: UUID,
    *,
    due_on: date | None,
    remind_at: datetime | None,
    priority: rules.Priority,
    actor: Actor,
    now: datetime,
) -> None:
    """Set the day something is due, a reminder and how urgent it is.

    Raises NotFound, WorkRefused.
    """
    with transaction.atomic():
        work = work_items.locked(work_id, actor=actor, now=now)
        moved = due_on is not None and due_on != work.due_on
        if moved and due_on is not None and due_on < retention.local_day(now):
            raise WorkRefused("due-in-the-past")
        work.due_on, work.remind_at, work.reminded_at = due_on, remind_at, None
        work.priority, work.escalated_at = priority, None
        work.version += 1
        work.save(
            update_fields=[
                "due_on",
                "remind_at",
                "reminded_at",
                "escalated_at",
                "priority",
                "version",
            ]
        )
        work_items.tell(Action.WORK_CHANGED, work, actor, now)


def review(work_id: UUID, *, review_by: datetime, actor: Actor, now: datetime) -> None:
    """Note that open work was looked at and still needs what it holds.

    Raises NotFound, WorkRefused where it holds nothing, HoldRefused.
    """
    with transaction.atomic():
        work = work_items.locked(work_id, actor=actor, now=now)
        if work.hold is None or work.hold.released_at is not None:
            raise WorkRefused("no-mandate")
        holds.review_hold(
            hold_id=work.hold.pk, review_by=review_by, actor=actor, now=now
        )
        work.escalated_at = None
        work.save(update_fields=["escalated_at"])
