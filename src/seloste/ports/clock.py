"""Where the time comes from, and who else agrees.

The wall clock may jump; destructive work asks ``domain.clock`` whether the
clocks agree before it trusts them.
"""

from datetime import datetime
from typing import Protocol

from seloste.domain.clock import Sighting


class Clock(Protocol):
    """A clock, and the independent clocks it can ask."""

    def now(self) -> datetime:
        """Return the wall time, aware, in UTC."""
        ...

    def read(self) -> Sighting:
        """Return what every clock says now."""
        ...
