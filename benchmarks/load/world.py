"""An installation with its processes: pages, live chats, the mail receiver, a worker.

They are started by the same commands as in production, and ended by their ids.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.scratch import REPOSITORY, folder, settings_of

REGISTER = "retta"
SITE = "isannointi.retta.example"
MAILBOX = "asiakaspalvelu@isannointi.retta.example"
LINE = "+358900000101"
ORIGIN = "https://isannointi.retta.example"
EXCHANGE = "bench-exchange"
READY_WITHIN = 60.0
LIVE_PROCESSES = 2
ALWAYS = {str(day): ["00:00", "23:59:59"] for day in range(7)}


@dataclass(frozen=True, slots=True)
class World:
    """Where the processes listen, and the token of the exchange."""

    home: Path
    web: int
    live: int
    smtp: int
    token: str

    @property
    def pages(self) -> str:
        """Return the origin of the pages."""
        return f"http://127.0.0.1:{self.web}"


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def world(database: str, *, parts: tuple[str, ...]) -> Iterator[World]:
    """Install in a scratch folder, start some parts of it, and end them afterwards.

    ``parts`` are of web, live, smtp and work.
    """
    with folder() as home:
        ports = [free_port() for _ in range(3)]
        os.environ.update(_settings(home, database, *ports))
        token = _install()
        built = World(home, *ports, token)
        running = [_start(built, part) for part in parts]
        try:
            _wait(built, parts, running)
            yield built
        finally:
            _end(running)


def _settings(
    home: Path, database: str, web: int, live: int, smtp: int
) -> dict[str, str]:
    return settings_of(home, database=database) | {
        "SELOSTE_PUBLIC_URL": f"http://127.0.0.1:{web}",
        "SELOSTE_LIVE_URL": f"http://127.0.0.1:{live}",
        "SELOSTE_SMTP_LISTEN": f"127.0.0.1:{smtp}",
        "SELOSTE_TRUSTED_PROXIES": "127.0.0.1",
        "SELOSTE_TIME_REFERENCES": "",
        "SELOSTE_LIVE_PROCESSES": str(LIVE_PROCESSES),
    }


def _install() -> str:
    """Make the stores, a mailbox, a chat site and an exchange; return its token."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from seloste import wiring
    from seloste.domain.staff import system
    from seloste.services import chat_sites, mailboxes, queues, sources
    from seloste.services.notices import store

    wiring.initialise()
    call_command("migrate", interactive=False, verbosity=0)
    actor, now = system("bench"), datetime.now(UTC)
    text = (REPOSITORY / "examples" / "retta.yaml").read_text("utf-8")
    store.publish(text=text, actor=actor, now=now, key_backup_days=7)
    queues.set_queue(
        queues.QueueSettings(REGISTER, "chat", "Chat", "Chatt", "Chat", hours=ALWAYS),
        actor=actor,
        now=now,
    )
    chat_sites.set_site(
        chat_sites.SiteSettings(REGISTER, SITE, (ORIGIN,), queue="chat"),
        actor=actor,
        now=now,
    )
    mailboxes.add(
        mailboxes.MailboxSettings(slug="bench", register=REGISTER, address=MAILBOX),
        actor=actor,
        now=now,
    )
    sources.register_source(
        slug=EXCHANGE,
        register=REGISTER,
        preset="api",
        time_zone="Europe/Helsinki",
        address=LINE,
        actor=actor,
        now=now,
    )
    token = sources.issue_token(slug=EXCHANGE, actor=actor, now=now)
    connections.close_all()
    return token


def _command(built: World, part: str) -> list[str]:
    from seloste.cli import up

    seloste = [sys.executable, "-m", "seloste.cli"]
    commands = {
        "web": up.web_command(host="127.0.0.1", port=built.web, threads=8),
        "live": [*seloste, "receive", "live", "--port", str(built.live)],
        "smtp": [*seloste, "receive", "smtp"],
        "work": [*seloste, "work"],
    }
    return commands[part]


def _start(built: World, part: str) -> subprocess.Popen[bytes]:
    with (built.home / f"{part}.log").open("ab") as log:
        return subprocess.Popen(
            _command(built, part), stdout=log, stderr=log, start_new_session=True
        )


def _wait(
    built: World, parts: tuple[str, ...], running: list[subprocess.Popen[bytes]]
) -> None:
    """Return when every part answers; fail with its log where one has ended."""
    deadline = time.monotonic() + READY_WITHIN
    asked = {"web": built.web, "live": built.live, "smtp": built.smtp}
    for part, process in zip(parts, running, strict=True):
        while part in asked and not _answers(part, asked[part]):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((built.home / f"{part}.log").read_text())
            time.sleep(0.1)


def _answers(part: str, port: int) -> bool:
    try:
        if part == "smtp":
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        else:
            path = "/sign-in/" if part == "web" else "/live/health"
            urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5).close()
    except OSError:
        return False
    return True


def _end(running: list[subprocess.Popen[bytes]]) -> None:
    """Ask every part to finish; what does not is ended with what it started."""
    for process in running:
        if process.poll() is None:
            process.terminate()
    for process in running:
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
