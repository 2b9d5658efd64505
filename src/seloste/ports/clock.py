"""Where the time comes from, and who else agrees.

The wall clock may jump; destructive work asks ``domain.clock`` whether the
readings agree before it trusts them.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Reference:
    """What an independent clock says now (aware, UTC)."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at all clocks: wall (UTC), and seconds since the boot ``boot_id``."""

    wall: datetime
    monotonic: float
    boot_id: str
    references: tuple[Reference, ...] = ()


class Clock(Protocol):
    """A clock."""

    def now(self) -> datetime:
        """Return the wall time, aware, in UTC."""
        ...

    def read(self) -> Reading:
        """Return a reading of every clock there is."""
        ...
