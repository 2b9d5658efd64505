"""Two at once, in real transactions of both databases (R12, R15, R16)."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.crash.programs import database, run

pytestmark = [pytest.mark.slow, pytest.mark.database]


def race(what: str, home: Path) -> Any:
    with database() as url:
        return json.loads(run("races", home, what, database=url))


def test_a_hold_that_commits_first_keeps_everything(tmp_path: Path) -> None:
    found = race("hold-first", tmp_path)

    assert found["outcome"] == ["held", "left alone"]
    assert (found["readable"], found["certificates"]) == (2, 0)


def test_after_the_intent_a_hold_is_told_too_late(tmp_path: Path) -> None:
    found = race("disposal-first", tmp_path)

    destroyed, refused = found["outcome"]
    assert destroyed == "destroyed"
    assert refused in {"too-late", "nothing-to-hold"}
    assert (found["readable"], found["certificates"]) == (0, 1)


def test_nobody_is_ever_told_held_of_what_is_destroyed(tmp_path: Path) -> None:
    for one in race("free-for-all", tmp_path):
        kept = one["outcome"] == ["held", "left alone"]
        assert kept or one["outcome"][1] == "destroyed"
        assert kept or one["outcome"][0] != "held"
        assert (one["readable"], one["certificates"]) == ((2, 0) if kept else (0, 1))


def test_two_sweeps_at_once_give_one_certificate_each(tmp_path: Path) -> None:
    assert race("two-sweeps", tmp_path) == [1] * 12


def test_work_closed_during_a_sweep_leaves_all_or_nothing(tmp_path: Path) -> None:
    for one in race("close-and-sweep", tmp_path):
        assert one["outcome"] == ["closed", "swept"]
        assert (one["between"]["readable"], one["between"]["certificates"]) in {
            (2, 0),
            (0, 1),
        }
        assert one["left"] == 0


def test_a_locked_database_is_waited_for(tmp_path: Path) -> None:
    found = race("locked", tmp_path)

    assert found["contacts"] == [found["receipt"]]
