"""Where keys lie: the root key that wraps, and the store of what it wrapped.

An epoch key (one per tenant and due day, hold, index month or fingerprint) is
wrapped by the root key; a content key (one per object) is wrapped under its
epoch key. The key store sees wrapped keys only, and can forget them for good.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from seloste.domain.errors import SelosteError


class RootKeyMismatch(SelosteError):
    """A key was wrapped by another root key than the one at hand."""

    code = "root-key-mismatch"


class EpochEnded(SelosteError):
    """The epoch was destroyed in the meantime; begin again with a new one."""

    code = "epoch-ended"


class KeyExists(SelosteError):
    """The object already has a key; it is not replaced."""

    code = "key-exists"


class RootKey(Protocol):
    """Wraps epoch keys with a key that leaves it never."""

    @property
    def id(self) -> str:
        """Name the root key without telling anything about its value."""
        ...

    def wrap(self, key: bytes, *, context: bytes) -> bytes:
        """Return ``key`` wrapped, bound to ``context``."""
        ...

    def unwrap(self, wrapped: bytes, *, context: bytes) -> bytes:
        """Return the key. Raises VaultDamaged, RootKeyMismatch."""
        ...


@dataclass(frozen=True, slots=True)
class Epoch:
    """A live epoch key as stored: its wrapping, and the id of the root key."""

    id: int
    tenant: str
    name: str
    root: str
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class ContentKey:
    """An object's key as stored, wrapped under ``epoch``."""

    object: UUID
    epoch: Epoch
    wrapped: bytes


class KeyStore(Protocol):
    """Keeps wrapped keys. Every method may raise VaultUnavailable.

    Every change is durable when the method returns. What was destroyed is in
    no file of the store any more once ``purge`` has returned.
    """

    def epoch(self, tenant: str, name: str) -> Epoch | None:
        """Return the live epoch of that name, or None."""
        ...

    def epochs(self, tenant: str, prefix: str) -> tuple[Epoch, ...]:
        """Return the live epochs whose name begins so, sorted by name."""
        ...

    def begin_epoch(
        self, *, tenant: str, name: str, root: str, wrapped: bytes
    ) -> Epoch:
        """Keep a new epoch key, or return the live one somebody else just kept."""
        ...

    def end_epoch(self, tenant: str, name: str) -> int | None:
        """Destroy the epoch key and all keys under it; return how many, or None.

        None says that there was no such live epoch.
        """
        ...

    def keep(self, epoch: Epoch, keys: Iterable[tuple[UUID, bytes]]) -> None:
        """Keep content keys in one transaction. Raises EpochEnded, KeyExists."""
        ...

    def content_keys(self, objects: Collection[UUID]) -> tuple[ContentKey, ...]:
        """Return the keys of those objects that have one."""
        ...

    def rewrap(
        self,
        objects: Collection[UUID],
        *,
        epoch: Epoch,
        convert: Callable[[ContentKey], bytes],
    ) -> None:
        """Move keys under ``epoch`` in one transaction, wrapped by ``convert``.

        Raises VaultMissing where an object has no key; then nothing moved.
        """
        ...

    def destroy(self, objects: Collection[UUID]) -> frozenset[UUID]:
        """Destroy content keys in one transaction; return those that were there."""
        ...

    def purge(self) -> None:
        """Clear what was destroyed from every file. Raises VaultUnavailable."""
        ...

    def objects(self) -> Iterator[UUID]:
        """Yield every object that has a key, in no particular order."""
        ...
