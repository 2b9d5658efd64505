"""Files in a folder that others may write to, taken without being led astray.

Whoever can write to a drop folder may put a link, a pipe or a device there,
or exchange a file while it is read. So a path is opened folder by folder and
never through a link, only a regular file with one name and the right owner is
taken, and it must be the same before, during and after (attack: symlink,
hardlink, FIFO, device, rename and growth during the read).
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, FileIO
from pathlib import Path
from typing import Any, BinaryIO

from seloste.ports.sources import FileRefused

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_REASONS = {
    errno.ENOENT: "missing",
    errno.ELOOP: "symlink",
    errno.ENOTDIR: "symlink",
    errno.ENXIO: "not-regular",
}


@dataclass(frozen=True, slots=True)
class Look:
    """What a file was when it was looked at; equal looks mean nothing changed."""

    device: int
    inode: int
    size: int
    mtime_ns: int


class SafeFolder:
    """A folder whose files are taken only when they are what they seem.

    ``owners`` are the user ids that may deliver; None lets everybody.
    """

    def __init__(self, root: Path, *, owners: frozenset[int] | None = None) -> None:
        self._root = root
        self._owners = owners

    def files(self) -> Iterator[Path]:
        """Yield every file there is, in a stable order, links and pipes included."""
        for folder, folders, files in os.walk(self._root):
            folders.sort()
            yield from (Path(folder) / name for name in sorted(files))

    def look(self, path: Path) -> Look:
        """Return what ``path`` is now, without opening it. Raises FileRefused."""
        with self._parent(path) as parent:
            return self._checked(_stat(path.name, parent))

    def open(self, path: Path, *, seen: Look | None = None) -> BinaryIO:
        """Open ``path`` for reading; it must still be what was ``seen``.

        Reading to the end fails when the file changed meanwhile. Raises
        FileRefused.
        """
        with self._parent(path) as parent:
            expected = self._checked(_stat(path.name, parent))
            if seen and seen != expected:
                raise FileRefused("changing")
            descriptor = _open(path.name, _FILE, parent)
        pinned = _Pinned(descriptor, expected)
        try:
            pinned.check()
        except FileRefused:
            pinned.close()
            raise
        return BufferedReader(pinned)

    def __call__(self, path: Path) -> BinaryIO:
        """Open ``path`` for reading. Raises FileRefused."""
        return self.open(path)

    def remove(self, path: Path, *, seen: object) -> None:
        """Unlink ``path`` after the acknowledged commit, if it is what was taken.

        Raises FileRefused when another file lies there by now.
        """
        with self._parent(path) as parent:
            if self._checked(_stat(path.name, parent)) != seen:
                raise FileRefused("changing")
            os.unlink(path.name, dir_fd=parent)
            os.fsync(parent)

    @contextmanager
    def _parent(self, path: Path) -> Iterator[int]:
        """Open the folder of ``path``, one component at a time, through no link."""
        folders = self._folders(path)
        descriptor = _open(self._root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            for name in folders:
                below = _open(name, _FOLDER, descriptor)
                os.close(descriptor)
                descriptor = below
            yield descriptor
        finally:
            os.close(descriptor)

    def _folders(self, path: Path) -> tuple[str, ...]:
        try:
            relative = path.relative_to(self._root)
        except ValueError:
            raise FileRefused("outside") from None
        if ".." in relative.parts or not relative.parts or "\0" in str(relative):
            raise FileRefused("outside")
        return relative.parts[:-1]

    def _checked(self, status: os.stat_result) -> Look:
        if stat.S_ISLNK(status.st_mode):
            raise FileRefused("symlink")
        if not stat.S_ISREG(status.st_mode):
            raise FileRefused("not-regular")
        if status.st_nlink != 1:
            raise FileRefused("linked")
        if self._owners is not None and status.st_uid not in self._owners:
            raise FileRefused("owner")
        return _look(status)


class _Pinned(FileIO):
    """An open file that must stay what it was until its end is reached."""

    def __init__(self, descriptor: int, expected: Look) -> None:
        super().__init__(descriptor, "rb")
        self._expected = expected

    def check(self) -> None:
        """Raise FileRefused when the file is not, or no longer, the expected one."""
        status = os.fstat(self.fileno())
        if not stat.S_ISREG(status.st_mode) or _look(status) != self._expected:
            raise FileRefused("changing")

    def readinto(self, buffer: Any, /) -> int | None:
        """Read; at the end of the file, check it."""
        count = super().readinto(buffer)
        if count == 0:
            self.check()
        return count

    def readall(self) -> bytes:
        """Read what is left, and check."""
        data = super().readall()
        self.check()
        return data or b""


def _look(status: os.stat_result) -> Look:
    return Look(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def _stat(name: str, parent: int) -> os.stat_result:
    try:
        return os.stat(name, dir_fd=parent, follow_symlinks=False)
    except OSError as error:
        raise _refusal(error) from None


def _open(path: Path | str, flags: int, parent: int | None = None) -> int:
    try:
        return os.open(path, flags, dir_fd=parent)
    except OSError as error:
        raise _refusal(error) from None


def _refusal(error: OSError) -> FileRefused:
    return FileRefused(_REASONS.get(error.errno or 0, "unreadable"))
