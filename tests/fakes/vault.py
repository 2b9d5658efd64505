"""A vault in memory. It hides plaintext by inverting bits; it protects nothing.

It keeps the contract of ``seloste.ports.vault.Vault`` (tests/vault/test_contract.py
runs against it). ``broken`` makes every method fail like a store that is down.
"""

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO
from uuid import UUID

from seloste.ports.blobs import BlobExists
from seloste.ports.keys import KeyExists
from seloste.ports.vault import (
    Destroyed,
    Health,
    ObjectRef,
    Sealed,
    VaultDamaged,
    VaultMissing,
    VaultUnavailable,
)

HOLD = None


def _invert(data: bytes) -> bytes:
    return bytes(byte ^ 0xFF for byte in data)


@dataclass
class FakeSealing:
    """A batch of the fake vault."""

    vault: "FakeVault"
    tenant: str
    record: UUID
    refs: list[ObjectRef] = field(default_factory=list)
    blobs: list[UUID] = field(default_factory=list)

    def blob(self, *, object_id: UUID, kind: str, source: BinaryIO) -> Sealed:
        self.vault.answer()
        if object_id in self.vault.blobs:
            raise BlobExists(str(object_id))
        sealed = self._seal(object_id, kind, source.read())
        self.vault.blobs[object_id] = sealed.inline or b""
        self.blobs.append(object_id)
        return Sealed(sealed.ref, 1, sealed.size, sealed.sealed_size, sealed.sha256)

    def inline(self, *, object_id: UUID, kind: str, data: bytes) -> Sealed:
        self.vault.answer()
        return self._seal(object_id, kind, data)

    def _seal(self, object_id: UUID, kind: str, data: bytes) -> Sealed:
        ref = ObjectRef(self.tenant, self.record, object_id, kind)
        tag = hashlib.sha256(repr(ref).encode() + data).digest()
        sealed = tag + _invert(data)
        self.refs.append(ref)
        digest = hashlib.sha256(sealed).hexdigest()
        return Sealed(ref, 1, len(data), len(sealed), digest, sealed)


@dataclass
class FakeVault:
    """Keeps sealed objects in dictionaries."""

    keys: dict[UUID, tuple[str, date | None]] = field(default_factory=dict)
    blobs: dict[UUID, bytes] = field(default_factory=dict)
    indexed: set[tuple[str, str]] = field(default_factory=set)
    broken: bool = False

    def answer(self) -> None:
        if self.broken:
            raise VaultUnavailable("the fake vault is down")

    @contextmanager
    def sealing(
        self, *, tenant: str, record: UUID, due: date | None
    ) -> Iterator[FakeSealing]:
        batch = FakeSealing(self, tenant, record)
        try:
            yield batch
            self._refuse_known([ref.object for ref in batch.refs])
        except BaseException:
            for object_id in batch.blobs:
                del self.blobs[object_id]
            raise
        self.keys.update((ref.object, (tenant, due)) for ref in batch.refs)

    def _refuse_known(self, new: list[UUID]) -> None:
        self.answer()
        if len(set(new)) < len(new) or not self.keys.keys().isdisjoint(new):
            raise KeyExists("the object already has a key")

    def open(self, ref: ObjectRef, *, inline: bytes | None = None) -> bytes:
        self.answer()
        if ref.object not in self.keys:
            raise VaultMissing(f"key of {ref.object}")
        sealed = self.blobs.get(ref.object) if inline is None else inline
        if sealed is None:
            raise VaultMissing(f"bytes of {ref.object}")
        data = _invert(sealed[32:])
        if sealed[:32] != hashlib.sha256(repr(ref).encode() + data).digest():
            raise VaultDamaged("tag")
        return data

    def open_range(self, ref: ObjectRef, *, start: int, length: int) -> Iterator[bytes]:
        if start < 0 or length < 0:
            raise ValueError("a range begins at 0 and has a length")
        part = self.open(ref)[start : start + length]
        return iter([part] if part else [])

    def destroy(self, refs: Iterable[ObjectRef]) -> tuple[Destroyed, ...]:
        self.answer()
        refs = tuple(refs)
        for ref in refs:
            if self.keys.get(ref.object, (ref.tenant, HOLD))[0] != ref.tenant:
                raise VaultMissing(f"key of {ref.object}")
        return tuple(self._destroy(ref) for ref in refs)

    def destroy_strays(self, ids: Iterable[UUID]) -> None:
        self.answer()
        for object_id in ids:
            self.keys.pop(object_id, None)
            self.blobs.pop(object_id, None)

    def _destroy(self, ref: ObjectRef) -> Destroyed:
        key = self.keys.pop(ref.object, None)
        blob = self.blobs.pop(ref.object, None)
        return Destroyed(ref, key is not None, blob is not None, len(blob or b""))

    def absent(self, refs: Iterable[ObjectRef]) -> tuple[ObjectRef, ...]:
        self.answer()
        left = self.keys.keys() | self.blobs.keys()
        return tuple(ref for ref in refs if ref.object in left)

    def hold(self, refs: Iterable[ObjectRef]) -> None:
        self.answer()
        refs = tuple(refs)
        for ref in refs:
            if ref.object not in self.keys:
                raise VaultMissing(f"key of {ref.object}")
        self.keys.update((ref.object, (ref.tenant, HOLD)) for ref in refs)

    def end_day(self, *, tenant: str, due: date) -> int:
        self.answer()
        ended = [key for key, epoch in self.keys.items() if epoch == (tenant, due)]
        for object_id in ended:
            del self.keys[object_id]
        return len(ended)

    def blind_index(self, *, tenant: str, month: str, field: str, value: str) -> bytes:
        self.answer()
        self.indexed.add((tenant, month))
        key = f"{tenant}/{month}/{field}".encode()
        return hmac.digest(key, value.encode(), "sha256")[:3]

    def blind_indexes(self, *, tenant: str, field: str, value: str) -> dict[str, bytes]:
        return {
            month: self.blind_index(
                tenant=tenant, month=month, field=field, value=value
            )
            for owner, month in sorted(self.indexed)
            if owner == tenant
        }

    def end_month(self, *, tenant: str, month: str) -> bool:
        self.answer()
        known = (tenant, month) in self.indexed
        self.indexed.discard((tenant, month))
        return known

    def fingerprint(self, *, tenant: str, value: str) -> str:
        self.answer()
        return hmac.digest(tenant.encode(), value.encode(), "sha256").hex()

    def suppression(self, *, tenant: str, value: str) -> bytes:
        self.answer()
        key = f"suppression:{tenant}".encode()
        return hmac.digest(key, value.encode(), "sha256")[:16]

    def days(self, *, tenant: str) -> tuple[date, ...]:
        self.answer()
        days = {day for owner, day in self.keys.values() if owner == tenant}
        return tuple(sorted(day for day in days if day))

    def months(self, *, tenant: str) -> tuple[str, ...]:
        self.answer()
        return tuple(sorted(month for owner, month in self.indexed if owner == tenant))

    def objects(self) -> Iterator[tuple[UUID, bool, bool]]:
        self.answer()
        for object_id in self.keys.keys() | self.blobs.keys():
            yield object_id, object_id in self.keys, object_id in self.blobs

    def check(
        self, ref: ObjectRef, *, inline: bytes | None = None, sha256: str | None = None
    ) -> Health:
        self.answer()
        if ref.object not in self.keys:
            return Health.MISSING_KEY
        sealed = self.blobs.get(ref.object) if inline is None else inline
        if sealed is None:
            return Health.MISSING_BLOB
        try:
            self.open(ref, inline=sealed)
        except VaultDamaged:
            return Health.DAMAGED
        digest = hashlib.sha256(sealed).hexdigest()
        return Health.OK if sha256 in {None, digest} else Health.DAMAGED
