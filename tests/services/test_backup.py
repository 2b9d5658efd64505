"""Backups of data and of keys, and the end of key backups."""

import shutil
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from seloste.adapters.storage.data_backups import FolderDataBackups
from seloste.adapters.storage.records_dump import copy_sqlite
from seloste.domain.staff import Actor
from seloste.ports.backups import BackupFailed
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, SealedObject
from seloste.services import backup, sweeps
from seloste.services.capture import capture
from tests.services.conftest import NOW
from tests.services.deliveries import CANARY, mail

pytestmark = pytest.mark.usefixtures("registers")

AINO = Actor(id="staff:aino")
WEEK = timedelta(days=7)


class SomeRecords:
    """Records of which only the copying is of interest here."""

    kind = "sqlite"

    def dump(self, target: Path) -> None:
        target.write_bytes(b"records")

    def refuse_history(self) -> None:
        pass

    def load(self, source: Path) -> None:
        pass


@pytest.fixture
def contact(desk: Desk) -> UUID:
    receipt = capture(mail(), desk=desk, now=NOW)
    assert receipt.id
    return receipt.id


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def back_up_keys(desk: Desk, folder: Path, *, days: float = 0) -> Path:
    now = NOW + timedelta(days=days)
    return backup.back_up_keys(folder, desk=desk, actor=AINO, now=now).path


def leaves(action: str) -> int:
    return AuditLeaf.objects.filter(action=action).count()


def test_a_data_backup_has_every_sealed_object_and_no_key(
    desk: Desk, contact: UUID, home: Path
) -> None:
    backups = FolderDataBackups(records=SomeRecords(), blobs=home / "data/blobs")

    made = backup.back_up_data(
        home / "backups", backups=backups, desk=desk, actor=AINO, now=NOW
    )

    message = SealedObject.objects.get(kind="message")
    [copy] = made.path.rglob(str(message.pk))
    assert copy.stat().st_size == message.sealed_size
    assert not list(made.path.rglob("keys*"))
    assert leaves("backup.made") == 1


def test_a_data_backup_holds_no_plaintext(
    desk: Desk, contact: UUID, home: Path
) -> None:
    backups = FolderDataBackups(records=SomeRecords(), blobs=home / "data/blobs")

    made = backups.make(home / "backups", at=NOW)

    files = [path.read_bytes() for path in made.path.rglob("*") if path.is_file()]
    assert any(len(data) > len(CANARY) for data in files)
    assert not any(CANARY.encode() in data for data in files)


def test_a_key_backup_opens_what_was_sealed(
    desk: Desk, contact: UUID, home: Path
) -> None:
    path = back_up_keys(desk, home / "old")

    for file in (home / "keys").glob("keys.sqlite3*"):
        file.unlink()
    desk.key_backups.put_back(desk.key_backups.find(path))

    message = SealedObject.objects.get(kind="message")
    assert CANARY.encode() in desk.vault.open(message.ref())


def test_an_older_key_backup_is_destroyed_by_the_next(
    desk: Desk, contact: UUID, home: Path
) -> None:
    first = back_up_keys(desk, home / "old")
    assert first.is_dir()

    second = back_up_keys(desk, home / "old", days=7)

    assert not first.exists()
    assert second.is_dir()
    assert leaves("backup.expired") == 1


def test_a_key_backup_lives_until_its_day(desk: Desk, home: Path) -> None:
    first = back_up_keys(desk, home / "old")

    back_up_keys(desk, home / "old", days=6.9)

    assert first.is_dir()


def test_a_sweep_destroys_key_backups_wherever_they_were_written(
    desk: Desk, home: Path
) -> None:
    paths = [back_up_keys(desk, home / name) for name in ("one", "two")]

    report = sweeps.sweep(desk=desk, actor=AINO, now=NOW + WEEK)

    assert report.key_backups == 2
    assert not any(path.exists() for path in paths)
    assert desk.key_backups.made() == ()


def test_a_key_backup_from_the_future_is_not_trusted_to_be_young(
    desk: Desk, home: Path
) -> None:
    path = back_up_keys(desk, home / "old", days=30)

    sweeps.sweep(desk=desk, actor=AINO, now=NOW)

    assert not path.exists()


def test_an_expired_key_backup_on_a_volume_that_is_away_stays_known(
    desk: Desk, home: Path
) -> None:
    path = back_up_keys(desk, home / "usb")
    shutil.move(home / "usb", home / "safe")

    sweeps.sweep(desk=desk, actor=AINO, now=NOW + WEEK)
    [overdue] = backup.overdue_key_backups(desk=desk, now=NOW + WEEK)
    assert overdue.path == path

    shutil.move(home / "safe", home / "usb")
    sweeps.sweep(desk=desk, actor=AINO, now=NOW + WEEK)

    assert not path.exists()
    assert backup.overdue_key_backups(desk=desk, now=NOW + WEEK) == ()


def test_a_key_backup_that_failed_is_known_and_ends_like_the_others(
    desk: Desk, home: Path
) -> None:
    with pytest.raises(BackupFailed):
        (home / "keys/keys.sqlite3").rename(home / "elsewhere")
        desk.key_backups.make(home / "old", at=NOW)
    (home / "elsewhere").rename(home / "keys/keys.sqlite3")
    [known] = desk.key_backups.made()

    backup.expire_key_backups(desk=desk, actor=AINO, now=NOW + WEEK)

    assert not known.path.exists()
    assert desk.key_backups.made() == ()


def test_a_copy_of_keys_holds_none_that_was_destroyed_before(
    desk: Desk, contact: UUID, home: Path
) -> None:
    message = SealedObject.objects.get(kind="message")
    copy_sqlite(home / "keys/keys.sqlite3", home / "before")
    assert message.pk.bytes in (home / "before").read_bytes()

    desk.vault.destroy([message.ref()])
    path = back_up_keys(desk, home / "old")

    assert message.pk.bytes not in (path / "keys.sqlite3").read_bytes()
