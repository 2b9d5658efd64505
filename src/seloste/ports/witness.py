"""Who remembers what the log has signed, outside the database.

A restored or rewritten database is found out because somebody else has seen
more of the log than it now has (c2sp.org/tlog-witness). A witness forgets
nothing, and answers only when what it was told is durable.
"""

from collections.abc import Iterator
from typing import Protocol

from seloste.domain.errors import SelosteError


class WitnessUnavailable(SelosteError):
    """The witness cannot be read or written; nothing was signed."""

    code = "witness-unavailable"


class Witness(Protocol):
    """Remembers signed checkpoints. Every method may raise WitnessUnavailable."""

    def last(self) -> str | None:
        """Return the checkpoint (a signed note) told last, or None."""
        ...

    def notes(self) -> Iterator[str]:
        """Return every checkpoint told, oldest first."""
        ...

    def remember(self, note: str) -> None:
        """Keep a signed checkpoint; when this returns it is durable."""
        ...
