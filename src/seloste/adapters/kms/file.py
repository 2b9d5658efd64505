"""A root key in a file of mode 0400, on another volume than the data.

The file holds 32 random bytes and nothing else. The key wraps epoch keys with
AES-256-KWP (NIST SP 800-38F, RFC 5649); KWP has no associated data, so each
wrapping uses a key derived for its context with HKDF-Expand (RFC 5869).
"""

import os
import stat
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from cryptography.hazmat.primitives.keywrap import (
    InvalidUnwrap,
    aes_key_unwrap_with_padding,
    aes_key_wrap_with_padding,
)

from seloste.domain.errors import SelosteError
from seloste.ports.vault import VaultDamaged

LENGTH = 32
_MODE = 0o400


class RootKeyRefused(SelosteError):
    """The root key file is not kept the way a root key must be."""

    code = "root-key-refused"


class FileRootKey:
    """Wraps epoch keys with the key of a file."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    @classmethod
    def load(cls, path: Path, *, apart_from: Path) -> "FileRootKey":
        """Return the root key of ``path``.

        Raises RootKeyRefused unless the file is regular, mine alone to read,
        32 bytes long and outside the data folder ``apart_from``.
        """
        _refuse_inside(path, apart_from)
        try:
            handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        except OSError as error:
            raise RootKeyRefused("the root key file cannot be opened") from error
        try:
            _refuse_exposed(os.fstat(handle))
            key = os.read(handle, LENGTH + 1)
        finally:
            os.close(handle)
        if len(key) != LENGTH:
            raise RootKeyRefused(f"a root key has {LENGTH} bytes")
        return cls(key)

    @classmethod
    def generate(cls, path: Path, *, apart_from: Path) -> "FileRootKey":
        """Write a new root key to ``path``, durably, and return it.

        Raises RootKeyRefused where the file already exists.
        """
        _refuse_inside(path, apart_from)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        try:
            handle = os.open(path, flags, _MODE)
        except FileExistsError:
            raise RootKeyRefused("there is a root key already") from None
        with os.fdopen(handle, "wb") as file:
            file.write(os.urandom(LENGTH))
            file.flush()
            os.fsync(handle)
        _sync(path.parent)
        return cls.load(path, apart_from=apart_from)

    @property
    def id(self) -> str:
        """Name the root key without telling anything about its value."""
        return self._derive(b"seloste1/root-id")[:8].hex()

    def wrap(self, key: bytes, *, context: bytes) -> bytes:
        """Return ``key`` wrapped, bound to ``context``."""
        return aes_key_wrap_with_padding(self._derive(context), key)

    def unwrap(self, wrapped: bytes, *, context: bytes) -> bytes:
        """Return the key. Raises VaultDamaged."""
        try:
            return aes_key_unwrap_with_padding(self._derive(context), wrapped)
        except InvalidUnwrap:
            raise VaultDamaged("epoch key") from None

    def _derive(self, context: bytes) -> bytes:
        return HKDFExpand(SHA512(), LENGTH, context).derive(self._key)


def _refuse_inside(path: Path, folder: Path) -> None:
    if path.resolve().is_relative_to(folder.resolve()):
        raise RootKeyRefused("the root key may not lie in the data folder")


def _refuse_exposed(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise RootKeyRefused("the root key is not a regular file")
    if stat.S_IMODE(status.st_mode) != _MODE:
        raise RootKeyRefused("the root key file needs mode 0400")
    if status.st_uid != os.geteuid():
        raise RootKeyRefused("the root key file belongs to somebody else")


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
