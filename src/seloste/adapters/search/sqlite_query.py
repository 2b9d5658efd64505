"""What SQLite is asked: the words for FTS5, and who may find what.

Nothing somebody typed becomes SQL: words reach FTS5 as quoted strings of
letters and digits, everything else as a parameter.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from seloste.domain.search import Manner, Sought
from seloste.ports.search_index import Narrowed, Scope

WHOLE = "{first also}"


@dataclass(frozen=True, slots=True)
class Asked:
    """Conditions on an entry ``e``, and their parameters in order."""

    where: str
    parameters: tuple[object, ...]


def match(sought: Iterable[Sought]) -> str:
    """Return the expression of FTS5 for words that must all be there."""
    return " AND ".join(f"({_expression(one)})" for one in sought)


def _expression(one: Sought) -> str:
    if one.manner is Manner.PREFIX:
        return f'{WHOLE} : ("{one.prefix}" *)'
    runs = (" + ".join(f'"{form}"' for form in run) for run in one.runs)
    apart = [f"first : ({run})" for run in runs]
    if one.manner is Manner.PHRASE:
        return " OR ".join(apart)
    itself = " OR ".join(f'"{form}"' for form in (*one.lemmas, *one.heads))
    inside = " OR ".join(f'"{form}"' for form in one.lemmas)
    return " OR ".join((f"{WHOLE} : ({itself})", f"parts : ({inside})", *apart))


def conditions(db: sqlite3.Connection, scope: Scope, narrowed: Narrowed) -> Asked:
    """Return the conditions of a scope; long lists go into temporary tables."""
    where, parameters = _granted(scope)
    for column, name, ids in (
        ("e.item", "hidden", scope.hidden),
        ("e.contact", "hidden_contact", scope.hidden_contacts),
    ):
        if ids:
            _fill(db, name, ids)
            where += f" AND ({column} IS NULL OR {column} NOT IN temp.{name})"
    _fill(db, "open_work", scope.works)
    where += " AND (e.work IS NULL OR e.work IN temp.open_work)"
    if narrowed.contacts is not None:
        _fill(db, "wanted_contact", narrowed.contacts)
        where += " AND e.contact IN temp.wanted_contact"
    more, values = _narrowed(narrowed)
    return Asked(where + more, (*parameters, *values))


def _granted(scope: Scope) -> tuple[str, list[object]]:
    """Return that an entry is of the register, and of what is granted there."""
    parts, parameters = [], [scope.register]
    values: list[object] = [*parameters]
    for grant in scope.grants:
        kinds = ", ".join("?" * len(grant.kinds))
        parts.append(f"(e.notice = ? AND e.kind IN ({kinds}))")
        values += [grant.notice.bytes, *sorted(grant.kinds)]
    return f" AND e.register = ? AND ({' OR '.join(parts) or '0'})", values


def _narrowed(narrowed: Narrowed) -> tuple[str, list[object]]:
    controller, since, until = narrowed.controller, narrowed.since, narrowed.until
    found: list[tuple[str, object]] = [
        ("e.channel = ?", narrowed.channel),
        ("e.language = ?", narrowed.language),
        ("e.controller = ?", controller.bytes if controller else None),
        ("e.started_at >= ?", since.timestamp() if since else None),
        ("e.started_at < ?", until.timestamp() if until else None),
    ]
    given = [(text, value) for text, value in found if value not in ("", None)]
    return "".join(f" AND {text}" for text, _ in given), [value for _, value in given]


def _fill(db: sqlite3.Connection, name: str, ids: Iterable[UUID]) -> None:
    """Put ids into a temporary table, which lies in memory and is this connection's."""
    db.execute(f"CREATE TEMP TABLE IF NOT EXISTS {name} (id BLOB PRIMARY KEY)")
    db.execute(f"DELETE FROM temp.{name}")
    db.executemany(
        f"INSERT OR IGNORE INTO temp.{name} VALUES (?)",
        ((one.bytes,) for one in ids),
    )
