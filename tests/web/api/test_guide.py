"""The examples of docs/api.md work as they are written."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from seloste.web.api import app
from tests.web.api.conftest import AUDIO
from tests.web.api.servers import ROOT, Server, running
from tests.web.api.test_uploads import long_call

GUIDE = ROOT / "docs" / "api.md"
EINO = """
import django
django.setup()
from seloste import wiring
from seloste.domain.staff import Role, system
from seloste.services import invitations, staff
now, setup = wiring.clock().now(), system("setup")
link = invitations.invite(
    username="eino", display_name="Eino", language="fi", actor=setup, now=now
)
invitations.activate(token=link.token, password="kolme vihreää omenaa", now=now)
staff.grant_role(
    staff_id=link.staff_id, role=Role.AGENT, register="retta", ends_at=None,
    actor=setup, now=now,
)
"""
SCOPES = ("contacts:read", "content:read", "work:read", "work:write")


@pytest.fixture(autouse=True)
def clock() -> None:
    """The clock of the machine: the server has no other."""


def examples() -> str:
    blocks = re.findall(r"```sh\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    return "\n".join(["set -eu", *blocks])


def key_of_eino(server: Server) -> str:
    """Let Eino work as an agent, and return a key of his."""
    subprocess.run([sys.executable, "-c", EINO], env=server.environment(), check=True)
    scopes = [word for scope in SCOPES for word in ("--scope", scope)]
    return server.seloste("api-key", "issue", "eino", "--name", "guide", *scopes)


def test_every_operation_of_people_is_in_the_guide() -> None:
    listed = re.findall(
        r"^\| `([a-z:]+)` \| `([A-Z]+) (/\S+)` \| (.+) \|$",
        GUIDE.read_text("utf-8"),
        re.MULTILINE,
    )

    assert listed == [
        (one["x-scope"], method.upper(), path.removeprefix("/api/v1"), one["summary"])
        for path, methods in app.document()["paths"].items()
        for method, one in methods.items()
        if "x-scope" in one
    ]


@pytest.mark.slow
def test_examples_hand_over_contacts(tmp_path: Path) -> None:
    if not shutil.which("curl"):
        pytest.skip("needs curl")
    shutil.copy(AUDIO / "01-vesivahinko.opus", tmp_path / "call.opus")
    (tmp_path / "long-call.wav").write_bytes(long_call(20 << 20))

    with running(tmp_path / "home") as server:
        done = subprocess.run(
            ["bash", "-c", examples()],
            cwd=tmp_path,
            env={
                **server.environment(),
                "SELOSTE": server.url,
                "TOKEN": server.token,
                "KEY": key_of_eino(server),
            },
            capture_output=True,
            text=True,
            check=False,
        )

    assert done.returncode == 0, done.stdout + done.stderr
    answers = [json.loads(one) for one in re.findall(r"\{[^{}]*\}", done.stdout)]
    assert [one.get("result", one.get("state")) for one in answers] == [
        "captured",
        "kept",
        "captured",
        "closed",
    ]
    assert len((tmp_path / "first-kilobyte").read_bytes()) == 1024
    recording = (tmp_path / "recording").read_bytes()
    assert hashlib.sha256(recording).hexdigest() in handed_over(tmp_path)


def handed_over(folder: Path) -> set[str]:
    """Return the checksums of what the examples handed over."""
    files = (folder / "call.opus", folder / "long-call.wav")
    return {hashlib.sha256(one.read_bytes()).hexdigest() for one in files}
