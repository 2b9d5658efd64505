"""Disposal: the one way out.

Destroys items whose time has come and which no hold keeps, in an order that
can be cut anywhere and finished by running it again: the intent is committed
first, then the ledger outside the database, then the words of the search index
go, then keys, then bytes, then rows; absence is checked before the certificate
is written. Nothing here reads the clock: ``now`` is trusted time (see
``trusted_time``).
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.errors import SelosteError
from seloste.domain.retention import Outcome
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import (
    Contact,
    Conversation,
    Disposal,
    Quarantined,
    SealedObject,
    WorkItem,
)
from seloste.services import audit, certificates, held, search_rows

BATCH = 500


class DisposalIncomplete(SelosteError):
    """Something of a disposal is still there; it stays open and is retried."""

    code = "disposal-incomplete"


def dispose(
    item_ids: Collection[UUID],
    *,
    cause: Disposal.Cause,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> Disposal | None:
    """Destroy those of ``item_ids`` that may go; return the disposal, if any.

    Items that are held, not due (where the cause is a due date) or already in
    another disposal are left alone. Raises DisposalIncomplete and the vault's
    refusals; the intent then stands and ``resume`` finishes it.
    """
    disposal = intend(item_ids, cause=cause, actor=actor, now=now)
    if disposal is not None:
        finish(disposal, desk=desk, actor=actor, now=now)
    return disposal


@transaction.atomic
def intend(
    item_ids: Collection[UUID], *, cause: Disposal.Cause, actor: Actor, now: datetime
) -> Disposal | None:
    """Commit to destroying what may go. From here on there is no way back.

    Inside a larger transaction it commits with that; ``finish`` comes after.
    """
    items = _lock_with_children(item_ids)
    allowed = _allowed(items, cause=cause, now=now)
    if not allowed:
        return None
    return _commit_to(allowed, cause, actor=actor, now=now)


def _commit_to(
    item_ids: list[UUID], cause: Disposal.Cause, *, actor: Actor, now: datetime
) -> Disposal:
    """Write the intent to destroy these items, and its audit leaf."""
    disposal = Disposal.objects.create(cause=cause, actor=actor.id, intended_at=now)
    SealedObject.objects.filter(pk__in=item_ids).update(
        state=SealedObject.State.DESTROYING, disposal=disposal
    )
    audit.record(
        action=Action.DISPOSAL_INTENDED,
        actor=actor,
        object_id=disposal.id,
        now=now,
        details={"items": len(item_ids), "cause": cause},
    )
    return disposal


def repeat(
    item_ids: Collection[UUID], *, desk: Desk, actor: Actor, now: datetime
) -> Disposal | None:
    """Destroy again what a restore brought back, whatever its dates and holds say.

    What is in the tombstone ledger was destroyed lawfully once; a hold that a
    backup brings back is older than that. Returns None where nothing came back.
    """
    with transaction.atomic():
        items = list(
            SealedObject.objects.select_for_update(of=("self",))
            .filter(pk__in=item_ids, state=SealedObject.State.KEPT)
            .order_by("pk")
        )
        if not items:
            return None
        cause = Disposal.Cause.REPEATED
        disposal = _commit_to([one.id for one in items], cause, actor=actor, now=now)
    finish(disposal, desk=desk, actor=actor, now=now)
    return disposal


def _lock_with_children(item_ids: Collection[UUID]) -> list[SealedObject]:
    """Return the items and what was derived from them, locked, in a fixed order.

    Placing a hold locks the same rows: whoever commits first wins.
    """
    return list(
        SealedObject.objects.select_for_update(of=("self",))
        .filter(Q(pk__in=item_ids) | Q(parent__in=item_ids))
        .filter(state=SealedObject.State.KEPT)
        .order_by("pk")
    )


def _allowed(
    items: Iterable[SealedObject], *, cause: Disposal.Cause, now: datetime
) -> list[UUID]:
    """Return the items that no hold keeps and whose time, if it matters, has come."""
    items = list(items)
    holds = held.of_items([item.id for item in items])
    allowed = []
    for item in items:
        act_at = item.act_at if cause == Disposal.Cause.DUE else now
        decision = retention.decide_disposal(
            act_at=act_at, holds=holds.get(item.id, ()), now=now
        )
        if decision.outcome is Outcome.DISPOSE:
            allowed.append(item.id)
    return allowed


def finish(disposal: Disposal, *, desk: Desk, actor: Actor, now: datetime) -> None:
    """Carry out an intent: ledger, keys, bytes, absence, rows, certificates.

    Every step may be repeated, by one at a time: what another has finished
    meanwhile is left. Raises DisposalIncomplete where a key or bytes remain: an
    outage is never recorded as gone.
    """
    with desk.ledger.alone():
        if Disposal.objects.filter(pk=disposal.pk, finished_at=None).exists():
            _carry_out(disposal, desk=desk, actor=actor, now=now)


def _carry_out(disposal: Disposal, *, desk: Desk, actor: Actor, now: datetime) -> None:
    items = list(disposal.items.order_by("pk"))
    refs = [item.ref() for item in items]
    ids = [item.id for item in items]
    desk.ledger.append(disposal=disposal.id, items=ids)
    search_rows.forget(ids, desk=desk)
    destroyed = {one.ref.object: one for one in desk.vault.destroy(refs)}
    if desk.vault.absent(refs) or search_rows.remaining(ids, desk=desk):
        raise DisposalIncomplete("a key, bytes or words remain")
    with transaction.atomic():
        certificates.issue(
            disposal,
            items,
            destroyed,
            actor=actor,
            now=now,
            backup_days=desk.key_backup_days,
        )
        _delete_rows(items, now=now)
        disposal.finished_at = now
        disposal.save(update_fields=["finished_at"])


def _delete_rows(items: list[SealedObject], *, now: datetime) -> None:
    """Delete the rows of the items; end contacts and entries they were all of."""
    ids = [item.id for item in items]
    contacts = {item.contact_id for item in items if item.contact_id}
    SealedObject.objects.filter(parent__in=ids).update(parent=None)
    SealedObject.objects.filter(pk__in=ids).delete()
    emptied = Contact.objects.filter(pk__in=contacts, objects_of__isnull=True)
    certificates.entomb(emptied, now=now)
    threads = list(emptied.values_list("thread", flat=True))
    emptied.delete()
    _end_conversations(threads)
    _end_work({item.work_item_id for item in items if item.work_item_id})
    Quarantined.objects.filter(
        pk__in={item.record_id for item in items}, state=Quarantined.State.WAITING
    ).update(state=Quarantined.State.DISCARDED, ended_at=now)


def _end_conversations(threads: Collection[UUID]) -> None:
    """Delete conversations of which no contact is left."""
    alive = Contact.objects.filter(thread__in=threads).values_list("thread", flat=True)
    Conversation.objects.filter(thread__in=set(threads) - set(alive)).delete()


def _end_work(work_ids: Collection[UUID]) -> None:
    """Delete work items of whose words nothing is left."""
    WorkItem.objects.filter(pk__in=work_ids, objects_of__isnull=True).delete()


def unfinished() -> list[Disposal]:
    """Return the intents that were cut short, oldest first."""
    return list(Disposal.objects.filter(finished_at=None).order_by("intended_at"))


def due(*, now: datetime, limit: int = BATCH) -> list[UUID]:
    """Return items that are due and not held, the longest overdue first."""
    return list(
        SealedObject.objects.filter(state=SealedObject.State.KEPT, act_at__lte=now)
        .exclude(held.is_held(now))
        .order_by("act_at", "pk")
        .values_list("pk", flat=True)[:limit]
    )


def discard_recordings(contact_id: UUID, *, desk: Desk, now: datetime) -> None:
    """Destroy the recordings of a caller who refused them (promise S-18)."""
    items = SealedObject.objects.filter(contact_id=contact_id, kind=Kind.RECORDING)
    dispose(
        list(items.values_list("pk", flat=True)),
        cause=Disposal.Cause.DISCARDED,
        desk=desk,
        actor=Actor(id="system:capture"),
        now=now,
    )
