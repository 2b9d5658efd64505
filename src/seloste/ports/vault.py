"""The vault: sealed bytes, and keys that can be destroyed.

Whatever implements this keeps the order of writing (bytes durable, then key
durable) and never writes plaintext anywhere. It decides nothing: whether an
object may be read or destroyed is asked in services.
"""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import BinaryIO, Protocol
from uuid import UUID

from seloste.domain.errors import SelosteError


class VaultDamaged(SelosteError):
    """The sealed bytes do not verify; nothing of them was served."""

    code = "vault-damaged"


class VaultMissing(SelosteError):
    """The key or the bytes are gone: destroyed, or never written."""

    code = "vault-missing"


class VaultUnavailable(SelosteError):
    """The store did not answer; that is an outage, never an absence."""

    code = "vault-unavailable"


@dataclass(frozen=True, slots=True)
class ObjectRef:
    """The identity a sealed object is bound to (associated data of its seal).

    ``tenant`` is the register's slug; ``record`` the contact (or other record)
    it belongs to; ``kind`` a ``domain.contact.Kind`` value.
    """

    tenant: str
    record: UUID
    object: UUID
    kind: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the records keep of a sealed object. No plaintext, no key.

    ``sha256`` is of the sealed bytes (hex), ``size`` of the plaintext and
    ``sealed_size`` of the sealed bytes in bytes. ``inline`` holds the sealed
    bytes where the records keep them, else None and the blob store has them.
    """

    ref: ObjectRef
    format: int
    size: int
    sealed_size: int
    sha256: str
    inline: bytes | None = None


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What destroying one object found; ``key`` and ``blob`` say what went.

    False means it was already gone (destroying twice is harmless).
    """

    ref: ObjectRef
    key: bool
    blob: bool
    bytes: int


class Health(StrEnum):
    """What checking an object finds; an orphan is known to no record."""

    OK = "ok"
    DAMAGED = "damaged"
    MISSING_KEY = "missing-key"
    MISSING_BLOB = "missing-blob"
    ORPHAN_KEY = "orphan-key"
    ORPHAN_BLOB = "orphan-blob"


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """One object's health."""

    object: UUID
    state: Health


class Sealing(Protocol):
    """Seals several objects of one record; their keys become durable together."""

    def blob(self, *, object_id: UUID, kind: str, source: BinaryIO) -> Sealed:
        """Seal ``source`` into the blob store, durably, and return what to record."""
        ...

    def inline(self, *, object_id: UUID, kind: str, data: bytes) -> Sealed:
        """Seal small ``data``; the caller keeps the sealed bytes in its row."""
        ...


class Vault(Protocol):
    """Seals, opens and destroys. Every method may raise VaultUnavailable."""

    def sealing(
        self, *, tenant: str, record: UUID, due: date | None
    ) -> AbstractContextManager[Sealing]:
        """Open a batch whose keys live under the day key of ``due``.

        On leaving without an exception the keys are durable. On an exception
        the blobs already written are removed and no key was kept.
        ``due=None`` files the keys under the hold epoch.
        """
        ...

    def open(self, ref: ObjectRef, *, inline: bytes | None = None) -> bytes:
        """Return the whole plaintext. Raises VaultMissing, VaultDamaged."""
        ...

    def open_range(self, ref: ObjectRef, *, start: int, length: int) -> Iterator[bytes]:
        """Yield plaintext [start, start+length), decrypting only what it touches.

        Raises VaultMissing and VaultDamaged at once, before the first byte,
        for the key, the header, the total length and the final segment. A
        damaged segment in the middle raises when it is reached.
        """
        ...

    def destroy(self, refs: Iterable[ObjectRef]) -> tuple[Destroyed, ...]:
        """Destroy keys first (one durable step), then bytes. Idempotent.

        Raises VaultMissing, with nothing destroyed, where an object belongs to
        another tenant than its ref says.
        """
        ...

    def destroy_strays(self, ids: Iterable[UUID]) -> None:
        """Destroy objects of which nothing but the id is known: no row has them."""
        ...

    def absent(self, refs: Iterable[ObjectRef]) -> tuple[ObjectRef, ...]:
        """Return those of ``refs`` of which a key or bytes still exist."""
        ...

    def hold(self, refs: Iterable[ObjectRef]) -> None:
        """Rewrap the keys of ``refs`` under the hold epoch, so their day can end.

        Raises VaultMissing, with nothing rewrapped, where a key is gone.
        """
        ...

    def end_day(self, *, tenant: str, due: date) -> int:
        """Destroy the day key of ``due`` and every key under it; return how many.

        The bytes stay until ``destroy`` is called; nothing opens them.
        """
        ...

    def blind_index(self, *, tenant: str, month: str, field: str, value: str) -> bytes:
        """Return the truncated HMAC (3 bytes) of a normalised value for "YYYY-MM".

        Creates the month's key where there is none (writing side).
        """
        ...

    def blind_indexes(self, *, tenant: str, field: str, value: str) -> dict[str, bytes]:
        """Return the index value under every live month key, by month."""
        ...

    def end_month(self, *, tenant: str, month: str) -> bool:
        """Destroy a month's index key; False where there was none."""
        ...

    def fingerprint(self, *, tenant: str, value: str) -> str:
        """Return a full keyed HMAC (hex) for idempotency keys and tombstones."""
        ...

    def suppression(self, *, tenant: str, value: str) -> bytes:
        """Return 128 bits of a keyed hash, by which an objection is recognised.

        Its key is its own, so that it ends apart from everything else.
        """
        ...

    def days(self, *, tenant: str) -> tuple[date, ...]:
        """Return the days whose key is alive, earliest first."""
        ...

    def months(self, *, tenant: str) -> tuple[str, ...]:
        """Return the months ("YYYY-MM") whose index key is alive, earliest first."""
        ...

    def objects(self) -> Iterator[tuple[UUID, bool, bool]]:
        """Yield every known object id with (has key, has blob)."""
        ...

    def check(
        self, ref: ObjectRef, *, inline: bytes | None = None, sha256: str | None = None
    ) -> Health:
        """Verify every byte of an object, and its SHA-256 where one is given."""
        ...
