from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection

from seloste.adapters.storage.keystore import SqliteKeyStore
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.ports.ledger import LedgerMissing
from seloste.records.models import AuditLeaf, AuditNode, Disposal, SealedObject
from seloste.services import audit, disposal, startup
from seloste.services.capture import capture
from seloste.services.startup import (
    MigrationsPending,
    RecordsInsecure,
    StoresDisagree,
    WitnessLost,
)
from tests.services.conftest import NOW
from tests.services.deliveries import mail

pytestmark = pytest.mark.usefixtures("registers")

AINO = Actor(id="staff:aino")


@pytest.fixture
def contact(desk: Desk) -> UUID:
    receipt = capture(mail(), desk=desk, now=NOW)
    assert receipt.id
    return receipt.id


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def discard(desk: Desk) -> None:
    disposal.dispose(
        list(SealedObject.objects.values_list("pk", flat=True)),
        cause=Disposal.Cause.DISCARDED,
        desk=desk,
        actor=AINO,
        now=NOW,
    )


def test_an_installation_in_order_starts(desk: Desk, contact: UUID) -> None:
    startup.check(desk)


def test_a_disposal_in_order_does_not_keep_it_from_starting(
    desk: Desk, contact: UUID
) -> None:
    discard(desk)

    startup.check(desk)


def test_a_disposal_that_was_cut_short_does_not_either(
    desk: Desk, contact: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as patch, pytest.raises(ConnectionError):
        patch.setattr(SqliteKeyStore, "destroy", fail)
        discard(desk)

    startup.check(desk)


def test_tables_of_another_version_are_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: ["0002"])

    with pytest.raises(MigrationsPending):
        startup.check(desk)


@pytest.mark.skipif("postgresql" in connection.vendor, reason="a setting of SQLite")
def test_records_that_leave_deleted_rows_are_refused(desk: Desk) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete=OFF")
    try:
        with pytest.raises(RecordsInsecure):
            startup.check(desk)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")


def test_a_log_without_its_witness_is_refused(desk: Desk, home: Path) -> None:
    audit.checkpoint(signer=desk.signer, witness=desk.witness, now=NOW)
    startup.check(desk)

    (home / "keys" / "witness.jsonl").unlink()

    with pytest.raises(WitnessLost):
        startup.check(desk)


def test_a_log_that_lost_leaves_is_refused(desk: Desk, contact: UUID) -> None:
    audit.checkpoint(signer=desk.signer, witness=desk.witness, now=NOW)
    startup.check(desk)

    last = AuditLeaf.objects.order_by("-seq")[0]
    AuditLeaf.objects.filter(seq=last.seq).delete()
    AuditNode.objects.filter(position__gte=2 * last.seq).delete()

    with pytest.raises(audit.RolledBack):
        startup.check(desk)


def test_a_ledger_that_vanished_is_refused(desk: Desk, home: Path) -> None:
    startup.check(desk)

    (home / "keys" / "ledger.jsonl").unlink()

    with pytest.raises(LedgerMissing):
        startup.check(desk)


def test_a_vanished_ledger_is_never_begun_anew_by_a_disposal(
    desk: Desk, contact: UUID, home: Path
) -> None:
    (home / "keys" / "ledger.jsonl").unlink()

    with pytest.raises(LedgerMissing):
        discard(desk)

    assert not (home / "keys" / "ledger.jsonl").exists()
    assert desk.vault.absent([item.ref() for item in SealedObject.objects.all()])


def test_a_destroyed_key_that_is_there_again_is_refused(
    desk: Desk, contact: UUID, home: Path
) -> None:
    backup = desk.key_backups.make(home / "old", at=NOW)
    discard(desk)
    startup.check(desk)

    _forget_keys(home)
    desk.key_backups.put_back(backup)

    with pytest.raises(StoresDisagree):
        startup.check(desk)


def test_a_newest_object_without_its_key_is_refused(
    desk: Desk, contact: UUID, home: Path
) -> None:
    _forget_keys(home)
    SqliteKeyStore.create(home / "keys" / "keys.sqlite3").close()

    with pytest.raises(StoresDisagree):
        startup.check(desk)


def test_a_newest_object_without_its_bytes_is_refused(
    desk: Desk, contact: UUID, home: Path
) -> None:
    item = SealedObject.objects.get(kind="message")
    [blob] = (home / "data" / "blobs").rglob(str(item.pk))
    startup.check(desk)

    blob.unlink()

    with pytest.raises(StoresDisagree):
        startup.check(desk)


def _forget_keys(home: Path) -> None:
    for path in (home / "keys").glob("keys.sqlite3*"):
        path.unlink()


def test_time_passing_changes_nothing(desk: Desk, contact: UUID) -> None:
    audit.checkpoint(
        signer=desk.signer, witness=desk.witness, now=NOW + timedelta(days=1)
    )

    startup.check(desk)
