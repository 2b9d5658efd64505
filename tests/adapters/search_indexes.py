"""The search indexes there are, for the tests that hold all of them to one port."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import psycopg
from django.conf import settings
from psycopg import sql
from psycopg.conninfo import make_conninfo

from seloste.adapters.search.postgres import PostgresIndex
from seloste.adapters.search.sqlite_fts import SqliteIndex
from seloste.ports.search_index import SearchIndex


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder by its path.

    A server in use by others drops and renames its files meanwhile: one that is gone
    holds nothing.
    """
    found = {}
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError, IsADirectoryError):
            found[str(path)] = path.read_bytes()
    return found


@contextmanager
def sqlite_index(folder: Path) -> Iterator[SearchIndex]:
    """Lend an index in a new SQLite file."""
    index = SqliteIndex(folder / "search.sqlite3", patience=1.0)
    yield index
    index.close()


def conninfo() -> str:
    """Return how the PostgreSQL of this run is reached."""
    database = settings.DATABASES["default"]
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    parts = {name: str(database[key]) for name, key in names.items()}
    given = {name: value for name, value in parts.items() if value}
    return make_conninfo("", dbname="postgres", **given)


@contextmanager
def postgres_index(_folder: Path) -> Iterator[SearchIndex]:
    """Lend an index in a schema of its own, which is dropped afterwards."""
    schema = f"search_{uuid.uuid4().hex}"
    index = PostgresIndex(conninfo(), schema=schema)
    try:
        yield index
    finally:
        index.close()
        with psycopg.connect(conninfo()) as db:
            name = sql.Identifier(schema)
            db.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(name))


type Product = Callable[[Path], AbstractContextManager[SearchIndex]]


def on_postgres() -> bool:
    """Tell whether this run has a PostgreSQL."""
    return "postgresql" in settings.DATABASES["default"]["ENGINE"]


def products() -> list[Product]:
    """Return how each index is made; PostgreSQL where the run has one."""
    return [postgres_index] if on_postgres() else [sqlite_index]
