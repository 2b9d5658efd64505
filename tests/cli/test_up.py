"""``seloste up`` as an operator starts it: parts that live and end together."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest

from seloste.cli.up import LIVE_PORT_AFTER
from tests.ports import free_port
from tests.receivers.live_house import READY_WITHIN, House, planned

pytestmark = pytest.mark.slow
PARTS = ("wsgi", "asgi", "work")
"""Words of the commands of the pages, the chats and the worker."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> House:
    """An installation that nobody has started."""
    built = planned(tmp_path_factory.mktemp("up"), lives=0, web=free_pair())
    built.run("install", built.origin)
    return built


def free_pair() -> int:
    """Return a port that is free, as is that of the chats."""
    while True:
        port = free_port()
        with socket.socket() as probe, suppress(OSError, OverflowError):
            probe.bind(("127.0.0.1", port + LIVE_PORT_AFTER))
            return port


@contextmanager
def up(home: House) -> Iterator[subprocess.Popen[bytes]]:
    with (home.home / "house.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "seloste.cli", "up", "--port", str(home.web)],
            env=home.environment,
            stdout=log,
            stderr=log,
        )
    try:
        for port, path in (
            (home.web, "/sign-in/"),
            (home.web + LIVE_PORT_AFTER, "/live/health"),
        ):
            until(partial(answers, port, path), process, home)
        yield process
    finally:
        process.kill()  # the kernel ends its parts then
        process.wait()


def until(
    come: Callable[[], bool], process: subprocess.Popen[bytes], home: House
) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while not come():
        assert process.poll() is None, home.log()
        assert time.monotonic() < deadline, home.log()
        time.sleep(0.05)


def answers(port: int, path: str) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5).close()
    except OSError:
        return False
    return True


def parts_of(process: subprocess.Popen[bytes]) -> dict[str, int]:
    """Return the process of each part, by a word of its command."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    commands = {
        int(pid): Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
        for pid in children.split()
    }
    return {
        part: next(pid for pid, words in commands.items() if part in words)
        for part in PARTS
    }


def test_every_part_runs_until_it_is_told_to_stop(home: House) -> None:
    with up(home) as process:
        parts = parts_of(process)

        process.send_signal(signal.SIGTERM)

        assert process.wait(READY_WITHIN) == 0, home.log()
        assert not [
            part for part, pid in parts.items() if Path(f"/proc/{pid}").exists()
        ]
    assert not answers(home.web, "/sign-in/")


@pytest.mark.parametrize("killed", ["wsgi", "work"])
def test_a_part_that_is_killed_ends_the_others(home: House, killed: str) -> None:
    with up(home) as process:
        parts = parts_of(process)

        os.kill(parts[killed], signal.SIGKILL)

        assert process.wait(READY_WITHIN) == 1, home.log()
        assert not [
            part for part, pid in parts.items() if Path(f"/proc/{pid}").exists()
        ]
