"""Starting the programs of this folder, on either database."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import psycopg
from django.db import connection
from psycopg.conninfo import make_conninfo

ROOT = Path(__file__).parents[2]


def run(program: str, home: Path, *arguments: str, database: str = "") -> str:
    """Run ``tests.crash.<program>`` below ``home`` and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.crash.{program}", str(home), *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={
            "PYTHONPATH": "src:.",
            "PATH": "/usr/bin:/bin",
            "SELOSTE_DATABASE": database,
        },
    )
    assert (done.stderr, done.returncode) == ("", 0)
    return done.stdout


@contextmanager
def database() -> Iterator[str]:
    """Yield the URL of an empty database of the kind the tests run on."""
    if connection.vendor == "sqlite":
        yield ""
        return
    given, name = connection.settings_dict, f"crash_{uuid4().hex}"
    server = {"host": given["HOST"], "port": given["PORT"], "user": given["USER"]}
    server = {key: value for key, value in server.items() if value}
    server |= {"password": given["PASSWORD"]} if given["PASSWORD"] else {}
    home = make_conninfo(**server, dbname="postgres")
    with psycopg.connect(home, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}".encode())
        yield _url(server, name)
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _url(server: dict[str, str], name: str) -> str:
    word = {key: quote(value, safe="") for key, value in server.items()}
    password = f":{word['password']}" if "password" in word else ""
    port = f":{word['port']}" if "port" in word else ""
    return f"postgresql://{word['user']}{password}@{word['host']}{port}/{name}"
