"""What must hold before this installation serves anybody.

Asked at every start and cheap: a handful of rows and objects. Whatever does not
hold refuses the start; the full checks are ``seloste audit verify`` and
``seloste vault scrub`` (faults.md, R18-R20, R22).
"""

from uuid import UUID

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from seloste.domain.audit import Action
from seloste.domain.errors import SelosteError
from seloste.ports.desk import Desk
from seloste.ports.vault import ObjectRef, VaultMissing
from seloste.records.models import AuditCheckpoint, AuditLeaf, SealedObject
from seloste.services import audit, speech_processors
from seloste.vault import memory

NEWEST = 20
CAPTURED = (
    Action.CONTACT_CAPTURED,
    Action.CONTACT_LEG_ADDED,
    Action.CONTACT_QUARANTINED,
)


class MigrationsPending(SelosteError):
    """The tables are of another version than the program."""

    code = "migrations-pending"


class RecordsInsecure(SelosteError):
    """SQLite does not run the way that keeps deleted rows out of the file."""

    code = "records-insecure"


class WitnessLost(SelosteError):
    """The log was signed, and nobody outside the records remembers it."""

    code = "witness-lost"


class StoresDisagree(SelosteError):
    """Records, keys, bytes and ledger are not of the same time."""

    code = "stores-disagree"


def check(desk: Desk) -> None:
    """Refuse to start an installation that is not in order.

    Raises MigrationsPending, RecordsInsecure, WitnessLost, RolledBack,
    LedgerMissing, StoresDisagree and ProcessorUnnamed.
    """
    _refuse_other_tables()
    _refuse_insecure_records()
    _refuse_lost_witness(desk)
    audit.refuse_rolled_back(witness=desk.witness, verifier=desk.signer)
    refuse_disagreement(desk)
    speech_processors.check(desk.transcriber, now=desk.clock.now())


def leave_no_image() -> None:
    """Forbid core dumps and tracing of this process, for good: it may hold keys."""
    memory.forbid_dumps()


def refuse_disagreement(desk: Desk) -> None:
    """Raise StoresDisagree where one store is older than another, at its newest end.

    An older key store brings destroyed keys back and lacks the newest; an older
    blob store lacks the newest bytes; older records speak of what is destroyed.
    """
    _refuse_returned(desk)
    for item in _newest():
        if not _opens(item, desk) and SealedObject.objects.filter(pk=item.pk).exists():
            raise StoresDisagree(f"object {item.pk} has a row, but no key or no bytes")


def _refuse_other_tables() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise MigrationsPending("run `seloste init` with this version of the program")


def _refuse_insecure_records() -> None:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        if cursor.execute("PRAGMA secure_delete").fetchone() != (1,):
            raise RecordsInsecure("secure_delete is off")


def _refuse_lost_witness(desk: Desk) -> None:
    if desk.witness.last() is None and AuditCheckpoint.objects.exists():
        raise WitnessLost("put the witness back, or run `seloste restore`")


def _refuse_returned(desk: Desk) -> None:
    """Refuse when what was destroyed last has a row, a key or bytes again.

    A disposal that was cut short is no such case: its rows say so.
    """
    newest = desk.ledger.latest()
    if newest is None:
        return
    rows = SealedObject.objects.filter(pk__in=newest[1])
    if rows.filter(state=SealedObject.State.DESTROYING).exists():
        return
    if rows.exists() or _still_there(newest[1], desk):
        raise StoresDisagree("what the ledger says was destroyed is there again")


def _still_there(ids: tuple[UUID, ...], desk: Desk) -> bool:
    """Return whether any of them has a key or bytes, whoever it belonged to."""
    nobody = UUID(int=0)
    refs = [ObjectRef(tenant="", record=nobody, object=id_, kind="") for id_ in ids]
    return bool(desk.vault.absent(refs))


def _newest() -> list[SealedObject]:
    """Return what was captured last, after the last restore if there was one."""
    leaves = AuditLeaf.objects.order_by("-seq")
    captured = leaves.filter(action__in=CAPTURED)
    if last := leaves.filter(action=Action.BACKUP_RESTORED).first():
        captured = captured.filter(seq__gt=last.seq)
    records = list(captured.values_list("object_id", flat=True)[:NEWEST])
    kept = SealedObject.State.KEPT
    return list(SealedObject.objects.filter(record_id__in=records, state=kept))


def _opens(item: SealedObject, desk: Desk) -> bool:
    """Return whether key and bytes are there; damage is the scrub's business."""
    try:
        if item.sealed is None:
            desk.vault.open_range(item.ref(), start=0, length=0)
        else:
            desk.vault.open(item.ref(), inline=item.inline())
    except VaultMissing:
        return False
    return True
