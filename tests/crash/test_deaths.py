"""kill -9 at any line of capture, disposal and restore (R1, R2, R3)."""

from pathlib import Path

import pytest

from tests.crash.programs import database, run


@pytest.mark.slow
@pytest.mark.parametrize("action", ["capture", "dispose"])
def test_death_at_any_line_leaves_what_can_be_finished(
    action: str, tmp_path: Path
) -> None:
    said = run("deaths", tmp_path, action, "6")

    assert int(said) > 50


@pytest.mark.slow
@pytest.mark.database
def test_death_at_any_line_of_indexing_or_forgetting_leaves_no_word(
    tmp_path: Path,
) -> None:
    with database() as url:
        said = run("deaths", tmp_path, "forget", "7", database=url)

    assert int(said) > 20


@pytest.mark.slow
def test_death_at_any_line_of_hearing_a_call_costs_no_word(tmp_path: Path) -> None:
    said = run("deaths", tmp_path, "transcribe", "41")

    assert int(said) > 5


@pytest.mark.slow
def test_death_at_any_line_of_building_an_answer_costs_no_contact(
    tmp_path: Path,
) -> None:
    said = run("deaths", tmp_path, "answer", "83")

    assert int(said) > 5


@pytest.mark.slow
def test_death_at_any_line_of_a_restore_keeps_everything_closed(
    tmp_path: Path,
) -> None:
    run("restores", tmp_path, "29")

    assert int((tmp_path / "deaths").read_text()) > 10
