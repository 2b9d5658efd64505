"""The search index in PostgreSQL: UNLOGGED tables in a schema of their own.

UNLOGGED tables are in no write-ahead log, no base backup and no replica, and
PostgreSQL empties them after a crash: then the index says that it must be made
again. The words of what is due on one day lie in a partition of their own, a
shelf. A deleted row stays in its page until nobody may see it any more, and its
words stay in the tree of a GIN index for good; so to forget an item is to write
its shelf anew without it and to drop the old one, whose files PostgreSQL then
empties. Of the words no statistics are kept, for those are logged and backed up.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from seloste.adapters.search.postgres_connections import Connection as _Connection
from seloste.adapters.search.postgres_connections import PostgresConnections
from seloste.adapters.search.postgres_finding import Ask
from seloste.adapters.search.postgres_query import vector
from seloste.domain.search import Sought
from seloste.ports.search_index import (
    Entry,
    Found,
    IndexState,
    Narrowed,
    Scope,
    SearchUnavailable,
)

_COLUMNS = """
item uuid NOT NULL, contact uuid, work uuid, register text NOT NULL,
kind text NOT NULL, notice uuid NOT NULL, channel text NOT NULL,
language text NOT NULL, controller uuid, started_at timestamptz NOT NULL,
shelf integer NOT NULL, length integer NOT NULL, words tsvector NOT NULL
"""
_INSERT = """
INSERT INTO entry SELECT item, contact, work, register, kind, notice, channel,
language, controller, started_at, shelf, length, words::tsvector FROM unnest(
%s::uuid[], %s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::uuid[], %s::text[],
%s::text[], %s::uuid[], %s::timestamptz[], %s::integer[], %s::integer[], %s::text[])
AS given (item, contact, work, register, kind, notice, channel, language,
controller, started_at, shelf, length, words)
"""
_SPAN = """
INSERT INTO span VALUES (%s, %s, %s) ON CONFLICT (shelf) DO UPDATE
SET oldest = least(span.oldest, excluded.oldest),
newest = greatest(span.newest, excluded.newest)
WHERE excluded.oldest < span.oldest OR excluded.newest > span.newest
"""
_LIKE = sql.SQL("CREATE UNLOGGED TABLE {} (LIKE entry INCLUDING DEFAULTS)")
_LOCK = 0x53454C53
_LOCK_MILLISECONDS = 30_000


class PostgresIndex:
    """Implements ``seloste.ports.search_index.SearchIndex`` in a database.

    The schema and its tables are made where there are none.
    """

    def __init__(self, conninfo: str, *, schema: str = "seloste_search") -> None:
        self._schema = schema
        self._conninfo = conninfo
        self._made = False
        self._connections = PostgresConnections(conninfo, self._configure)

    def close(self) -> None:
        """Close every connection; the index may be used again."""
        self._connections.close()

    def put(self, entries: Collection[Entry]) -> None:
        """Keep items, each in place of what was kept of it; durable on return."""
        items = [entry.facts.item for entry in entries]
        with self._writing() as db:
            db.execute("DELETE FROM entry WHERE item = ANY(%s)", (items,))
            _insert(db, entries)

    def forget(self, items: Collection[UUID]) -> int:
        """Remove every trace of some items; return how many there were.

        All of it is one transaction. When it commits, PostgreSQL cuts the files of
        the old shelves to nothing.
        """
        wanted = list(items)
        with self._writing() as db:
            rows = db.execute(
                "SELECT DISTINCT item, shelf FROM entry WHERE item = ANY(%s)", (wanted,)
            ).fetchall()
            for shelf in {shelf for _, shelf in rows}:
                _write_anew(db, shelf, wanted)
        return len({item for item, _ in rows})

    def holds(self, items: Iterable[UUID]) -> frozenset[UUID]:
        """Return those of ``items`` that the index has anything of."""
        with self._lent() as db:
            rows = db.execute(
                "SELECT DISTINCT item FROM entry WHERE item = ANY(%s)", (list(items),)
            )
            return frozenset(item for (item,) in rows)

    def items(self) -> frozenset[UUID]:
        """Return every item that the index has anything of."""
        with self._lent() as db:
            rows = db.execute("SELECT DISTINCT item FROM entry")
            return frozenset(item for (item,) in rows)

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
        with self._lent() as db:
            db.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            # before anything is seen: a shelf written anew later would seem empty
            db.execute("LOCK TABLE entry IN ACCESS SHARE MODE")
            ask = Ask.of(db, scope, narrowed)
            return ask.find(sought, offset=offset, limit=limit)

    def state(self) -> IndexState:
        """Return how the index stands; an emptied one is incomplete."""
        with self._lent() as db:
            known = dict(db.execute("SELECT name, value FROM state").fetchall())
            (items,) = db.execute(
                "SELECT count(DISTINCT item) FROM entry"
            ).fetchone() or (0,)
            (size,) = db.execute(
                "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint"
                " FROM pg_class c WHERE c.relkind = 'r'"
                " AND c.relnamespace = %s::regnamespace",
                (self._schema,),
            ).fetchone() or (0,)
        cursor = known.get("cursor")
        return IndexState(
            complete=known.get("complete") == "yes",
            made_with=known.get("made-with", ""),
            cursor=UUID(cursor) if cursor else None,
            items=items,
            bytes=size,
        )

    def clear(self, *, made_with: str) -> None:
        """Remove everything; from here on it is incomplete."""
        with self._writing() as db:
            for (shelf,) in db.execute(
                "SELECT c.relname FROM pg_inherits i JOIN pg_class c"
                " ON c.oid = i.inhrelid WHERE i.inhparent = 'entry'::regclass"
            ).fetchall():
                db.execute(_named("DROP TABLE {}", shelf))
            db.execute("DELETE FROM shelf")
            db.execute("DELETE FROM span")
            db.execute("DELETE FROM state")
            db.execute("INSERT INTO state VALUES ('made-with', %s)", (made_with,))

    def mark(self, cursor: UUID | None, *, complete: bool) -> None:
        """Note how far the making has come."""
        values = [
            ("cursor", str(cursor) if cursor else ""),
            ("complete", "yes" if complete else ""),
        ]
        with self._writing() as db:
            db.cursor().executemany(
                "INSERT INTO state VALUES (%s, %s)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                values,
            )

    @contextmanager
    def _writing(self) -> Iterator[_Connection]:
        """Lend a connection in a transaction; one writes at a time."""
        with self._lent() as db:
            db.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            yield db

    @contextmanager
    def _lent(self) -> Iterator[_Connection]:
        try:
            if not self._made:
                with psycopg.connect(self._conninfo) as db:
                    _make(db, self._schema)
                self._made = True
            with self._connections.lent() as db:
                yield db
        except psycopg.Error as error:
            raise SearchUnavailable("the search index does not answer") from error

    def _configure(self, db: _Connection) -> None:
        db.execute(sql.SQL("SET search_path = {}").format(sql.Identifier(self._schema)))
        db.execute("SET plan_cache_mode = force_generic_plan")
        db.execute(sql.SQL("SET lock_timeout = {}").format(_LOCK_MILLISECONDS))


def _make(db: _Connection, schema: str) -> None:
    """Make the schema and its tables where there are none.

    Whole tables only: a partition is made with the first that is due with it.
    """
    db.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
    name = sql.Identifier(schema)
    db.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(name))
    db.execute(sql.SQL("SET LOCAL search_path = {}").format(name))
    db.execute(
        "CREATE UNLOGGED TABLE IF NOT EXISTS state"
        " (name text PRIMARY KEY, value text NOT NULL)"
    )
    db.execute(
        "CREATE TABLE IF NOT EXISTS shelf ("
        " id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
        " register text NOT NULL, due date NOT NULL, UNIQUE (register, due))"
    )
    db.execute(
        f"CREATE TABLE IF NOT EXISTS entry ({_COLUMNS}) PARTITION BY LIST (shelf)"
    )
    _make_spans(db)
    db.execute("ALTER TABLE entry ALTER COLUMN words SET STATISTICS 0")
    db.execute("CREATE INDEX IF NOT EXISTS entry_item ON entry (item)")
    db.execute(
        "CREATE INDEX IF NOT EXISTS entry_words ON entry"
        " USING gin (words) WITH (fastupdate = off)"
    )


def _make_spans(db: _Connection) -> None:
    """Make the table of when the texts of each shelf began, and fill it once."""
    if db.execute("SELECT to_regclass('span')").fetchone() != (None,):
        return
    db.execute(
        "CREATE UNLOGGED TABLE span (shelf integer PRIMARY KEY,"
        " oldest timestamptz NOT NULL, newest timestamptz NOT NULL)"
    )
    db.execute(
        "INSERT INTO span SELECT shelf, min(started_at), max(started_at)"
        " FROM entry GROUP BY shelf"
    )


def _insert(db: _Connection, entries: Iterable[Entry]) -> None:
    """Write a row for each passage, all of them in one statement."""
    shelves: dict[tuple[str, date], int] = {}
    began: dict[int, list[datetime]] = {}
    rows: list[tuple[object, ...]] = []
    for entry in entries:
        key = (entry.facts.register, entry.facts.due)
        if key not in shelves:
            shelves[key] = _shelf(db, *key)
        rows += _rows(entry, shelves[key])
        began.setdefault(shelves[key], []).append(entry.facts.started_at)
    if rows:
        db.execute(_INSERT, [list(column) for column in zip(*rows, strict=True)])
    db.cursor().executemany(
        _SPAN, [(shelf, min(times), max(times)) for shelf, times in began.items()]
    )


def _rows(entry: Entry, shelf: int) -> Iterator[tuple[object, ...]]:
    """Yield a row for each passage of an item."""
    facts = entry.facts
    for passage in entry.passages:
        yield (
            facts.item,
            facts.contact,
            facts.work,
            facts.register,
            facts.kind,
            facts.notice,
            facts.channel,
            facts.language,
            facts.controller,
            facts.started_at,
            shelf,
            len(passage.first),
            vector(passage),
        )


def _shelf(db: _Connection, register: str, due: date) -> int:
    """Return the number of a shelf, made where there is none."""
    row = db.execute(
        "SELECT id FROM shelf WHERE register = %s AND due = %s", (register, due)
    ).fetchone()
    if row is not None:
        return int(row[0])
    row = db.execute(
        "INSERT INTO shelf (register, due) VALUES (%s, %s) RETURNING id",
        (register, due),
    ).fetchone()
    number = int(row[0]) if row else 0
    table = sql.Identifier(_table(number))
    db.execute(_LIKE.format(table))
    _take_in(db, number, table)
    return number


def _write_anew(db: _Connection, shelf: int, gone: list[UUID]) -> None:
    """Write a shelf without some items, and drop what it was before."""
    old, new = sql.Identifier(_table(shelf)), sql.Identifier(f"{_table(shelf)}_new")
    db.execute(_LIKE.format(new))
    copied = db.execute(
        sql.SQL("INSERT INTO {} SELECT * FROM {} WHERE item <> ALL(%s)").format(
            new, old
        ),
        (gone,),
    ).rowcount
    db.execute(
        sql.SQL("CREATE INDEX ON {} USING gin (words) WITH (fastupdate = off)").format(
            new
        )
    )
    db.execute(sql.SQL("DROP TABLE {}").format(old))
    if copied:
        db.execute(sql.SQL("ALTER TABLE {} RENAME TO {}").format(new, old))
        _take_in(db, shelf, old)
    else:
        db.execute(sql.SQL("DROP TABLE {}").format(new))
        db.execute("DELETE FROM span WHERE shelf = %s", (shelf,))
        db.execute("DELETE FROM shelf WHERE id = %s", (shelf,))


def _take_in(db: _Connection, shelf: int, table: sql.Identifier) -> None:
    """Make a table the shelf of that number, and keep no statistics of its words."""
    db.execute(
        sql.SQL("ALTER TABLE {} ALTER COLUMN words SET STATISTICS 0").format(table)
    )
    db.execute(
        sql.SQL("ALTER TABLE entry ATTACH PARTITION {} FOR VALUES IN ({})").format(
            table, shelf
        )
    )


def _table(shelf: int) -> str:
    return f"shelf_{shelf}"


def _named(statement: Any, table: str) -> sql.Composed:
    return sql.SQL(statement).format(sql.Identifier(table))
