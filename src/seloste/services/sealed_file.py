"""A sealed object as a file: read and sought, decrypted only where touched."""

import io
from collections.abc import Buffer

from seloste.ports.vault import ObjectRef, Vault


class SealedFile(io.RawIOBase):
    """Reads the plaintext of one object. It is never written to a disk."""

    def __init__(self, vault: Vault, ref: ObjectRef, *, size: int) -> None:
        super().__init__()
        self._vault = vault
        self._ref = ref
        self._size = size
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
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: Buffer, /) -> int:
        """Fill ``buffer`` from the current position; return how many bytes."""
        view = memoryview(buffer).cast("B")
        length = min(len(view), max(0, self._size - self._at))
        filled = 0
        if length:
            for chunk in self._vault.open_range(
                self._ref, start=self._at, length=length
            ):
                view[filled : filled + len(chunk)] = chunk
                filled += len(chunk)
        self._at += filled
        return filled


def open_sealed(vault: Vault, ref: ObjectRef, *, size: int) -> io.BufferedReader:
    """Return a buffered file over a sealed object of ``size`` plaintext bytes."""
    return io.BufferedReader(SealedFile(vault, ref, size=size), buffer_size=1 << 18)
