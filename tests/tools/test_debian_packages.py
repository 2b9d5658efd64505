"""Missing Debian packages are installed by root and named to anybody else."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.architecture.paths import ROOT

DPKG = '#!/bin/sh\n[ "$3" = present ] && echo installed || exit 1\n'
APT = '#!/bin/sh\necho "$@" >>"$CALLS"\n'


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file in which the machine's apt-get, a fake, notes its calls."""
    calls = tmp_path / "calls"
    calls.touch()
    stand_in(tmp_path, "dpkg-query", DPKG)
    stand_in(tmp_path, "apt-get", APT)
    monkeypatch.setenv("CALLS", str(calls))
    monkeypatch.setenv("PATH", f"{tmp_path}/bin:{os.environ['PATH']}")
    return calls


def stand_in(folder: Path, name: str, script: str) -> None:
    program = folder / "bin" / name
    program.parent.mkdir(exist_ok=True)
    program.write_text(script)
    program.chmod(0o755)


def act_as(folder: Path, user_id: int) -> None:
    stand_in(folder, "id", f"#!/bin/sh\necho {user_id}\n")


def run(folder: Path, *packages: str) -> subprocess.CompletedProcess[str]:
    listed = folder / "list.txt"
    listed.write_text("".join(f"{package}  # why\n" for package in packages))
    return subprocess.run(
        ["sh", ROOT / "tools" / "debian_packages.sh", listed],
        capture_output=True,
        text=True,
        check=False,
    )


def test_nothing_is_installed_where_nothing_is_missing(
    tmp_path: Path, calls: Path
) -> None:
    act_as(tmp_path, 0)

    result = run(tmp_path, "present")

    assert (result.returncode, calls.read_text()) == (0, "")


def test_root_installs_only_what_is_missing(tmp_path: Path, calls: Path) -> None:
    act_as(tmp_path, 0)

    result = run(tmp_path, "present", "absent")

    assert result.returncode == 0
    assert calls.read_text().splitlines() == [
        "update -qq",
        "install -y -qq --no-install-recommends absent",
    ]


def test_anybody_else_is_told_the_names_and_goes_no_further(
    tmp_path: Path, calls: Path
) -> None:
    act_as(tmp_path, 1000)

    result = run(tmp_path, "present", "absent", "gone")

    assert result.returncode == 1
    assert "As root: apt-get install absent gone" in result.stderr
    assert calls.read_text() == ""


@pytest.mark.usefixtures("calls")
def test_a_failing_installation_stops_and_shows_why(tmp_path: Path) -> None:
    act_as(tmp_path, 0)
    stand_in(tmp_path, "apt-get", "#!/bin/sh\necho no such package\nexit 100\n")

    result = run(tmp_path, "absent")

    assert result.returncode == 1
    assert "no such package" in result.stderr
