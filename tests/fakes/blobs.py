"""A blob store in memory, and wrappers that count and that fail.

``FaultyBlobs`` is the one wrapper for every store: it flips bits with XOR, as
overwriting with a fixed value would leave one byte in 256 as it was.
"""

from collections.abc import Buffer, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import override
from uuid import UUID

from seloste.ports.blobs import BlobExists, BlobStore, BlobWriter
from seloste.ports.vault import VaultMissing, VaultUnavailable


@dataclass
class MemoryWriter:
    """Takes the bytes of one blob."""

    data: bytearray = field(default_factory=bytearray)

    def write(self, data: Buffer) -> None:
        self.data += data


@dataclass
class MemoryBlobs:
    """Keeps blobs in a dictionary."""

    blobs: dict[UUID, bytes] = field(default_factory=dict)

    @contextmanager
    def put(self, blob: UUID) -> Iterator[BlobWriter]:
        if blob in self.blobs:
            raise BlobExists(str(blob))
        writer = MemoryWriter()
        yield writer
        self.blobs[blob] = bytes(writer.data)

    def open_at(self, blob: UUID, *, start: int, length: int) -> bytes:
        if blob not in self.blobs:
            raise VaultMissing(str(blob))
        return self.blobs[blob][start : start + length]

    def size(self, blob: UUID) -> int | None:
        return len(self.blobs[blob]) if blob in self.blobs else None

    def delete(self, blobs: Iterable[UUID]) -> dict[UUID, int]:
        there = [blob for blob in blobs if blob in self.blobs]
        return {blob: len(self.blobs.pop(blob)) for blob in there}

    def list(self) -> Iterator[UUID]:
        return iter(tuple(self.blobs))


@dataclass
class CountingBlobs:
    """Passes everything on and notes every read as (start, length)."""

    store: BlobStore
    reads: list[tuple[int, int]] = field(default_factory=list)

    def put(self, blob: UUID) -> AbstractContextManager[BlobWriter]:
        return self.store.put(blob)

    def open_at(self, blob: UUID, *, start: int, length: int) -> bytes:
        self.reads.append((start, length))
        return self.store.open_at(blob, start=start, length=length)

    def size(self, blob: UUID) -> int | None:
        return self.store.size(blob)

    def delete(self, blobs: Iterable[UUID]) -> dict[UUID, int]:
        return self.store.delete(blobs)

    def list(self) -> Iterator[UUID]:
        return self.store.list()


class Fault(StrEnum):
    """How a store goes wrong.

    ``FLIP`` inverts the byte at ``at`` of the blob, ``TRUNCATE`` ends the blob
    there, ``FLAKY`` fails every other call, ``MISSING`` has lost every blob,
    ``OUTAGE`` fails every call.
    """

    FLIP = "flip"
    TRUNCATE = "truncate"
    FLAKY = "flaky"
    MISSING = "missing"
    OUTAGE = "outage"


@dataclass
class FaultyBlobs(CountingBlobs):
    """A store with a fault; None is a store in order."""

    fault: Fault | None = None
    at: int = 0
    calls: int = 0

    @override
    def put(self, blob: UUID) -> AbstractContextManager[BlobWriter]:
        self._answer()
        return self.store.put(blob)

    @override
    def open_at(self, blob: UUID, *, start: int, length: int) -> bytes:
        self._answer()
        if self.fault is Fault.MISSING:
            raise VaultMissing(str(blob))
        if self.fault is Fault.TRUNCATE:
            length = max(0, min(length, self.at - start))
        data = bytearray(self.store.open_at(blob, start=start, length=length))
        if self.fault is Fault.FLIP and start <= self.at < start + len(data):
            data[self.at - start] ^= 0xFF
        return bytes(data)

    @override
    def size(self, blob: UUID) -> int | None:
        self._answer()
        size = self.store.size(blob)
        if self.fault is Fault.MISSING or size is None:
            return None
        return min(size, self.at) if self.fault is Fault.TRUNCATE else size

    @override
    def delete(self, blobs: Iterable[UUID]) -> dict[UUID, int]:
        self._answer()
        return {} if self.fault is Fault.MISSING else self.store.delete(blobs)

    @override
    def list(self) -> Iterator[UUID]:
        self._answer()
        return iter(()) if self.fault is Fault.MISSING else self.store.list()

    def _answer(self) -> None:
        self.calls += 1
        if self.fault is Fault.OUTAGE:
            raise VaultUnavailable("the store is down")
        if self.fault is Fault.FLAKY and self.calls % 2:
            raise VaultUnavailable("the store did not answer this time")
