"""The machine's own clocks, and whether the kernel says they are synchronised."""

import ctypes
import time
from datetime import UTC, datetime
from pathlib import Path

from seloste.domain.clock import Sighting

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
TIME_ERROR = 5  # adjtimex(2): the clock is not synchronised
_TIMEX_BYTES = 256  # larger than struct timex on any Linux


class SystemClock:
    """Reads the wall clock, CLOCK_BOOTTIME and the kernel's NTP state.

    ``references`` names what is asked: ``ntp`` is the kernel's own word that a
    time daemon disciplines the clock (adjtimex(2)); setting the clock by hand
    takes that word back.
    """

    def __init__(self, *, references: tuple[str, ...]) -> None:
        self._references = references

    def now(self) -> datetime:
        """Return the wall time, aware, in UTC."""
        return datetime.now(UTC)

    def read(self) -> Sighting:
        """Return what every clock says now."""
        wall = self.now()
        agreeing = "ntp" in self._references and synchronised()
        return Sighting(
            wall=wall,
            monotonic=time.clock_gettime(time.CLOCK_BOOTTIME),
            boot_id=BOOT_ID.read_text().strip(),
            references=(("ntp", wall),) if agreeing else (),
        )


def synchronised() -> bool:
    """Tell whether the kernel says a time daemon keeps the clock right."""
    timex = ctypes.create_string_buffer(_TIMEX_BYTES)
    state: int = ctypes.CDLL(None, use_errno=True).adjtimex(timex)
    return 0 <= state < TIME_ERROR
