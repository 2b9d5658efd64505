"""A full disk (R5, R6), on a small volume that only root can make."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.crash.programs import run

pytestmark = pytest.mark.slow
GONE = {"readable": 0, "certificates": 1}


@pytest.fixture
def volume(tmp_path: Path) -> Iterator[Path]:
    """A volume of 24 megabytes: the tables alone take a few."""
    folder = tmp_path / "volume"
    folder.mkdir()
    if os.geteuid():
        pytest.skip("NOT TESTED: a full disk needs a small volume, and that needs root")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "seloste-test", str(folder)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("NOT TESTED: this machine does not let root mount a tmpfs")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(home: Path, *volume: str) -> Any:
    return json.loads(run("full", home, *volume))


def test_on_a_full_disk_nothing_is_acknowledged_and_all_stays_readable(
    volume: Path,
) -> None:
    found = fill(volume)

    assert found["taken"] == 1 << 20
    assert found["captured"] == "DiskFull"
    assert found["contacts"] == 2
    assert found["opened"]


def test_a_disposal_on_a_full_disk_is_done_with_the_space_kept_back(
    volume: Path,
) -> None:
    found = fill(volume)

    assert (found["disposed"], found["gone"]) == ("done", GONE)
    assert found["captured_later"] == "done"
    assert found["still_opened"]


def test_where_only_the_bytes_are_full_disposal_makes_room(
    volume: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()

    found = fill(home, str(volume))

    assert found["captured"] == "DiskFull"
    assert (found["disposed"], found["gone"]) == ("done", GONE)
    assert found["captured_later"] == "done"
