"""The tombstone ledger as an append-only file of JSON lines."""

import fcntl
import json
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO
from uuid import UUID

from seloste.ports.ledger import LedgerMissing
from seloste.ports.vault import VaultUnavailable

type Entry = tuple[UUID, tuple[UUID, ...]]
LONGEST_LINE = 1 << 20
_PAUSE = 0.05  # seconds between two tries for the lock


class FileLedger:
    """One line a disposal: ``{"disposal": id, "items": [id, ...]}``.

    A line cut short by a crash belongs to a disposal that destroyed nothing
    yet; it is left out when reading and completed by the rerun. The file is
    made once, by ``create``: one that vanished is missed, never begun anew.
    """

    def __init__(self, path: Path, *, patience: float = 60.0) -> None:
        self._path = path
        self._patience = patience

    @classmethod
    def create(cls, path: Path) -> "FileLedger":
        """Begin a ledger that is empty; one that is there stays as it is."""
        path.touch(mode=0o600)
        handle = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        return cls(path)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait until nobody else destroys, and keep others waiting meanwhile."""
        with self._path.with_suffix(".lock").open("a") as file:
            self._lock(file)
            yield

    def _lock(self, file: IO[str]) -> None:
        """Lock ``file``; the lock goes with the file, or with the process."""
        for _ in range(max(1, round(self._patience / _PAUSE))):
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(_PAUSE)
            else:
                return
        raise VaultUnavailable("another disposal does not end")

    def append(self, *, disposal: UUID, items: Iterable[UUID]) -> None:
        """Write durably that ``items`` are about to be destroyed."""
        line = json.dumps(
            {"disposal": str(disposal), "items": sorted(str(item) for item in items)}
        )
        self._require()
        try:
            with self._path.open("ab+") as file:
                file.write(self._mend(file) + line.encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise VaultUnavailable("the tombstone ledger cannot be written") from error

    def entries(self) -> Iterator[Entry]:
        """Yield every disposal with its items, oldest first."""
        self._require()
        with self._path.open("rb") as file:
            for line in file:
                if entry := _entry(line):
                    yield entry

    def latest(self) -> Entry | None:
        """Return the newest disposal with its items; only the end is read."""
        self._require()
        with self._path.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - LONGEST_LINE))
            for line in reversed(file.read().splitlines()):
                if entry := _entry(line):
                    return entry
        return None

    def _require(self) -> None:
        if not self._path.is_file():
            raise LedgerMissing("the tombstone ledger is not where it should be")

    @staticmethod
    def _mend(file: BinaryIO) -> bytes:
        """Return the line end that a torn last line lacks."""
        if not file.seek(0, os.SEEK_END):
            return b""
        file.seek(-1, os.SEEK_END)
        return b"" if file.read(1) == b"\n" else b"\n"


def _entry(line: bytes) -> Entry | None:
    """Return what a line says, or None where it was cut short."""
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return UUID(entry["disposal"]), tuple(UUID(item) for item in entry["items"])
