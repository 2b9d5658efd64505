"""The tombstone ledger as an append-only file of JSON lines."""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from seloste.ports.vault import VaultUnavailable


class FileLedger:
    """One line a disposal: ``{"disposal": id, "items": [id, ...]}``.

    A line cut short by a crash belongs to a disposal that destroyed nothing
    yet; it is left out when reading and completed by the rerun.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def append(self, *, disposal: UUID, items: Iterable[UUID]) -> None:
        """Write durably that ``items`` are about to be destroyed."""
        line = json.dumps(
            {"disposal": str(disposal), "items": sorted(str(item) for item in items)}
        )
        try:
            with self._path.open("ab+") as file:
                file.write(self._mend(file) + line.encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise VaultUnavailable("the tombstone ledger cannot be written") from error

    def entries(self) -> Iterator[tuple[UUID, tuple[UUID, ...]]]:
        """Yield every disposal with its items, oldest first."""
        if not self._path.exists():
            return
        with self._path.open(encoding="ascii") as file:
            for line in file:
                try:
                    entry = json.loads(line)
                except ValueError:
                    continue
                yield (
                    UUID(entry["disposal"]),
                    tuple(UUID(item) for item in entry["items"]),
                )

    @staticmethod
    def _mend(file: BinaryIO) -> bytes:
        """Return the line end that a torn last line lacks."""
        if not file.seek(0, os.SEEK_END):
            return b""
        file.seek(-1, os.SEEK_END)
        return b"" if file.read(1) == b"\n" else b"\n"
