"""A key store and a root key in memory."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from uuid import UUID

from seloste.ports.keys import ContentKey, Epoch, EpochEnded, KeyExists
from seloste.ports.vault import VaultDamaged, VaultMissing


@dataclass
class MemoryRootKey:
    """Wraps by writing the context in front; it protects nothing."""

    id: str = "root"

    def wrap(self, key: bytes, *, context: bytes) -> bytes:
        return context + self.id.encode() + key

    def unwrap(self, wrapped: bytes, *, context: bytes) -> bytes:
        bound = context + self.id.encode()
        if not wrapped.startswith(bound):
            raise VaultDamaged("epoch key")
        return wrapped.removeprefix(bound)


@dataclass
class MemoryKeyStore:
    """Keeps wrapped keys in dictionaries."""

    live: dict[tuple[str, str], Epoch] = field(default_factory=dict)
    keys: dict[UUID, ContentKey] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    purges: int = 0

    def epoch(self, tenant: str, name: str) -> Epoch | None:
        return self.live.get((tenant, name))

    def epochs(self, tenant: str, prefix: str) -> tuple[Epoch, ...]:
        found = (epoch for epoch in self.live.values() if epoch.tenant == tenant)
        named = (epoch for epoch in found if epoch.name.startswith(prefix))
        return tuple(sorted(named, key=lambda epoch: epoch.name))

    def begin_epoch(
        self, *, tenant: str, name: str, root: str, wrapped: bytes
    ) -> Epoch:
        epoch = Epoch(next(self.numbers), tenant, name, root, wrapped)
        return self.live.setdefault((tenant, name), epoch)

    def end_epoch(self, tenant: str, name: str) -> int | None:
        epoch = self.live.pop((tenant, name), None)
        if epoch is None:
            return None
        return len(self.destroy(self._under(epoch)))

    def _under(self, epoch: Epoch) -> list[UUID]:
        return [key.object for key in self.keys.values() if key.epoch == epoch]

    def keep(self, epoch: Epoch, keys: Iterable[tuple[UUID, bytes]]) -> None:
        self._require_live(epoch)
        new: dict[UUID, ContentKey] = {}
        for object_id, wrapped in keys:
            if object_id in self.keys or object_id in new:
                raise KeyExists(str(object_id))
            new[object_id] = ContentKey(object_id, epoch, wrapped)
        self.keys.update(new)

    def content_keys(self, objects: Collection[UUID]) -> tuple[ContentKey, ...]:
        return tuple(self.keys[key] for key in objects if key in self.keys)

    def rewrap(
        self,
        objects: Collection[UUID],
        *,
        epoch: Epoch,
        convert: Callable[[ContentKey], bytes],
    ) -> None:
        self._require_live(epoch)
        if missing := [key for key in objects if key not in self.keys]:
            raise VaultMissing(str(missing[0]))
        moved = (
            ContentKey(key, epoch, convert(self.keys[key])) for key in tuple(objects)
        )
        self.keys.update({key.object: key for key in moved})

    def destroy(self, objects: Collection[UUID]) -> frozenset[UUID]:
        there = frozenset(objects) & self.keys.keys()
        for key in there:
            del self.keys[key]
        return there

    def purge(self) -> None:
        self.purges += 1

    def objects(self) -> Iterator[UUID]:
        return iter(tuple(self.keys))

    def _require_live(self, epoch: Epoch) -> None:
        if self.live.get((epoch.tenant, epoch.name)) != epoch:
            raise EpochEnded(epoch.name)
