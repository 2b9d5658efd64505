"""The log's Ed25519 key in a file that only its owner may read.

The file is one line in the form of golang.org/x/mod/sumdb/note,
``PRIVATE+KEY+<name>+<id>+<base64>``, so that a lost installation's log can be
continued or checked with other tools.
"""

import base64
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from seloste.domain.checkpoint import ED25519, NoteRefused, VerifierKey, check_name
from seloste.domain.errors import SelosteError

PREFIX = "PRIVATE+KEY+"
OTHERS = 0o077


class SigningKeyRefused(SelosteError):
    """The file of the signing key is missing, readable by others, or broken."""

    code = "signing-key-refused"


class PublicKey:
    """The public half of a log's key, for those who only check."""

    def __init__(self, key: VerifierKey) -> None:
        self._key = key
        self._public = Ed25519PublicKey.from_public_bytes(key.public_key)

    @property
    def name(self) -> str:
        """Return the log's origin line."""
        return self._key.name

    @property
    def public_key(self) -> bytes:
        """Return the 32 raw bytes of the public key."""
        return self._key.public_key

    def verify(self, *, message: bytes, signature: bytes) -> bool:
        """Return whether ``signature`` is this key's signature of ``message``."""
        try:
            self._public.verify(signature, message)
        except InvalidSignature:
            return False
        return True


class FileSigner(PublicKey):
    """A signing key read from its file."""

    def __init__(self, *, name: str, private_key: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(private_key)
        public = self._private.public_key().public_bytes_raw()
        super().__init__(VerifierKey(name, public))

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte Ed25519 signature of ``message``."""
        return self._private.sign(message)


def create(path: Path, *, name: str) -> FileSigner:
    """Write a new key to ``path``, which must not exist yet, with mode 0400."""
    private_key = secrets.token_bytes(32)
    signer = FileSigner(name=check_name(name), private_key=private_key)
    key_id = VerifierKey(name, signer.public_key).id.hex()
    encoded = base64.b64encode(ED25519 + private_key).decode()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    except OSError as error:
        raise SigningKeyRefused("the file of the signing key cannot be made") from error
    with os.fdopen(handle, "w") as file:
        file.write(f"{PREFIX}{name}+{key_id}+{encoded}\n")
        file.flush()
        os.fsync(file.fileno())
    _make_durable(path.parent)
    return signer


def load(path: Path) -> FileSigner:
    """Return the key in ``path``; raise SigningKeyRefused where it is not safe."""
    try:
        mode, text = path.stat().st_mode, path.read_text()
    except (OSError, UnicodeDecodeError) as error:
        raise SigningKeyRefused("the file of the signing key cannot be read") from error
    if mode & OTHERS:
        raise SigningKeyRefused("others may read the signing key: chmod 400")
    return _parse(text.strip())


def _parse(text: str) -> FileSigner:
    name, _, rest = text.removeprefix(PREFIX).partition("+")
    key_id, _, encoded = rest.partition("+")
    try:
        data = base64.b64decode(encoded, validate=True)
        signer = FileSigner(name=check_name(name), private_key=data[1:])
    except (ValueError, NoteRefused) as error:
        raise SigningKeyRefused("the file holds no signing key") from error
    known = VerifierKey(name, signer.public_key)
    if not text.startswith(PREFIX) or data[:1] != ED25519 or key_id != known.id.hex():
        raise SigningKeyRefused("the file holds no signing key")
    return signer


def _make_durable(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
