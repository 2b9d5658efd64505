"""Data backups: records of both kinds, bytes linked or copied, and back again."""

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from seloste.adapters.storage import blob_copies
from seloste.adapters.storage.data_backups import FolderDataBackups
from seloste.adapters.storage.folder import FolderBlobs
from seloste.adapters.storage.records_dump import (
    PostgresRecords,
    RecordsDump,
    SqliteRecords,
)
from seloste.ports.backups import (
    BackupDamaged,
    BackupFailed,
    BackupUnknown,
    RestoreRefused,
)

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
SERVER = os.environ.get("SELOSTE_TEST_DATABASE", "")
TABLE = "CREATE TABLE records_auditleaf (seq bigint primary key, body text)"
LEAF = "INSERT INTO records_auditleaf VALUES (0, 'first')"


class Records:
    """A database of one kind, with what a test does to it directly."""

    def __init__(self, dump: RecordsDump, run: Callable[[str], list[object]]) -> None:
        self.dump = dump
        self.run = run

    def bodies(self) -> list[object]:
        return self.run("SELECT body FROM records_auditleaf")


@contextmanager
def sqlite_records(folder: Path) -> Iterator[Records]:
    path = folder / "records.sqlite3"

    def run(statement: str) -> list[object]:
        with closing(sqlite3.connect(path)) as db, db:
            db.execute("PRAGMA journal_mode=WAL").fetchall()
            return [row[0] for row in db.execute(statement).fetchall()]

    yield Records(SqliteRecords(path), run)


@contextmanager
def postgres_records(_: Path) -> Iterator[Records]:
    parts = urlsplit(SERVER)
    server = {"host": unquote(parts.hostname or ""), "user": parts.username or ""}
    name = f"backup_{uuid4().hex}"
    connection = {**server, "dbname": name}

    def run(statement: str) -> list[object]:
        with psycopg.connect(make_conninfo(**connection), autocommit=True) as db:
            cursor = db.execute(statement.encode())
            return [row[0] for row in cursor.fetchall()] if cursor.description else []

    home = make_conninfo(**server, dbname="postgres")
    with psycopg.connect(home, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}".encode())
        yield Records(PostgresRecords(connection), run)
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


KINDS = [pytest.param(sqlite_records, id="sqlite")]
if SERVER:
    KINDS.append(
        pytest.param(postgres_records, id="postgresql", marks=pytest.mark.database)
    )


@pytest.fixture(params=KINDS)
def records(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Records]:
    with request.param(tmp_path) as made:
        made.run(TABLE)
        made.run(LEAF)
        yield made


@pytest.fixture
def blobs(tmp_path: Path) -> Path:
    FolderBlobs.create(tmp_path / "blobs")
    return tmp_path / "blobs"


def put(blobs: Path, data: bytes = b"sealed") -> UUID:
    blob = uuid4()
    with FolderBlobs(blobs).put(blob) as out:
        out.write(data)
    return blob


def emptied(records: Records) -> None:
    records.run("DROP TABLE records_auditleaf")


def test_records_come_back_as_they_were(
    records: Records, blobs: Path, tmp_path: Path
) -> None:
    backups = FolderDataBackups(records=records.dump, blobs=blobs)
    made = backups.make(tmp_path / "backups", at=NOW)
    records.run("INSERT INTO records_auditleaf VALUES (1, 'second')")
    emptied(records)

    backups.put_back(backups.find(made.path))

    assert records.bodies() == ["first"]


def test_records_that_are_there_are_never_replaced(
    records: Records, blobs: Path, tmp_path: Path
) -> None:
    backups = FolderDataBackups(records=records.dump, blobs=blobs)
    made = backups.make(tmp_path / "backups", at=NOW)

    with pytest.raises(RestoreRefused):
        backups.put_back(made)

    assert records.bodies() == ["first"]


def test_tables_without_a_single_act_may_be_replaced(
    records: Records, blobs: Path, tmp_path: Path
) -> None:
    backups = FolderDataBackups(records=records.dump, blobs=blobs)
    made = backups.make(tmp_path / "backups", at=NOW)
    records.run("DELETE FROM records_auditleaf")

    backups.put_back(made)

    assert records.bodies() == ["first"]


def test_records_that_were_changed_in_the_backup_are_refused(
    records: Records, blobs: Path, tmp_path: Path
) -> None:
    backups = FolderDataBackups(records=records.dump, blobs=blobs)
    made = backups.make(tmp_path / "backups", at=NOW)
    emptied(records)
    with (made.path / "records").open("r+b") as file:
        file.seek(100)
        byte = file.read(1)[0]
        file.seek(100)
        file.write(bytes([byte ^ 0xFF]))

    with pytest.raises(BackupDamaged):
        backups.put_back(made)


def test_records_of_another_kind_are_refused(
    records: Records, blobs: Path, tmp_path: Path
) -> None:
    backups = FolderDataBackups(records=records.dump, blobs=blobs)
    made = backups.make(tmp_path / "backups", at=NOW)
    other = "postgresql" if made.records == "sqlite" else "sqlite"
    manifest = made.path / "manifest.json"
    manifest.write_text(manifest.read_text().replace(made.records, other))

    with pytest.raises(RestoreRefused, match=other):
        backups.put_back(backups.find(made.path))


def test_the_newest_complete_backup_is_found(
    records: Records, blobs: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    backups = FolderDataBackups(records=records.dump, blobs=blobs)
    for days in (0, 1):
        backups.make(folder, at=NOW + timedelta(days=days))
    (folder / "data-20260601T000000Z.partial").mkdir()

    assert backups.find(folder).made_at == NOW + timedelta(days=1)


def test_a_folder_without_a_backup_is_said_to_have_none(
    records: Records, blobs: Path, tmp_path: Path
) -> None:
    backups = FolderDataBackups(records=records.dump, blobs=blobs)

    with pytest.raises(BackupUnknown):
        backups.find(tmp_path)


def test_a_tool_that_is_missing_fails_the_backup(
    blobs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "defpath", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    dump = PostgresRecords({"host": str(tmp_path), "dbname": "nowhere"})
    backups = FolderDataBackups(records=dump, blobs=blobs)

    with pytest.raises(BackupFailed, match="pg_dump"):
        backups.make(tmp_path / "backups", at=NOW)

    with pytest.raises(BackupUnknown):
        backups.find(tmp_path / "backups")


def test_a_blob_that_goes_from_the_store_stays_in_the_backup(
    records: Records, blobs: Path, tmp_path: Path
) -> None:
    blob = put(blobs)
    backups = FolderDataBackups(records=records.dump, blobs=blobs)
    made = backups.make(tmp_path / "backups", at=NOW)
    FolderBlobs(blobs).delete([blob])
    emptied(records)

    backups.put_back(made)

    assert FolderBlobs(blobs).open_at(blob, start=0, length=99) == b"sealed"
    assert made.blobs == 1


def test_bytes_are_copied_where_no_link_can_be(
    blobs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blob = put(blobs)

    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refuse)

    count = blob_copies.copy_blobs(blobs, tmp_path / "copy")

    assert count == 1
    assert FolderBlobs(tmp_path / "copy").open_at(blob, start=0, length=9) == b"sealed"


def test_an_earlier_backup_is_linked_to(
    blobs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blob = put(blobs)
    blob_copies.copy_blobs(blobs, tmp_path / "first")
    link = os.link

    def from_the_backup_only(source: Path, target: Path) -> None:
        if source.is_relative_to(blobs):
            raise OSError
        link(source, target)

    monkeypatch.setattr(os, "link", from_the_backup_only)

    blob_copies.copy_blobs(blobs, tmp_path / "second", before=tmp_path / "first")

    [first] = (tmp_path / "first").rglob(str(blob))
    [second] = (tmp_path / "second").rglob(str(blob))
    assert first.samefile(second)


def test_only_the_owner_may_read_a_backup(
    records: Records, blobs: Path, tmp_path: Path
) -> None:
    put(blobs)

    made = FolderDataBackups(records=records.dump, blobs=blobs).make(
        tmp_path / "backups", at=NOW
    )

    modes = {stat.S_IMODE(path.stat().st_mode) for path in made.path.rglob("*")}
    assert modes <= {0o600, 0o700}
