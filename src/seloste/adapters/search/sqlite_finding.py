"""Finding in SQLite: few answers are weighed, of many the newest are taken.

Reads only, in the snapshot of whoever lends the connection. Every statement has
the conditions of who may find what.
"""

import math
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self
from uuid import UUID

from seloste.adapters.search.newest import MOST, newest, page
from seloste.adapters.search.sqlite_query import Asked, conditions, match
from seloste.domain.search import Sought, closer, forms_of, score
from seloste.ports.search_index import RANKED, Found, Hit, Narrowed, Scope

type _Row = tuple[int, str, bytes, float, int]


@dataclass(frozen=True, slots=True)
class Ask:
    """One search of somebody: what they may find, and on which shelves it lies."""

    db: sqlite3.Connection
    asked: Asked
    shelves: tuple[tuple[str, float], ...]

    @classmethod
    def of(cls, db: sqlite3.Connection, scope: Scope, narrowed: Narrowed) -> Self:
        """Return the search; no shelf of another register or time is looked at."""
        asked = conditions(db, scope, narrowed)
        return cls(db, asked, _shelves(db, scope.register, narrowed))

    def find(self, sought: tuple[Sought, ...], *, offset: int, limit: int) -> Found:
        """Return what answers, best first; of very many the newest."""
        rows = self._some(sought)
        near = closer(sought)
        if len(rows) > RANKED and near != sought and (fewer := self._some(near)):
            rows, sought = fewer, near
        if len(rows) <= RANKED:
            return self._best(rows, sought, offset=offset, limit=limit)
        wanted = match(sought)
        found = newest(self.shelves, lambda shelf: self._newest(shelf, wanted))
        return page(found, offset=offset, limit=limit)

    def _some(self, sought: tuple[Sought, ...]) -> list[_Row]:
        """Return entries that answer, up to one more than are ranked."""
        wanted, found = match(sought), list[_Row]()
        for shelf, _ in self.shelves:
            query = (
                f"SELECT e.id, e.shelf, e.item, e.started_at, e.length FROM {shelf} s"
                f" JOIN entry e ON e.id = s.rowid WHERE {shelf} MATCH ?"
                f"{self.asked.where} LIMIT ?"
            )
            parameters = (wanted, *self.asked.parameters, MOST - len(found))
            found += self.db.execute(query, parameters).fetchall()
            if len(found) == MOST:
                break
        return found

    def _newest(self, shelf: str, wanted: str) -> Iterator[Hit]:
        """Yield the newest items of a shelf that answer."""
        query = (
            f"SELECT DISTINCT e.started_at, e.item FROM {shelf} s"
            f" JOIN entry e ON e.id = s.rowid WHERE {shelf} MATCH ?{self.asked.where}"
            " ORDER BY e.started_at DESC, e.item DESC LIMIT ?"
        )
        rows = self.db.execute(query, (wanted, *self.asked.parameters, MOST))
        for at, item in rows:
            yield Hit(UUID(bytes=item), 0.0, datetime.fromtimestamp(at, UTC))

    def _best(
        self, rows: list[_Row], sought: tuple[Sought, ...], *, offset: int, limit: int
    ) -> Found:
        """Return the best of so few entries that each can be looked at."""
        wanted = _counts_for(sought)
        best: dict[bytes, tuple[float, float]] = {}
        for row, shelf, item, at, length in rows:
            first, also, parts = self.db.execute(
                f"SELECT first, also, parts FROM {shelf} WHERE rowid = ?", (row,)
            ).fetchone()
            mark = score(
                sought,
                whole=Counter(filter(wanted, f"{first} {also}".split())),
                inside=Counter(filter(wanted, parts.split())),
                length=length,
            )
            best[item] = max(best.get(item, (0.0, at)), (mark, at))
        ranked = sorted(
            ((mark, at, item) for item, (mark, at) in best.items()), reverse=True
        )
        hits = (
            Hit(UUID(bytes=item), mark, datetime.fromtimestamp(at, UTC))
            for mark, at, item in ranked[offset : offset + limit]
        )
        return Found(len(best), tuple(hits))


def _shelves(
    db: sqlite3.Connection, register: str, narrowed: Narrowed
) -> tuple[tuple[str, float], ...]:
    """Return the shelves of a register and when the newest text of each began.

    The newest shelf comes first; those that are narrowed away are left out.
    """
    rows = db.execute(
        "SELECT name, oldest, newest FROM (SELECT name,"
        " (SELECT min(started_at) FROM entry WHERE shelf = name) AS oldest,"
        " (SELECT max(started_at) FROM entry WHERE shelf = name) AS newest"
        " FROM shelf WHERE register = ?)"
        " WHERE newest IS NOT NULL ORDER BY newest DESC",
        (register,),
    )
    since = narrowed.since.timestamp() if narrowed.since else -math.inf
    until = narrowed.until.timestamp() if narrowed.until else math.inf
    return tuple(
        (name, newest)
        for name, oldest, newest in rows.fetchall()
        if newest >= since and oldest < until
    )


def _counts_for(sought: tuple[Sought, ...]) -> Callable[[str], bool]:
    """Return what tells which words of a text matter for its score."""
    forms = forms_of(sought)
    prefixes = tuple(one.prefix for one in sought if one.prefix)
    return lambda word: word in forms or bool(prefixes and word.startswith(prefixes))
