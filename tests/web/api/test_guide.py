"""The examples of docs/api.md work as they are written."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.web.api.conftest import AUDIO
from tests.web.api.servers import ROOT, running
from tests.web.api.test_uploads import long_call

GUIDE = ROOT / "docs" / "api.md"


@pytest.fixture(autouse=True)
def clock() -> None:
    """The clock of the machine: the server has no other."""


def examples() -> str:
    blocks = re.findall(r"```sh\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    return "\n".join(["set -eu", *blocks])


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
            env={**server.environment(), "SELOSTE": server.url, "TOKEN": server.token},
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
    ]
