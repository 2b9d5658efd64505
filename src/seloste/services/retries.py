"""What a person does with a quarantined delivery: deliver it again, or discard it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from io import BufferedReader
from typing import BinaryIO
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from seloste.domain import delivery_json
from seloste.domain.audit import Action
from seloste.domain.contact import Delivery, Kind
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import Disposal, Quarantined, SealedObject
from seloste.services import access, audit, disposal, staff
from seloste.services.access import NotFound
from seloste.services.capture import Receipt, Result, capture
from seloste.services.sealed_file import open_sealed

PAGE = 25
HANDLERS = frozenset({Role.RECORDS_MANAGER, Role.DPO})


class Release(StrEnum):
    """Where a person says that a mail of an unverified participant belongs."""

    UNDECIDED = "undecided"
    INTO_THREAD = "into-thread"
    ON_ITS_OWN = "on-its-own"


@dataclass(frozen=True, slots=True)
class QuarantinePage:
    """One page of waiting deliveries, its number from 1, and whether more follow."""

    entries: tuple[Quarantined, ...]
    number: int
    more: bool


def waiting(
    *, staff_id: UUID, now: datetime, reason: str = "", page: int = 1
) -> QuarantinePage:
    """Return the deliveries that wait in the person's registers, newest first."""
    found = _waiting_for(staff_id, now).select_related("source")
    if reason:
        found = found.filter(reason=reason)
    start = (page - 1) * PAGE
    rows = list(found.order_by("-received_at", "-pk")[start : start + PAGE + 1])
    return QuarantinePage(tuple(rows[:PAGE]), number=page, more=len(rows) > PAGE)


def reasons(*, staff_id: UUID, now: datetime) -> tuple[str, ...]:
    """Return the reasons for which something waits in the person's registers."""
    found = _waiting_for(staff_id, now).order_by("reason")
    return tuple(found.values_list("reason", flat=True).distinct())


def _waiting_for(staff_id: UUID, now: datetime) -> QuerySet[Quarantined]:
    return Quarantined.objects.filter(
        state=Quarantined.State.WAITING,
        register_id__in=[
            slug
            for slug in staff.registers_of(staff_id, now)
            if staff.roles_of(staff_id, slug, now) & HANDLERS
        ],
    )


def all_waiting() -> list[Quarantined]:
    """Return everything that waits, newest first; for the operator of the machine."""
    return list(
        Quarantined.objects.filter(state=Quarantined.State.WAITING).order_by(
            "-received_at", "-pk"
        )
    )


def entry_for(entry_id: UUID, *, staff_id: UUID, now: datetime) -> Quarantined:
    """Return an entry the person may handle. Raises NotFound."""
    entry = (
        Quarantined.objects.select_related("source", "register")
        .filter(pk=entry_id)
        .first()
    )
    if entry is None:
        raise NotFound("no such record")
    who = access.reader(staff_id, entry.register_id, now)
    if not who.roles & HANDLERS:
        raise NotFound("no such record")
    return entry


def retry(
    entry_id: UUID,
    *,
    desk: Desk,
    actor: Actor,
    now: datetime,
    release: Release = Release.UNDECIDED,
) -> Receipt:
    """Deliver a waiting entry again, as when its source was attested meanwhile.

    What only looked odd to the program is let in: a person has looked at it.
    Captured, its sealed waiting copy is destroyed; quarantined again, it stays
    with the reason that now holds. Raises NotFound and what capture raises.
    """
    entry = _waiting(entry_id)
    stored = delivery_json.from_json(_document(entry, desk), _opener(entry, desk))
    delivery = _released(replace(stored, suspected=""), release)
    receipt = capture(delivery, desk=desk, now=now, retry_of=entry.id)
    with transaction.atomic():
        entry = Quarantined.objects.select_for_update().get(pk=entry_id)
        entry.reason = receipt.reason or entry.reason
        if receipt.result is not Result.QUARANTINED:
            entry.state, entry.ended_at = Quarantined.State.CAPTURED, now
        entry.save(update_fields=["reason", "state", "ended_at"])
        audit.record(
            action=Action.QUARANTINE_RETRIED,
            actor=actor,
            object_id=entry_id,
            now=now,
            outcome=receipt.result,
            details={"mode": release.value},
        )
    if receipt.result is not Result.QUARANTINED:
        _destroy(entry, desk=desk, actor=actor, now=now)
    return receipt


def _released(delivery: Delivery, release: Release) -> Delivery:
    """Return the delivery as a person says it belongs; undecided, it waits on."""
    if release is Release.UNDECIDED:
        return delivery
    into = delivery.continues if release is Release.INTO_THREAD else None
    return replace(delivery, unverified=False, continues=into)


def discard(entry_id: UUID, *, desk: Desk, actor: Actor, now: datetime) -> None:
    """Destroy a waiting entry for good, with a certificate. Raises NotFound."""
    with transaction.atomic():
        entry = _waiting(entry_id)
        entry.state, entry.ended_at = Quarantined.State.DISCARDED, now
        entry.save(update_fields=["state", "ended_at"])
        audit.record(
            action=Action.QUARANTINE_DISCARDED, actor=actor, object_id=entry_id, now=now
        )
    _destroy(entry, desk=desk, actor=actor, now=now)


def _waiting(entry_id: UUID) -> Quarantined:
    entry = Quarantined.objects.filter(
        pk=entry_id, state=Quarantined.State.WAITING
    ).first()
    if entry is None:
        raise NotFound("no such record")
    return entry


def _document(entry: Quarantined, desk: Desk) -> bytes:
    meta = SealedObject.objects.get(record_id=entry.id, kind=Kind.META)
    return desk.vault.open(meta.ref(), inline=meta.inline())


def _opener(entry: Quarantined, desk: Desk) -> delivery_json.Opener:
    """Return how the parts of a waiting delivery are read from the vault."""

    def opener(object_id: UUID) -> Callable[[], BinaryIO]:
        def open_part() -> BufferedReader:
            item = SealedObject.objects.get(pk=object_id, record_id=entry.id)
            return open_sealed(desk.vault, item.ref(), size=item.size)

        return open_part

    return opener


def _destroy(entry: Quarantined, *, desk: Desk, actor: Actor, now: datetime) -> None:
    items = SealedObject.objects.filter(record_id=entry.id)
    disposal.dispose(
        list(items.values_list("pk", flat=True)),
        cause=Disposal.Cause.DISCARDED,
        desk=desk,
        actor=actor,
        now=now,
    )
