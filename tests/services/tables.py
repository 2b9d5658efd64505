"""What the tables hold, read row by row as the database has it."""

from typing import Any

from django.apps import apps
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

type Row = tuple[Any, ...]
type Tables = dict[str, list[Row]]


def stored(*, apart: frozenset[type[Model]] = frozenset()) -> Tables:
    """Return every row of every table but those ``apart``, by the table's name.

    Asked without models, because thousands of tests ask it before and after.
    """
    names = sorted(
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model not in apart
    )
    with connection.cursor() as cursor:
        return {name: _rows(cursor, name) for name in names}


def columns(table: str) -> tuple[str, ...]:
    """Return the names of a table's columns, in the order of its rows."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} LIMIT 0")
        return tuple(one[0] for one in cursor.description)


def _rows(cursor: CursorWrapper, table: str) -> list[Row]:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")
    return list(cursor.fetchall())
