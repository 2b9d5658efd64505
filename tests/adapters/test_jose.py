"""Signed and encrypted vCons, read with other means than they were made with."""

import base64
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID
from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from seloste.adapters.kms.jose import FileSealer
from seloste.ports.jose import JoseRefused

DOCUMENT = b'{"uuid": "5", "created_at": "2026-05-04T08:00:00Z"}'
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


def made(folder: Path, name: str, size: int = 2048) -> tuple[Path, Path]:
    """Make a key and a certificate of its own; return both files."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=size)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(BEGAN)
        .not_valid_after(BEGAN + timedelta(days=3650))
        .sign(key, hashes.SHA256())
    )
    key_file, chain_file = folder / f"{name}.key", folder / f"{name}.pem"
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    chain_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return key_file, chain_file


def unpadded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_a_signature_holds_under_the_certificate_that_comes_with_it(
    tmp_path: Path,
) -> None:
    signed = json.loads(FileSealer(*made(tmp_path, "own")).sign(DOCUMENT, uuid="5"))

    [signature] = signed["signatures"]
    assert json.loads(unpadded(signature["protected"])) == {"alg": "RS256"}
    der = base64.b64decode(signature["header"]["x5c"][0])
    public = x509.load_der_x509_certificate(der).public_key()
    assert isinstance(public, rsa.RSAPublicKey)
    public.verify(
        unpadded(signature["signature"]),
        f"{signature['protected']}.{signed['payload']}".encode(),
        padding.PKCS1v15(),
        hashes.SHA256(),
    )
    assert unpadded(signed["payload"]) == DOCUMENT


def test_only_the_recipient_opens_what_is_encrypted(tmp_path: Path) -> None:
    sealer = FileSealer(*made(tmp_path, "own"))
    key, certificate = made(tmp_path, "recipient")
    signed = sealer.sign(DOCUMENT, uuid="5")

    sealed = json.loads(
        sealer.encrypt(signed, uuid="5", certificate=certificate.read_bytes())
    )

    assert b"created_at" not in json.dumps(sealed).encode()
    registry = jwe.JWERegistry(
        algorithms=["RSA-OAEP", "A256CBC-HS512"], strict_check_header=False
    )
    private = RSAKey.import_key(key.read_bytes())
    opened = jwe.decrypt_json(sealed, private, registry=registry)
    assert opened.plaintext == signed
    other, _ = made(tmp_path, "other")
    with pytest.raises(JoseError):
        jwe.decrypt_json(
            sealed, RSAKey.import_key(other.read_bytes()), registry=registry
        )


def test_a_key_that_does_not_fit_its_certificate_is_refused(tmp_path: Path) -> None:
    key, _ = made(tmp_path, "own")
    _, chain = made(tmp_path, "other")

    with pytest.raises(JoseRefused) as refused:
        FileSealer(key, chain).sign(DOCUMENT, uuid="5")

    assert refused.value.reason == "chain-does-not-fit"


@pytest.mark.parametrize(
    ("key", "reason"), [(b"nonsense", "bad-signing-key"), (None, "bad-signing-key")]
)
def test_a_key_that_is_none_is_refused(
    tmp_path: Path, key: bytes | None, reason: str
) -> None:
    _, chain = made(tmp_path, "own")
    file = tmp_path / "bad.key"
    if key is not None:
        file.write_bytes(key)

    with pytest.raises(JoseRefused) as refused:
        FileSealer(file, chain).sign(DOCUMENT, uuid="5")

    assert refused.value.reason == reason


def test_a_certificate_that_is_none_is_refused(tmp_path: Path) -> None:
    sealer = FileSealer(*made(tmp_path, "own"))

    with pytest.raises(JoseRefused) as refused:
        sealer.encrypt(DOCUMENT, uuid="5", certificate=b"nonsense")

    assert refused.value.reason == "bad-recipient-certificate"


def test_a_weak_key_is_refused(tmp_path: Path) -> None:
    sealer = FileSealer(*made(tmp_path, "weak", size=1024))

    with pytest.raises(JoseRefused) as refused:
        sealer.sign(DOCUMENT, uuid="5")

    assert refused.value.reason == "weak-key"
