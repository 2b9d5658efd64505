"""After something was put back: destroy again what must not come back.

Stores that were restored are of different days. Before anybody is served, the
tombstone ledger is replayed over them, what is overdue is destroyed, and the
log says what happened (retention rule 16; faults.md, R18 and R19). Every step
may be repeated; until the last one the installation stays closed.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import batched, chain
from uuid import UUID

from django.db import transaction

from seloste.domain.audit import Action, Detail
from seloste.domain.checkpoint import Checkpoint
from seloste.domain.staff import Actor, system
from seloste.ports.desk import Desk
from seloste.records.models import (
    AuditCheckpoint,
    Certificate,
    DisposalBrake,
    SealedObject,
)
from seloste.services import audit, disposal, indexing, sweeps
from seloste.services.audit import RolledBack
from seloste.services.sweeps import BrakeTripped, SweepReport

BATCH = 500
RESTORE = system("restore")


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What a restore did after the files were back.

    ``returned`` counts rows that had come back and are destroyed again,
    ``mended`` disposals that only certificates still knew of.
    """

    returned: int
    mended: int
    swept: SweepReport


def lost_log(desk: Desk) -> Checkpoint | None:
    """Return what the witness saw last, if the log lacks it; else None."""
    try:
        audit.refuse_rolled_back(witness=desk.witness, verifier=desk.signer)
    except RolledBack:
        note = desk.witness.last()
        return audit.read_note(note, verifier=desk.signer) if note else None
    return None


def complete(
    *,
    desk: Desk,
    actor: Actor,
    now: datetime,
    ended: tuple[int, str] | None = None,
    approve: bool = False,
) -> RestoreReport:
    """Replay the ledger, sweep, and record the restore; then it may be opened.

    ``ended`` is the size and root (hex) of the log that the restore ended; the
    desk then signs a new one. ``approve`` lets a sweep go on that takes unusually
    much. The search index is emptied: it is made again afterwards, from the vault.
    Raises LedgerMissing, BrakeTripped and the refusals of disposal.
    """
    indexing.empty(desk=desk)
    indexing.begin(desk=desk)
    mended = mend_ledger(desk)
    returned = replay(desk=desk, now=now)
    swept = _sweep(desk=desk, actor=actor, now=now, approve=approve)
    details: dict[Detail, str | int] = {"items": returned}
    if ended:
        details |= {"size": ended[0], "root": ended[1]}
    with transaction.atomic():
        if ended:
            AuditCheckpoint.objects.all().delete()
        audit.record(
            action=Action.BACKUP_RESTORED,
            actor=actor,
            object_id="records",
            now=now,
            outcome="new-log" if ended else "done",
            details=details,
        )
    audit.checkpoint(signer=desk.signer, witness=desk.witness, now=now)
    return RestoreReport(returned=returned, mended=mended, swept=swept)


def mend_ledger(desk: Desk) -> int:
    """Write into the ledger what certificates know and it does not; return how many.

    An older ledger came back with an older key store; the records may be newer.
    """
    known = {entry for entry, _ in desk.ledger.entries()}
    mended = 0
    for one in Certificate.objects.iterator(BATCH):
        if one.disposal_id not in known:
            items = [UUID(item["item"]) for item in json.loads(one.document)["items"]]
            desk.ledger.append(disposal=one.disposal_id, items=items)
            mended += 1
    return mended


def replay(*, desk: Desk, now: datetime) -> int:
    """Destroy everything in the ledger that is there again; return how many rows.

    Rows go the usual way, with a new certificate; keys and bytes without a row
    are destroyed as they are.
    """
    returned = 0
    for ids in _batches(desk):
        before = set(_rows(ids))
        desk.vault.destroy_strays(set(ids) - before)
        disposal.repeat(ids, desk=desk, actor=RESTORE, now=now)
        returned += len(before - set(_rows(ids)))
    return returned


def _batches(desk: Desk) -> Iterator[tuple[UUID, ...]]:
    """Return what the ledger holds now, in batches; replaying adds to it."""
    items = chain.from_iterable(items for _, items in list(desk.ledger.entries()))
    return batched(items, BATCH, strict=False)


def _rows(ids: tuple[UUID, ...]) -> list[UUID]:
    return list(SealedObject.objects.filter(pk__in=ids).values_list("pk", flat=True))


def _sweep(*, desk: Desk, actor: Actor, now: datetime, approve: bool) -> SweepReport:
    try:
        return sweeps.sweep(desk=desk, actor=RESTORE, now=now)
    except BrakeTripped:
        if not approve:
            raise
    for brake in DisposalBrake.objects.filter(approved_at=None):
        sweeps.approve(brake_id=brake.id, actor=actor, now=now)
    return sweeps.sweep(desk=desk, actor=RESTORE, now=now)
