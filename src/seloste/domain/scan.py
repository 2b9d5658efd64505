"""Looking for malware: where a file stands, and whether it may be handed over.

The rule is one for every file and message: what was found is never handed
over unless somebody answers for it by name, and where a scanner is configured
nothing is handed over before it has answered. Nothing here reads the clock.
"""

from collections.abc import Mapping
from enum import StrEnum

from seloste.domain.errors import SelosteError


class ScanState(StrEnum):
    """What is known of a file."""

    WAITING = "waiting"
    CLEAN = "clean"
    FOUND = "found"
    FAILED = "failed"
    RELEASED = "released"


class ScanMove(StrEnum):
    """What can happen to a file that is looked through."""

    CLEAR = "clear"
    FIND = "find"
    MISS = "miss"
    RELEASE = "release"


class ReleaseReason(StrEnum):
    """Why somebody hands over a file in which something was found."""

    FALSE_ALARM = "false-alarm"
    OWN_TEST = "own-test"
    EVIDENCE = "evidence"


class ContentWithheld(SelosteError):
    """A file is not handed over; ``reason`` is a stable word.

    Reasons: waiting (not looked through yet), failed (the scanner did not
    answer), found (something was found in it).
    """

    code = "content-withheld"

    def __init__(self, reason: str) -> None:
        super().__init__(f"content withheld: {reason}")
        self.reason = reason


class ScanRefused(SelosteError):
    """The scan does not allow this; ``reason`` is a stable word.

    Reasons: no-such-move, held (a hold keeps what was to be discarded).
    """

    code = "scan-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"scan: {reason}")
        self.reason = reason


TABLE: Mapping[tuple[ScanState, ScanMove], ScanState] = {
    (ScanState.WAITING, ScanMove.CLEAR): ScanState.CLEAN,
    (ScanState.WAITING, ScanMove.FIND): ScanState.FOUND,
    (ScanState.WAITING, ScanMove.MISS): ScanState.FAILED,
    (ScanState.FAILED, ScanMove.CLEAR): ScanState.CLEAN,
    (ScanState.FAILED, ScanMove.FIND): ScanState.FOUND,
    (ScanState.FAILED, ScanMove.MISS): ScanState.FAILED,
    (ScanState.FOUND, ScanMove.RELEASE): ScanState.RELEASED,
}


def next_state(state: ScanState, move: ScanMove) -> ScanState:
    """Return the state a move leads to. Raises ScanRefused."""
    try:
        return TABLE[state, move]
    except KeyError:
        raise ScanRefused("no-such-move") from None


def check(state: ScanState | None, *, scanner: bool) -> None:
    """Raise ContentWithheld unless a file may be handed over.

    ``state`` is None for what was never looked through; ``scanner`` tells
    whether there is one.
    """
    if state is ScanState.FOUND:
        raise ContentWithheld("found")
    if not scanner or state in (ScanState.CLEAN, ScanState.RELEASED):
        return
    raise ContentWithheld("failed" if state is ScanState.FAILED else "waiting")
