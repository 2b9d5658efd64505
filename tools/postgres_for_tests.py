"""Lend a throw-away PostgreSQL server to tests.

``python tools/postgres_for_tests.py -- pytest tests`` makes a cluster in a
private folder under /tmp, listens on a Unix socket there and nowhere else, names
it in ``SELOSTE_TEST_DATABASE``, runs the command, stops the server and removes
the folder. Nothing is kept on this server, so it never waits for the disk.
A server that root needs runs as the Debian user ``postgres``: PostgreSQL refuses
to run as root.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

INSTALLED = Path("/usr/lib/postgresql")
STARTS_WITHIN_SECONDS = 60
DIES_WITH_PARENT = ("setpriv", "--pdeathsig", "QUIT", "--")
SERVER_USER = "postgres"
FAST_AND_FORGETFUL = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
)
ALWAYS = ("listen_addresses=", "max_connections=200", "timezone=UTC")


class PostgresMissingError(Exception):
    """There is no PostgreSQL on this machine to start."""


def programs() -> Path:
    """Return the folder of the newest PostgreSQL's initdb and postgres."""
    folders = sorted(
        INSTALLED.glob("*/bin"),
        key=lambda folder: int(folder.parent.name),
        reverse=True,
    )
    if elsewhere := shutil.which("postgres"):
        folders.append(Path(elsewhere).resolve().parent)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    message = "no PostgreSQL server here; as root: apt-get install postgresql"
    raise PostgresMissingError(message)


@contextlib.contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """Yield the URL of a new, empty server; it is gone afterwards.

    The folder is in /tmp, because the path of a socket has room for 107 bytes.
    ``durable`` lets it wait for the disk as in production, for measurements.
    """
    bin_ = programs()
    home = Path(tempfile.mkdtemp(prefix="seloste-pg-", dir="/tmp"))
    identity = _identity()
    if identity:
        shutil.chown(home, SERVER_USER, SERVER_USER)
    try:
        _make_cluster(bin_, home, identity)
        server = _start(bin_, home, identity, () if durable else FAST_AND_FORGETFUL)
        try:
            _wait(bin_, home, server)
            yield f"postgresql://seloste@{str(home).replace('/', '%2F')}/postgres"
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait()
    finally:
        shutil.rmtree(home)


def _identity() -> dict[str, Any]:
    """Return who the server runs as: this user, or ``postgres`` for root."""
    if os.geteuid() != 0:
        return {}
    return {"user": SERVER_USER, "group": SERVER_USER, "extra_groups": []}


def _make_cluster(bin_: Path, home: Path, identity: dict[str, Any]) -> None:
    subprocess.run(
        [
            bin_ / "initdb",
            f"--pgdata={home}/data",
            "--username=seloste",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ],
        check=True,
        cwd=home,
        stdout=subprocess.DEVNULL,
        **identity,
    )


def _start(
    bin_: Path, home: Path, identity: dict[str, Any], chosen: Sequence[str]
) -> subprocess.Popen[bytes]:
    """Start the server so that it dies with this process, however that ends."""
    settings = [f"unix_socket_directories={home}", *ALWAYS, *chosen]
    options = [part for setting in settings for part in ("-c", setting)]
    with (home / "log").open("wb") as log:
        return subprocess.Popen(
            [*DIES_WITH_PARENT, bin_ / "postgres", "-D", home / "data", *options],
            cwd=home,
            stdout=log,
            stderr=log,
            process_group=0,
            **identity,
        )


def _wait(bin_: Path, home: Path, server: subprocess.Popen[bytes]) -> None:
    """Return when the server answers; fail with its log when it does not."""
    give_up_at = time.monotonic() + STARTS_WITHIN_SECONDS
    while server.poll() is None and time.monotonic() < give_up_at:
        asked = subprocess.run(
            [bin_ / "pg_isready", "-q", "-h", home, "-d", "postgres"], check=False
        )
        if asked.returncode == 0:
            return
        time.sleep(0.1)
    message = f"PostgreSQL did not start:\n{(home / 'log').read_text()}"
    raise RuntimeError(message)


def _leave(number: int, _: FrameType | None) -> None:
    sys.exit(128 + number)


def main(arguments: Sequence[str]) -> int:
    """Run a command beside a server and return the command's exit status."""
    command = list(arguments[1:] if arguments[:1] == ["--"] else arguments)
    if not command:
        print(f"usage: {sys.argv[0]} -- COMMAND...", file=sys.stderr)
        return 2
    try:
        with postgres() as url:
            environment = os.environ | {"SELOSTE_TEST_DATABASE": url}
            return subprocess.run(command, check=False, env=environment).returncode
    except PostgresMissingError as missing:
        print(missing, file=sys.stderr)
        return 1


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _leave)
    sys.exit(main(sys.argv[1:]))
