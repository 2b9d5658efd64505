"""``seloste receive``: run a receiver, until told to stop."""

import os
import signal
import sys
import threading
from pathlib import Path

import click
import structlog
from django.conf import settings
from django.db import close_old_connections
from django.db.utils import OperationalError

from seloste import wiring
from seloste.domain.errors import SelosteError
from seloste.receivers import mail_command
from seloste.receivers.drop_folder import DropFolder

log = structlog.get_logger()


@click.group("receive")
def receive() -> None:
    """Take in what other systems send."""


receive.add_command(mail_command.smtp)
receive.add_command(mail_command.imap)


@receive.command("folders")
@click.option("--poll", default=2.0, show_default=True, help="Seconds between looks.")
@click.option("--rounds", default=0, help="Stop after so many looks; 0 is never.")
def folders(poll: float, rounds: int) -> None:
    """Watch the drop folders of SELOSTE_DROP_FOLDERS.

    A file is taken when two looks found it unchanged, and removed after its
    receipt.
    """
    watched = [DropFolder(root, source=source) for source, root in configured_folders()]
    if not watched:
        raise click.ClickException("SELOSTE_DROP_FOLDERS names no folder")
    wiring.open_desk()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    looks = 0
    while not stop.is_set() and (not rounds or looks < rounds):
        for folder in watched:
            _poll(folder)
        looks += 1
        stop.wait(poll)


@receive.command("live")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=8100, show_default=True, help="Port of the chats.")
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    default=lambda: settings.LIVE_PROCESSES,
    show_default="SELOSTE_LIVE_PROCESSES",
    help="How many processes share the port.",
)
def live(host: str, port: int, processes: int) -> None:
    """Serve live chats: visitors' widgets and agents' consoles.

    Any number of these may run at once; a proxy leads /live/ to them.
    """
    options = {
        "--interface": "asgi",
        "--host": host,
        "--port": str(port),
        "--workers": str(processes),
        "--log-level": "error",
    }
    flat = [word for pair in options.items() for word in pair]
    program = [
        sys.executable,
        "-m",
        "granian",
        *flat,
        "seloste.config.asgi:application",
    ]
    os.execv(sys.executable, program)  # noqa: S606 - our own program, no shell


def configured_folders() -> list[tuple[str, Path]]:
    """Return the (source, folder) pairs of the settings: ``source=/path:...``."""
    pairs = [pair for pair in settings.DROP_FOLDERS.split(":") if pair]
    return [(source, Path(path)) for source, _, path in map(_split, pairs)]


def _split(pair: str) -> tuple[str, str, str]:
    source, equals, path = pair.partition("=")
    if not equals:
        raise click.ClickException("write SELOSTE_DROP_FOLDERS as source=/path:...")
    return source, equals, path


def _poll(folder: DropFolder) -> None:
    """Look once; a refusal or an outage leaves every file where it is."""
    try:
        folder.poll()
    except SelosteError as refusal:
        log.warning("drop-folder.refused", code=refusal.code)
    except OperationalError as error:
        log.warning("drop-folder.outage", error=type(error).__name__)
    close_old_connections()
