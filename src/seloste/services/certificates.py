"""Certificates of destruction: proof without personal data.

A certificate says what went, when, under which promise, what had held it and
what was found in each store. Its hash is in the audit log; the stand-alone
verifier checks both without Seloste (docs/audit-format.md).
"""

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.hold import DisposalHold
from seloste.domain.staff import Actor
from seloste.ports.vault import Destroyed
from seloste.records.models import (
    Certificate,
    Contact,
    Disposal,
    SealedObject,
    Tombstone,
)
from seloste.services import audit, held
from seloste.services.audit import Entry

RESEND_LIMIT = timedelta(days=400)


def issue(
    disposal: Disposal,
    items: list[SealedObject],
    destroyed: Mapping[UUID, Destroyed],
    *,
    actor: Actor,
    now: datetime,
    backup_days: int,
) -> None:
    """Write one certificate a record, each with its audit leaf."""
    holds = held.of_items([item.id for item in items])
    certificates = []
    for record_id, group in groupby(
        sorted(items, key=lambda item: (str(item.record_id), str(item.id))),
        key=lambda item: item.record_id,
    ):
        rows = list(group)
        certificates.append(
            _certificate(
                record_id,
                disposal,
                [_item(row, destroyed[row.id], holds.get(row.id, ())) for row in rows],
                register=rows[0].register_id,
                actor=actor,
                now=now,
                backup_days=backup_days,
            )
        )
    leaves = audit.record_many(
        [
            Entry(
                action=Action.DISPOSAL_DONE,
                object_id=one.record_id,
                details={
                    "certificate": str(one.id),
                    "sha256": hashlib.sha256(one.document.encode()).hexdigest(),
                },
            )
            for one in certificates
        ],
        actor=actor,
        now=now,
    )
    for one, seq in zip(certificates, leaves, strict=True):
        one.seq = seq
    Certificate.objects.bulk_create(certificates)


def _certificate(
    record_id: UUID,
    disposal: Disposal,
    items: list[dict[str, Any]],
    *,
    register: str,
    actor: Actor,
    now: datetime,
    backup_days: int,
) -> Certificate:
    certificate_id = uuid.uuid4()
    irrecoverable = retention.local_day(now + timedelta(days=backup_days))
    document = {
        "type": "seloste-certificate-of-destruction",
        "version": 1,
        "certificate": str(certificate_id),
        "disposal": str(disposal.id),
        "cause": disposal.cause,
        "register": register,
        "record": str(record_id),
        "actor": actor.id,
        "intended_at": _utc(disposal.intended_at),
        "destroyed_at": _utc(now),
        "irrecoverable_on": irrecoverable.isoformat(),
        "items": items,
    }
    return Certificate(
        id=certificate_id,
        disposal=disposal,
        register_id=register,
        record_id=record_id,
        issued_at=now,
        irrecoverable_on=irrecoverable,
        document=json.dumps(document, sort_keys=True, separators=(",", ":")),
    )


def _item(
    row: SealedObject, destroyed: Destroyed, holds: Iterable[DisposalHold]
) -> dict[str, Any]:
    return {
        "item": str(row.id),
        "kind": row.kind,
        "class": row.retention_class,
        "promise": row.promise,
        "mode": row.mode,
        "captured_at": _utc(row.captured_at),
        "destroy_by": _utc(row.destroy_by),
        "sealed_sha256": row.sha256,
        "sealed_bytes": row.sealed_size,
        "holds": [
            {
                "hold": str(hold.id),
                "kind": hold.kind,
                "promise": hold.promise,
                "placed_at": _utc(hold.placed_at),
                "released_at": _utc(hold.released_at) if hold.released_at else None,
            }
            for hold in holds
        ],
        "stores": {
            "keystore": "destroyed" if destroyed.key else "already-gone",
            "vault": _blob(row, destroyed),
            "records": "deleted",
            "search": "none",
        },
    }


def _blob(row: SealedObject, destroyed: Destroyed) -> str:
    if row.sealed is not None:
        return "in-records"
    return "destroyed" if destroyed.blob else "already-gone"


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def entomb(contacts: QuerySet[Contact], *, now: datetime) -> None:
    """Leave the keyed fingerprint of each contact, so that it cannot come back."""
    Tombstone.objects.bulk_create(
        [
            Tombstone(
                source_id=source_id,
                key=key,
                destroyed_at=now,
                expires_at=now + RESEND_LIMIT,
            )
            for source_id, key in contacts.values_list("source_id", "key")
        ],
        ignore_conflicts=True,
    )
