"""Sealing a batch: bytes go out at once, keys wait until all bytes are durable."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO
from uuid import UUID

from seloste.ports.blobs import BlobStore
from seloste.ports.vault import ObjectRef, Sealed
from seloste.vault import envelope, keys

_WORTH_A_THREAD = 1 << 20


class _Hashing:
    """Passes bytes on and hashes them meanwhile, on another core where there is one.

    SHA-256 is slower than AES-GCM and than a disk, and would halve the speed.
    """

    def __init__(
        self, write: Callable[[memoryview], object], pool: ThreadPoolExecutor
    ) -> None:
        self._write = write
        self._pool = pool
        self._digest = sha256()
        self._running: Future[None] | None = None

    def write(self, data: memoryview) -> None:
        """Pass ``data`` on; it is hashed before the next call passes anything on."""
        self._wait()
        if len(data) < _WORTH_A_THREAD:
            self._digest.update(data)
        else:
            self._running = self._pool.submit(self._digest.update, data)
        self._write(data)

    def hexdigest(self) -> str:
        """Return the SHA-256 of everything that was passed on."""
        self._wait()
        return self._digest.hexdigest()

    def _wait(self) -> None:
        if self._running:
            self._running.result()
            self._running = None


@dataclass(slots=True)
class Batch:
    """Objects of one record sealed together (``seloste.ports.vault.Sealing``)."""

    tenant: str
    record: UUID
    blobs: BlobStore
    keys: list[tuple[ObjectRef, bytes]] = field(default_factory=list, repr=False)
    written: list[UUID] = field(default_factory=list)

    def blob(self, *, object_id: UUID, kind: str, source: BinaryIO) -> Sealed:
        """Seal ``source`` into the blob store, durably."""
        with self.blobs.put(object_id) as out:
            sealed = self._seal(object_id, kind, source, out.write)
        self.written.append(object_id)
        return sealed

    def inline(self, *, object_id: UUID, kind: str, data: bytes) -> Sealed:
        """Seal small ``data``; the caller keeps the sealed bytes."""
        out = BytesIO()
        sealed = self._seal(object_id, kind, BytesIO(data), out.write)
        return replace(sealed, inline=out.getvalue())

    def _seal(
        self,
        object_id: UUID,
        kind: str,
        source: BinaryIO,
        write: Callable[[memoryview], object],
    ) -> Sealed:
        ref = ObjectRef(self.tenant, self.record, object_id, kind)
        key = keys.new_key()
        with ThreadPoolExecutor(max_workers=1) as pool:
            out = _Hashing(write, pool)
            written = envelope.seal(source, key=key, ref=ref, write=out.write)
            digest = out.hexdigest()
        self.keys.append((ref, key))
        return Sealed(
            ref=ref,
            format=envelope.FORMAT,
            size=written.size,
            sealed_size=written.sealed_size,
            sha256=digest,
        )
