"""What a browser hears of an opened recording, byte by byte.

The redacted copy where there is one. The bytes as they are where browsers play
them; of a G.711 WAV the same samples with 16 bits, made from just the bytes that
are asked for; anything else decoded once and kept in memory no longer than its
opening. Every read asks the opening again, so a role taken away stops a playing
recording.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from uuid import UUID

from seloste.ports.desk import Desk
from seloste.protocols.playable import playable_wav
from seloste.records.models import SealedObject
from seloste.services import openings
from seloste.services.sealed_file import open_sealed

WAV = "audio/wav"
SHELF_BYTES = 128 * 2**20


@dataclass(frozen=True, slots=True)
class Track:
    """A recording as a browser plays it; ``read`` takes a start and a length."""

    media_type: str
    size: int
    read: Callable[[int, int], bytes]


@dataclass(slots=True)
class Shelf:
    """Decoded recordings, each until its opening ends, never more than fit."""

    room: int = SHELF_BYTES
    _kept: OrderedDict[UUID, tuple[datetime, bytes]] = field(
        default_factory=OrderedDict
    )
    _lock: Lock = field(default_factory=Lock)

    def take(self, opening_id: UUID, now: datetime) -> bytes | None:
        """Return what was put here for the opening; what is over goes."""
        with self._lock:
            for old in [key for key, (until, _) in self._kept.items() if until <= now]:
                del self._kept[old]
            found = self._kept.get(opening_id)
            return found[1] if found else None

    def put(self, opening_id: UUID, data: bytes, *, until: datetime) -> None:
        """Keep a decoded recording; the oldest make room."""
        with self._lock:
            self._kept[opening_id] = (until, data)
            while sum(len(kept) for _, kept in self._kept.values()) > self.room:
                self._kept.popitem(last=False)


_shelf = Shelf()


def track(opening_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime) -> Track:
    """Return what plays of an opened recording. Raises NotFound, PurposeRefused."""
    item, facts = openings.sound(opening_id, staff_id=staff_id, now=now)

    def read_at(start: int, length: int) -> bytes:
        return b"".join(desk.vault.open_range(item.ref(), start=start, length=length))

    if facts.plays_in_browser:
        return Track(facts.media_type, item.size, read_at)
    if wav := playable_wav(read_at, size=item.size):
        return Track(
            WAV, wav.size, lambda start, n: wav.read(read_at, start=start, length=n)
        )
    data = _decoded(opening_id, item, staff_id=staff_id, desk=desk, now=now)
    return Track(WAV, len(data), lambda start, n: data[start : start + n])


def _decoded(
    opening_id: UUID, item: SealedObject, *, staff_id: UUID, desk: Desk, now: datetime
) -> bytes:
    """Return the whole recording decoded; once for each opening while it fits."""
    kept = _shelf.take(opening_id, now)
    if kept is not None:
        return kept
    with open_sealed(desk.vault, item.ref(), size=item.size) as source:
        data = desk.audio.to_playable(source)
    opened = openings.opened(opening_id, staff_id=staff_id, now=now)
    _shelf.put(opening_id, data, until=opened.expires_at)
    return data
