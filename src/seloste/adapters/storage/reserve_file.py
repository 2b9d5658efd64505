"""The reserve as one file on each volume, whose blocks are really taken."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from seloste.ports.vault import VaultUnavailable

NAME = "reserve"


class FileReserve:
    """Holds ``size`` bytes in each of ``folders``; 0 holds nothing."""

    def __init__(self, folders: tuple[Path, ...], *, size: int) -> None:
        self._folders = folders
        self._size = size

    def tend(self) -> bool:
        """Give the space up where room runs out, take it back where there is room."""
        try:
            held = [self._tend(folder / NAME) for folder in self._folders]
        except OSError as error:
            raise VaultUnavailable("a volume does not answer") from error
        return all(held)

    def _tend(self, path: Path) -> bool:
        free = shutil.disk_usage(path.parent).free
        if path.exists():
            if free >= self._size // 4:
                return True
            path.unlink(missing_ok=True)
            return False
        return free >= 2 * self._size and self._take(path)

    def _take(self, path: Path) -> bool:
        """Take the blocks; another process may be doing the same."""
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            if self._size:
                os.posix_fallocate(handle, 0, self._size)
        except OSError:
            with suppress(FileNotFoundError):
                path.unlink()
            return False
        finally:
            os.close(handle)
        return True
