"""The drill, played once in a process of its own."""

import subprocess
from pathlib import Path

import pytest

from seloste.services import drill
from seloste.services.drill import DrillReport, Step

STEPS = [
    "notice published",
    "captured",
    "sealed",
    "opened for a purpose",
    "held",
    "backed up",
    "day 179: kept",
    "day 180: kept",
    "day 180: destroyed",
    "proved",
    "day 181: held",
    "restored",
    "stays destroyed",
    "released",
    "nothing left",
]


@pytest.mark.slow
def test_the_drill_comes_to_its_end_with_every_promise_kept(tmp_path: Path) -> None:
    report = drill.run(tmp_path)

    assert [step.name for step in report.steps] == STEPS
    assert report.ok, [step for step in report.steps if not step.ok]


def test_a_drill_that_stops_early_is_not_ok() -> None:
    report = DrillReport((Step("captured", ok=True, detail=""),))

    assert not report.ok


def test_a_drill_that_fails_says_at_which_step(monkeypatch: pytest.MonkeyPatch) -> None:
    said = '{"name": "captured", "ok": true, "detail": "3 contacts"}\n'

    def fail(*_: object, **__: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 1, stdout=said, stderr="a\nworse\n")

    monkeypatch.setattr(subprocess, "run", fail)

    report = drill.run(Path("nowhere"))

    assert [step.name for step in report.steps] == ["captured", "to the end"]
    assert report.steps[-1] == Step("to the end", ok=False, detail="worse")


def test_a_drill_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("drill", 1)

    monkeypatch.setattr(subprocess, "run", hang)

    assert not drill.run(Path("nowhere")).ok
