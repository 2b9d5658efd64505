"""Quarantine: what arrived and may not become a contact yet.

A refused delivery is kept whole and sealed, with a stable reason, so that
nothing is lost and the sender can let go. Its retention runs from arrival: it
is destroyed when a contact of its channel would have been.
"""

import uuid
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain import delivery_json, retention
from seloste.domain.audit import Action
from seloste.domain.contact import Channel, Delivery, Kind
from seloste.domain.notice import ChannelNotPromised, Notice, Period, RetentionClass
from seloste.domain.retention import Schedule
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.ports.vault import Sealed
from seloste.records.models import NoticeVersion, Quarantined, SealedObject, Source
from seloste.services import audit, sealed_rows
from seloste.services.notices import store


def put(
    delivery: Delivery,
    *,
    source: Source,
    version: NoticeVersion,
    key: str,
    reason: str,
    desk: Desk,
    now: datetime,
    contact_key: str = "",
) -> UUID:
    """Seal a delivery whole and keep it waiting; return the entry's id.

    ``contact_key`` is the fingerprint its contact would have: by it, lists of
    calls find what waits.
    """
    entry_id = uuid.uuid4()
    retention_class = _class_for(store.parsed(version), delivery.channel)
    plan = _plan(retention_class, desk, now)
    sealed = _seal(delivery, entry_id, source.register_id, plan, desk)
    kept = sealed_rows.keeping(
        retention_class,
        plan,
        notice_version_id=version.pk,
        captured_at=now,
        key_day=retention.local_day(plan.act_at),
    )
    try:
        with transaction.atomic():
            Quarantined.objects.create(
                id=entry_id,
                register_id=source.register_id,
                source=source,
                key=key,
                contact_key=contact_key,
                channel=delivery.channel,
                reason=reason,
                received_at=now,
                destroy_by=plan.destroy_by,
            )
            SealedObject.objects.bulk_create(
                sealed_rows.row(one, kept) for one in sealed
            )
            audit.record(
                action=Action.CONTACT_QUARANTINED,
                actor=Actor(id=f"source:{source.slug}"),
                object_id=entry_id,
                now=now,
                outcome=reason,
            )
    except Exception:
        desk.vault.destroy([one.ref for one in sealed])
        raise
    return entry_id


def _class_for(notice: Notice, channel: Channel) -> RetentionClass:
    """Return the class of the channel, or the shortest one of the notice."""
    try:
        return notice.class_for(channel)
    except ChannelNotPromised:
        limited = [one for one in notice.retention if one.period is not None]
        return min(limited, key=lambda one: _days(one.period))


def _days(period: Period | None) -> int:
    return 0 if period is None else period.days + 31 * period.months


def _plan(retention_class: RetentionClass, desk: Desk, now: datetime) -> Schedule:
    return retention.schedule(
        anchored_at=now,
        mode=retention_class.mode,
        period=retention_class.period or Period(days=30),
        key_backup_days=desk.key_backup_days,
    )


def _seal(
    delivery: Delivery, entry_id: UUID, tenant: str, plan: Schedule, desk: Desk
) -> list[Sealed]:
    ids = tuple(uuid.uuid4() for _ in delivery.parts)
    due = retention.local_day(plan.act_at)
    with desk.vault.sealing(tenant=tenant, record=entry_id, due=due) as sealing:
        sealed = []
        for part, object_id in zip(delivery.parts, ids, strict=True):
            with part.open() as source:
                sealed.append(
                    sealing.blob(
                        object_id=object_id, kind=Kind.QUARANTINED, source=source
                    )
                )
        sealed.append(
            sealing.inline(
                object_id=uuid.uuid4(),
                kind=Kind.META,
                data=delivery_json.to_json(delivery, ids),
            )
        )
    return sealed
