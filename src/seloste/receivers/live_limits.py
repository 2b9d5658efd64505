"""How much one page, and one address, may ask of a live process.

Counts are in memory, forgotten when they are full again; they slow a flood
down and shut nobody out.
"""

import time
from collections import OrderedDict
from dataclasses import dataclass, field

LARGEST_MESSAGE = 24_000
"""Letters of one message of a page; a line of 4000 may be escaped at length."""

KNOWN_ADDRESSES = 10_000


@dataclass(slots=True)
class Bucket:
    """Fills by ``rate`` a second up to ``size``; every act takes one."""

    rate: float
    size: float
    level: float = field(default=-1.0)
    at: float = field(default=0.0)

    def take(self) -> bool:
        """Take one; False where there is none."""
        now = time.monotonic()
        full = self.level < 0
        self.level = (
            self.size
            if full
            else min(self.size, self.level + (now - self.at) * self.rate)
        )
        self.at = now
        if self.level < 1:
            return False
        self.level -= 1
        return True


def per_page() -> Bucket:
    """Return what one connection may send: bursts of 40, then 8 a second."""
    return Bucket(rate=8, size=40)


class Addresses:
    """What an address may begin: chats and messages, files, connections."""

    def __init__(self, *, rate: float, size: float) -> None:
        self._rate, self._size = rate, size
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def allows(self, address: str) -> bool:
        """Take one of what an address may still do."""
        bucket = self._buckets.pop(address, None) or Bucket(self._rate, self._size)
        self._buckets[address] = bucket
        while len(self._buckets) > KNOWN_ADDRESSES:
            self._buckets.popitem(last=False)
        return bucket.take()
