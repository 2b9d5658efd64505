"""The day: when each contact arrives, and by which channel.

Twelve hours are open. The busy hour has 12 % of the day's contacts, the others
8 % each; five minutes of the busy hour come at five times its rate. A share of
the day keeps its shape: as many contacts fewer, each stretch as much shorter.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from benchmarks.load.scale import DAY_CONTACTS

HOURS, BUSY = 12, 3
BUSY_SHARE, QUIET_SHARE = 0.12, 0.08
HOUR, BURST = 3600.0, 300.0
BURST_TIMES = 5
TWICE = 0.02
MIX = {"call": 0.50, "mail": 0.33, "chat": 0.17}


class Way(StrEnum):
    """How a contact comes in."""

    CALL = "call"
    MAIL = "mail"
    CHAT = "chat"


class Stretch(StrEnum):
    """The parts of the day."""

    QUIET = "quiet"
    BUSY = "busy"
    BURST = "burst"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A contact that arrives ``at`` seconds after the replay begins.

    One that comes ``twice`` is handed over again after its acknowledgement, as by
    a sender that never heard it.
    """

    at: float
    way: Way
    stretch: Stretch
    name: str
    twice: bool


def stretches() -> Iterator[tuple[Stretch, float, float, float]]:
    """Yield each stretch of the real day: its kind, start, length and contacts."""
    for hour in range(HOURS):
        if hour != BUSY:
            yield Stretch.QUIET, hour * HOUR, HOUR, DAY_CONTACTS * QUIET_SHARE
            continue
        whole = DAY_CONTACTS * BUSY_SHARE
        burst = whole / HOUR * BURST_TIMES * BURST
        half = (HOUR - BURST) / 2
        begin = hour * HOUR
        yield Stretch.BUSY, begin, half, (whole - burst) / 2
        yield Stretch.BURST, begin + half, BURST, burst
        yield Stretch.BUSY, begin + half + BURST, half, (whole - burst) / 2


def length(*, share: float, pressure: float) -> float:
    """Return how many seconds the replay of a share of the day takes."""
    return HOURS * HOUR * share / pressure


def plan(*, share: float, pressure: float, seed: int = 1) -> list[Arrival]:
    """Return the arrivals of a share of the day, in order; the same for a seed."""
    chance = random.Random(seed)
    shrink = share / pressure
    found = []
    for stretch, start, long, contacts in stretches():
        for _ in range(round(contacts * share)):
            at = (start + chance.random() * long) * shrink
            way = Way(chance.choices(list(MIX), list(MIX.values()))[0])
            twice = way is not Way.CHAT and chance.random() < TWICE
            name = f"{chance.getrandbits(96):024x}"
            found.append(Arrival(at, way, stretch, name, twice))
    return sorted(found, key=lambda one: one.at)
