"""kill -9 at every line of the vault: nothing half-done, nothing in plaintext."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
@pytest.mark.parametrize("action", ["seal", "destroy", "hold", "end-day"])
def test_death_at_any_line_leaves_a_state_that_can_be_finished(
    action: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.vault.crash", str(tmp_path), action],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parent.parent.parent,
        env={"PYTHONPATH": "src:."},
    )

    assert done.stderr == ""
    assert int(done.stdout) > 50
