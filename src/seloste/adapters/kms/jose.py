"""Signs and encrypts vCons with joserfc, with a key and a chain in files.

The key is the organisation's own, of a certificate that recipients trust; it
is never made here. RSA below 2048 bits is refused.
"""

import base64
import json
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from joserfc import jwe, jws
from joserfc.jwk import RSAKey
from joserfc.jws import HeaderDict
from joserfc.registry import Header

from seloste.ports.jose import JoseRefused

SHORTEST = 2048
MEDIA_TYPE = "application/vcon+json"
# The draft puts the vCon's uuid into the headers, which JOSE does not know.
SIGNING = jws.JWSRegistry(algorithms=["RS256"], strict_check_header=False)
SEALING = jwe.JWERegistry(
    algorithms=["RSA-OAEP", "A256CBC-HS512"], strict_check_header=False
)


class FileSealer:
    """Signs with a PEM key and the PEM chain whose first certificate is its own."""

    def __init__(self, key: Path, chain: Path) -> None:
        self._key = key
        self._chain = chain

    def sign(self, document: bytes, *, uuid: str) -> bytes:
        """Return a General JWS JSON with the chain in ``x5c``. Raises JoseRefused."""
        key, chain = self._load()
        header: Header = {"x5c": [_der(one) for one in chain], "uuid": uuid}
        member: HeaderDict = {"protected": {"alg": "RS256"}, "header": header}
        signed = jws.serialize_json([member], document, key, registry=SIGNING)
        return json.dumps(signed, sort_keys=True).encode()

    def encrypt(self, signed: bytes, *, uuid: str, certificate: bytes) -> bytes:
        """Return a General JWE JSON for the holder of a certificate's key."""
        message = jwe.GeneralJSONEncryption(
            {"enc": "A256CBC-HS512"},
            signed,
            {"cty": MEDIA_TYPE, "uuid": uuid},
        )
        message.add_recipient({"alg": "RSA-OAEP"}, _recipient(certificate))
        sealed = jwe.encrypt_json(message, None, registry=SEALING)
        return json.dumps(sealed, sort_keys=True).encode()

    def _load(self) -> tuple[RSAKey, list[x509.Certificate]]:
        try:
            private = serialization.load_pem_private_key(
                self._key.read_bytes(), password=None
            )
            chain = x509.load_pem_x509_certificates(self._chain.read_bytes())
        except (OSError, ValueError, TypeError):
            raise JoseRefused("bad-signing-key") from None
        if not isinstance(private, RSAPrivateKey):
            raise JoseRefused("bad-signing-key")
        if private.key_size < SHORTEST:
            raise JoseRefused("weak-key")
        if not chain or chain[0].public_key() != private.public_key():
            raise JoseRefused("chain-does-not-fit")
        pem = private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        return RSAKey.import_key(pem), chain


def _der(certificate: x509.Certificate) -> str:
    """Return a certificate as ``x5c`` has it: DER in base64, not base64url."""
    der = certificate.public_bytes(serialization.Encoding.DER)
    return base64.b64encode(der).decode()


def _recipient(certificate: bytes) -> RSAKey:
    try:
        public = x509.load_pem_x509_certificate(certificate).public_key()
    except ValueError:
        raise JoseRefused("bad-recipient-certificate") from None
    if not isinstance(public, RSAPublicKey):
        raise JoseRefused("bad-recipient-certificate")
    if public.key_size < SHORTEST:
        raise JoseRefused("weak-key")
    pem = public.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return RSAKey.import_key(pem)
