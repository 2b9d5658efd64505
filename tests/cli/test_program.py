"""The program as somebody at a terminal sees it: exit status, output, refusals."""

import os
import subprocess
import sys
from pathlib import Path
from stat import S_IMODE

import pytest

from seloste.cli.main import COMMANDS
from tests.cli.conftest import EXAMPLES

THEN = """
import ctypes, sys
from seloste.cli.main import main
_, command, expression = sys.argv
sys.argv = ["seloste", *command.split()]
try:
    main()
except SystemExit:
    pass
print(eval(expression))
"""
DUMPABLE = "ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)"  # PR_GET_DUMPABLE

type Answer = subprocess.CompletedProcess[str]


class Terminal:
    """Runs ``seloste`` as a process of its own, on an installation in ``home``."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("SELOSTE_", "DJANGO_"))
        } | {"SELOSTE_DATA": str(home / "data"), "SELOSTE_TIME_REFERENCES": ""}

    def run(self, *arguments: str) -> Answer:
        return self.python("-m", "seloste.cli", *arguments)

    def after(self, command: str, expression: str) -> str:
        """Run a command within a process, and return what is true in it then."""
        answer = self.python("-c", THEN, command, expression)
        return answer.stdout.splitlines()[-1]

    def python(self, *arguments: str) -> Answer:
        return subprocess.run(
            [sys.executable, *arguments],
            check=False,
            capture_output=True,
            text=True,
            env=self.environment,
            timeout=120,
        )


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A terminal at a machine on which ``seloste init`` was run."""
    terminal = Terminal(tmp_path_factory.mktemp("program"))
    made = terminal.run("init")
    assert made.returncode == 0, made.stderr
    return terminal


def test_init_makes_the_root_key_readable_by_its_owner_alone(
    terminal: Terminal,
) -> None:
    assert S_IMODE((terminal.home / "root.key").stat().st_mode) == 0o400
    assert S_IMODE((terminal.home / "secret.key").stat().st_mode) == 0o600


def test_init_again_keeps_what_is_there(terminal: Terminal) -> None:
    before = {
        name: (terminal.home / name).read_bytes() for name in ("root.key", "secret.key")
    }

    again = terminal.run("init")

    assert again.returncode == 0
    after = {name: (terminal.home / name).read_bytes() for name in before}
    assert before == after


def test_a_doubted_clock_is_a_refusal_that_says_what_to_do(terminal: Terminal) -> None:
    refused = terminal.run("dispose", "--due")

    assert refused.returncode == 1
    assert refused.stderr.startswith("clock-distrusted: nothing was destroyed")
    assert "--confirm-time" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_source_of_a_register_that_is_not_there_is_refused(
    terminal: Terminal,
) -> None:
    refused = terminal.run("source", "add", "x", "--register", "no", "--preset", "mail")

    assert refused.returncode == 1
    assert refused.stderr.startswith("source-invalid: ")


def test_wrong_usage_is_status_2(terminal: Terminal) -> None:
    assert terminal.run("dispose").returncode == 2


def test_help_lists_every_command_and_imports_none(terminal: Terminal) -> None:
    _, _, listed = terminal.run("--help").stdout.partition("Commands:\n")

    assert {line.split()[0] for line in listed.splitlines()} == set(COMMANDS)
    assert "..." not in listed
    assert terminal.after("--help", "'django' in sys.modules") == "False"


def test_a_command_leaves_no_image_of_its_memory(terminal: Terminal) -> None:
    assert terminal.after("--help", DUMPABLE) == "1"
    assert terminal.after("source list", DUMPABLE) == "0"


def test_a_mail_at_the_terminal_becomes_a_contact(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal.run("notice", "publish", str(EXAMPLES / "retta.yaml"))
    terminal.run("source", "add", "mail", "--register", "retta", "--preset", "mail")
    path = tmp_path / "maija.eml"
    path.write_text(
        "From: Maija <maija@example.fi>\n"
        "To: asiakaspalvelu@retta.example\n"
        "Date: Sun, 22 Nov 2026 10:00:00 +0200\n"
        "Message-ID: <1@example.fi>\n"
        "Subject: Avain\n\nHei, avain katosi.\n",
        encoding="utf-8",
    )

    first = terminal.run("capture", str(path), "--source", "mail")
    second = terminal.run("capture", str(path), "--source", "mail")

    assert (first.returncode, second.returncode) == (0, 0), first.stdout
    assert first.stdout.startswith("captured\tmaija.eml")
    assert second.stdout.startswith("duplicate\tmaija.eml")
