"""``seloste backup`` and ``seloste restore`` as they are typed."""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from seloste.adapters.clock.drill import DrillClock
from seloste.adapters.storage.restore_mark import FileRestoreMark
from seloste.ports.backups import RestoreMark

ROOT = Path(__file__).parents[2]
MAIL = ROOT / "examples/mail/01-avain.eml"


class Installation:
    """An installation of its own, used through its command only."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.clock = DrillClock(home / "clock.json")

    def seloste(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "seloste.cli", *words],
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
            env={
                "PYTHONPATH": "src",
                "PATH": os.defpath,
                "SELOSTE_DATA": str(self.home / "data"),
                "SELOSTE_DRILL_CLOCK": str(self.home / "clock.json"),
                "SELOSTE_RESERVE_MB": "0",
            },
        )

    def lose_records(self) -> None:
        for path in (self.home / "data").glob("records.sqlite3*"):
            path.unlink()


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with one mail and a backup of it, made once."""
    home = tmp_path_factory.mktemp("model")
    made = Installation(home)
    for words in (
        ("init",),
        ("notice", "publish", "examples/retta.yaml"),
        ("source", "add", "retta-mail", "--register", "retta", "--preset", "mail"),
        ("capture", str(MAIL), "--source", "retta-mail"),
        ("backup", str(home / "backups")),
    ):
        done = made.seloste(*words)
        assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def installed(model: Path, tmp_path: Path) -> Installation:
    """A copy of the model."""
    shutil.copytree(model, tmp_path, dirs_exist_ok=True)
    return Installation(tmp_path)


@pytest.mark.slow
def test_a_restore_brings_back_what_was_lost(installed: Installation) -> None:
    installed.lose_records()
    assert installed.seloste("capture", str(MAIL), "--source", "retta-mail").returncode

    restored = installed.seloste("restore", str(installed.home / "backups"))

    assert restored.stdout == (
        "destroyed again 0 items, swept 0; open\n"
        "the search index is empty: run `seloste search rebuild`\n"
    )
    again = installed.seloste("capture", str(MAIL), "--source", "retta-mail")
    assert "duplicate" in again.stdout


@pytest.mark.slow
def test_records_that_are_there_are_not_replaced_and_stay_open(
    installed: Installation,
) -> None:
    refused = installed.seloste("restore", str(installed.home / "backups"))

    assert refused.returncode == 1
    assert refused.stderr.startswith("restore-refused: ")
    assert installed.seloste("dispose", "--due").returncode == 0


@pytest.mark.slow
def test_nothing_works_before_a_restore_is_complete(installed: Installation) -> None:
    mark = FileRestoreMark(installed.home / "keys/restoring.json")
    mark.set(RestoreMark(datetime(2026, 5, 4, tzinfo=UTC)))

    for words in (
        ("up", "--port", "1"),
        ("capture", str(MAIL), "--source", "retta-mail"),
        ("dispose", "--due"),
    ):
        done = installed.seloste(*words)
        assert done.stderr.startswith("restore-unfinished: "), words

    assert installed.seloste("restore").returncode == 0
    assert installed.seloste("dispose", "--due").returncode == 0


@pytest.mark.slow
def test_lost_keys_come_back_from_their_own_backup(installed: Installation) -> None:
    made = installed.seloste("backup", "--keys", str(installed.home / "old"))
    assert made.stdout.endswith(": lives 7 days\n")
    for path in (installed.home / "keys").glob("keys.sqlite3*"):
        path.unlink()
    assert installed.seloste("vault", "scrub").returncode == 1

    installed.seloste("restore", "--keys", str(installed.home / "old"))

    assert installed.seloste("vault", "scrub").returncode == 0


@pytest.mark.slow
def test_an_overdue_key_backup_that_is_away_is_named(installed: Installation) -> None:
    installed.seloste("backup", "--keys", str(installed.home / "usb"))
    (installed.home / "usb").rename(installed.home / "safe")
    installed.clock.move(timedelta(days=8))

    done = installed.seloste("backup", "--keys", str(installed.home / "other"))

    assert done.returncode == 1
    assert str(installed.home / "usb") in done.stderr
