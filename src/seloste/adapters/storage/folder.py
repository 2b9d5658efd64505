"""A blob store in a folder.

``<root>/<last two hex digits of the id>/<id>`` holds one blob; a blob is
written to ``<root>/incoming``, fsynced, renamed and its folder fsynced, so
that what has a name is whole and durable. Every path is made of the id alone.
A failed fsync is never repeated: the bytes are discarded and the caller told
(the kernel may have dropped the pages, so a second fsync would lie).
"""

import errno
import fcntl
import os
import secrets
from collections.abc import Buffer, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import UUID

from seloste.ports.blobs import BlobExists
from seloste.ports.vault import VaultMissing, VaultUnavailable

MARKER = "seloste-blobs"
INCOMING = "incoming"
_WRITEBACK = 8 << 20
_READ = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW


@contextmanager
def _answering() -> Iterator[None]:
    """Turn a failure of the file system into VaultUnavailable."""
    try:
        yield
    except OSError as error:
        name = errno.errorcode.get(error.errno or 0, "unknown")
        raise VaultUnavailable(f"blob folder: {name}") from error


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, _READ | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class _Incoming:
    """A blob being written: locked, so that nobody takes it for abandoned."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / secrets.token_hex(16)
        self._handle = os.open(self.path, _WRITE, 0o600)
        self._length = self._flushed = 0
        fcntl.flock(self._handle, fcntl.LOCK_EX)

    def write(self, data: Buffer) -> None:
        """Append all of ``data`` and let the disk begin before the end."""
        rest = memoryview(data)
        with _answering():
            while rest:
                written = os.write(self._handle, rest)
                rest = rest[written:]
                self._length += written
            if self._length - self._flushed >= _WRITEBACK:
                self._begin_writeback()

    def _begin_writeback(self) -> None:
        length = self._length - self._flushed
        advice = os.POSIX_FADV_DONTNEED
        os.posix_fadvise(self._handle, self._flushed, length, advice)
        self._flushed = self._length

    def place(self, path: Path) -> None:
        """Make the bytes durable under their name."""
        if path.exists():
            raise BlobExists(path.name)
        os.fsync(self._handle)
        self.path.rename(path)
        try:
            _sync_folder(path.parent)
        except BaseException:
            path.unlink()
            raise

    def close(self) -> None:
        """Release the file."""
        os.close(self._handle)


class FolderBlobs:
    """Keeps blobs in a folder that ``create`` prepared."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._incoming = root / INCOMING
        self._require_volume()
        with _answering():
            self._discard_abandoned()

    @classmethod
    def create(cls, root: Path) -> "FolderBlobs":
        """Prepare ``root`` (made where it is missing) and open it.

        The marker tells a store without blobs from a volume that is not there.
        """
        with _answering():
            root.mkdir(mode=0o700, parents=True, exist_ok=True)
            (root / INCOMING).mkdir(mode=0o700, exist_ok=True)
            (root / MARKER).touch(mode=0o600)
            _sync_folder(root)
        return cls(root)

    @contextmanager
    def put(self, blob: UUID) -> Iterator[_Incoming]:
        """Open a new blob; on leaving it is durable under its id, whole."""
        path = self._path(blob)
        if path.exists():
            raise BlobExists(str(blob))
        with _answering():
            self._make_shard(path.parent)
            incoming = _Incoming(self._incoming)
        try:
            yield incoming
            with _answering():
                incoming.place(path)
        except BaseException:
            with suppress(FileNotFoundError):
                incoming.path.unlink()
            raise
        finally:
            incoming.close()

    def open_at(self, blob: UUID, *, start: int, length: int) -> bytes:
        """Return the bytes [start, start+length), fewer where the blob ends."""
        path = self._path(blob)
        with _answering():
            try:
                handle = os.open(path, _READ)
            except FileNotFoundError:
                self._require_volume()
                raise VaultMissing(str(blob)) from None
            try:
                return _read_at(handle, start, length)
            finally:
                os.close(handle)

    def size(self, blob: UUID) -> int | None:
        """Return the blob's length in bytes, or None where there is no such blob."""
        path = self._path(blob)
        with _answering():
            try:
                return path.lstat().st_size
            except FileNotFoundError:
                self._require_volume()
                return None

    def delete(self, blobs: Iterable[UUID]) -> dict[UUID, int]:
        """Remove the blobs durably; return the sizes of those that were there.

        The folders are synced even where nothing was found: an earlier run may
        have been cut short between the removal and the sync.
        """
        removed: dict[UUID, int] = {}
        folders: set[Path] = set()
        for blob in blobs:
            path = self._path(blob)
            folders.add(path.parent)
            if (size := self.size(blob)) is not None:
                with _answering():
                    path.unlink(missing_ok=True)
                removed[blob] = size
        for folder in sorted(folders):
            with _answering(), suppress(FileNotFoundError):
                _sync_folder(folder)
        return removed

    def list(self) -> Iterator[UUID]:
        """Yield the id of every blob, in no particular order."""
        self._require_volume()
        for number in range(256):
            shard = self._root / f"{number:02x}"
            with _answering():
                names = (
                    [path.name for path in shard.iterdir()] if shard.is_dir() else []
                )
            yield from (UUID(name) for name in names)

    def _path(self, blob: UUID) -> Path:
        return self._root / blob.hex[-2:] / str(blob)

    def _make_shard(self, shard: Path) -> None:
        if not shard.is_dir():
            shard.mkdir(mode=0o700, exist_ok=True)
            _sync_folder(self._root)

    def _require_volume(self) -> None:
        """Refuse to speak of absence where the volume itself is not there."""
        if not (self._root / MARKER).is_file():
            raise VaultUnavailable("blob folder: not there")

    def _discard_abandoned(self) -> None:
        """Remove what writers left behind that died; they hold no lock any more."""
        for path in self._incoming.iterdir():
            with suppress(FileNotFoundError, BlockingIOError):
                handle = os.open(path, _READ)
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    path.unlink()
                finally:
                    os.close(handle)


def _read_at(handle: int, start: int, length: int) -> bytes:
    """Return ``length`` bytes at ``start``; a read may be cut at 2 GiB or a signal."""
    data = os.pread(handle, length, start)
    while len(data) < length:
        more = os.pread(handle, length - len(data), start + len(data))
        if not more:
            break
        data += more
    return data
