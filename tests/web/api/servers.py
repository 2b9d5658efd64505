"""A real server in a process of its own, over stores of its own."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from seloste.cli.up import web_command
from tests.ports import free_port
from tests.web.people import EXAMPLES

ROOT = EXAMPLES.parent
STARTS_WITHIN_SECONDS = 60


@dataclass
class Server:
    """The web process; it can be killed and started again on the same stores."""

    home: Path
    token: str = ""
    port: int = 0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("SELOSTE_")}
        return {
            **kept,
            "SELOSTE_DATA": str(self.home / "data"),
            "DJANGO_SETTINGS_MODULE": "seloste.config.settings",
            "PYTHONPATH": str(ROOT / "src"),
            "TMPDIR": str(self.home / "tmp"),
        }

    def seloste(self, *words: str) -> str:
        """Run a command and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "seloste.cli", *words],
            env=self.environment(),
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    def start(self) -> None:
        """Start the web process and wait until it answers."""
        self.port = self.port or free_port()
        with (self.home / "log").open("ab") as log:
            self.process = subprocess.Popen(
                web_command(host="127.0.0.1", port=self.port, threads=4),
                env=self.environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        deadline = time.monotonic() + STARTS_WITHIN_SECONDS
        while not self._answers():
            assert time.monotonic() < deadline, self.log()
            assert self.process.poll() is None, self.log()
            time.sleep(0.1)

    def _answers(self) -> bool:
        probe = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            probe.request("GET", "/api/v1/openapi.json")
            return probe.getresponse().status == 401
        except OSError:
            return False
        finally:
            probe.close()

    def kill(self) -> None:
        """End the process and its workers as a power cut would."""
        assert self.process
        os.killpg(self.process.pid, 9)
        self.process.wait()

    def log(self) -> str:
        return (self.home / "log").read_text(errors="replace")


@contextmanager
def running(home: Path) -> Iterator[Server]:
    """Yield a server of Retta with one source, ``recorder``, and its token."""
    (home / "tmp").mkdir(parents=True)
    server = Server(home)
    server.seloste("init")
    server.seloste("notice", "publish", str(EXAMPLES / "retta.yaml"))
    server.seloste(
        "source", "add", "recorder", "--register", "retta", "--preset", "api"
    )
    server.token = server.seloste("source", "token", "recorder")
    server.start()
    try:
        yield server
    finally:
        server.kill()
