"""Everything the program does by itself was assessed."""

import pytest

from seloste.domain.verification import Verdict
from seloste.ports.jobs import Job
from seloste.services.verification import automation
from tests.services.verification.conftest import Ask, broken, found


@pytest.mark.parametrize("promise", ["R-11", "S-19"])
def test_every_job_is_in_the_report(ask: Ask, promise: str) -> None:
    result = ask(promise)

    assert result.verdict is Verdict.PROVED
    assert set(found(result, "automations-listed").ids) == {job.value for job in Job}


def test_a_job_nobody_assessed_is_broken(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(automation.ASSESSED, "waveform")

    assert found(ask("R-11"), "automation-unlisted").ids == ("waveform",)
    assert broken(ask("R-11")) == {"automation-unlisted"}
