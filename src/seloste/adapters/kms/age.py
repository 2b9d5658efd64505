"""Age files through pyrage: scrypt over the passphrase, then ChaCha20-Poly1305.

Whoever receives one opens it with the age program or any that reads its format.
"""

import pyrage.passphrase  # type: ignore[import-untyped] # has no types

from seloste.ports.age import LARGEST, AgeRefused


class PyrageFiles:
    """Makes age files with the library of the rage program."""

    def encrypt(self, data: bytes, *, passphrase: str) -> bytes:
        """Return ``data`` as an age file. Raises AgeRefused where it is too large."""
        if len(data) > LARGEST:
            raise AgeRefused(f"{len(data)} bytes are too many for an age file")
        return bytes(pyrage.passphrase.encrypt(data, passphrase))
