"""Where sealed bytes lie, by id; implemented by a folder or an object store.

A blob store never sees plaintext or keys. Blobs are write-once. An answer of
"not there" is only given by a store that is in order: a missing volume or a
broken network is VaultUnavailable, never an absence.
"""

from collections.abc import Buffer, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol
from uuid import UUID

from seloste.domain.errors import SelosteError


class BlobExists(SelosteError):
    """A blob of that id is already stored; it is not replaced."""

    code = "blob-exists"


class BlobWriter(Protocol):
    """Takes the bytes of one blob, in order."""

    def write(self, data: Buffer) -> None:
        """Append all of ``data``."""
        ...


class BlobStore(Protocol):
    """Keeps bytes by id. Every method may raise VaultUnavailable."""

    def put(self, blob: UUID) -> AbstractContextManager[BlobWriter]:
        """Open a new blob; on leaving it is durable under its id, whole.

        On an exception nothing is kept under the id. Raises BlobExists.
        """
        ...

    def open_at(self, blob: UUID, *, start: int, length: int) -> bytes:
        """Return the bytes [start, start+length), fewer where the blob ends.

        Raises VaultMissing where there is no such blob.
        """
        ...

    def size(self, blob: UUID) -> int | None:
        """Return the blob's length in bytes, or None where there is no such blob."""
        ...

    def delete(self, blobs: Iterable[UUID]) -> dict[UUID, int]:
        """Remove the blobs durably; return the sizes of those that were there."""
        ...

    def list(self) -> Iterator[UUID]:
        """Yield the id of every blob, in no particular order."""
        ...
