"""A whole installation with real processes: pages, several live ones, a website.

The website is served under another name (localhost) than Seloste (127.0.0.1),
so that for a browser it is another origin and another site.
"""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.ports import free_port

READY_WITHIN = 60.0
POLICY = (
    "default-src 'none'; script-src {0}; connect-src {0} {1} {2};"
    " style-src 'none'; base-uri 'none'; form-action 'none'"
)


@dataclass
class House:
    """Where everything is, and how its processes are started and killed."""

    home: Path
    web: int
    live: list[int]
    site: int
    environment: dict[str, str]
    running: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.site}"

    @property
    def pages(self) -> str:
        return f"http://127.0.0.1:{self.web}"

    def start(self, port: int) -> None:
        """Start the process of a port and wait until it answers."""
        interface = "wsgi" if port == self.web else "asgi"
        with (self.home / "house.log").open("ab") as log:
            self.running[port] = subprocess.Popen(
                [
                    sys.executable,
                    *("-m", "granian", "--interface", interface),
                    *("--port", str(port), "--log-level", "error"),
                    f"seloste.config.{interface}:application",
                ],
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        path = "/sign-in/" if port == self.web else "/live/health"
        deadline = time.monotonic() + READY_WITHIN
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}"):
                    return
            except OSError:
                assert self.running[port].poll() is None, self.log()
                time.sleep(0.1)
        raise AssertionError(self.log())

    def kill(self, port: int) -> None:
        """Kill a process and what it started, at once (SIGKILL)."""
        process = self.running.pop(port)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def log(self) -> str:
        return (self.home / "house.log").read_text()

    def run(
        self, program: str, *arguments: str, of: str = "tests.receivers.live_setup"
    ) -> str:
        """Run a program of a module of the tests at this installation."""
        done = subprocess.run(
            [sys.executable, "-m", of, program, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


class _Quiet(SimpleHTTPRequestHandler):
    """Serves the website, with the strict policy that docs/chat.md names."""

    policy = ""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()


def _page(house: House, live: int) -> str:
    script = (
        f'<script src="{house.pages}/static/widget/seloste-chat.js" async'
        f' data-live="http://127.0.0.1:{live}" data-register="retta"'
        ' data-address="isannointi.retta.example" data-language="fi"></script>'
    )
    return (
        '<!doctype html><html lang="fi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Verkkosivu</title></head><body><main><h1>Taloyhtiö</h1>{script}"
        "</main></body></html>"
    )


def planned(home: Path, *, lives: int = 2, database: str = "", web: int = 0) -> House:
    """Return a house below ``home`` where nothing is installed or started yet."""
    web = web or free_port()
    built = House(
        home=home,
        web=web,
        live=[free_port() for _ in range(lives)],
        site=free_port(),
        environment={},
    )
    built.environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("SELOSTE_")},
        "DJANGO_SETTINGS_MODULE": "seloste.config.settings",
        "SELOSTE_DATA": str(home / "data"),
        "SELOSTE_KEYS": str(home / "keys"),
        "SELOSTE_ROOT_KEY": str(home / "root.key"),
        "SELOSTE_SECRET_KEY": "only-for-tests",
        "SELOSTE_RESERVE_MB": "0",
        "SELOSTE_TIME_REFERENCES": "",
        "SELOSTE_PUBLIC_URL": built.pages,
        "SELOSTE_DATABASE": database,
        "PYTHONPATH": os.pathsep.join(["src", "."]),
    }
    if lives:
        built.environment["SELOSTE_LIVE_URL"] = f"http://127.0.0.1:{built.live[0]}"
    return built


@contextmanager
def house(
    home: Path,
    *,
    lives: int = 2,
    database: str = "",
    more: Mapping[str, str] | None = None,
) -> Iterator[House]:
    """Install below ``home``, start everything, and end it afterwards.

    ``more`` are further settings.
    """
    built = planned(home, lives=lives, database=database)
    built.environment |= more or {}
    built.run("install", built.origin)
    root = home / "site"
    root.mkdir()
    for number, port in enumerate(built.live):
        (root / f"{number}.html").write_text(_page(built, port), encoding="utf-8")
    lives_at = " ".join(f"http://127.0.0.1:{port}" for port in built.live)
    handler = type(
        "Handler",
        (_Quiet,),
        {
            "policy": POLICY.format(
                built.pages, lives_at, lives_at.replace("http", "ws")
            )
        },
    )
    server = ThreadingHTTPServer(
        ("127.0.0.1", built.site), partial(handler, directory=str(root))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        for port in (built.web, *built.live):
            built.start(port)
        yield built
    finally:
        for port in list(built.running):
            built.kill(port)
        server.shutdown()
        server.server_close()
        shutil.rmtree(home, ignore_errors=True)
