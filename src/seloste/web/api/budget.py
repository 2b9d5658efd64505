"""How often a source may ask, and all of them together (ASVS 5.0 2.4.1).

Token buckets in the memory of this process: they hold back a sender that has
gone wild, and are no accounting.
"""

import math
import threading
import time
from dataclasses import dataclass, field

import structlog

from seloste.web.api.errors import TooManyRequests

log = structlog.get_logger("seloste.api")


@dataclass(slots=True)
class Bucket:
    """Holds up to ``burst`` requests and regains ``rate`` of them a second."""

    rate: float
    burst: float
    left: float = field(init=False)
    at: float = field(init=False, default=-math.inf)

    def __post_init__(self) -> None:
        self.left = self.burst

    def wait(self, now: float) -> float:
        """Return how many seconds are left until a request is free; 0 is now."""
        if now > self.at:
            self.left = min(self.burst, self.left + (now - self.at) * self.rate)
            self.at = now
        return 0.0 if self.left >= 1 else (1 - self.left) / self.rate

    def take(self) -> None:
        """Take one request out."""
        self.left -= 1


class Budget:
    """A bucket for each source, and one for all."""

    def __init__(
        self, *, each: tuple[float, float], total: tuple[float, float]
    ) -> None:
        self._each = each
        self._total = Bucket(*total)
        self._sources: dict[str, Bucket] = {}
        self._lock = threading.Lock()

    def spend(self, source: str) -> None:
        """Take one request of ``source``. Raises TooManyRequests."""
        now = time.monotonic()
        with self._lock:
            own = self._sources.setdefault(source, Bucket(*self._each))
            wait = max(own.wait(now), self._total.wait(now))
            if not wait:
                own.take()
                self._total.take()
        if wait:
            log.warning("api budget spent", source=source)
            raise TooManyRequests(math.ceil(wait))


BUDGET = Budget(each=(50, 500), total=(200, 1000))
