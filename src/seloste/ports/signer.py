"""Signing checkpoints of the audit log, and checking such signatures."""

from typing import Protocol


class Verifier(Protocol):
    """The public half of the key that signs audit checkpoints."""

    @property
    def name(self) -> str:
        """The log's origin line, for example ``seloste.example/log``."""
        ...

    @property
    def public_key(self) -> bytes:
        """The 32 raw bytes of the Ed25519 public key (RFC 8032)."""
        ...

    def verify(self, *, message: bytes, signature: bytes) -> bool:
        """Return whether ``signature`` is this key's signature of ``message``."""
        ...


class Signer(Verifier, Protocol):
    """An Ed25519 key that signs audit checkpoints (C2SP signed-note)."""

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte Ed25519 signature of ``message``."""
        ...
