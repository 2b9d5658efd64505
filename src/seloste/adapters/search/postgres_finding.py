"""Finding in PostgreSQL: few answers are weighed, of many the newest are taken.

Reads only, in the transaction of whoever lends the connection. Every statement
has the conditions of who may find what.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from psycopg import sql

from seloste.adapters.search.newest import MOST, newest, page
from seloste.adapters.search.postgres_connections import Connection
from seloste.adapters.search.postgres_query import conditions, match
from seloste.domain.search import Sought, closer, forms_of, score
from seloste.ports.search_index import RANKED, Found, Hit, Narrowed, Scope

_SHELVES = """
SELECT id, newest FROM shelf LEFT JOIN span ON span.shelf = shelf.id
WHERE register = %(register)s
AND (span.shelf IS NULL OR newest >= coalesce(%(since)s, '-infinity'::timestamptz)
AND oldest < coalesce(%(until)s, 'infinity'::timestamptz))
ORDER BY newest DESC NULLS FIRST
"""
_SOME = """
SELECT item, started_at, length, array(
SELECT (u.lexeme, u.weights)::text FROM unnest(words) u
WHERE u.lexeme = ANY(%(forms)s) OR u.lexeme LIKE ANY(%(prefixes)s))
FROM (SELECT item, started_at, length, words FROM entry WHERE {} LIMIT %(most)s) found
"""
_NEWEST = """
SELECT DISTINCT started_at, item FROM entry WHERE {}
ORDER BY started_at DESC, item DESC LIMIT %(most)s
"""

ALONE = 8
GROWTH = 4
"""So many shelves are asked alone, then 4, 16, 64 and so on at once."""

type _Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """One search of somebody: what they may find, and on which shelves it lies."""

    db: Connection
    where: sql.Composable
    values: dict[str, object]
    shelves: tuple[tuple[int, float], ...]

    @classmethod
    def of(cls, db: Connection, scope: Scope, narrowed: Narrowed) -> Self:
        """Return the search; no shelf of another register or time is looked at."""
        where, values = conditions(scope, narrowed)
        rows = db.execute(
            _SHELVES,
            {
                "register": scope.register,
                "since": narrowed.since,
                "until": narrowed.until,
            },
        )
        shelves = tuple(
            (shelf, began.timestamp() if began else math.inf) for shelf, began in rows
        )
        return cls(db, where, {**values, "most": MOST}, shelves)

    def find(self, sought: tuple[Sought, ...], *, offset: int, limit: int) -> Found:
        """Return what answers, best first; of very many the newest."""
        rows = self._some(sought)
        near = closer(sought)
        if len(rows) > RANKED and near != sought and (fewer := self._some(near)):
            rows, sought = fewer, near
        if len(rows) <= RANKED:
            return _best(rows, sought, offset=offset, limit=limit)
        wanted = match(sought)
        found = newest(self._groups(), lambda some: self._newest(some, wanted))
        return page(found, offset=offset, limit=limit)

    def _some(self, sought: tuple[Sought, ...]) -> list[_Row]:
        """Return entries that answer, with how often the words stand in them."""
        parameters = {
            **self.values,
            "wanted": match(sought),
            "shelves": [shelf for shelf, _ in self.shelves],
            "forms": list(forms_of(sought)),
            "prefixes": [f"{one.prefix}%" for one in sought if one.prefix],
        }
        statement = sql.SQL(_SOME).format(self.where)
        return self.db.execute(statement, parameters).fetchall()

    def _groups(self) -> Iterator[tuple[tuple[int, ...], float]]:
        """Yield the shelves, newest first: some alone, then more and more at once.

        Where few of them answer little, many have to be asked, and to begin asking
        takes longer than the answer.
        """
        at, size = 0, 1
        while at < len(self.shelves):
            size = 1 if at < ALONE else size * GROWTH
            some = self.shelves[at : at + size]
            yield tuple(shelf for shelf, _ in some), some[0][1]
            at += size

    def _newest(self, shelves: tuple[int, ...], wanted: str) -> Iterator[Hit]:
        """Yield the newest items of some shelves that answer."""
        alone = len(shelves) == 1
        # a plan for all shelves takes long to begin with, one for these to make
        kind = "custom" if alone else "generic"
        self.db.execute(f"SET LOCAL plan_cache_mode = force_{kind}_plan")
        parameters = {**self.values, "wanted": wanted, "shelves": list(shelves)}
        statement = sql.SQL(_NEWEST).format(self.where)
        rows = self.db.execute(statement, parameters, prepare=False if alone else None)
        for at, item in rows.fetchall():
            yield Hit(item, 0.0, at)


def _best(
    rows: list[_Row], sought: tuple[Sought, ...], *, offset: int, limit: int
) -> Found:
    """Return the best of so few entries that each can be looked at."""
    best: dict[UUID, tuple[float, datetime]] = {}
    for item, at, length, counts in rows:
        whole, inside = _counts(counts)
        mark = score(sought, whole=whole, inside=inside, length=length)
        best[item] = max(best.get(item, (0.0, at)), (mark, at))
    ranked = sorted(
        ((mark, at, item) for item, (mark, at) in best.items()), reverse=True
    )
    hits = (Hit(item, mark, at) for mark, at, item in ranked[offset : offset + limit])
    return Found(len(best), tuple(hits))


def _counts(rows: Iterable[str]) -> tuple[dict[str, int], dict[str, int]]:
    """Return how often forms stand as words (A, B) and inside compounds (C)."""
    whole: dict[str, int] = {}
    inside: dict[str, int] = {}
    for row in rows:
        form, _, weights = row.strip("()").partition(",")
        whole[form] = weights.count("A") + weights.count("B")
        inside[form] = weights.count("C")
    return whole, inside
