"""Where many tests begin, made by the program once and put back from then on."""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.backends.utils import CursorWrapper

from tests.services import tables
from tests.services.stores import new_folder
from tests.services.tables import Row, Tables

BY_TRIGGER = frozenset({"procrastinate_events"})
"""What PostgreSQL writes by itself where a job is asked for."""


class World[**P, T]:
    """Rows and stores that a fixture makes with the program, put back at later tests.

    Thousands of tests begin where a few contacts are kept; these are kept once a run.
    Each test gets a copy of its own, of which it may change all.
    """

    def __init__(self, make: Callable[P, T]) -> None:
        self._make = make
        self._made: _Made[T] | None = None

    def put(self, home: Path, *args: P.args, **kwargs: P.kwargs) -> T:
        """Make it the first time; later put back its rows, and ``home`` as it was.

        The tables and the files in ``home`` are the same each time it is called.
        """
        if self._made:
            return self._made.put_back(home)
        before = tables.stored()
        result = self._make(*args, **kwargs)
        self._made = _Made(result, new_folder() / "home", tuple(_changes(before)))
        shutil.copytree(home, self._made.home)
        return result


@dataclass(frozen=True)
class _Change:
    """Rows of a table that are new, and keys of those that they take the place of."""

    table: str
    columns: tuple[str, ...]
    key: str
    keys: list[Row]
    rows: list[Row]

    def repeat(self, cursor: CursorWrapper) -> None:
        quote = connection.ops.quote_name
        into, key = quote(self.table), quote(self.key)
        columns = ", ".join(quote(one) for one in self.columns)
        values = ", ".join(["%s"] * len(self.columns))
        cursor.executemany(f"DELETE FROM {into} WHERE {key} = %s", self.keys)
        cursor.executemany(
            f"INSERT INTO {into} ({columns}) VALUES ({values})", self.rows
        )


@dataclass(frozen=True)
class _Made[T]:
    result: T
    home: Path
    changes: tuple[_Change, ...]

    def put_back(self, home: Path) -> T:
        changed = {change.table for change in self.changes}
        models = [one for one in apps.get_models() if one._meta.db_table in changed]
        with connection.cursor() as cursor:
            for change in self.changes:
                change.repeat(cursor)
            # A table that counts its rows counts on from those that were put back.
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)
        shutil.rmtree(home)
        shutil.copytree(self.home, home)
        return self.result


def _changes(before: Tables) -> Iterable[_Change]:
    after = tables.stored()
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        rows = [row for row in after[table] if row not in before[table]]
        if rows and table not in BY_TRIGGER:
            key = str(model._meta.pk.column)
            columns = tables.columns(table)
            at = columns.index(key)
            there = {row[at] for row in before[table]}
            keys = [(row[at],) for row in rows if row[at] in there]
            yield _Change(table, columns, key, keys, rows)
