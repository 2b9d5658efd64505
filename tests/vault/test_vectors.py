"""The format against our own frozen vectors, and against a second reading of it.

``reference_open`` is written from docs/vault-format.md with nothing but
AES-GCM and HMAC, so that code and document cannot drift together.
"""

import hashlib
import hmac
import json
import os
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from seloste.adapters.kms.file import FileRootKey
from seloste.ports.vault import ObjectRef
from seloste.vault import envelope, keys

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parent.parent / "vectors" / "envelope.json").read_text()
)
REF = ObjectRef(
    tenant=VECTORS["ref"]["tenant"],
    record=UUID(VECTORS["ref"]["record"]),
    object=UUID(VECTORS["ref"]["object"]),
    kind=VECTORS["ref"]["kind"],
    version=VECTORS["ref"]["version"],
)
EPOCH_KEY = bytes.fromhex(VECTORS["epoch_key"])
CONTENT_KEY = bytes.fromhex(VECTORS["content_key"])


def _pattern(length: int) -> bytes:
    return bytes(at % 251 for at in range(length))


def _expand(algorithm: str, key: bytes, info: bytes, length: int) -> bytes:
    """Return HKDF-Expand (RFC 5869, section 2.3)."""
    block, out = b"", b""
    for number in range(1, 256):
        block = hmac.digest(key, block + info + bytes([number]), algorithm)
        out += block
        if len(out) >= length:
            break
    return out[:length]


def reference_open(sealed: bytes, key: bytes, ref: ObjectRef) -> bytes:
    """Open as docs/vault-format.md describes it."""
    aad = b"seloste1"
    for part in (ref.tenant.encode(), ref.record.bytes, ref.object.bytes):
        aad += len(part).to_bytes(4) + part
    aad += len(ref.kind).to_bytes(4) + ref.kind.encode() + ref.version.to_bytes(4)
    prefix = b"\x00\x00" + (65568).to_bytes(4) + (32).to_bytes(4)
    iv, tag, body = sealed[10:42], sealed[42:74], sealed[74:]

    def kdf(key: bytes, purpose: bytes, length: int) -> bytes:
        return _expand("sha384", key, prefix + iv + purpose + aad, length)

    assert sealed[:10] == prefix
    assert kdf(key, b"HEADER_TAG:", 32) == tag
    cipher = AESGCM(kdf(kdf(key, b"MESSAGE_KEY:", 48), b"DEK:" + bytes(8), 32))
    plain = b""
    for position, at in enumerate(range(0, len(body), 65568)):
        segment = body[at : at + 65568]
        final = at + 65568 >= len(body)
        mark = len(segment).to_bytes(4) if final else b"\xff" * 4
        assert segment[:4] == mark
        bound = position.to_bytes(8) + bytes([final])
        plain += cipher.decrypt(segment[4:16], segment[16:], bound)
    return plain


def _open(sealed: bytes) -> bytes:
    opened = envelope.open_sealed(
        lambda start, length: sealed[start : start + length],
        sealed_size=len(sealed),
        key=CONTENT_KEY,
        ref=REF,
    )
    return b"".join(opened.plaintext(0, opened.size))


def _seal(data: bytes) -> bytes:
    out = BytesIO()
    envelope.seal(BytesIO(data), key=CONTENT_KEY, ref=REF, write=out.write)
    return out.getvalue()


def test_identity_and_associated_data_are_byte_exact() -> None:
    assert envelope.identity(REF).hex() == VECTORS["identity"]
    assert envelope.associated_data(REF).hex() == VECTORS["associated_data"]


@pytest.mark.parametrize("vector", VECTORS["sealed"])
def test_frozen_object_opens(vector: dict[str, str]) -> None:
    assert _open(bytes.fromhex(vector["sealed"])).hex() == vector["plain"]


@pytest.mark.parametrize("vector", VECTORS["sealed"])
def test_frozen_object_opens_by_the_document(vector: dict[str, str]) -> None:
    sealed = bytes.fromhex(vector["sealed"])

    assert reference_open(sealed, CONTENT_KEY, REF).hex() == vector["plain"]


@pytest.mark.parametrize("vector", VECTORS["patterns"])
def test_same_randomness_seals_to_the_same_bytes(
    vector: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = iter(bytes.fromhex(value) for value in vector["random"])
    monkeypatch.setattr(os, "urandom", lambda _: next(drawn))

    sealed = _seal(_pattern(vector["length"]))

    assert len(sealed) == vector["sealed_length"]
    assert hashlib.sha256(sealed).hexdigest() == vector["sha256"]


@pytest.mark.parametrize("length", [0, 1, 65536, 65537, 200_000])
def test_what_is_sealed_opens_by_the_document(length: int) -> None:
    sealed = _seal(_pattern(length))

    assert reference_open(sealed, CONTENT_KEY, REF) == _pattern(length)


def test_content_key_is_wrapped_byte_for_byte() -> None:
    wrapped = keys.wrap(CONTENT_KEY, epoch_key=EPOCH_KEY, ref=REF)

    assert wrapped.hex() == VECTORS["wrapped_content_key"]
    assert keys.unwrap(wrapped, epoch_key=EPOCH_KEY, ref=REF) == CONTENT_KEY


@pytest.mark.parametrize("vector", VECTORS["epochs"], ids=lambda v: v["name"])
def test_epoch_key_is_wrapped_byte_for_byte(vector: dict[str, str]) -> None:
    root = FileRootKey(bytes.fromhex(VECTORS["root_key"]))
    context = keys.epoch_context(vector["tenant"], vector["name"])

    assert context.hex() == vector["context"]
    assert root.wrap(EPOCH_KEY, context=context).hex() == vector["wrapped"]
    assert root.id == VECTORS["root_id"]


@pytest.mark.parametrize("vector", VECTORS["blind_indexes"], ids=lambda v: v["field"])
def test_blind_index_is_byte_exact(vector: dict[str, str]) -> None:
    index = keys.blind_index(
        epoch_key=EPOCH_KEY, field=vector["field"], value=vector["value"]
    )
    key = _expand(
        "sha512",
        EPOCH_KEY,
        b"seloste1/bik" + len(vector["field"]).to_bytes(4) + vector["field"].encode(),
        32,
    )

    assert index.hex() == vector["index"]
    assert index == hmac.digest(key, vector["value"].encode(), "sha256")[:3]


def test_fingerprint_is_byte_exact() -> None:
    vector = VECTORS["fingerprint"]

    found = keys.fingerprint(epoch_key=EPOCH_KEY, value=vector["value"])

    assert found == vector["hex"]


def test_epoch_names_are_the_documents() -> None:
    assert keys.day_epoch(date(2026, 5, 1)) == "day:2026-05-01"
    assert keys.day_epoch(None) == "hold"
    assert keys.index_epoch("2026-05") == "index:2026-05"
