"""Backups: whether there are recent ones, and none that brings back the destroyed.

The audit log says when backups were made. Where none ever was the promise is a
GAP; where they stopped it is BROKEN.
"""

from collections.abc import Iterator
from datetime import timedelta

from seloste.domain.audit import Action
from seloste.domain.verification import Evidence
from seloste.services import backup
from seloste.services.verification import log
from seloste.services.verification.findings import all_or_broken, broken, gap, proved
from seloste.services.verification.gather import SLA, Gathered, leaves

FRESH = timedelta(days=2)
DATA, KEYS = "data", "keys"


def check(facts: Gathered) -> Iterator[Evidence]:
    """Yield how old the latest backup is, of the data and of their keys."""
    made = {leaf.object_id: leaf.at for leaf in leaves(Action.BACKUP_MADE)}
    if DATA not in made:
        yield gap("backups-not-built")
        return
    if KEYS not in made:
        yield gap("backup-keys-missing")
    oldest = min(made.values())
    late = facts.now - oldest > FRESH
    yield broken("backup-old", ids=[oldest]) if late else proved("backup-fresh")
    yield expiring(facts)
    yield log.log_holds(facts)


def expiring(facts: Gathered) -> Evidence:
    """Say whether every backup of keys goes within a day of its time."""
    desk, lives = facts.desk, timedelta(days=facts.desk.key_backup_days)
    late = [
        one.made_at
        for one in backup.overdue_key_backups(desk=desk, now=facts.now)
        if not one.made_at + lives <= facts.now < one.made_at + lives + SLA
    ]
    return all_or_broken(
        late,
        right="key-backups-expire",
        count=len(desk.key_backups.made()),
        otherwise="key-backup-late",
    )
