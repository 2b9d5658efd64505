"""``seloste verify --drill``, with the drill itself played elsewhere."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from seloste.cli.verify import verify
from seloste.services import drill
from seloste.services.drill import LAST, DrillReport, Step

GOOD = DrillReport(
    (Step("captured", ok=True, detail="3 contacts"), Step(LAST, True, ""))
)
BAD = DrillReport((Step("captured", ok=False, detail="nothing"),))


def played(
    monkeypatch: pytest.MonkeyPatch, report: DrillReport, *options: str
) -> Result:
    def run(workdir: Path) -> DrillReport:
        assert list(workdir.iterdir()) == []
        return report

    monkeypatch.setattr(drill, "run", run)
    return CliRunner().invoke(verify, ["--drill", *options])


def test_every_step_is_shown_with_its_evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    result = played(monkeypatch, GOOD)

    assert result.exit_code == 0
    assert "captured: 3 contacts" in result.output


def test_a_step_that_failed_is_status_1(monkeypatch: pytest.MonkeyPatch) -> None:
    result = played(monkeypatch, BAD)

    assert result.exit_code == 1
    assert "FAILED  captured: nothing" in result.output


def test_programs_read_it_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    result = played(monkeypatch, GOOD, "--format", "json")

    said = json.loads(result.output)
    assert said["ok"]
    assert said["steps"][0]["name"] == "captured"
