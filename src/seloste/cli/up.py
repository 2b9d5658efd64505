"""``seloste up``: web, work and receivers together, until told to stop."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import click
from django.conf import settings
from django.db import connections

from seloste import wiring
from seloste.services import mailboxes

GRACE = 15.0
LIVE_PORT_AFTER = 100  # as in the settings (docs/settings.md)
PR_SET_PDEATHSIG = 1  # prctl(2)

type Part = subprocess.Popen[bytes]


@click.command("up")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=8000, show_default=True, help="Port of the pages.")
@click.option("--threads", default=8, show_default=True, help="Requests at once.")
def up(host: str, port: int, threads: int) -> None:
    """Run the web, live chats, workers and the receivers that are configured.

    Chats are served 100 ports further (``seloste receive live``).

    When one of them stops, all of them are stopped and the status is 1.
    """
    wiring.open_desk()
    connections.close_all()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    parts = start(host=host, port=port, threads=threads)
    try:
        while not stop.wait(0.2):
            if any(part.poll() is not None for part in parts):
                break
    finally:
        end(parts)
    if not stop.is_set():
        raise click.ClickException("a part stopped by itself; see its messages above")


def start(
    *,
    host: str,
    port: int,
    threads: int,
    log: Path | None = None,
    beside: Sequence[list[str]] = (),
) -> list[Part]:
    """Start every part as a process of its own, in its own group.

    What they print goes to the file ``log``, or where this process prints.
    ``beside`` are commands that run along with them.
    """
    seloste = [sys.executable, "-m", "seloste.cli"]
    commands = [
        web_command(host=host, port=port, threads=threads),
        [
            *seloste,
            "receive",
            "live",
            "--host",
            host,
            "--port",
            str(port + LIVE_PORT_AFTER),
        ],
        *([*seloste, *command] for command in _workers()),
    ]
    if settings.DROP_FOLDERS:
        commands.append([*seloste, "receive", "folders"])
    if settings.SMTP_LISTEN:
        commands.append([*seloste, "receive", "smtp"])
    if mailboxes.polled():
        commands.append([*seloste, "receive", "imap"])
    connections.close_all()
    out = log.open("ab") if log else None
    return [
        subprocess.Popen(  # noqa: S603 - our own parts
            command,
            stdout=out,
            stderr=out,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - no thread runs yet
        )
        for command in (*commands, *beside)
    ]


def _workers() -> list[list[str]]:
    """Return the workers: where recordings are heard, some do nothing else."""
    if not settings.SPEECH_MODEL or not settings.SPEECH_WORKERS:
        return [["work"]]
    listening = [["work", "--lane", "speech"]] * settings.SPEECH_WORKERS
    return [["work", "--lane", "short"], *listening]


def _end_with_parent() -> None:
    """Let the kernel end this process when the one that started it is killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def web_command(*, host: str, port: int, threads: int) -> list[str]:
    """Return the command of the web server (WSGI, bounded backlog)."""
    options = {
        "--interface": "wsgi",
        "--host": host,
        "--port": str(port),
        "--workers": "1",
        "--blocking-threads": str(threads),
        "--backpressure": str(threads * 8),
        "--log-level": "error",
    }
    flat = [word for pair in options.items() for word in pair]
    return [
        sys.executable,
        "-m",
        "granian",
        *flat,
        "seloste.config.wsgi:application",
    ]


def end(parts: list[Part]) -> None:
    """Ask every part to finish, and after a while no longer ask."""
    for part in parts:
        if part.poll() is None:
            part.terminate()
    deadline = time.monotonic() + GRACE
    for part in parts:
        try:
            part.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            part.kill()
            part.wait()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(part.pid, signal.SIGKILL)  # a child it may have left behind
