"""Backups: of data for any time, of keys for a short one, never together.

A backup of data holds sealed bytes and the records, so it may be kept as long
as one likes. A backup of keys would make destroyed things readable again: it
lives ``key_backup_days``, and this is where it is destroyed (retention rule 16).
"""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from seloste.domain.audit import Action
from seloste.domain.backup import key_backup_is_over
from seloste.domain.staff import Actor
from seloste.ports.backups import BackupFailed, DataBackup, DataBackups, KeyBackup
from seloste.ports.desk import Desk
from seloste.services import audit


def back_up_data(
    folder: Path, *, backups: DataBackups, desk: Desk, actor: Actor, now: datetime
) -> DataBackup:
    """Copy records and sealed bytes to ``folder``; audited. Raises BackupFailed.

    The log is signed first, so that the witness knows every leaf of the copy.
    """
    audit.checkpoint(signer=desk.signer, witness=desk.witness, now=now)
    made = backups.make(folder, at=now)
    with transaction.atomic():
        audit.record(
            action=Action.BACKUP_MADE,
            actor=actor,
            object_id="data",
            now=now,
            details={"kind": made.records, "sha256": made.sha256, "count": made.blobs},
        )
    return made


def back_up_keys(folder: Path, *, desk: Desk, actor: Actor, now: datetime) -> KeyBackup:
    """Copy the key store to ``folder``, and destroy the copies that are over.

    Raises BackupFailed. ``overdue_key_backups`` are those that could not be.
    """
    expire_key_backups(desk=desk, actor=actor, now=now)
    with transaction.atomic():
        audit.record(
            action=Action.BACKUP_MADE,
            actor=actor,
            object_id="keys",
            now=now,
            details={"kind": "keys"},
        )
    return desk.key_backups.make(folder, at=now)


def overdue_key_backups(*, desk: Desk, now: datetime) -> tuple[KeyBackup, ...]:
    """Return the key backups that should be gone by now."""
    return tuple(
        one
        for one in desk.key_backups.made()
        if key_backup_is_over(made_at=one.made_at, now=now, days=desk.key_backup_days)
    )


def expire_key_backups(*, desk: Desk, actor: Actor, now: datetime) -> int:
    """Destroy the key backups that are over and can be reached; return how many.

    One whose volume is away stays known and overdue, which `seloste verify`
    shows; every later call tries again.
    """
    destroyed = 0
    for one in overdue_key_backups(desk=desk, now=now):
        try:
            desk.key_backups.destroy(one)
        except BackupFailed:
            continue
        destroyed += 1
        with transaction.atomic():
            audit.record(
                action=Action.BACKUP_EXPIRED,
                actor=actor,
                object_id="keys",
                now=now,
                details={"day": f"{one.made_at:%Y-%m-%d}"},
            )
    return destroyed
