"""Files that only a passphrase opens (age-encryption.org/v1)."""

from typing import Protocol

from seloste.domain.errors import SelosteError

LARGEST = 512 * 2**20
"""What is enciphered is in memory whole; more than this goes by the portal."""


class AgeRefused(SelosteError):
    """The file is too large to be enciphered at once."""

    code = "age-refused"


class AgeFiles(Protocol):
    """Makes age files."""

    def encrypt(self, data: bytes, *, passphrase: str) -> bytes:
        """Return ``data`` as an age file. Raises AgeRefused where it is too large."""
        ...
