"""``seloste work``: do the jobs, until told to stop."""

import os
import signal
import socket
import threading

import click
import structlog
from django.db import close_old_connections
from django.db.utils import OperationalError

from seloste import wiring
from seloste.ports.desk import Desk
from seloste.ports.vault import VaultUnavailable
from seloste.services import work as rounds

PAUSE = 1.0
log = structlog.get_logger()


@click.command("work")
@click.option("--once", is_flag=True, help="Do what is due now and stop.")
@click.option(
    "--lane",
    type=click.Choice(("all", "short", "speech")),
    default="all",
    show_default=True,
    help="What to do: everything, all but listening to recordings, or only that.",
)
def work(*, once: bool, lane: str) -> None:
    """Sweep, derive, sign and transcribe, as long as this runs.

    Several workers may run at once; SIGTERM lets the job in hand finish.
    """
    desk, name = wiring.open_desk(), f"{socket.gethostname()}:{os.getpid()}"
    if once:
        click.echo(f"{_round(desk, name, lane)} jobs done")
        return
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    while not stop.is_set():
        try:
            done = _round(desk, name, lane)
        except (OperationalError, VaultUnavailable) as error:
            log.error("work.outage", error=type(error).__name__)  # noqa: TRY400 - a traceback may quote data
            done = 0
        close_old_connections()
        if not done:
            stop.wait(PAUSE)


def _round(desk: Desk, name: str, lane: str) -> int:
    """Do one round in a lane; what takes minutes comes one at a time."""
    short = rounds.work(desk, worker=name) if lane != "speech" else 0
    return short + (rounds.listen(desk, worker=name) if lane != "short" else 0)
