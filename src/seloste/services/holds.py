"""Placing, reviewing and releasing disposal holds.

A hold keeps explicit items under a promise that allows it. It locks the rows
that disposal locks, so that of a hold and a disposal the one that commits
first wins and the other is told.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from seloste.domain import hold as rules
from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.hold import HoldRefused
from seloste.domain.notice import HoldKind, HoldRule, Mode
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.ports.vault import Sealed
from seloste.records.models import Hold, HoldItem, SealedObject
from seloste.services import audit, sealed_rows
from seloste.services.notices import store
from seloste.services.sealed_rows import Keeping

__all__ = ["HoldRefused", "HoldRequest", "place_hold", "release_hold", "review_hold"]

UNTIL_RELEASED = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class HoldRequest:
    """What somebody wants kept, why, and when that shall be looked at.

    ``item_ids`` are items; ``contact_ids`` stand for all their items.
    ``reason`` may name people: it is sealed.
    """

    register: str
    kind: HoldKind
    reason: str
    review_by: datetime
    item_ids: Collection[UUID] = ()
    contact_ids: Collection[UUID] = ()


def place_hold(
    request: HoldRequest, *, desk: Desk, actor: Actor, now: datetime
) -> UUID:
    """Keep items from disposal until the hold is released; return its id.

    Raises HoldRefused: without a promise that allows it, without items, or too
    late because a disposal has begun.
    """
    notice = store.in_force(request.register, retention.local_day(now)).notice
    rule = rules.allow_hold(
        notice,
        kind=request.kind,
        reason=request.reason,
        review_by=request.review_by,
        now=now,
    )
    hold_id = uuid.uuid4()
    sealed = _seal_reason(request, hold_id, desk)
    try:
        _place(request, rule, hold_id, sealed, actor=actor, now=now)
    except Exception:
        desk.vault.destroy([sealed.ref])
        raise
    return hold_id


@transaction.atomic
def place_wordless(request: HoldRequest, *, actor: Actor, now: datetime) -> UUID:
    """Keep items for a matter whose reason is told elsewhere; return the hold's id.

    The notice's rule is asked as for any other hold. Raises HoldRefused.
    """
    notice = store.in_force(request.register, retention.local_day(now)).notice
    rule = rules.allow_hold(
        notice,
        kind=request.kind,
        reason=request.reason,
        review_by=request.review_by,
        now=now,
    )
    hold_id = uuid.uuid4()
    _place(request, rule, hold_id, None, actor=actor, now=now)
    return hold_id


def _seal_reason(request: HoldRequest, hold_id: UUID, desk: Desk) -> Sealed:
    with desk.vault.sealing(
        tenant=request.register, record=hold_id, due=None
    ) as sealing:
        return sealing.inline(
            object_id=uuid.uuid4(), kind=Kind.HOLD_REASON, data=request.reason.encode()
        )


@transaction.atomic
def _place(
    request: HoldRequest,
    rule: HoldRule,
    hold_id: UUID,
    sealed: Sealed | None,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    items = _lock(request)
    Hold.objects.create(
        id=hold_id,
        register_id=request.register,
        kind=request.kind,
        promise=rule.promise,
        reason=_reason_row(rule, sealed, now) if sealed else None,
        placed_at=now,
        placed_by=actor.id,
        review_by=request.review_by,
    )
    _tie(hold_id, items)
    audit.record(
        action=Action.HOLD_PLACED,
        actor=actor,
        object_id=hold_id,
        now=now,
        details={"kind": request.kind, "promise": rule.promise, "items": len(items)},
    )
    for contact_id in _contacts(items):
        audit.record(
            action=Action.HOLD_PLACED,
            actor=actor,
            object_id=contact_id,
            now=now,
            details={"hold": str(hold_id), "kind": request.kind},
        )


def _lock(request: HoldRequest) -> list[SealedObject]:
    """Return the items to hold, locked: those named and what they cannot do without.

    What is derived from an item goes with it, what it is derived from and the
    metadata of its contact stay with it.
    """
    named = Q(pk__in=request.item_ids) | Q(contact__in=request.contact_ids)
    of_register = SealedObject.objects.filter(
        Q(contact__isnull=False) | Q(work_item__isnull=False),
        register_id=request.register,
    )
    chosen = list(of_register.filter(named))
    if not chosen:
        raise HoldRefused("nothing-to-hold")
    if set(request.item_ids) - {item.pk for item in chosen}:
        raise HoldRefused("unknown-item")
    if set(request.contact_ids) - {item.contact_id for item in chosen}:
        raise HoldRefused("unknown-item")
    needed = (
        Q(pk__in=[item.pk for item in chosen])
        | Q(parent__in=[item.pk for item in chosen])
        | Q(pk__in=[item.parent_id for item in chosen if item.parent_id])
        | Q(contact__in={item.contact_id for item in chosen}, kind=Kind.META)
    )
    items = list(
        of_register.filter(needed).select_for_update(of=("self",)).order_by("pk")
    )
    if any(item.state != SealedObject.State.KEPT for item in items):
        raise HoldRefused("too-late")
    if {item.pk for item in chosen} - {item.pk for item in items}:
        raise HoldRefused("too-late")
    return items


def extend_hold(
    *,
    hold_id: UUID,
    item_ids: Collection[UUID] = (),
    contact_ids: Collection[UUID] = (),
    actor: Actor,
    now: datetime,
) -> int:
    """Let a standing hold keep more items; return how many were not kept before.

    Raises HoldRefused as placing does.
    """
    with transaction.atomic():
        hold = _lock_hold(hold_id)
        wanted = HoldRequest(
            register=hold.register_id,
            kind=HoldKind(hold.kind),
            reason="extended",
            review_by=hold.review_by,
            item_ids=item_ids,
            contact_ids=contact_ids,
        )
        known = set(hold.items.values_list("item_id", flat=True))
        added = [item for item in _lock(wanted) if item.id not in known]
        _tie(hold_id, added)
        _tell(Action.HOLD_EXTENDED, hold_id, added, actor=actor, now=now)
    return len(added)


def shrink_hold(
    *, hold_id: UUID, item_ids: Collection[UUID], actor: Actor, now: datetime
) -> None:
    """Let a standing hold keep fewer items; the overdue go in the next sweep."""
    with transaction.atomic():
        _lock_hold(hold_id)
        gone = HoldItem.objects.filter(hold_id=hold_id, item_id__in=item_ids)
        items = list(SealedObject.objects.filter(pk__in=item_ids))
        gone.delete()
        _tell(Action.HOLD_SHRUNK, hold_id, items, actor=actor, now=now)


def _tie(hold_id: UUID, items: Collection[SealedObject]) -> None:
    HoldItem.objects.bulk_create(
        HoldItem(hold_id=hold_id, item_id=item.id, contact_id=item.contact_id)
        for item in items
    )


def _tell(
    action: Action,
    hold_id: UUID,
    items: Collection[SealedObject],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Write the leaf of a hold whose items changed, and one for each contact."""
    audit.record(
        action=action,
        actor=actor,
        object_id=hold_id,
        now=now,
        details={"items": len(items)},
    )
    for contact_id in _contacts(items):
        audit.record(
            action=action,
            actor=actor,
            object_id=contact_id,
            now=now,
            details={"hold": str(hold_id)},
        )


def _contacts(items: Collection[SealedObject]) -> list[str]:
    return sorted({str(item.contact_id) for item in items if item.contact_id})


def _reason_row(rule: HoldRule, sealed: Sealed, now: datetime) -> SealedObject:
    """Write the row of the sealed reason; it goes with the hold, not before."""
    kept = Keeping(
        notice_version_id=None,
        retention_class="hold",
        promise=rule.promise,
        mode=Mode.EXACTLY,
        captured_at=now,
        destroy_by=UNTIL_RELEASED,
        act_at=UNTIL_RELEASED,
        key_day=None,
    )
    row = sealed_rows.row(sealed, kept)
    row.save(force_insert=True)
    return row


def release_hold(*, hold_id: UUID, actor: Actor, now: datetime) -> tuple[UUID, ...]:
    """Release a hold and return the items that nothing else keeps any more.

    What is overdue among them is destroyed by the next sweep. The reason goes
    with it. Raises HoldRefused where there is no such hold or it was released.
    """
    with transaction.atomic():
        hold = _lock_hold(hold_id)
        hold.released_at, hold.released_by = now, actor.id
        hold.save(update_fields=["released_at", "released_by"])
        if hold.reason_id:
            SealedObject.objects.filter(pk=hold.reason_id).update(
                act_at=now, destroy_by=now
            )
        links = list(hold.items.values_list("item_id", "contact_id"))
        audit.record(
            action=Action.HOLD_RELEASED,
            actor=actor,
            object_id=hold_id,
            now=now,
            details={"items": len(links)},
        )
        for contact_id in sorted({str(contact) for _, contact in links if contact}):
            audit.record(
                action=Action.HOLD_RELEASED,
                actor=actor,
                object_id=contact_id,
                now=now,
                details={"hold": str(hold_id)},
            )
    return tuple(item_id for item_id, _ in links)


def review_hold(
    *, hold_id: UUID, review_by: datetime, actor: Actor, now: datetime
) -> None:
    """Record that a hold was looked at and is still needed until ``review_by``.

    Raises HoldRefused where the date lies beyond what the notice gives.
    """
    with transaction.atomic():
        hold = _lock_hold(hold_id)
        notice = store.in_force(hold.register_id, retention.local_day(now)).notice
        rules.allow_hold(
            notice,
            kind=HoldKind(hold.kind),
            reason="reviewed",
            review_by=review_by,
            now=now,
        )
        hold.review_by = review_by
        hold.save(update_fields=["review_by"])
        audit.record(
            action=Action.HOLD_REVIEWED, actor=actor, object_id=hold_id, now=now
        )


def _lock_hold(hold_id: UUID) -> Hold:
    hold = Hold.objects.select_for_update().filter(pk=hold_id).first()
    if hold is None:
        raise HoldRefused("unknown-hold")
    if hold.released_at is not None:
        raise HoldRefused("already-released")
    return hold
