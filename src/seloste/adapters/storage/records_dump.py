"""Copies of the records database, made while others write to it."""

import os
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg.conninfo import make_conninfo

from seloste.ports.backups import BackupFailed, RestoreRefused

_LOG = "records_auditleaf"
"""Every act leaves a row here: where it is empty, nothing has happened."""
HISTORY = "there are records: move them away, or restore without a folder"


class RecordsDump(Protocol):
    """How one kind of database is copied out and back."""

    kind: str

    def dump(self, target: Path) -> None:
        """Write a consistent copy to ``target``, durably."""
        ...

    def refuse_history(self) -> None:
        """Raise RestoreRefused where the database holds records already."""
        ...

    def load(self, source: Path) -> None:
        """Make the empty database what ``source`` holds."""
        ...


class SqliteRecords:
    """The records in one SQLite file, copied with SQLite's own backup."""

    kind = "sqlite"

    def __init__(self, path: Path) -> None:
        self._path = path

    def dump(self, target: Path) -> None:
        """Write a consistent copy to ``target``, durably."""
        copy_sqlite(self._path, target)

    def refuse_history(self) -> None:
        """Raise RestoreRefused where the database holds records already."""
        if self._has_history():
            raise RestoreRefused(HISTORY)

    def load(self, source: Path) -> None:
        """Put the file in place, whole or not at all."""
        self.refuse_history()
        draft = self._path.with_name(f"{self._path.name}.restoring")
        draft.unlink(missing_ok=True)
        copy_sqlite(source, draft)
        for suffix in ("-wal", "-shm"):
            Path(f"{self._path}{suffix}").unlink(missing_ok=True)
        draft.replace(self._path)
        sync_folder(self._path.parent)

    def _has_history(self) -> bool:
        if not self._path.exists():
            return False
        with closing(sqlite3.connect(self._path)) as db:
            known = "SELECT 1 FROM sqlite_master WHERE name = ?"
            if not db.execute(known, (_LOG,)).fetchall():
                return False
            return bool(db.execute(f"SELECT 1 FROM {_LOG} LIMIT 1").fetchall())


class PostgresRecords:
    """The records in a PostgreSQL database, copied with its own tools.

    ``connection`` has the names of libpq: host, port, user, password, dbname.
    Unlogged tables are left out: they hold what can be derived again.
    """

    kind = "postgresql"

    def __init__(self, connection: Mapping[str, str]) -> None:
        self._connection = {key: value for key, value in connection.items() if value}

    def dump(self, target: Path) -> None:
        """Write a consistent copy to ``target``, durably."""
        target.touch(mode=0o600)
        self._run(
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            "--no-unlogged-table-data",
            "--exclude-schema=seloste_search",
            f"--file={target}",
        )
        sync_file(target)

    def refuse_history(self) -> None:
        """Raise RestoreRefused where the database holds records already."""
        if self._has_history():
            raise RestoreRefused(HISTORY)

    def load(self, source: Path) -> None:
        """Replace every empty table in one transaction."""
        self.refuse_history()
        self._run(
            "pg_restore",
            "--clean",
            "--if-exists",
            "--no-owner",
            "--no-privileges",
            "--single-transaction",
            f"--dbname={self._connection['dbname']}",
            str(source),
        )

    def _has_history(self) -> bool:
        with psycopg.connect(make_conninfo("", **self._connection)) as db:
            table = db.execute("SELECT to_regclass(%s)", (_LOG,)).fetchone()
            if table is None or table[0] is None:
                return False
            return db.execute(f"SELECT 1 FROM {_LOG} LIMIT 1").fetchone() is not None

    def _run(self, *command: str) -> None:
        """Run a tool; the password reaches it by its environment alone."""
        names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER"}
        names |= {"password": "PGPASSWORD", "dbname": "PGDATABASE"}
        environment = {
            names[key]: value for key, value in self._connection.items() if key in names
        }
        try:
            subprocess.run(  # noqa: S603 - PostgreSQL's own tools, arguments of ours
                command,
                check=True,
                capture_output=True,
                env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"} | environment,
            )
        except (OSError, subprocess.CalledProcessError) as error:
            raise BackupFailed(f"{command[0]} is missing or failed") from error


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a live SQLite database into one plain file of mode 0600, durably.

    Pages that secure_delete zeroed are zero in the copy too.
    """
    with failing_as("a database cannot be copied"):
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        origin = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
        with closing(origin), closing(sqlite3.connect(target)) as copy:
            origin.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE").fetchall()
        sync_file(target)


def sync_file(path: Path) -> None:
    """Wait until a file is on disk."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(path: Path) -> None:
    """Wait until the names in a folder are on disk."""
    sync_file(path)


@contextmanager
def failing_as(what: str) -> Iterator[None]:
    """Turn a failure of disk or database into BackupFailed."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise BackupFailed(f"{what}: {type(error).__name__}") from error
