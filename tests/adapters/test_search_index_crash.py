"""A search index after SIGKILL: of who writes to it, and of the database server."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from uuid import UUID

import pytest
from tools import postgres_for_tests as servers

from seloste.adapters.search.postgres import PostgresIndex
from seloste.adapters.search.sqlite_fts import SqliteIndex
from tests.adapters.test_search_index_contract import entry, find, word
from tests.adapters.test_search_index_forgets import CANARY, holding

WRITER = """
import sys
sys.path[:0] = ["src", "."]
from pathlib import Path
from seloste.adapters.search.sqlite_fts import SqliteIndex
from tests.adapters.test_search_index_forgets import secret
from uuid import UUID
index = SqliteIndex(Path(sys.argv[1]))
number = 1
while True:
    index.put([secret(number)])
    print(number, flush=True)
    if number % 3 == 0:
        index.forget([UUID(int=number)])
    number += 1
"""
ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_a_writer_that_is_killed_leaves_an_index_that_forgets(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite3"
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | {"SELOSTE_TEST_CANARY": CANARY},
    )
    assert writer.stdout is not None
    last = 0
    while last < 20:
        last = int(writer.stdout.readline())
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    index = SqliteIndex(path)
    assert holding(index, tmp_path, CANARY)

    index.forget([UUID(int=number) for number in range(1, last + 2)])

    assert holding(index, tmp_path, CANARY) == []
    assert index.items() == frozenset()
    index.close()


@pytest.mark.slow
def test_a_database_that_crashed_has_an_empty_index_that_says_so() -> None:
    try:
        bin_ = servers.programs()
    except servers.PostgresMissingError:
        pytest.skip("no PostgreSQL here")
    with tempfile.TemporaryDirectory(prefix="seloste-pg-", dir="/tmp") as folder:
        home, identity = Path(folder), servers._identity()
        if identity:
            shutil.chown(home, servers.SERVER_USER, servers.SERVER_USER)
        servers._make_cluster(bin_, home, identity)
        server = _started(bin_, home)
        index = PostgresIndex(f"host={home} user=seloste dbname=postgres")
        index.put([entry(1, "lasku")])
        index.mark(None, complete=True)
        assert index.state().complete
        index.close()

        server.send_signal(signal.SIGQUIT)  # what a crash leaves: no clean shutdown
        server.wait()
        server = _started(bin_, home)
        state = index.state()
        index.put([entry(2, "lasku")])
        again = find(index, word("lasku")).total
        index.close()
        server.send_signal(signal.SIGQUIT)
        server.wait()

    assert (state.complete, state.items, again) == (False, 0, 1)


def _started(bin_: Path, home: Path) -> "subprocess.Popen[bytes]":
    (home / "data" / "postmaster.pid").unlink(missing_ok=True)
    server = servers._start(bin_, home, servers._identity(), ())
    for _ in range(5):
        servers._wait(bin_, home, server)
        time.sleep(0.1)
    return server
