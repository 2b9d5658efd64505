"""Work that turns out to be one matter, or two: merged and split.

Links, notes and holds follow the items, in one transaction: nothing is without
its hold for a moment, and nothing stays held that left. Each is done for a
reason, which is sealed as a note and never written to the log.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from seloste.domain import work_item as rules
from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.staff import Actor
from seloste.domain.work_item import (
    Move,
    Priority,
    Reason,
    WorkKind,
    WorkRefused,
    WorkState,
)
from seloste.domain.work_words import WorkWords
from seloste.ports.desk import Desk
from seloste.records.models import Hold, HoldItem, SealedObject, WorkItem
from seloste.services import claims, holds, notes, work_items, work_moves, work_words
from seloste.services.work_items import NewWork


@dataclass(frozen=True, slots=True)
class Apart:
    """What leaves a work item and becomes one of its own, and why."""

    title: str
    contact_ids: Collection[UUID]
    reason: str
    note_ids: Collection[UUID] = ()


@transaction.atomic
def merge(
    work_id: UUID,
    *,
    into: UUID,
    reason: str,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> None:
    """Let a work item go up in another of its kind; its links and notes follow.

    Its words are copied into a note of the other. What only the first held is
    held by the other from then on. Raises NotFound, WorkRefused, HoldRefused.
    """
    gone, stays = _both(work_id, into, actor=actor, now=now)
    _check(gone, stays, reason)
    state = rules.next_state(WorkKind(gone.kind), WorkState(gone.state), Move.MERGE)
    _tell_why(gone, stays, reason, desk=desk, actor=actor, now=now)
    _bring_links(gone, stays)
    _bring_notes(gone, stays)
    _bring_hold(gone, stays, actor=actor, now=now)
    _bring_claim(gone, stays, actor=actor, now=now)
    work_moves.release(gone, actor=actor, now=now)
    gone.state, gone.merged_into, gone.closed_at = state, stays, now
    gone.waiting_since = gone.escalated_at = None
    gone.version += 1
    gone.save()
    _keep_earlier(gone, stays)
    work_items.tell(Action.WORK_MERGED, gone, actor, now, {"target": str(stays.pk)})
    work_items.tell(Action.WORK_MERGED, stays, actor, now, {"work_item": str(gone.pk)})


def _both(
    first: UUID, second: UUID, *, actor: Actor, now: datetime
) -> tuple[WorkItem, WorkItem]:
    """Return both, locked in one order whichever way they are merged."""
    if first == second:
        raise WorkRefused("itself")
    found = {
        work_id: work_items.locked(work_id, actor=actor, now=now)
        for work_id in sorted((first, second))
    }
    return found[first], found[second]


def _check(gone: WorkItem, stays: WorkItem, reason: str) -> None:
    if not reason.strip():
        raise WorkRefused("no-reason")
    if gone.register_id != stays.register_id:
        raise WorkRefused("other-register")
    if (gone.controller_id, gone.capacity) != (stays.controller_id, stays.capacity):
        raise WorkRefused("other-controller")
    if gone.kind != stays.kind:
        raise WorkRefused("other-kind")
    if WorkState(stays.state).ended:
        raise WorkRefused("ended")


def _tell_why(
    gone: WorkItem,
    stays: WorkItem,
    reason: str,
    *,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> None:
    """Keep the words of what goes up, and the reason, as a note of what stays."""
    words = work_words.open_words(gone, desk)
    steps = "\n".join(
        f"[{'x' if step.done else ' '}] {step.text}" for step in words.checklist
    )
    parts = (f"#{gone.number} → #{stays.number}: {reason.strip()}", words.title)
    text = "\n\n".join(one for one in (*parts, words.description, steps) if one)
    for number, begin in enumerate(range(0, len(text), notes.LIMIT)):
        part = text[begin : begin + notes.LIMIT]
        if part.strip():
            at = now + timedelta(microseconds=number)  # notes are read in this order
            notes.write_on_work(stays.pk, part, desk=desk, actor=actor, now=at)


def _bring_links(gone: WorkItem, stays: WorkItem) -> None:
    """Move links over; what is linked to both is linked whole if either was."""
    known = {one.contact_id: one for one in stays.links.all()}
    for link in gone.links.all():
        other = known.get(link.contact_id)
        if other is None:
            link.work_item = stays
            link.save(update_fields=["work_item"])
        else:
            if link.whole and not other.whole:
                other.whole = True
                other.save(update_fields=["whole"])
            link.delete()


def _bring_notes(gone: WorkItem, stays: WorkItem) -> None:
    """Let notes and drafts belong to what stays; the words stay where they are."""
    gone.notes.update(work_item=stays)
    SealedObject.objects.filter(work_item=gone).exclude(kind=Kind.WORK).update(
        work_item=stays
    )


def _items(hold: Hold | None, gone: WorkItem) -> list[UUID]:
    """Return what a hold keeps beside the words of the item that goes up."""
    own = SealedObject.objects.filter(work_item=gone, kind=Kind.WORK)
    rows = HoldItem.objects.filter(hold=hold).exclude(item_id__in=own.values("pk"))
    return list(rows.values_list("item_id", flat=True))


def _bring_hold(
    gone: WorkItem, stays: WorkItem, *, actor: Actor, now: datetime
) -> None:
    """Let the hold of what stays keep what the other kept."""
    items = _items(gone.hold, gone) if _stands(gone.hold) else []
    if items and stays.hold is not None and _stands(stays.hold):
        holds.extend_hold(hold_id=stays.hold.pk, item_ids=items, actor=actor, now=now)


def _bring_claim(
    gone: WorkItem, stays: WorkItem, *, actor: Actor, now: datetime
) -> None:
    """Let a claim that stands go over; two become one, of what stays.

    It then keeps what a claim raised on the merged item would keep.
    """
    mine, other = claims.standing(stays), claims.standing(gone)
    items = set(_items(other, gone)) if other else set()
    if mine is None and other is not None:
        stays.claim_hold, gone.claim_hold = other, None
    elif other is not None:
        holds.release_hold(hold_id=other.pk, actor=actor, now=now)
    if (hold := claims.standing(stays)) is not None:
        items |= set(claims.needed(stays))
        holds.extend_hold(hold_id=hold.pk, item_ids=items, actor=actor, now=now)


def _stands(hold: Hold | None) -> bool:
    return hold is not None and hold.released_at is None


def _keep_earlier(gone: WorkItem, stays: WorkItem) -> None:
    """Let the earlier day and target count: merging buys nobody time."""
    for name in ("due_on", "respond_by", "solve_by"):
        days = [one for one in (getattr(gone, name), getattr(stays, name)) if one]
        setattr(stays, name, min(days, default=None))
    stays.version += 1
    stays.save()


@transaction.atomic
def split(
    work_id: UUID, apart: Apart, *, desk: Desk, actor: Actor, now: datetime
) -> UUID:
    """Open a work item of its own for some contacts of another; return its id.

    It is held by its own hold before the first lets go. Targets stay what they
    were. What a legal claim rests on is not taken apart. Raises NotFound,
    WorkRefused, HoldRefused.
    """
    work = work_items.locked(work_id, actor=actor, now=now)
    _check_apart(work, apart)
    new_id = work_items.open_work(_wanted(work, apart), desk=desk, actor=actor, now=now)
    new = WorkItem.objects.get(pk=new_id)
    new.respond_by, new.solve_by = work.respond_by, work.solve_by
    new.save(update_fields=["respond_by", "solve_by"])
    _move_notes(work, new, apart, actor=actor, now=now)
    for contact_id in apart.contact_ids:
        work_items.unlink(work_id, contact_id=contact_id, actor=actor, now=now)
    why = f"#{work.number} → #{new.number}: {apart.reason.strip()}"
    notes.write_on_work(new_id, why, desk=desk, actor=actor, now=now)
    work_items.tell(Action.WORK_SPLIT, work, actor, now, {"target": str(new_id)})
    return new_id


def _check_apart(work: WorkItem, apart: Apart) -> None:
    if WorkState(work.state).ended:
        raise WorkRefused("ended")
    if work.claim_hold is not None and _stands(work.claim_hold):
        raise WorkRefused("claim-stands")
    if not apart.reason.strip():
        raise WorkRefused("no-reason")
    if not apart.contact_ids:
        raise WorkRefused("nothing-linked")
    linked = set(work.links.values_list("contact_id", flat=True))
    own = set(work.notes.values_list("pk", flat=True))
    if set(apart.contact_ids) - linked or set(apart.note_ids) - own:
        raise WorkRefused("not-linked")


def _wanted(work: WorkItem, apart: Apart) -> NewWork:
    """Return the new item: of the kind, queue and urgency of the first."""
    links = work.links.filter(contact__in=apart.contact_ids)
    parts = HoldItem.objects.filter(
        hold=work.hold, contact_id__in=links.filter(whole=False).values("contact")
    )
    items = set(parts.values_list("item_id", flat=True))
    held = set(parts.values_list("contact_id", flat=True))
    whole = {one.contact_id for one in links if one.whole or one.contact_id not in held}
    return NewWork(
        register=work.register_id,
        kind=WorkKind(work.kind),
        words=WorkWords(title=apart.title),
        contact_ids=whole,
        item_ids=items,
        queue_id=work.queue_id,
        priority=Priority(work.priority),
        reason=Reason(work.reason) if work.reason else None,
        due_on=None,
    )


def _move_notes(
    work: WorkItem, new: WorkItem, apart: Apart, *, actor: Actor, now: datetime
) -> None:
    """Let the notes that were named go over, with what holds them."""
    moved = work.notes.filter(pk__in=apart.note_ids)
    items = list(moved.values_list("object_id", flat=True))
    if not items:
        return
    moved.update(work_item=new)
    SealedObject.objects.filter(pk__in=items).update(work_item=new)
    if _stands(new.hold) and new.hold is not None:
        holds.extend_hold(hold_id=new.hold.pk, item_ids=items, actor=actor, now=now)
    for hold in (work.hold, work.claim_hold):
        if hold is not None and _stands(hold):
            holds.shrink_hold(hold_id=hold.pk, item_ids=items, actor=actor, now=now)
