"""Space kept back on each volume, so that a full disk stops capture and not more.

Reading writes an audit leaf and destroying writes before it frees: on a full
disk both need room (faults.md, R5). So a part of each volume is held by a file
that nobody reads; when room runs out it goes, and nothing is captured until it
is back.
"""

from typing import Protocol

from seloste.domain.errors import SelosteError


class DiskFull(SelosteError):
    """A volume is almost full; nothing is captured, reading and destroying go on."""

    code = "disk-full"


class Reserve(Protocol):
    """The space kept back."""

    def tend(self) -> bool:
        """Give the space up where room runs out, take it back where there is room.

        Returns whether all of it is held, so that capturing may go on.
        """
        ...
