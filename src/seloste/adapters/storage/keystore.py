"""A key store in its own SQLite file, from which keys can be destroyed for good.

SQLite's secure_delete zeroes what a row leaves behind, but a page that is
rebuilt keeps stale copies of rows that moved (measured: docs/adr/0007). So no
wrapped key ever moves: content keys lie in slots of fixed size that are
overwritten in place and used again, epoch keys in rows that are never
deleted, and both tables only grow at the end. ``purge`` then empties the
write-ahead log, which holds the pages as they were.
"""

import os
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID

from seloste.adapters.storage.sqlite_pool import BUSY_SECONDS, Pool
from seloste.ports.keys import ContentKey, Epoch, EpochEnded, KeyExists
from seloste.ports.vault import VaultMissing, VaultUnavailable

SETTINGS: dict[str, str | int] = {
    "application_id": 0x53454C4F,
    "user_version": 1,
    "journal_mode": "wal",
    "secure_delete": 1,
    "synchronous": 2,
}
WRAPPED_LENGTH = 40
SCHEMA = """
CREATE TABLE epoch (
    id INTEGER PRIMARY KEY,
    tenant TEXT NOT NULL,
    name TEXT NOT NULL,
    live INTEGER NOT NULL CHECK (live IN (0, 1)),
    root TEXT NOT NULL,
    wrapped BLOB NOT NULL
);
CREATE UNIQUE INDEX epoch_live ON epoch (tenant, name) WHERE live = 1;
CREATE TABLE slot (
    id INTEGER PRIMARY KEY,
    wrapped BLOB NOT NULL CHECK (length(wrapped) = 40)
);
CREATE TABLE vacant (slot INTEGER PRIMARY KEY);
CREATE TABLE content_key (
    object BLOB PRIMARY KEY CHECK (length(object) = 16),
    epoch INTEGER NOT NULL,
    slot INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX content_key_epoch ON content_key (epoch);
"""
_EPOCH = "epoch.id, epoch.tenant, epoch.name, epoch.root, epoch.wrapped"
_KEY = f"""
SELECT {_EPOCH}, slot.wrapped FROM content_key
JOIN epoch ON epoch.id = content_key.epoch AND epoch.live = 1
JOIN slot ON slot.id = content_key.slot
WHERE content_key.object = ?
"""
_BATCH = 5000
_PAUSE = 0.005


class SqliteKeyStore:
    """Keeps wrapped keys in the SQLite file that ``create`` prepared.

    ``patience`` is how many seconds a purge waits for whoever is reading.
    """

    def __init__(self, path: Path, *, patience: float = 30.0) -> None:
        self._pool = Pool(path, SETTINGS)
        self._patience = patience
        with self._pool.connection():
            pass

    @classmethod
    def create(cls, path: Path) -> "SqliteKeyStore":
        """Make the file of mode 0600, whole and durably, and open it.

        Raises VaultUnavailable where there is a file already.
        """
        staging = path.with_name(f"{path.name}.new")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            staging.unlink(missing_ok=True)
            os.close(os.open(staging, os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
            _write_schema(staging)
            path.hardlink_to(staging)
            staging.unlink()
            _sync(path.parent)
        except OSError as error:
            raise VaultUnavailable("key store: cannot be made") from error
        return cls(path)

    def close(self) -> None:
        """Close the connections that wait; the store may be used again."""
        self._pool.close()

    def epoch(self, tenant: str, name: str) -> Epoch | None:
        """Return the live epoch of that name, or None."""
        with self._pool.connection() as db:
            return _live_epoch(db, tenant, name)

    def epochs(self, tenant: str, prefix: str) -> tuple[Epoch, ...]:
        """Return the live epochs whose name begins so, sorted by name."""
        query = (
            f"SELECT {_EPOCH} FROM epoch WHERE live = 1 AND tenant = ?"
            " AND substr(name, 1, ?) = ? ORDER BY name"
        )
        with self._pool.connection() as db:
            rows = db.execute(query, (tenant, len(prefix), prefix)).fetchall()
        return tuple(Epoch(*row) for row in rows)

    def begin_epoch(
        self, *, tenant: str, name: str, root: str, wrapped: bytes
    ) -> Epoch:
        """Keep a new epoch key, or return the live one somebody else just kept."""
        with self._pool.transaction() as db:
            if already := _live_epoch(db, tenant, name):
                return already
            epoch_id = db.execute(
                "INSERT INTO epoch (tenant, name, live, root, wrapped)"
                " VALUES (?, ?, 1, ?, ?)",
                (tenant, name, root, wrapped),
            ).lastrowid
        return Epoch(epoch_id or 0, tenant, name, root, wrapped)

    def end_epoch(self, tenant: str, name: str) -> int | None:
        """Destroy the epoch key and all keys under it; return how many, or None.

        The epoch key dies in the first transaction, and with it everything
        under it. The rest is swept in batches, so that capturing goes on, and
        a sweep that was cut short is finished by the next call.
        """
        with self._pool.transaction() as db:
            was_live = _live_epoch(db, tenant, name) is not None
            db.execute(
                "UPDATE epoch SET wrapped = zeroblob(length(wrapped)), live = 0"
                " WHERE tenant = ? AND name = ? AND live = 1",
                (tenant, name),
            )
        count = 0
        while swept := self._sweep_ended(tenant, name):
            count += swept
        return count if was_live or count else None

    def _sweep_ended(self, tenant: str, name: str) -> int:
        """Empty a batch of slots of ended epochs of that name; return how many."""
        query = (
            "SELECT object, slot FROM content_key WHERE epoch IN (SELECT id FROM epoch"
            " WHERE tenant = ? AND name = ? AND live = 0) LIMIT ?"
        )
        with self._pool.transaction() as db:
            rows = db.execute(query, (tenant, name, _BATCH)).fetchall()
            for key, slot in rows:
                _empty(db, key, slot)
        return len(rows)

    def keep(self, epoch: Epoch, keys: Iterable[tuple[UUID, bytes]]) -> None:
        """Keep content keys in one transaction. Raises EpochEnded, KeyExists."""
        with self._pool.transaction() as db:
            _require_live(db, epoch)
            for object_id, wrapped in keys:
                if _slot(db, object_id):
                    raise KeyExists(str(object_id))
                _fill(db, object_id, epoch, wrapped)

    def content_keys(self, objects: Collection[UUID]) -> tuple[ContentKey, ...]:
        """Return the keys of those objects that have one."""
        with self._pool.connection() as db:
            found = (_content_key(db, object_id) for object_id in objects)
            return tuple(key for key in found if key)

    def rewrap(
        self,
        objects: Collection[UUID],
        *,
        epoch: Epoch,
        convert: Callable[[ContentKey], bytes],
    ) -> None:
        """Move keys under ``epoch`` in one transaction, wrapped by ``convert``."""
        with self._pool.transaction() as db:
            _require_live(db, epoch)
            for object_id in objects:
                key = _content_key(db, object_id)
                if key is None:
                    raise VaultMissing(str(object_id))
                _replace(db, key, epoch, convert(key))

    def destroy(self, objects: Collection[UUID]) -> frozenset[UUID]:
        """Destroy content keys in one transaction; return those that were there."""
        destroyed = set()
        with self._pool.transaction() as db:
            for object_id in objects:
                if slot := _slot(db, object_id):
                    _empty(db, object_id.bytes, slot)
                    destroyed.add(object_id)
        return frozenset(destroyed)

    def purge(self) -> None:
        """Move the log into the file and truncate it, so that no old page is left.

        A reader in the middle of a transaction still needs the old pages; the
        purge waits for it a while and then raises VaultUnavailable.
        """
        deadline = time.monotonic() + self._patience
        with self._pool.connection() as db:
            while _log_is_busy(db):
                if time.monotonic() > deadline:
                    raise VaultUnavailable("key store: somebody is still reading")
                time.sleep(_PAUSE)

    def objects(self) -> Iterator[UUID]:
        """Yield every object that has a key, in no particular order."""
        query = (
            "SELECT object FROM content_key JOIN epoch ON epoch.id = epoch"
            " WHERE live = 1 AND object > ? ORDER BY object LIMIT ?"
        )
        last = b""
        while True:
            with self._pool.connection() as db:
                rows = db.execute(query, (last, _BATCH)).fetchall()
            yield from (UUID(bytes=row[0]) for row in rows)
            if len(rows) < _BATCH:
                return
            last = rows[-1][0]


def _write_schema(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        db.executescript(
            f"PRAGMA application_id={SETTINGS['application_id']};"
            f"PRAGMA user_version={SETTINGS['user_version']};{SCHEMA}"
        )


def _log_is_busy(db: sqlite3.Connection) -> bool:
    """Try to empty the log; return whether a reader or another purge was in the way."""
    db.execute("PRAGMA busy_timeout=100")
    try:
        busy, _, _ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()[0]
    finally:
        db.execute(f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}")
    return bool(busy)


def _live_epoch(db: sqlite3.Connection, tenant: str, name: str) -> Epoch | None:
    query = f"SELECT {_EPOCH} FROM epoch WHERE tenant = ? AND name = ? AND live = 1"
    rows = db.execute(query, (tenant, name)).fetchall()
    return Epoch(*rows[0]) if rows else None


def _require_live(db: sqlite3.Connection, epoch: Epoch) -> None:
    query = "SELECT 1 FROM epoch WHERE id = ? AND live = 1"
    if not db.execute(query, (epoch.id,)).fetchall():
        raise EpochEnded(epoch.name)


def _content_key(db: sqlite3.Connection, object_id: UUID) -> ContentKey | None:
    rows = db.execute(_KEY, (object_id.bytes,)).fetchall()
    if not rows:
        return None
    *epoch, wrapped = rows[0]
    return ContentKey(object_id, Epoch(*epoch), wrapped)


def _slot(db: sqlite3.Connection, object_id: UUID) -> int | None:
    query = "SELECT slot FROM content_key WHERE object = ?"
    rows = db.execute(query, (object_id.bytes,)).fetchall()
    return rows[0][0] if rows else None


def _fill(
    db: sqlite3.Connection, object_id: UUID, epoch: Epoch, wrapped: bytes
) -> None:
    """Put the key into a vacant slot, or into a new one at the end."""
    vacant = db.execute("SELECT slot FROM vacant LIMIT 1").fetchall()
    if vacant:
        slot = vacant[0][0]
        db.execute("DELETE FROM vacant WHERE slot = ?", (slot,))
        db.execute("UPDATE slot SET wrapped = ? WHERE id = ?", (wrapped, slot))
    else:
        insert = "INSERT INTO slot (wrapped) VALUES (?)"
        slot = db.execute(insert, (wrapped,)).lastrowid
    db.execute(
        "INSERT INTO content_key (object, epoch, slot) VALUES (?, ?, ?)",
        (object_id.bytes, epoch.id, slot),
    )


def _replace(
    db: sqlite3.Connection, key: ContentKey, epoch: Epoch, wrapped: bytes
) -> None:
    slot = _slot(db, key.object)
    db.execute("UPDATE slot SET wrapped = ? WHERE id = ?", (wrapped, slot))
    db.execute(
        "UPDATE content_key SET epoch = ? WHERE object = ?",
        (epoch.id, key.object.bytes),
    )


def _empty(db: sqlite3.Connection, key: bytes, slot: int) -> None:
    """Overwrite the key where it lies, and let its slot be used again."""
    zeros = bytes(WRAPPED_LENGTH)
    db.execute("UPDATE slot SET wrapped = ? WHERE id = ?", (zeros, slot))
    db.execute("INSERT INTO vacant (slot) VALUES (?)", (slot,))
    db.execute("DELETE FROM content_key WHERE object = ?", (key,))


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
