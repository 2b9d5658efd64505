"""Connections to the key store's SQLite file, with the settings it depends on.

A connection serves one thread at a time and then waits in the pool. None is
used across a fork, and none outlives the file it was opened on: a file that
vanished or was replaced is an outage or another store, never an empty answer.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from seloste.domain.errors import SelosteError
from seloste.ports.vault import VaultDamaged, VaultUnavailable

BUSY_SECONDS = 30.0
_LEFT_BEHIND: list[sqlite3.Connection] = []
"""Connections of the parent process: closing them here would harm its locks."""


class KeyStoreInsecure(SelosteError):
    """SQLite does not run the way that lets keys be destroyed."""

    code = "key-store-insecure"


class Pool:
    """Lends connections to the SQLite file at ``path``.

    ``settings`` are pragmas and the values each connection must show.
    """

    def __init__(self, path: Path, settings: dict[str, str | int]) -> None:
        self._lock = Lock()
        self._process = os.getpid()
        self._waiting: list[sqlite3.Connection] = []
        self._path = path
        self._settings = settings
        self._file = (0, 0)

    def close(self) -> None:
        """Close the connections that wait; the pool may be used again."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for db in waiting:
            db.close()

    def __del__(self) -> None:
        if os.getpid() == self._process:
            self.close()

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection. Raises VaultUnavailable or VaultDamaged for SQLite."""
        try:
            db, file = self._take()
            try:
                yield db
            finally:
                self._give_back(db, file)
        except (sqlite3.OperationalError, OSError) as error:
            raise VaultUnavailable("key store does not answer") from error
        except sqlite3.DatabaseError as error:
            raise VaultDamaged("key store") from error

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection in a transaction that writes, committed on leaving."""
        with self.connection() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            finally:
                if db.in_transaction:
                    db.execute("ROLLBACK")

    def _take(self) -> tuple[sqlite3.Connection, tuple[int, int]]:
        status = self._path.stat()
        file = (status.st_dev, status.st_ino)
        if os.getpid() != self._process:
            _LEFT_BEHIND.extend(self._waiting)
            self._waiting, self._process = [], os.getpid()
        if file != self._file:
            self.close()
            self._file = file
        with self._lock:
            if self._waiting:
                return self._waiting.pop(), file
        return self._connect(), file

    def _give_back(self, db: sqlite3.Connection, file: tuple[int, int]) -> None:
        if file != self._file:
            db.close()
            return
        with self._lock:
            self._waiting.append(db)

    def _connect(self) -> sqlite3.Connection:
        """Open the file, which must exist, and assert every setting."""
        db = sqlite3.connect(
            f"{self._path.absolute().as_uri()}?mode=rw",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            db.execute("PRAGMA secure_delete=ON").fetchall()
            db.execute("PRAGMA synchronous=FULL")
            db.execute("PRAGMA temp_store=MEMORY")
            self._assert_settings(db)
        except BaseException:
            db.close()
            raise
        return db

    def _assert_settings(self, db: sqlite3.Connection) -> None:
        for name, value in self._settings.items():
            if db.execute(f"PRAGMA {name}").fetchall() != [(value,)]:
                raise KeyStoreInsecure(f"{name} is not {value}")
