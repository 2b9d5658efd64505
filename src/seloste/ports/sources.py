"""Readers of what other systems hand over.

A reader turns files into deliveries; it decides nothing about keeping them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from seloste.domain.contact import Delivery
from seloste.domain.errors import SelosteError


class SourceRefused(SelosteError):
    """A file cannot be understood; ``reason`` is a stable kebab-case word."""

    code = "source-refused"

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason


class FileRefused(SelosteError):
    """A file may not be taken as it lies; ``reason`` is a stable word.

    Reasons: missing, not-regular, symlink, linked, owner, changing, outside,
    unreadable, too-large.
    """

    code = "file-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"file refused: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file or row that was not understood; it goes to quarantine whole."""

    path: Path
    reason: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A delivery, the files it came from and what was tolerated on import."""

    delivery: Delivery
    files: tuple[Path, ...]
    tolerated: tuple[str, ...] = ()


class Opener(Protocol):
    """Opens the files of a hand-over; the way to open them is chosen once."""

    def __call__(self, path: Path) -> BinaryIO:
        """Open ``path`` for reading. Raises FileRefused."""
        ...


class SourceReader(Protocol):
    """Reads one kind of hand-over from a file or folder."""

    def read(self, path: Path) -> Iterator[Found | Rejected]:
        """Yield what ``path`` holds, in a stable order, without changing it."""
        ...


def read_whole(open_file: Opener, path: Path, *, limit: int) -> bytes:
    """Return the bytes of a small file. Raises FileRefused when over ``limit``."""
    with open_file(path) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise FileRefused("too-large")
    return data


class Folder(Opener, Protocol):
    """A folder others deliver into; ``Look`` values compare what a file was.

    Every method raises FileRefused for what is no plain file of the right owner.
    """

    def files(self) -> Iterator[Path]:
        """Yield every file there is, in a stable order, links and pipes included."""
        ...

    def look(self, path: Path) -> object:
        """Return what a file is now; equal looks mean that nothing changed."""
        ...

    def remove(self, path: Path, *, seen: object) -> None:
        """Unlink a file after its receipt, if it is still what was seen."""
        ...
