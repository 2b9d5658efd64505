"""A clock that can be driven, for demonstrations and drills only.

It runs like the machine's clock plus an offset kept in a file; moving it moves
wall and monotonic time alike, and it vouches for itself under the name
``drill``, so that everything it leads to can be told from real time.
"""

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from seloste.domain.clock import Sighting


class DrillClock:
    """The machine's clock plus the offset in ``path`` (seconds, JSON)."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def offset(self) -> timedelta:
        """Return how far ahead of the machine's clock this one is."""
        if not self._path.exists():
            return timedelta()
        return timedelta(seconds=json.loads(self._path.read_text())["seconds"])

    def move(self, by: timedelta) -> datetime:
        """Move the clock forward by ``by`` and return the new time."""
        seconds = (self.offset() + by).total_seconds()
        draft = self._path.with_suffix(".new")
        draft.write_text(json.dumps({"seconds": seconds}))
        draft.replace(self._path)
        return self.now()

    def now(self) -> datetime:
        """Return the driven time, aware, in UTC."""
        return datetime.now(UTC) + self.offset()

    def read(self) -> Sighting:
        """Return the driven time, vouched for by the drill itself."""
        offset, wall = self.offset().total_seconds(), self.now()
        return Sighting(
            wall=wall,
            monotonic=time.clock_gettime(time.CLOCK_BOOTTIME) + offset,
            boot_id="drill",
            references=(("drill", wall),),
        )
