"""Restoring: old records, old keys, old bytes, in every mixture.

The records are "restored" by rolling back to a savepoint: the database is then
what it was, while keys, bytes, ledger and witness are where they were left.
"""

import itertools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import transaction

from seloste.adapters.kms import signing
from seloste.adapters.storage.folder import FolderBlobs
from seloste.adapters.storage.witness import FileWitness
from seloste.domain.contact import Kind
from seloste.domain.notice import HoldKind
from seloste.domain.staff import Actor
from seloste.ports.backups import KeyBackup
from seloste.ports.desk import Desk
from seloste.ports.ledger import LedgerMissing
from seloste.ports.vault import ObjectRef, VaultMissing, VaultUnavailable
from seloste.records.models import (
    AuditCheckpoint,
    AuditLeaf,
    Certificate,
    Contact,
    Disposal,
    SealedObject,
)
from seloste.services import audit, disposal, holds, restore, startup
from seloste.services.capture import capture
from seloste.services.sweeps import BrakeTripped
from tests.services.conftest import NOW
from tests.services.deliveries import CANARY, call, mail

pytestmark = pytest.mark.usefixtures("registers")

AINO = Actor(id="staff:aino")
LATER = NOW + timedelta(days=1)
DAY_181 = NOW + timedelta(days=181)


@pytest.fixture
def contact(desk: Desk) -> UUID:
    """Maija's mail, due 180 days after it came."""
    receipt = capture(mail(), desk=desk, now=NOW)
    assert receipt.id
    return receipt.id


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@contextmanager
def records_of_before() -> Iterator[None]:
    """Do something, and have the records of before it again."""
    savepoint = transaction.savepoint_create()
    yield
    transaction.savepoint_rollback(savepoint)


def discard(desk: Desk, contact: UUID) -> None:
    """Destroy a contact long before its day, so that only the ledger knows."""
    items = SealedObject.objects.filter(contact_id=contact)
    disposal.dispose(
        list(items.values_list("pk", flat=True)),
        cause=Disposal.Cause.DISCARDED,
        desk=desk,
        actor=AINO,
        now=NOW,
    )


def complete(desk: Desk, **options: object) -> restore.RestoreReport:
    return restore.complete(desk=desk, actor=AINO, now=LATER, **options)  # type: ignore[arg-type]  # the options of complete


def message_ref() -> ObjectRef:
    return SealedObject.objects.get(kind=Kind.MESSAGE).ref()


def old_keys(home: Path, backup: KeyBackup, desk: Desk) -> None:
    for path in (home / "keys").glob("keys.sqlite3*"):
        path.unlink()
    desk.key_backups.put_back(backup)


def test_what_was_destroyed_after_the_backup_is_destroyed_again(
    desk: Desk, contact: UUID
) -> None:
    with records_of_before():
        discard(desk, contact)
    assert Contact.objects.filter(pk=contact).exists()

    report = complete(desk)

    assert report.returned == 2
    assert not Contact.objects.exists()
    assert not SealedObject.objects.exists()


def test_old_keys_and_bytes_that_made_it_readable_again_are_destroyed_too(
    desk: Desk, contact: UUID, home: Path
) -> None:
    ref, backup = message_ref(), desk.key_backups.make(home / "old", at=NOW)
    shutil.copytree(home / "data/blobs", home / "blobs")
    with records_of_before():
        discard(desk, contact)
    old_keys(home, backup, desk)
    shutil.copytree(home / "blobs", home / "data/blobs", dirs_exist_ok=True)
    assert CANARY.encode() in desk.vault.open(ref)

    complete(desk)

    assert desk.vault.absent([ref]) == ()
    with pytest.raises(VaultMissing):
        desk.vault.open(ref)


def test_what_was_kept_stays_readable(desk: Desk, contact: UUID) -> None:
    with records_of_before():
        other = capture(call(), desk=desk, now=NOW).id
        assert other
        discard(desk, other)

    complete(desk)

    assert CANARY.encode() in desk.vault.open(message_ref())


def test_without_the_ledger_nothing_is_opened(
    desk: Desk, contact: UUID, home: Path
) -> None:
    (home / "keys/ledger.jsonl").unlink()

    with pytest.raises(LedgerMissing):
        complete(desk)

    assert not AuditLeaf.objects.filter(action="backup.restored").exists()


def test_a_hold_that_comes_back_saves_nothing_that_was_destroyed(
    desk: Desk, contact: UUID
) -> None:
    hold_id = holds.place_hold(
        holds.HoldRequest(
            register="retta",
            kind=HoldKind.COMPLAINT,
            reason="Maija kiistää laskun",
            review_by=NOW + timedelta(days=30),
            contact_ids=[contact],
        ),
        desk=desk,
        actor=AINO,
        now=NOW,
    )
    with records_of_before():
        holds.release_hold(hold_id=hold_id, actor=AINO, now=NOW)
        discard(desk, contact)

    complete(desk)

    assert not Contact.objects.exists()


def test_what_became_overdue_meanwhile_is_swept(desk: Desk, contact: UUID) -> None:
    report = restore.complete(desk=desk, actor=AINO, now=DAY_181)

    assert report.swept.disposed == 2
    assert not Contact.objects.exists()


def test_an_unusually_large_sweep_waits_for_approval(
    desk: Desk, contact: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seloste.domain.retention.BRAKE_FLOOR", 0)
    with pytest.raises(BrakeTripped):
        restore.complete(desk=desk, actor=AINO, now=DAY_181)
    assert Contact.objects.exists()

    restore.complete(desk=desk, actor=AINO, now=DAY_181, approve=True)

    assert not Contact.objects.exists()


def test_a_replay_that_met_an_outage_is_finished_by_the_next(
    desk: Desk, contact: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    with records_of_before():
        discard(desk, contact)

    def fail(*_: object) -> None:
        raise VaultUnavailable("the disk is gone")

    with monkeypatch.context() as patch, pytest.raises(VaultUnavailable):
        patch.setattr(FolderBlobs, "delete", fail)
        complete(desk)
    complete(desk)

    assert not Contact.objects.exists()
    assert Disposal.objects.get().finished_at == LATER


def test_a_restore_is_audited_and_signed(desk: Desk, contact: UUID) -> None:
    complete(desk)

    leaf = AuditLeaf.objects.get(action="backup.restored")
    assert AuditCheckpoint.objects.get().size == leaf.seq + 1
    assert audit.leaf(leaf.seq).actor == AINO.id


def test_certificates_mend_a_ledger_that_is_older_than_the_records(
    desk: Desk, contact: UUID, home: Path
) -> None:
    backup = desk.key_backups.make(home / "old", at=NOW)
    discard(desk, contact)
    (home / "keys/ledger.jsonl").unlink()
    old_keys(home, backup, desk)
    assert list(desk.ledger.entries()) == []
    assert list(desk.vault.objects())

    report = complete(desk)

    assert report.mended == 1
    assert list(desk.vault.objects()) == []


def test_a_log_that_lost_leaves_ends_and_a_new_one_says_so(
    desk: Desk, contact: UUID, home: Path
) -> None:
    with records_of_before():
        discard(desk, contact)
        audit.checkpoint(signer=desk.signer, witness=desk.witness, now=NOW)
    lost = restore.lost_log(desk)
    assert lost

    complete(_with_new_log(desk, home), ended=(lost.size, lost.root.hex()))

    leaf = audit.newest_about("records")
    assert leaf.outcome == "new-log"
    assert leaf.details["size"] == lost.size
    assert leaf.details["root"] == lost.root.hex()


def test_the_new_log_is_sound_and_proves_what_the_old_one_had(
    desk: Desk, contact: UUID, home: Path
) -> None:
    audit.checkpoint(signer=desk.signer, witness=desk.witness, now=NOW)
    with records_of_before():
        discard(desk, contact)
        audit.checkpoint(signer=desk.signer, witness=desk.witness, now=NOW)
    lost = restore.lost_log(desk)
    assert lost
    renewed = _with_new_log(desk, home)

    complete(renewed, ended=(lost.size, lost.root.hex()))

    report = audit.verify_log(verifier=renewed.signer, witness=renewed.witness)
    assert report.sound
    assert audit.tlog_proof(0)
    assert Certificate.objects.count() == 1


def test_a_log_that_lost_nothing_goes_on(desk: Desk, contact: UUID) -> None:
    audit.checkpoint(signer=desk.signer, witness=desk.witness, now=NOW)

    assert restore.lost_log(desk) is None


def _with_new_log(desk: Desk, home: Path) -> Desk:
    return replace(
        desk,
        signer=signing.create(home / "new.key", name="test/log/new"),
        witness=FileWitness(home / "keys/new-witness.jsonl"),
    )


MIXTURES = [
    mixture for mixture in itertools.product((False, True), repeat=3) if any(mixture)
]


@pytest.mark.parametrize(("records", "keys", "blobs"), MIXTURES)
def test_every_mixture_of_old_and_new_stores_is_refused_and_then_clean(
    desk: Desk, contact: UUID, home: Path, *, records: bool, keys: bool, blobs: bool
) -> None:
    ref, backup = message_ref(), desk.key_backups.make(home / "old", at=NOW)
    audit.checkpoint(signer=desk.signer, witness=desk.witness, now=NOW)
    shutil.copytree(home / "data/blobs", home / "blobs")
    savepoint = transaction.savepoint_create()
    discard(desk, contact)
    capture(mail(source_id="<2@example.fi>"), desk=desk, now=NOW)
    audit.checkpoint(signer=desk.signer, witness=desk.witness, now=NOW)
    startup.check(desk)
    if records:
        transaction.savepoint_rollback(savepoint)
    if keys:
        old_keys(home, backup, desk)
    if blobs:
        shutil.rmtree(home / "data/blobs")
        shutil.copytree(home / "blobs", home / "data/blobs")

    with pytest.raises((audit.RolledBack, startup.StoresDisagree)):
        startup.check(desk)

    lost = restore.lost_log(desk)
    desk = _with_new_log(desk, home) if lost else desk
    complete(desk, ended=(lost.size, lost.root.hex()) if lost else None)
    startup.check(desk)
    assert desk.vault.absent([ref]) == ()
    assert not SealedObject.objects.filter(pk=ref.object).exists()
