"""The clock rule: may destructive work believe the time?

A wall clock may jump or walk. It is believed only while it agrees with elapsed
monotonic time since the last moment an independent clock agreed (the anchor);
the anchor moves only when one agrees again. After a reboot nothing is
destroyed before one does (faults.md, clock rule). Nothing here reads a clock.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

AGREEMENT = timedelta(seconds=300)
DRIFT = 0.0005
SLACK = timedelta(seconds=120)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The last agreement: wall time (UTC) and monotonic seconds of one boot."""

    wall: datetime
    monotonic: float
    boot_id: str
    reference: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """What the clocks say now; ``references`` are (name, UTC moment)."""

    wall: datetime
    monotonic: float
    boot_id: str
    references: tuple[tuple[str, datetime], ...] = ()


class Doubt(StrEnum):
    """Why the time is not believed."""

    NO_ANCHOR = "no-anchor"
    REBOOTED = "rebooted"
    JUMPED = "jumped"
    REFERENCES_DISAGREE = "references-disagree"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The time to act on, or the doubt; and the anchor to keep from now on."""

    trusted: datetime | None
    anchor: Anchor | None
    doubt: Doubt | None = None


def judge(anchor: Anchor | None, seen: Sighting) -> Judgement:
    """Return whether ``seen.wall`` may be acted on.

    A reference that agrees within five minutes moves the anchor. References
    that all disagree are believed over the wall clock. Without a reference the
    wall clock must lie within 120 s and 0.05 % of elapsed monotonic time, and
    the earlier of both is used, so that nothing is destroyed early.
    """
    if seen.references:
        return _with_references(anchor, seen)
    if anchor is None:
        return Judgement(None, None, Doubt.NO_ANCHOR)
    if anchor.boot_id != seen.boot_id:
        return Judgement(None, anchor, Doubt.REBOOTED)
    elapsed = timedelta(seconds=seen.monotonic - anchor.monotonic)
    expected = anchor.wall + elapsed
    if abs(seen.wall - expected) > SLACK + elapsed * DRIFT:
        return Judgement(None, anchor, Doubt.JUMPED)
    return Judgement(min(seen.wall, expected), anchor)


def _with_references(anchor: Anchor | None, seen: Sighting) -> Judgement:
    for name, moment in seen.references:
        if abs(moment - seen.wall) <= AGREEMENT:
            moved = Anchor(
                wall=min(seen.wall, moment),
                monotonic=seen.monotonic,
                boot_id=seen.boot_id,
                reference=name,
            )
            return Judgement(moved.wall, moved)
    return Judgement(None, anchor, Doubt.REFERENCES_DISAGREE)
