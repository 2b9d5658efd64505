"""A witness that is one file, only ever appended to.

Put it on another volume than the database, better on another machine. Each
line is one signed note as a JSON string. A line cut short by a power failure
was never acknowledged: it is dropped by the next append.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from seloste.ports.witness import WitnessUnavailable

LONGEST_LINE = 100_000


class FileWitness:
    """Remembers signed checkpoints in a file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def last(self) -> str | None:
        """Return the checkpoint told last; only the end of the file is read."""
        try:
            with self._path.open("rb") as file:
                lines = _whole_lines(_tail(file))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise WitnessUnavailable("the witness cannot be read") from error
        return _note(lines[-1]) if lines else None

    def notes(self) -> Iterator[str]:
        """Return every checkpoint told, oldest first."""
        try:
            with self._path.open("rb") as file:
                for line in file:
                    if line.endswith(b"\n"):
                        yield _note(line)
        except FileNotFoundError:
            return
        except OSError as error:
            raise WitnessUnavailable("the witness cannot be read") from error

    def remember(self, note: str) -> None:
        """Append a signed checkpoint and wait until it is on disk."""
        line = json.dumps(note, ensure_ascii=False).encode() + b"\n"
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a+b") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                _drop_torn_line(file)
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
            _make_durable(self._path.parent)
        except OSError as error:
            raise WitnessUnavailable("the witness cannot be written") from error


def _tail(file: BinaryIO) -> bytes:
    end = file.seek(0, os.SEEK_END)
    file.seek(max(0, end - LONGEST_LINE))
    return file.read()


def _whole_lines(data: bytes) -> list[bytes]:
    return data.split(b"\n")[:-1]


def _drop_torn_line(file: BinaryIO) -> None:
    torn = len(_tail(file).rpartition(b"\n")[2])
    if torn:
        file.truncate(file.seek(0, os.SEEK_END) - torn)


def _note(line: bytes) -> str:
    try:
        note = json.loads(line)
    except ValueError as error:
        raise WitnessUnavailable("a line of the witness is damaged") from error
    if not isinstance(note, str):
        raise WitnessUnavailable("a line of the witness is damaged")
    return note


def _make_durable(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
