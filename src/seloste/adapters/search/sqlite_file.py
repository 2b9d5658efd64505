"""The file of the SQLite search index, and connections with what it depends on.

Every connection asserts that deleted pages are overwritten: without that no
word is ever forgotten.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Lock, get_ident

from seloste.ports.search_index import SearchInsecure, SearchUnavailable

BUSY_SECONDS = 30.0
SETTINGS: dict[str, str | int] = {
    "application_id": 0x53454C53,
    "user_version": 1,
    "journal_mode": "wal",
    "secure_delete": 1,
    "synchronous": 2,
    "temp_store": 2,
}
SCHEMA = """
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE shelf (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    register TEXT NOT NULL,
    due TEXT NOT NULL
);
CREATE INDEX shelf_register ON shelf (register, due);
CREATE TABLE entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    item BLOB NOT NULL,
    contact BLOB,
    work BLOB,
    register TEXT NOT NULL,
    kind TEXT NOT NULL,
    notice BLOB NOT NULL,
    channel TEXT NOT NULL,
    language TEXT NOT NULL,
    controller BLOB,
    started_at REAL NOT NULL,
    shelf TEXT NOT NULL,
    length INTEGER NOT NULL
);
CREATE INDEX entry_item ON entry (item);
CREATE INDEX entry_shelf ON entry (shelf, started_at);
"""
TABLES = ("state", "shelf", "entry")
_LEFT_BEHIND: list[sqlite3.Connection] = []
"""Connections of the parent process: closing them here would harm its locks."""


def make(path: Path) -> None:
    """Make the file of mode 0600, empty, where there is none."""
    if path.exists():
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}-{get_ident()}.new")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        with closing(sqlite3.connect(draft, isolation_level=None)) as db:
            db.execute("PRAGMA secure_delete=ON").fetchall()
            db.execute("PRAGMA journal_mode=WAL").fetchall()
            db.execute(f"PRAGMA application_id={SETTINGS['application_id']}")
            db.execute(f"PRAGMA user_version={SETTINGS['user_version']}")
            db.executescript(SCHEMA)
        with suppress(FileExistsError):  # another process was faster
            path.hardlink_to(draft)
        draft.unlink()
    except (OSError, sqlite3.Error) as error:
        raise SearchUnavailable("the search index cannot be made") from error


def make_anew(db: sqlite3.Connection) -> None:
    """Make the tables anew, in a transaction: an older version made others."""
    for table in TABLES:
        db.execute(f"DROP TABLE {table}")
    for statement in SCHEMA.split(";"):
        db.execute(statement)


def size(path: Path) -> int:
    """Return how many bytes the file and its log take."""
    log = path.with_name(f"{path.name}-wal")
    return sum(one.stat().st_size for one in (path, log) if one.exists())


class Connections:
    """Lends connections to the file at ``path``, one thread each."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._process = os.getpid()
        self._waiting: list[sqlite3.Connection] = []
        self._file = (0, 0)

    def close(self) -> None:
        """Close the connections that wait."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for db in waiting:
            db.close()

    def __del__(self) -> None:
        if os.getpid() == self._process:
            self.close()

    @contextmanager
    def lent(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection. Raises SearchUnavailable, SearchInsecure."""
        try:
            db, file = self._take()
            try:
                yield db
            finally:
                self._give_back(db, file)
        except (sqlite3.Error, OSError) as error:
            raise SearchUnavailable("the search index does not answer") from error

    def _take(self) -> tuple[sqlite3.Connection, tuple[int, int]]:
        make(self._path)
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
        if file != self._file or db.in_transaction:
            db.close()
            return
        with self._lock:
            self._waiting.append(db)

    def _connect(self) -> sqlite3.Connection:
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
            _assert_settings(db)
        except BaseException:
            db.close()
            raise
        return db


def _assert_settings(db: sqlite3.Connection) -> None:
    for name, value in SETTINGS.items():
        if db.execute(f"PRAGMA {name}").fetchall() != [(value,)]:
            raise SearchInsecure(f"{name} is not {value}")
