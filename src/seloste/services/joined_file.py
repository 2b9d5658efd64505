"""Sealed objects as one file: read and sought, decrypted only where touched."""

import io
from bisect import bisect_right
from collections.abc import Buffer, Iterable
from dataclasses import dataclass
from itertools import accumulate

from seloste.ports.vault import ObjectRef, Vault

BUFFER = 1 << 20


@dataclass(frozen=True, slots=True)
class Piece:
    """A sealed object and how many bytes of plaintext it holds."""

    ref: ObjectRef
    size: int


class JoinedFile(io.RawIOBase):
    """Reads the plaintext of pieces, one after the other; it touches no disk."""

    def __init__(self, vault: Vault, pieces: Iterable[Piece]) -> None:
        super().__init__()
        self._vault = vault
        self._pieces = tuple(pieces)
        sizes = (piece.size for piece in self._pieces)
        self._starts = tuple(accumulate(sizes, initial=0))
        self._at = 0

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def seekable(self) -> bool:
        """Tell that it can be sought."""
        return True

    def tell(self) -> int:
        """Return the position in bytes of plaintext."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move to a position in bytes of plaintext and return it."""
        ends = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._starts[-1]}
        self._at = max(0, ends[whence] + offset)
        return self._at

    def readinto(self, buffer: Buffer, /) -> int:
        """Fill ``buffer`` as far as the present piece goes; return how many bytes."""
        view = memoryview(buffer).cast("B")
        index = bisect_right(self._starts, self._at) - 1
        if index >= len(self._pieces):
            return 0
        piece, begin = self._pieces[index], self._at - self._starts[index]
        filled = 0
        for chunk in self._vault.open_range(
            piece.ref, start=begin, length=min(len(view), piece.size - begin)
        ):
            view[filled : filled + len(chunk)] = chunk
            filled += len(chunk)
        self._at += filled
        return filled


def open_joined(vault: Vault, pieces: Iterable[Piece]) -> io.BufferedReader:
    """Return a buffered file over sealed objects, in their order."""
    return io.BufferedReader(JoinedFile(vault, pieces), buffer_size=BUFFER)
