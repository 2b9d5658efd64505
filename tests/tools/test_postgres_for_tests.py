"""The throw-away PostgreSQL: reachable while the command runs, gone afterwards."""

import os
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest
from tools.postgres_for_tests import main, postgres


def test_a_server_answers_and_leaves_nothing_behind() -> None:
    with postgres() as url:
        with psycopg.connect(url) as connection:
            row = connection.execute("SHOW fsync").fetchone()
        folder = Path(unquote(urlsplit(url).hostname or ""))
        assert folder.is_dir()

    assert row == ("off",)
    assert not folder.exists()


def test_the_command_learns_the_address_and_gives_its_status(tmp_path: Path) -> None:
    told = tmp_path / "told"
    program = (
        "import os, pathlib, sys;"
        f"pathlib.Path({str(told)!r}).write_text(os.environ['SELOSTE_TEST_DATABASE']);"
        "sys.exit(3)"
    )

    status = main(["--", sys.executable, "-c", program])

    assert status == 3
    assert told.read_text().startswith("postgresql://seloste@%2Ftmp%2Fseloste-pg-")


def test_a_command_must_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--"]) == 2
    assert "usage:" in capsys.readouterr().err


def test_a_machine_without_postgresql_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tools.postgres_for_tests.INSTALLED", Path(os.devnull))
    monkeypatch.setenv("PATH", "")

    assert main(["--", "true"]) == 1
    assert "apt-get install postgresql" in capsys.readouterr().err
