"""Signing and encrypting what leaves as a document (JOSE: RFC 7515, RFC 7516)."""

from typing import Protocol

from seloste.domain.errors import SelosteError


class JoseRefused(SelosteError):
    """The document cannot be signed or encrypted; ``reason`` is a stable word.

    Reasons: no-signing-key, bad-signing-key, chain-does-not-fit,
    bad-recipient-certificate, weak-key.
    """

    code = "jose-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"not signed or encrypted: {reason}")
        self.reason = reason


class DocumentSealer(Protocol):
    """Signs documents with the organisation's key and encrypts for a recipient."""

    def sign(self, document: bytes, *, uuid: str) -> bytes:
        """Return a General JWS JSON (RS256, ``x5c``). Raises JoseRefused."""
        ...

    def encrypt(self, signed: bytes, *, uuid: str, certificate: bytes) -> bytes:
        """Return a General JWE JSON of a signed document for whoever holds the key.

        A256CBC-HS512 and RSA-OAEP; ``certificate`` is PEM. Raises JoseRefused.
        """
        ...
