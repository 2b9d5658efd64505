"""What each figure stands beside: bare servers and bare writes, measured in the same run."""

import asyncio
import os
import signal
import smtplib
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks.load.sockets import Socket
from benchmarks.load.world import MAILBOX, free_port

COUNT = 100
INSERTS = 300


@contextmanager
def _serving(command: list[str], port: int) -> Iterator[int]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        command, stdout=quiet, stderr=quiet, start_new_session=True
    )
    try:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with suppress(OSError):
                asyncio.run(_touch(port))
                break
            time.sleep(0.1)
        yield port
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # and the workers it started
        process.wait()


async def _touch(port: int) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.close()


def mail_sink(data: bytes) -> list[float]:
    """Return the seconds of handing mails to an aiosmtpd that forgets them."""
    port = free_port()
    command = [sys.executable, "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{port}"]
    with _serving([*command, "-c", "aiosmtpd.handlers.Sink"], port):
        took = []
        for _ in range(COUNT):
            start = time.monotonic()
            with smtplib.SMTP("127.0.0.1", port, timeout=30) as server:
                server.sendmail("asiakas@example.fi", [MAILBOX], data)
            took.append(time.monotonic() - start)
    return took


@contextmanager
def echo() -> Iterator[int]:
    """Serve sockets that say everything back; yield the port."""
    port = free_port()
    options = ["--interface", "asgi", "--port", str(port), "--log-level", "error"]
    target = "benchmarks.load.echo:application"
    with _serving([sys.executable, "-m", "granian", *options, target], port):
        yield port


async def echoes(port: int) -> list[float]:
    """Return the seconds of a line said and heard back, one after the other."""
    socket, took = await Socket.open(port, "/"), []
    for number in range(COUNT):
        start = time.monotonic()
        await socket.say({"type": "kept", "id": str(number), "text": "hei " * 15})
        await socket.until("kept", str(number))
        took.append(time.monotonic() - start)
    socket.close()
    return took


def durable_copies(home: Path, data: bytes, count: int = 20) -> list[float]:
    """Return the seconds of writing a file of a recording's size and syncing it."""
    took = []
    for number in range(count):
        path, start = home / f"copy-{number}", time.monotonic()
        with path.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        took.append(time.monotonic() - start)
        path.unlink()
    return took


def inserts() -> float:
    """Return how many bare rows a second this database takes, each made durable."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_bare (id integer primary key, word text)")
        start = time.monotonic()
        for number in range(INSERTS):
            cursor.execute("INSERT INTO bench_bare VALUES (%s, 'hei')", [number])
        took = time.monotonic() - start
        cursor.execute("DROP TABLE bench_bare")
    connection.close()
    return INSERTS / took
