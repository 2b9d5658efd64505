"""The tombstone ledger: what was destroyed, written outside the records.

A restored backup brings rows back; the ledger says which of them must go
again. It holds identifiers only and is written before anything is destroyed.
"""

from collections.abc import Iterable, Iterator
from typing import Protocol
from uuid import UUID


class Ledger(Protocol):
    """An append-only list of destroyed objects."""

    def append(self, *, disposal: UUID, items: Iterable[UUID]) -> None:
        """Write durably that ``items`` are about to be destroyed."""
        ...

    def entries(self) -> Iterator[tuple[UUID, tuple[UUID, ...]]]:
        """Yield every disposal with its items, oldest first."""
        ...
