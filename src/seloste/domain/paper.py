"""Paper: what may happen to a sheet, and when it has to be gone.

The program cannot shred. It knows when a sheet is to go, and a named person
says that it went: which is why its end is attested and never proved (promise
R-22). Nothing here reads the clock.
"""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from seloste.domain.errors import SelosteError


class PaperKind(StrEnum):
    """What sort of paper it is."""

    LETTER = "letter"
    NOTE = "note"


class Lock(StrEnum):
    """How a place is locked."""

    KEY = "key"
    CODE = "code"
    CARD = "card"
    SAFE = "safe"
    NONE = "none"

    @property
    def locked(self) -> bool:
        """Tell whether the place is locked at all."""
        return self is not Lock.NONE


class Way(StrEnum):
    """How a sheet was destroyed: DIN 66399 security levels for paper, or another.

    P-1 and P-2 are for papers without personal data and are not offered; P-3 is
    the least for confidential ones, P-4 for special categories.
    """

    P3 = "din-66399-p-3"
    P4 = "din-66399-p-4"
    P5 = "din-66399-p-5"
    P6 = "din-66399-p-6"
    P7 = "din-66399-p-7"
    SERVICE = "service"
    BURNT = "burnt"
    RETURNED = "returned"


class PaperState(StrEnum):
    """Where a paper stands."""

    KEPT = "kept"
    MISSING = "missing"
    CLAIMED = "claimed"
    DESTROYED = "destroyed"


class PaperStep(StrEnum):
    """What can be done with a paper."""

    MOVE = "move"
    MISS = "miss"
    FIND = "find"
    CLAIM = "claim"
    CONFIRM = "confirm"
    SECOND = "second"
    REJECT = "reject"


TABLE: Mapping[tuple[PaperState, PaperStep], PaperState] = {
    (PaperState.KEPT, PaperStep.MOVE): PaperState.KEPT,
    (PaperState.KEPT, PaperStep.MISS): PaperState.MISSING,
    (PaperState.KEPT, PaperStep.FIND): PaperState.KEPT,
    (PaperState.KEPT, PaperStep.CLAIM): PaperState.CLAIMED,
    (PaperState.KEPT, PaperStep.CONFIRM): PaperState.DESTROYED,
    (PaperState.MISSING, PaperStep.MISS): PaperState.MISSING,
    (PaperState.MISSING, PaperStep.FIND): PaperState.KEPT,
    (PaperState.CLAIMED, PaperStep.SECOND): PaperState.DESTROYED,
    (PaperState.CLAIMED, PaperStep.REJECT): PaperState.KEPT,
}


class PaperRefused(SelosteError):
    """The paper does not allow this; ``reason`` is a stable word.

    Reasons: no-such-step, not-promised, unknown-address, unknown-place,
    unknown-custodian, no-name, too-long, received-later, not-a-scan, too-large,
    held, not-due, destroyed-later, destroyed-before-received, same-person,
    place-in-use.
    """

    code = "paper-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"paper: {reason}")
        self.reason = reason


def next_state(state: PaperState, step: PaperStep) -> PaperState:
    """Return the state a step leads to. Raises PaperRefused."""
    try:
        return TABLE[state, step]
    except KeyError:
        raise PaperRefused("no-such-step") from None


def is_due(*, act_at: datetime, held: bool, content_gone: bool, now: datetime) -> bool:
    """Tell whether a sheet is to be destroyed now.

    It goes with its content, whatever made that go; a hold keeps both.
    """
    return content_gone or (not held and act_at <= now)


def is_overdue(
    *, destroy_by: datetime, held: bool, content_gone: bool, now: datetime
) -> bool:
    """Tell whether a sheet should be gone by now: the notice's last day is over."""
    return destroy_by <= now and (content_gone or not held)


def check_destruction(
    *,
    due: bool,
    held: bool,
    scanned: bool,
    destroyed_on: date,
    received_on: date,
    today: date,
) -> None:
    """Refuse to take a sheet as destroyed where that may not be.

    Before its day a sheet may go only where its scan stays, and never while a
    hold keeps it. Raises PaperRefused.
    """
    if held and not due:
        raise PaperRefused("held")
    if not due and not scanned:
        raise PaperRefused("not-due")
    if destroyed_on > today:
        raise PaperRefused("destroyed-later")
    if destroyed_on < received_on:
        raise PaperRefused("destroyed-before-received")
