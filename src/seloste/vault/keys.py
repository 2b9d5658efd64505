"""The key hierarchy: what wraps what, and what is bound to what.

root key -> epoch key (tenant and epoch) -> content key (one per object); an
epoch key of an index month or of fingerprints derives keyed hashes instead.
Wrapping is AES-256-KWP (RFC 5649), which has neither nonce nor associated
data: the identity goes into the HKDF-Expand that derives the wrapping key.
"""

import hmac
import os
from datetime import date
from hashlib import sha256

from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from cryptography.hazmat.primitives.keywrap import (
    InvalidUnwrap,
    aes_key_unwrap_with_padding,
    aes_key_wrap_with_padding,
)

from seloste.ports.vault import ObjectRef, VaultDamaged
from seloste.vault.envelope import PREFIX, identity, length_prefixed

LENGTH = 32
DAY = "day:"
HOLD = "hold"
FINGERPRINT = "fingerprint"
INDEX = "index:"
SUPPRESSION = "suppression"
SUPPRESSION_LENGTH = 16
INDEX_LENGTH = 3


def new_key() -> bytes:
    """Return 256 random bits."""
    return os.urandom(LENGTH)


def day_epoch(due: date | None) -> str:
    """Name the epoch of what is due that day; None is held."""
    return DAY + due.isoformat() if due else HOLD


def index_epoch(month: str) -> str:
    """Name the epoch of the blind indexes of a month ("YYYY-MM")."""
    return INDEX + month


def epoch_context(tenant: str, name: str) -> bytes:
    """Return what an epoch key's wrapping is bound to."""
    return PREFIX + b"/epoch" + length_prefixed(tenant.encode(), name.encode())


def wrap(key: bytes, *, epoch_key: bytes, ref: ObjectRef) -> bytes:
    """Return the content key wrapped for exactly this object (40 bytes)."""
    return aes_key_wrap_with_padding(_wrapping_key(epoch_key, ref), key)


def unwrap(wrapped: bytes, *, epoch_key: bytes, ref: ObjectRef) -> bytes:
    """Return the content key. Raises VaultDamaged where it is another object's."""
    try:
        return aes_key_unwrap_with_padding(_wrapping_key(epoch_key, ref), wrapped)
    except InvalidUnwrap:
        raise VaultDamaged("content key") from None


def blind_index(*, epoch_key: bytes, field: str, value: str) -> bytes:
    """Return the keyed hash of a value that a lookup compares, cut short.

    Three bytes let several values share an index, so that the index alone does
    not single out a person; the reader compares again after opening.
    """
    key = _derive(epoch_key, b"/bik" + length_prefixed(field.encode()))
    return hmac.digest(key, value.encode(), sha256)[:INDEX_LENGTH]


def fingerprint(*, epoch_key: bytes, value: str) -> str:
    """Return the full keyed hash of a value, in hexadecimal."""
    key = _derive(epoch_key, b"/fingerprint")
    return hmac.digest(key, value.encode(), sha256).hex()


def suppression(*, epoch_key: bytes, value: str) -> bytes:
    """Return 128 bits of the keyed hash of a value: long enough to single it out."""
    key = _derive(epoch_key, b"/suppression")
    return hmac.digest(key, value.encode(), sha256)[:SUPPRESSION_LENGTH]


def _wrapping_key(epoch_key: bytes, ref: ObjectRef) -> bytes:
    return _derive(epoch_key, b"/wrap" + identity(ref))


def _derive(key: bytes, label: bytes) -> bytes:
    return HKDFExpand(SHA512(), LENGTH, PREFIX + label).derive(key)
