"""Backups: whether there is a recent one, as the audit log says.

Where none was ever made the promise is a GAP; where they stopped it is BROKEN.
"""

from collections.abc import Iterator
from datetime import timedelta

from seloste.domain.audit import Action
from seloste.domain.verification import Evidence
from seloste.services.verification import log
from seloste.services.verification.findings import broken, gap, proved
from seloste.services.verification.gather import Gathered, leaves

FRESH = timedelta(days=2)


def check(facts: Gathered) -> Iterator[Evidence]:
    """Yield how old the latest backup is."""
    made = [leaf.at for leaf in leaves(Action.BACKUP_MADE)]
    if not made:
        yield gap("backups-not-built")
        return
    late = facts.now - made[-1] > FRESH
    yield broken("backup-old", ids=[made[-1]]) if late else proved("backup-fresh")
    yield log.log_holds(facts)
