"""Strays: keys and bytes that no row speaks for.

A crash between sealing and writing rows leaves them. They were never
acknowledged, so the sender still has its file; they are destroyed when they
have been strays for an hour. Whole inventories are only looked at now and then.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from seloste.domain.audit import Action
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import Heartbeat, SealedObject, Stray
from seloste.services import audit

GRACE = timedelta(hours=1)
HEARTBEAT = "strays"
BATCH = 1000


def destroy_orphans(*, desk: Desk, actor: Actor, now: datetime) -> int:
    """Destroy what has been a stray for an hour; return how many objects."""
    last = Heartbeat.objects.filter(name=HEARTBEAT, at__gt=now - GRACE).exists()
    if last:
        return 0
    strays = find_orphans(desk=desk)
    Stray.objects.exclude(pk__in=strays).delete()
    Stray.objects.bulk_create(
        [Stray(object_id=stray, seen_at=now) for stray in strays],
        ignore_conflicts=True,
    )
    ripe = list(
        Stray.objects.filter(seen_at__lte=now - GRACE).values_list("pk", flat=True)
    )
    for start in range(0, len(ripe), BATCH):
        _destroy(ripe[start : start + BATCH], desk=desk, actor=actor, now=now)
    Heartbeat.objects.update_or_create(name=HEARTBEAT, defaults={"at": now})
    return len(ripe)


def find_orphans(*, desk: Desk) -> list[UUID]:
    """Return every object that has a key or bytes but no row."""
    found: list[UUID] = []
    batch: list[UUID] = []
    for object_id, _, _ in desk.vault.objects():
        batch.append(object_id)
        if len(batch) == BATCH:
            found += _without_row(batch)
            batch = []
    return found + _without_row(batch)


def _without_row(ids: list[UUID]) -> list[UUID]:
    known = set(SealedObject.objects.filter(pk__in=ids).values_list("pk", flat=True))
    return [object_id for object_id in ids if object_id not in known]


def _destroy(ids: list[UUID], *, desk: Desk, actor: Actor, now: datetime) -> None:
    """Destroy strays and say so."""
    desk.vault.destroy_strays(ids)
    with transaction.atomic():
        audit.record_many(
            [
                audit.Entry(action=Action.ORPHAN_DESTROYED, object_id=stray)
                for stray in ids
            ],
            actor=actor,
            now=now,
        )
        Stray.objects.filter(pk__in=ids).delete()
