"""The vault over a blob store, a key store and a root key.

Order of writing: bytes durable, then keys durable, in one transaction per
batch. Order of destroying: keys, then bytes. Nothing is cached: every opening
reads the key store, so a key that any process destroyed opens nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from itertools import batched
from uuid import UUID

from seloste.ports.blobs import BlobStore
from seloste.ports.keys import (
    ContentKey,
    Epoch,
    EpochEnded,
    KeyStore,
    RootKey,
    RootKeyMismatch,
)
from seloste.ports.vault import (
    Destroyed,
    Health,
    ObjectRef,
    VaultDamaged,
    VaultMissing,
    VaultUnavailable,
)
from seloste.vault import envelope, keys
from seloste.vault.sealing import Batch

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class LocalVault:
    """Implements ``seloste.ports.vault.Vault``; safe to share between threads."""

    blobs: BlobStore
    keystore: KeyStore
    root: RootKey

    @contextmanager
    def sealing(
        self, *, tenant: str, record: UUID, due: date | None
    ) -> Iterator[Batch]:
        """Open a batch whose keys live under the day key of ``due``."""
        batch = Batch(tenant, record, self.blobs)
        try:
            yield batch
            self._keep(batch, keys.day_epoch(due))
        except BaseException:
            # Bytes that cannot be removed now have no key; scrub reports them.
            with suppress(VaultUnavailable):
                self.blobs.delete(batch.written)
            raise

    def _keep(self, batch: Batch, name: str, attempts: int = 3) -> None:
        """Make the batch's keys durable, under a new epoch if the day just ended."""
        epoch, epoch_key = self._epoch(batch.tenant, name)
        wrapped = [
            (ref.object, keys.wrap(key, epoch_key=epoch_key, ref=ref))
            for ref, key in batch.keys
        ]
        try:
            self.keystore.keep(epoch, wrapped)
        except EpochEnded:
            if attempts == 1:
                raise
            self._keep(batch, name, attempts - 1)

    def open(self, ref: ObjectRef, *, inline: bytes | None = None) -> bytes:
        """Return the whole plaintext. Raises VaultMissing, VaultDamaged."""
        opened = self._open(ref, inline)
        return b"".join(opened.plaintext(0, opened.size))

    def open_range(self, ref: ObjectRef, *, start: int, length: int) -> Iterator[bytes]:
        """Yield plaintext [start, start+length), decrypting only what it touches.

        Key, header, length and final segment are checked before this returns.
        """
        if start < 0 or length < 0:
            raise ValueError("a range begins at 0 and has a length")
        return self._open(ref, None).plaintext(start, length)

    def _open(self, ref: ObjectRef, inline: bytes | None) -> envelope.Opened:
        found = self.keystore.content_keys([ref.object])
        if not found:
            raise VaultMissing(f"key of {ref.object}")
        key = self._content_key(found[0], ref)
        read, size = self._reader(ref, inline)
        return envelope.open_sealed(read, sealed_size=size, key=key, ref=ref)

    def _reader(
        self, ref: ObjectRef, inline: bytes | None
    ) -> tuple[Callable[[int, int], bytes], int]:
        """Return how to read the sealed bytes, and how many there are."""
        if inline is not None:
            data = inline
            return lambda start, length: data[start : start + length], len(data)
        size = self.blobs.size(ref.object)
        if size is None:
            raise VaultMissing(f"bytes of {ref.object}")

        def read(start: int, length: int) -> bytes:
            return self.blobs.open_at(ref.object, start=start, length=length)

        return read, size

    def destroy(self, refs: Iterable[ObjectRef]) -> tuple[Destroyed, ...]:
        """Destroy keys first (one durable step), then bytes. Idempotent."""
        refs = tuple(refs)
        ids = [ref.object for ref in refs]
        self._refuse_foreign(refs)
        destroyed, sizes = self._destroy(ids)
        return tuple(
            Destroyed(
                ref=ref,
                key=ref.object in destroyed,
                blob=ref.object in sizes,
                bytes=sizes.get(ref.object, 0),
            )
            for ref in refs
        )

    def destroy_strays(self, ids: Iterable[UUID]) -> None:
        """Destroy objects of which nothing but the id is known: no row has them."""
        self._destroy(list(ids))

    def _destroy(self, ids: list[UUID]) -> tuple[frozenset[UUID], dict[UUID, int]]:
        """Destroy keys, then bytes; return whose keys and which bytes went.

        The purge runs even where no key was found: an earlier run may have
        been cut short before it.
        """
        destroyed = self.keystore.destroy(ids)
        self.keystore.purge()
        return destroyed, self.blobs.delete(ids)

    def _refuse_foreign(self, refs: tuple[ObjectRef, ...]) -> None:
        """Raise VaultMissing where an object is not that tenant's."""
        tenants = {ref.object: ref.tenant for ref in refs}
        for key in self.keystore.content_keys(list(tenants)):
            if key.epoch.tenant != tenants[key.object]:
                raise VaultMissing(f"key of {key.object}")

    def absent(self, refs: Iterable[ObjectRef]) -> tuple[ObjectRef, ...]:
        """Return those of ``refs`` of which a key or bytes still exist."""
        refs = tuple(refs)
        found = self.keystore.content_keys([ref.object for ref in refs])
        keyed = {key.object for key in found}
        return tuple(
            ref
            for ref in refs
            if ref.object in keyed or self.blobs.size(ref.object) is not None
        )

    def hold(self, refs: Iterable[ObjectRef]) -> None:
        """Rewrap the keys of ``refs`` under the hold epoch, so their day can end."""
        by_id = {ref.object: ref for ref in refs}
        for tenant in sorted({ref.tenant for ref in by_id.values()}):
            epoch, epoch_key = self._epoch(tenant, keys.HOLD)

            def convert(key: ContentKey, target: bytes = epoch_key) -> bytes:
                ref = by_id[key.object]
                content_key = self._content_key(key, ref)
                return keys.wrap(content_key, epoch_key=target, ref=ref)

            ids = [ref.object for ref in by_id.values() if ref.tenant == tenant]
            self.keystore.rewrap(ids, epoch=epoch, convert=convert)

    def end_day(self, *, tenant: str, due: date) -> int:
        """Destroy the day key of ``due`` and every key under it; return how many."""
        count = self.keystore.end_epoch(tenant, keys.day_epoch(due))
        self.keystore.purge()
        return count or 0

    def blind_index(self, *, tenant: str, month: str, field: str, value: str) -> bytes:
        """Return the index of a value for "YYYY-MM", under a new key if need be."""
        _, epoch_key = self._epoch(tenant, keys.index_epoch(month))
        return keys.blind_index(epoch_key=epoch_key, field=field, value=value)

    def blind_indexes(self, *, tenant: str, field: str, value: str) -> dict[str, bytes]:
        """Return the index of a value under every live month key, by month."""
        return {
            epoch.name.removeprefix(keys.INDEX): keys.blind_index(
                epoch_key=self._unwrap(epoch), field=field, value=value
            )
            for epoch in self.keystore.epochs(tenant, keys.INDEX)
        }

    def end_month(self, *, tenant: str, month: str) -> bool:
        """Destroy a month's index key; False where there was none."""
        ended = self.keystore.end_epoch(tenant, keys.index_epoch(month))
        self.keystore.purge()
        return ended is not None

    def days(self, *, tenant: str) -> tuple[date, ...]:
        """Return the days whose key is alive, earliest first."""
        names = (epoch.name for epoch in self.keystore.epochs(tenant, keys.DAY))
        return tuple(date.fromisoformat(name.removeprefix(keys.DAY)) for name in names)

    def months(self, *, tenant: str) -> tuple[str, ...]:
        """Return the months whose index key is alive, earliest first."""
        names = (epoch.name for epoch in self.keystore.epochs(tenant, keys.INDEX))
        return tuple(name.removeprefix(keys.INDEX) for name in names)

    def fingerprint(self, *, tenant: str, value: str) -> str:
        """Return a full keyed HMAC (hex) for idempotency keys and tombstones."""
        _, epoch_key = self._epoch(tenant, keys.FINGERPRINT)
        return keys.fingerprint(epoch_key=epoch_key, value=value)

    def suppression(self, *, tenant: str, value: str) -> bytes:
        """Return 128 bits of a keyed hash, by which an objection is recognised."""
        _, epoch_key = self._epoch(tenant, keys.SUPPRESSION)
        return keys.suppression(epoch_key=epoch_key, value=value)

    def objects(self) -> Iterator[tuple[UUID, bool, bool]]:
        """Yield every known object id with (has key, has blob)."""
        for object_id in self.keystore.objects():
            yield object_id, True, self.blobs.size(object_id) is not None
        for ids in batched(self.blobs.list(), _BATCH):
            keyed = {key.object for key in self.keystore.content_keys(ids)}
            yield from ((blob, False, True) for blob in ids if blob not in keyed)

    def check(
        self, ref: ObjectRef, *, inline: bytes | None = None, sha256: str | None = None
    ) -> Health:
        """Verify every byte of an object, and its SHA-256 where one is given."""
        if not self.keystore.content_keys([ref.object]):
            return Health.MISSING_KEY
        try:
            found = self._open(ref, inline).verify()
        except VaultMissing:
            return Health.MISSING_BLOB
        except VaultDamaged:
            return Health.DAMAGED
        return Health.OK if sha256 in {None, found} else Health.DAMAGED

    def _epoch(self, tenant: str, name: str) -> tuple[Epoch, bytes]:
        """Return the live epoch of that name with its key, begun if need be."""
        epoch = self.keystore.epoch(tenant, name)
        if epoch is None:
            context = keys.epoch_context(tenant, name)
            epoch = self.keystore.begin_epoch(
                tenant=tenant,
                name=name,
                root=self.root.id,
                wrapped=self.root.wrap(keys.new_key(), context=context),
            )
        return epoch, self._unwrap(epoch)

    def _unwrap(self, epoch: Epoch) -> bytes:
        if epoch.root != self.root.id:
            raise RootKeyMismatch(f"epoch {epoch.name}")
        context = keys.epoch_context(epoch.tenant, epoch.name)
        return self.root.unwrap(epoch.wrapped, context=context)

    def _content_key(self, key: ContentKey, ref: ObjectRef) -> bytes:
        epoch_key = self._unwrap(key.epoch)
        return keys.unwrap(key.wrapped, epoch_key=epoch_key, ref=ref)
