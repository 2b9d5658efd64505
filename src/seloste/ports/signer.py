"""Signing checkpoints of the audit log."""

from typing import Protocol


class Signer(Protocol):
    """An Ed25519 key that signs audit checkpoints (C2SP signed-note)."""

    @property
    def name(self) -> str:
        """The log's origin line, for example ``seloste.example/log``."""
        ...

    @property
    def public_key(self) -> bytes:
        """The 32 raw bytes of the Ed25519 public key (RFC 8032)."""
        ...

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte Ed25519 signature of ``message``."""
        ...
