"""The files of a package: sealed as they are made, hashed meanwhile, and zipped.

Nothing unsealed touches a disk, and no file is in memory whole because it is
large: sealing and handing over go piece by piece.
"""

import hashlib
import io
import uuid
import zipfile
from collections.abc import Buffer, Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO
from uuid import UUID

from seloste.domain.contact import Kind
from seloste.ports.desk import Desk
from seloste.ports.vault import Sealed, Sealing
from seloste.records.models import Package, PackageFile
from seloste.services.package_contents import NewFile

WORK = ".work/"
"""What is needed for the building only and does not leave."""
PIECE = 1 << 20
SMALL = 1 << 16
"""Files up to this many bytes stay in their row."""
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The same time for every file: when a copy was made says nothing."""


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A file as it was sealed, with the size and hash of what is inside."""

    path: str
    media_type: str
    sealed: Sealed
    sha256: str

    @property
    def size(self) -> int:
        """Return how many bytes are inside."""
        return self.sealed.size


class Hashed(io.RawIOBase):
    """Reads a file and hashes what it read."""

    def __init__(self, source: BinaryIO) -> None:
        super().__init__()
        self._source = source
        self._digest = hashlib.sha256()

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        """Fill ``buffer`` and return how many bytes."""
        view = memoryview(buffer).cast("B")
        data = self._source.read(len(view))
        view[: len(data)] = data
        self._digest.update(data)
        return len(data)

    def hexdigest(self) -> str:
        """Return the SHA-256 of everything that was read."""
        return self._digest.hexdigest()


class Pieces(io.RawIOBase):
    """Reads what an iterator yields, as one file."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        super().__init__()
        self._pieces = iter(pieces)
        self._left = b""

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        """Fill ``buffer`` from the next pieces and return how many bytes."""
        view = memoryview(buffer).cast("B")
        while not self._left:
            following = next(self._pieces, None)
            if following is None:
                return 0
            self._left = following
        taken, self._left = self._left[: len(view)], self._left[len(view) :]
        view[: len(taken)] = taken
        return len(taken)


def pieces(of: Iterable[bytes]) -> BinaryIO:
    """Return a file over what an iterator yields."""
    return io.BufferedReader(Pieces(of), buffer_size=PIECE)


def seal(batch: Sealing, file: NewFile) -> SealedFile:
    """Seal a file into its batch; its key is durable when the batch ends."""
    if file.size is not None and file.size <= SMALL:
        return _seal_small(batch, file)
    with file.open() as source:
        hashed = Hashed(source)
        sealed = batch.blob(
            object_id=uuid.uuid4(),
            kind=Kind.PACKAGE,
            source=io.BufferedReader(hashed, buffer_size=PIECE),
        )
    return SealedFile(file.path, file.media_type, sealed, hashed.hexdigest())


def _seal_small(batch: Sealing, file: NewFile) -> SealedFile:
    """Seal a file that stays in its row: no file of its own has to be synced."""
    with file.open() as source:
        data = source.read()
    sealed = batch.inline(object_id=uuid.uuid4(), kind=Kind.PACKAGE, data=data)
    return SealedFile(
        file.path, file.media_type, sealed, hashlib.sha256(data).hexdigest()
    )


def seal_all(
    package: Package,
    files: Iterable[NewFile],
    *,
    last: Callable[[tuple[SealedFile, ...]], NewFile],
    key_day: date,
    desk: Desk,
) -> tuple[SealedFile, ...]:
    """Seal files together, and one that tells of them; durable on return."""
    with desk.vault.sealing(
        tenant=package.register_id, record=package.pk, due=key_day
    ) as batch:
        sealed = tuple(seal(batch, file) for file in files)
        return (*sealed, seal(batch, last(sealed)))


def leaving(package: Package) -> list[PackageFile]:
    """Return the files that leave, in the order of their paths."""
    rows = PackageFile.objects.select_related("object").filter(package=package)
    return [row for row in rows.order_by("path") if not row.path.startswith(WORK)]


def read(row: PackageFile, *, desk: Desk) -> bytes:
    """Return a whole file of a package; the caller has leave."""
    return desk.vault.open(row.object.ref(), inline=row.object.inline())


def item_ids(package: Package) -> list[UUID]:
    """Return every sealed object of a package."""
    return list(
        PackageFile.objects.filter(package=package).values_list("object_id", flat=True)
    )


class _Sink(io.RawIOBase):
    """Collects what a zip writes until it is taken."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        """Tell that it can be written."""
        return True

    def write(self, data: Buffer, /) -> int:
        """Keep what is written."""
        kept = bytes(data)
        self._parts.append(kept)
        return len(kept)

    def taken(self) -> bytes:
        """Return what was written since the last time."""
        data, self._parts = b"".join(self._parts), []
        return data


def zipped(rows: list[PackageFile], *, desk: Desk) -> Iterator[bytes]:
    """Yield a ZIP of files, opened piece by piece; nothing of it is kept."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        for row in rows:
            info = zipfile.ZipInfo(row.path, date_time=EPOCH)
            with archive.open(info, "w", force_zip64=True) as out:
                for piece in opened(row, desk=desk):
                    out.write(piece)
                    yield sink.taken()
    yield sink.taken()


def opened(row: PackageFile, *, desk: Desk) -> Iterator[bytes]:
    """Yield a file of a package piece by piece; the caller has leave."""
    item = row.object
    if item.sealed is not None:
        yield desk.vault.open(item.ref(), inline=item.inline())
        return
    yield from desk.vault.open_range(item.ref(), start=0, length=item.size)
