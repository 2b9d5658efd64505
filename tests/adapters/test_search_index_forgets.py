"""No byte of a forgotten word is left in a file of either search index."""

import os
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from seloste.adapters.search import postgres, sqlite_file
from seloste.adapters.search.postgres import PostgresIndex
from seloste.adapters.search.sqlite_fts import SqliteIndex
from seloste.adapters.storage.records_dump import PostgresRecords
from seloste.domain.search import Streams
from seloste.ports.search_index import (
    RANKED,
    Entry,
    Narrowed,
    SearchIndex,
    SearchInsecure,
    SearchUnavailable,
)
from tests.adapters.search_indexes import conninfo, contents, on_postgres, products
from tests.adapters.test_search_index_contract import (
    entry,
    find,
    later,
    numbers,
    word,
)

pytestmark = pytest.mark.database

CANARY = os.environ.get("SELOSTE_TEST_CANARY") or f"kanarialintu{uuid4().hex}"
"""Another word in every process: all of them look through the files of one server.

A test that has a process of its own write gives it the test's word.
"""


@pytest.fixture(params=products(), ids=lambda make: make.__name__)
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchIndex]:
    """An index with nothing in it."""
    with request.param(tmp_path) as made:
        yield made


def secret(number: int, **changes: object) -> Entry:
    """Return an item whose every stream has a word that nothing else has."""
    plain = entry(number, "lasku", **changes)  # type: ignore[arg-type]  # names are checked by dataclasses
    words = (f"a{CANARY}{number}", "lasku"), (f"b{CANARY}{number}",)
    return replace(plain, passages=(Streams(*words, (f"c{CANARY}{number}",)),))


def files(index: SearchIndex, folder: Path) -> dict[str, bytes]:
    """Return every byte of every file that may hold words."""
    if isinstance(index, SqliteIndex):
        return {one.name: one.read_bytes() for one in folder.iterdir()}
    with psycopg.connect(conninfo(), autocommit=True) as db:
        # a plain checkpoint leaves pages of unlogged tables in memory; this does not
        name = sql.Identifier(f"flushed_{uuid4().hex}")
        made = "CREATE DATABASE {} TEMPLATE template0 STRATEGY file_copy"
        db.execute(sql.SQL(made).format(name))
        db.execute(sql.SQL("DROP DATABASE {}").format(name))
        (where,) = db.execute("SHOW data_directory").fetchone() or ("",)
    return contents(Path(where))


def holding(index: SearchIndex, folder: Path, text: str) -> list[str]:
    """Return the files in which a text stands; PostgreSQL's log of writes included."""
    found = files(index, folder)
    return sorted(name for name, data in found.items() if text.encode() in data)


def test_the_words_of_what_is_forgotten_are_in_no_file(
    index: SearchIndex, tmp_path: Path
) -> None:
    index.put([secret(number) for number in range(1, 60)])
    assert holding(index, tmp_path, f"a{CANARY}7")

    index.forget([UUID(int=7), UUID(int=8)])

    for stream in "abc":
        assert holding(index, tmp_path, f"{stream}{CANARY}7") == []
        assert holding(index, tmp_path, f"{stream}{CANARY}8") == []
    assert holding(index, tmp_path, f"a{CANARY}9")
    assert find(index, word("lasku")).total == 57


def test_a_day_that_goes_as_a_whole_leaves_nothing(
    index: SearchIndex, tmp_path: Path
) -> None:
    index.put([secret(number) for number in range(1, 40)])
    index.put([secret(90, due=date(2026, 12, 1))])
    assert holding(index, tmp_path, CANARY)

    index.forget([UUID(int=number) for number in range(1, 40)])

    assert holding(index, tmp_path, f"a{CANARY}1") == []
    assert holding(index, tmp_path, f"c{CANARY}39") == []
    assert numbers(find(index, word("lasku"))) == [90]


def test_what_was_put_again_is_forgotten_with_its_older_words(
    index: SearchIndex, tmp_path: Path
) -> None:
    index.put([secret(1), secret(2)])
    index.put([entry(1, "muu")])

    index.forget([UUID(int=1)])

    assert holding(index, tmp_path, f"a{CANARY}1") == []
    assert numbers(find(index, word("lasku"))) == [2]


def test_an_emptied_index_leaves_nothing(index: SearchIndex, tmp_path: Path) -> None:
    index.put([secret(number) for number in range(1, 40)])
    assert holding(index, tmp_path, CANARY)

    index.clear(made_with="test")

    assert holding(index, tmp_path, CANARY) == []


def test_forgetting_waits_for_whoever_reads_and_says_so(tmp_path: Path) -> None:
    index = SqliteIndex(tmp_path / "search.sqlite3", patience=0.05)
    index.put([secret(1)])
    path = tmp_path / "search.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM entry").fetchone()

        with pytest.raises(SearchUnavailable):
            index.forget([UUID(int=1)])

    index.forget([UUID(int=1)])
    assert holding(index, tmp_path, CANARY) == []
    index.close()


def test_sqlite_that_does_not_overwrite_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sqlite_file.SETTINGS, "secure_delete", 0)
    index = SqliteIndex(tmp_path / "search.sqlite3")

    with pytest.raises(SearchInsecure):
        index.state()


def test_an_index_that_was_lost_is_empty_and_incomplete(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite3"
    index = SqliteIndex(path)
    index.put([secret(1)])
    index.mark(None, complete=True)
    for one in tmp_path.iterdir():
        one.unlink()

    state = index.state()

    assert (state.complete, state.items) == (False, 0)
    assert (path.stat().st_mode & 0o777) == 0o600
    index.close()


def test_an_emptied_index_has_the_tables_of_today(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite3"
    index = SqliteIndex(path)
    index.put([secret(1)])
    with closing(sqlite3.connect(path)) as db:
        db.execute("DROP INDEX entry_shelf")
        db.execute("CREATE INDEX entry_shelf ON entry (shelf)")
    assert numbers(find(index, word("lasku"))) == [1]

    index.clear(made_with="test")

    with closing(sqlite3.connect(path)) as db:
        columns = db.execute("PRAGMA index_info(entry_shelf)").fetchall()
    assert [name for _, _, name in columns] == ["shelf", "started_at"]
    assert holding(index, tmp_path, CANARY) == []
    index.close()


def test_threads_may_use_one_index(tmp_path: Path) -> None:
    index = SqliteIndex(tmp_path / "search.sqlite3")
    threads = [
        threading.Thread(target=index.put, args=([secret(number)],))
        for number in range(1, 9)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert index.state().items == 8
    index.close()


@pytest.mark.skipif(not on_postgres(), reason="PostgreSQL only")
class TestPostgres:
    def test_no_word_is_in_the_statistics(self, index: PostgresIndex) -> None:
        index.put([secret(number) for number in range(1, 300)])

        with psycopg.connect(conninfo(), autocommit=True) as db:
            db.execute("ANALYZE")
            rows = db.execute(
                "SELECT 1 FROM pg_stats WHERE schemaname LIKE 'search_%%'"
                " AND attname = 'words'"
            ).fetchall()

        assert rows == []

    def test_words_are_in_unlogged_tables_only(self, index: PostgresIndex) -> None:
        index.put([secret(1)])

        with psycopg.connect(conninfo()) as db:
            logged = db.execute(
                "SELECT c.relname FROM pg_class c JOIN pg_namespace n"
                " ON n.oid = c.relnamespace WHERE n.nspname LIKE 'search_%'"
                " AND c.relkind IN ('r', 'i') AND c.relpersistence <> 'u'"
            ).fetchall()

        assert {name for (name,) in logged} == {
            "shelf",
            "shelf_pkey",
            "shelf_register_due_key",
        }

    def test_forgetting_is_all_or_nothing(
        self, index: PostgresIndex, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        index.put([secret(1), secret(2)])

        def cut(*_: object) -> None:
            raise psycopg.OperationalError("cut")

        with monkeypatch.context() as cut_short:
            cut_short.setattr(postgres, "_take_in", cut)
            with pytest.raises(SearchUnavailable):
                index.forget([UUID(int=1)])

        assert index.items() == {UUID(int=1), UUID(int=2)}
        assert index.forget([UUID(int=1)]) == 1

    def test_somebody_who_began_before_does_not_keep_words(
        self, index: PostgresIndex, tmp_path: Path
    ) -> None:
        index.put([secret(1), secret(2)])
        assert holding(index, tmp_path, f"a{CANARY}1")
        with psycopg.connect(conninfo()) as other:
            other.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            other.execute("SELECT count(*) FROM pg_class").fetchone()

            index.forget([UUID(int=1)])

            assert holding(index, tmp_path, f"a{CANARY}1") == []

    def test_no_dump_of_the_records_has_the_index(self, tmp_path: Path) -> None:
        index = PostgresIndex(conninfo())
        index.put([secret(1)])
        parts = {key: str(value) for key, value in conninfo_to_dict(conninfo()).items()}
        target = tmp_path / "records.dump"

        PostgresRecords(parts).dump(target)

        listed = subprocess.run(
            ["pg_restore", "--list", str(target)],
            capture_output=True,
            text=True,
            check=True,
        )
        index.clear(made_with="")
        index.close()
        assert listed.stdout
        assert "seloste_search" not in listed.stdout

    def test_an_index_of_before_is_told_when_its_texts_began(
        self, index: PostgresIndex
    ) -> None:
        index.put([entry(number, "lasku") for number in (1, 2)])
        index.put([entry(3, "lasku", due=date(2026, 12, 1))])
        with psycopg.connect(conninfo()) as db:
            name = sql.Identifier(index._schema, "span")
            db.execute(sql.SQL("DROP TABLE {}").format(name))
        other = PostgresIndex(conninfo(), schema=index._schema)

        found = find(other, word("lasku"), narrowed=Narrowed(since=later(2)))

        other.close()
        assert numbers(found) == [3, 2]

    def test_a_shelf_nobody_knows_the_times_of_is_looked_at(
        self, index: PostgresIndex
    ) -> None:
        index.put([entry(number, "lasku muu") for number in range(1, RANKED + 3)])
        with psycopg.connect(conninfo()) as db:
            name = sql.Identifier(index._schema, "span")
            db.execute(sql.SQL("DELETE FROM {}").format(name))

        narrow = find(index, word("lasku"), narrowed=Narrowed(since=later(1001)))

        assert numbers(narrow) == [1002, 1001]
        assert numbers(find(index, word("lasku"), limit=2)) == [1002, 1001]
