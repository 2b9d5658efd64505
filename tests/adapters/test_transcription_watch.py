"""A worker is ended when it hangs or runs on, and not because the machine is busy."""

import os
import subprocess
from collections.abc import Iterator
from typing import cast

import pytest

from seloste.adapters.transcription import watch
from seloste.adapters.transcription.watch import Watch

PATIENCE = 0.002


class Process:
    """A process that can only be killed."""

    pid = 1
    killed = False

    def kill(self) -> None:
        self.killed = True


def looked(monkeypatch: pytest.MonkeyPatch, *seconds: float) -> tuple[Process, Watch]:
    """Watch a worker that has used so much of the processor at each look."""
    process = Process()
    given: Iterator[float] = iter(seconds)

    def used(_: int) -> float:
        found = next(given)
        if found == seconds[-1]:
            seen.append(found)
        if len(seen) == 1 and made:
            made[0].stop()
        return found

    seen: list[float] = []
    made: list[Watch] = []
    monkeypatch.setattr(watch, "used", used)
    made.append(Watch(cast("subprocess.Popen[bytes]", process), patience=PATIENCE))
    made[0].run()
    return process, made[0]


def test_a_slow_worker_on_a_busy_machine_is_borne_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    process, watched = looked(monkeypatch, 0.0, 0.0001, 0.0002, 0.0003, 0.0004)

    assert not process.killed
    assert not watched.late


def test_a_worker_that_does_nothing_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    process, watched = looked(monkeypatch, 0.0, 0.001, 0.001, 9.0)

    assert process.killed
    assert watched.late


def test_a_worker_that_runs_on_is_ended_at_its_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    process, _ = looked(monkeypatch, 0.0, 0.001, 0.0019, 0.0021, 9.0)

    assert process.killed


def test_a_process_that_is_gone_has_used_nothing() -> None:
    assert watch.used(2**22 + 1) == 0.0
    assert watch.used(os.getpid()) > 0
