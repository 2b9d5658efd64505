"""The search index in an SQLite file of its own, with FTS5.

The words of what is due on one day lie in a table of their own, a shelf. FTS5
keeps the words of deleted rows in its segments, and a page that SQLite rebuilds
keeps stale copies; so to forget an item is to write its shelf anew without it
and to drop the old one, whose pages secure_delete overwrites, and then to empty
the write-ahead log. Nothing here knows FTS5's own ranking: it counts what others
may read.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from seloste.adapters.search import sqlite_file
from seloste.adapters.search.sqlite_file import Connections
from seloste.adapters.search.sqlite_finding import Ask
from seloste.domain.search import Sought, Streams
from seloste.ports.search_index import (
    Entry,
    Facts,
    Found,
    IndexState,
    Narrowed,
    Scope,
    SearchUnavailable,
)

_ENTRY = (
    "INSERT INTO entry (item, contact, work, register, kind, notice, channel,"
    " language, controller, started_at, shelf, length)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


class SqliteIndex:
    """Implements ``seloste.ports.search_index.SearchIndex`` in the file at ``path``.

    The file is made where there is none: an index that was lost is empty and
    incomplete. ``patience`` is how many seconds to wait for whoever is reading.
    """

    def __init__(self, path: Path, *, patience: float = 30.0) -> None:
        self._path = path
        self._patience = patience
        self._connections = Connections(path)

    def close(self) -> None:
        """Close the connections that wait; the index may be used again."""
        self._connections.close()

    def put(self, entries: Collection[Entry]) -> None:
        """Keep items, each in place of what was kept of it; durable on return."""
        with self._writing() as db:
            for entry in entries:
                _remove(db, entry.facts.item)
                shelf = _shelf(db, entry.facts)
                for passage in entry.passages:
                    _insert(db, entry.facts, passage, shelf)

    def forget(self, items: Collection[UUID]) -> int:
        """Remove every trace of some items; return how many there were."""
        wanted = {one.bytes for one in items}
        with self._writing() as db:
            shelves: dict[str, set[bytes]] = {}
            for item in wanted:
                rows = db.execute("SELECT shelf FROM entry WHERE item = ?", (item,))
                for (shelf,) in rows.fetchall():
                    shelves.setdefault(shelf, set()).add(item)
            for shelf, gone in shelves.items():
                _write_anew(db, shelf, gone)
        self._empty_log()
        return len(set().union(*shelves.values()))

    def holds(self, items: Iterable[UUID]) -> frozenset[UUID]:
        """Return those of ``items`` that the index has anything of."""
        with self._connections.lent() as db:
            query = "SELECT 1 FROM entry WHERE item = ? LIMIT 1"
            return frozenset(
                item for item in items if db.execute(query, (item.bytes,)).fetchone()
            )

    def items(self) -> frozenset[UUID]:
        """Return every item that the index has anything of."""
        with self._connections.lent() as db:
            rows = db.execute("SELECT DISTINCT item FROM entry").fetchall()
        return frozenset(UUID(bytes=item) for (item,) in rows)

    def find(
        self,
        sought: tuple[Sought, ...],
        *,
        scope: Scope,
        narrowed: Narrowed,
        offset: int,
        limit: int,
    ) -> Found:
        """Return what may be found, best first, and the newer of equals."""
        with self._connections.lent() as db, _snapshot(db):
            ask = Ask.of(db, scope, narrowed)
            return ask.find(sought, offset=offset, limit=limit)

    def state(self) -> IndexState:
        """Return how the index stands."""
        with self._connections.lent() as db:
            known = dict(db.execute("SELECT name, value FROM state").fetchall())
            (items,) = db.execute("SELECT count(DISTINCT item) FROM entry").fetchone()
        cursor = known.get("cursor")
        return IndexState(
            complete=known.get("complete") == "yes",
            made_with=known.get("made-with", ""),
            cursor=UUID(cursor) if cursor else None,
            items=items,
            bytes=sqlite_file.size(self._path),
        )

    def clear(self, *, made_with: str) -> None:
        """Remove everything; from here on it is incomplete."""
        with self._writing() as db:
            for (shelf,) in db.execute("SELECT name FROM shelf").fetchall():
                db.execute(f"DROP TABLE {shelf}")
            sqlite_file.make_anew(db)
            db.execute("INSERT INTO state VALUES ('made-with', ?)", (made_with,))
        self._empty_log()

    def mark(self, cursor: UUID | None, *, complete: bool) -> None:
        """Note how far the making has come."""
        with self._writing() as db:
            db.executemany(
                "INSERT INTO state VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                [
                    ("cursor", str(cursor) if cursor else ""),
                    ("complete", "yes" if complete else ""),
                ],
            )

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._connections.lent() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            finally:
                if db.in_transaction:
                    db.execute("ROLLBACK")

    def _empty_log(self) -> None:
        """Move the log into the file and cut it to nothing; wait for readers."""
        with self._connections.lent() as db:
            db.execute(f"PRAGMA busy_timeout={int(self._patience * 1000)}")
            busy, _, _ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            db.execute(f"PRAGMA busy_timeout={int(sqlite_file.BUSY_SECONDS * 1000)}")
        if busy:
            raise SearchUnavailable("somebody reads the index and does not stop")


@contextmanager
def _snapshot(db: sqlite3.Connection) -> Iterator[None]:
    """Read everything as of one moment."""
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.execute("ROLLBACK")


def _shelf(db: sqlite3.Connection, facts: Facts) -> str:
    """Return the table of what is due with an item, made where there is none."""
    key = (facts.register, facts.due.isoformat())
    row = db.execute(
        "SELECT name FROM shelf WHERE register = ? AND due = ?", key
    ).fetchone()
    if row:
        return str(row[0])
    return _new_shelf(db, *key)


def _new_shelf(db: sqlite3.Connection, register: str, due: str) -> str:
    (number,) = db.execute("SELECT coalesce(max(id), 0) + 1 FROM shelf").fetchone()
    name = f"shelf_{number}"
    db.execute(
        "INSERT INTO shelf (id, name, register, due) VALUES (?, ?, ?, ?)",
        (number, name, register, due),
    )
    _make_table(db, name)
    return name


def _make_table(db: sqlite3.Connection, name: str) -> None:
    db.execute(
        f"CREATE VIRTUAL TABLE {name} USING fts5(first, also, parts, tokenize='ascii')"
    )


def _insert(db: sqlite3.Connection, facts: Facts, passage: Streams, shelf: str) -> None:
    row = db.execute(
        _ENTRY,
        (
            facts.item.bytes,
            facts.contact.bytes if facts.contact else None,
            facts.work.bytes if facts.work else None,
            facts.register,
            facts.kind,
            facts.notice.bytes,
            facts.channel,
            facts.language,
            facts.controller.bytes if facts.controller else None,
            facts.started_at.timestamp(),
            shelf,
            len(passage.first),
        ),
    ).lastrowid
    db.execute(
        f"INSERT INTO {shelf} (rowid, first, also, parts) VALUES (?, ?, ?, ?)",
        (row, *(" ".join(one) for one in (passage.first, passage.also, passage.parts))),
    )


def _remove(db: sqlite3.Connection, item: UUID) -> None:
    """Take away what was kept of an item that is kept anew."""
    rows = db.execute("SELECT id, shelf FROM entry WHERE item = ?", (item.bytes,))
    for row, shelf in rows.fetchall():
        db.execute(f"DELETE FROM {shelf} WHERE rowid = ?", (row,))
        db.execute("DELETE FROM entry WHERE id = ?", (row,))


def _write_anew(db: sqlite3.Connection, shelf: str, gone: Collection[bytes]) -> None:
    """Write a shelf without some items, and drop what it was before."""
    db.executemany(
        "DELETE FROM entry WHERE item = ? AND shelf = ?",
        [(item, shelf) for item in gone],
    )
    left = db.execute("SELECT 1 FROM entry WHERE shelf = ? LIMIT 1", (shelf,))
    register, due = db.execute(
        "SELECT register, due FROM shelf WHERE name = ?", (shelf,)
    ).fetchone()
    if left.fetchone():
        db.execute("UPDATE shelf SET due = '' WHERE name = ?", (shelf,))
        fresh = _new_shelf(db, register, due)
        db.execute(
            f"INSERT INTO {fresh} (rowid, first, also, parts)"
            f" SELECT s.rowid, s.first, s.also, s.parts FROM entry e"
            f" JOIN {shelf} s ON s.rowid = e.id WHERE e.shelf = ?",
            (shelf,),
        )
        db.execute("UPDATE entry SET shelf = ? WHERE shelf = ?", (fresh, shelf))
    db.execute("DELETE FROM shelf WHERE name = ?", (shelf,))
    db.execute(f"DROP TABLE {shelf}")
