"""The machine's clock, and the drill's that can be moved."""

import ctypes
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from seloste.adapters.clock import system
from seloste.adapters.clock.drill import DrillClock
from seloste.adapters.clock.system import SystemClock
from seloste.ports.clock import Clock

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


@pytest.fixture(params=["system", "drill"])
def clock(request: pytest.FixtureRequest, tmp_path: Path) -> Clock:
    """Either clock, as the port promises it."""
    if request.param == "drill":
        return DrillClock(tmp_path / "clock")
    return SystemClock(references=())


def test_the_time_is_aware_and_the_machines(clock: Clock) -> None:
    with time_machine.travel(NOW, tick=False):
        assert clock.now() == NOW
        assert clock.now().utcoffset() == timedelta()


def test_elapsed_time_never_goes_back_and_the_boot_stays(clock: Clock) -> None:
    first, second = clock.read(), clock.read()

    assert first.monotonic <= second.monotonic
    assert first.boot_id == second.boot_id != ""


class Kernel:
    """A C library whose adjtimex says ``state``."""

    def __init__(self, state: int) -> None:
        self.state = state

    def adjtimex(self, _: object) -> int:
        """Return the state, as the system call does."""
        return self.state


@pytest.mark.parametrize(
    ("state", "kept"), [(0, True), (1, True), (4, True), (5, False), (-1, False)]
)
def test_the_kernel_says_whether_a_daemon_keeps_the_clock(
    monkeypatch: pytest.MonkeyPatch, state: int, kept: bool
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: Kernel(state))

    assert system.synchronised() is kept
    references = SystemClock(references=("ntp",)).read().references
    assert [name for name, _ in references] == (["ntp"] if kept else [])


def test_who_is_not_asked_vouches_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: Kernel(0))

    assert SystemClock(references=()).read().references == ()


def test_a_drill_clock_moves_wall_and_elapsed_time_alike(tmp_path: Path) -> None:
    with time_machine.travel(NOW, tick=False):
        clock = DrillClock(tmp_path / "clock")
        before = clock.read()

        moved = clock.move(timedelta(days=180))

        after = clock.read()
    assert moved == after.wall == NOW + timedelta(days=180)
    elapsed = timedelta(seconds=after.monotonic - before.monotonic)
    assert timedelta(days=180) <= elapsed < timedelta(days=180, minutes=5)


def test_moves_add_up_and_are_seen_by_other_processes(tmp_path: Path) -> None:
    DrillClock(tmp_path / "clock").move(timedelta(days=1))

    DrillClock(tmp_path / "clock").move(timedelta(hours=1))

    assert DrillClock(tmp_path / "clock").offset() == timedelta(days=1, hours=1)


def test_what_a_drill_clock_leads_to_can_be_told(tmp_path: Path) -> None:
    seen = DrillClock(tmp_path / "clock").read()

    assert seen.references == (("drill", seen.wall),)
    assert seen.boot_id == "drill"
