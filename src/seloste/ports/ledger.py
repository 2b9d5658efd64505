"""The tombstone ledger: what was destroyed, written outside the records.

A restored backup brings rows back; the ledger says which of them must go
again. It holds identifiers only and is written before anything is destroyed.
"""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol
from uuid import UUID

from seloste.domain.errors import SelosteError


class LedgerMissing(SelosteError):
    """There is no ledger, so nobody knows what must not come back."""

    code = "ledger-missing"


class Ledger(Protocol):
    """An append-only list of destroyed objects, and the right to destroy.

    Raises LedgerMissing.
    """

    def alone(self) -> AbstractContextManager[None]:
        """Wait until nobody else destroys, and keep others waiting meanwhile.

        A process that dies lets go. Raises VaultUnavailable after a minute.
        """
        ...

    def append(self, *, disposal: UUID, items: Iterable[UUID]) -> None:
        """Write durably that ``items`` are about to be destroyed."""
        ...

    def entries(self) -> Iterator[tuple[UUID, tuple[UUID, ...]]]:
        """Yield every disposal with its items, oldest first."""
        ...

    def latest(self) -> tuple[UUID, tuple[UUID, ...]] | None:
        """Return the newest disposal with its items; only the end is read."""
        ...
