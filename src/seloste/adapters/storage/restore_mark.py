"""The mark of a restore that is not complete: a small file beside the keys."""

import json
import os
from datetime import datetime
from pathlib import Path

from seloste.ports.backups import RestoreMark


class FileRestoreMark:
    """Reads, sets and clears the mark, durably."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> RestoreMark | None:
        """Return the mark, or None where no restore is under way."""
        try:
            said = json.loads(self._path.read_text(encoding="ascii"))
        except FileNotFoundError:
            return None
        return RestoreMark(
            datetime.fromisoformat(said["began_at"]), said["size"], said["root"]
        )

    def set(self, mark: RestoreMark) -> None:
        """Set the mark, whole or not at all."""
        said = {
            "began_at": mark.began_at.isoformat(),
            "size": mark.ended_size,
            "root": mark.ended_root,
        }
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self._path.with_suffix(".new")
        with draft.open("w", encoding="ascii") as file:
            json.dump(said, file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._path)
        self._sync()

    def clear(self) -> None:
        """Remove the mark; the restore is complete."""
        self._path.unlink(missing_ok=True)
        self._sync()

    def _sync(self) -> None:
        handle = os.open(self._path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
