"""FLOE, the streaming authenticated encryption of every sealed object.

C2SP FLOE (c2sp.org/FLOE; analysis: ePrint 2025/2275) with AES-256-GCM and
HKDF-Expand-SHA-384. The functions here are the specification's random access
ones and carry its names; ``envelope`` makes them hard to misuse. Plaintext is
released only after its segment's tag has verified.
"""

import hmac
import os
from collections.abc import Buffer
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA384
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from seloste.ports.vault import VaultDamaged

KEY_LENGTH = 32
FLOE_IV_LENGTH = 32
HEADER_TAG_LENGTH = 32
HEADER_LENGTH = 10 + FLOE_IV_LENGTH + HEADER_TAG_LENGTH
SEGMENT_OVERHEAD = 4 + 12 + 16
MAX_SEGMENTS = 2**40

_BODY = 4 + 12
_MESSAGE_KEY_LENGTH = 48
_INTERNAL = b"\xff\xff\xff\xff"


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters that vary: ENC_SEG_LEN, and for its vectors the rotation."""

    segment_length: int
    rotation_mask: int = 20

    @property
    def plain_length(self) -> int:
        """Return how much plaintext a full segment holds."""
        return self.segment_length - SEGMENT_OVERHEAD

    def encode(self) -> bytes:
        """Return PARAM_ENCODE: AEAD_ID 0, KDF_ID 0, ENC_SEG_LEN, FLOE_IV_LEN."""
        lengths = self.segment_length.to_bytes(4), FLOE_IV_LENGTH.to_bytes(4)
        return b"\x00\x00" + b"".join(lengths)

    def kdf(
        self, key: bytes, *, iv: bytes, aad: bytes, purpose: bytes, length: int
    ) -> bytes:
        """Return FLOE_KDF of ``key``."""
        info = self.encode() + iv + purpose + aad
        return HKDFExpand(SHA384(), length, info).derive(key)


@dataclass(slots=True)
class Message:
    """One message being sealed or opened (the specification's State).

    It is used by one thread, and sealing uses each position once.
    """

    parameters: Parameters
    key: bytes = field(repr=False)
    iv: bytes
    aad: bytes
    _rotation: int = field(default=-1, repr=False)
    _cipher: AESGCM | None = field(default=None, repr=False)

    def encrypt_segment(
        self, plaintext: memoryview, *, position: int, final: bool, out: memoryview
    ) -> int:
        """Write the sealed segment to the front of ``out``; return its length."""
        length = SEGMENT_OVERHEAD + len(plaintext)
        self._check_shape(length, position=position, final=final)
        iv = os.urandom(12)
        out[:4] = length.to_bytes(4) if final else _INTERNAL
        out[4:_BODY] = iv
        aad = _segment_aad(position, final=final)
        self._cipher_at(position).encrypt_into(iv, plaintext, aad, out[_BODY:length])
        return length

    def decrypt_segment(
        self, segment: memoryview, *, position: int, final: bool, out: memoryview
    ) -> int:
        """Write the plaintext to the front of ``out``; return its length.

        Raises VaultDamaged, with no plaintext left in ``out``.
        """
        self._check_shape(len(segment), position=position, final=final)
        expected = len(segment).to_bytes(4) if final else _INTERNAL
        if segment[:4] != expected:
            raise VaultDamaged("segment length")
        aad = _segment_aad(position, final=final)
        length = len(segment) - SEGMENT_OVERHEAD
        try:
            self._cipher_at(position).decrypt_into(
                segment[4:_BODY], segment[_BODY:], aad, out[:length]
            )
        except InvalidTag:
            out[:length] = bytes(length)
            raise VaultDamaged("segment tag") from None
        return length

    def _check_shape(self, length: int, *, position: int, final: bool) -> None:
        full = self.parameters.segment_length
        shortest = SEGMENT_OVERHEAD if final else full
        if not shortest <= length <= full or not 0 <= position < MAX_SEGMENTS:
            raise VaultDamaged("segment shape")

    def _cipher_at(self, position: int) -> AESGCM:
        """Return the cipher of ``position``; its key changes every 2^mask segments."""
        rotation = position >> self.parameters.rotation_mask
        if self._cipher is None or rotation != self._rotation:
            masked = rotation << self.parameters.rotation_mask
            key = self.parameters.kdf(
                self.key,
                iv=self.iv,
                aad=self.aad,
                purpose=b"DEK:" + masked.to_bytes(8),
                length=KEY_LENGTH,
            )
            self._cipher, self._rotation = AESGCM(key), rotation
        return self._cipher


def start_encryption(
    parameters: Parameters, *, key: bytes, aad: bytes
) -> tuple[Message, bytes]:
    """Begin a message with a fresh random IV; return it and its header."""
    iv = os.urandom(FLOE_IV_LENGTH)
    header = parameters.encode() + iv + _header_tag(parameters, key, iv, aad)
    return _message(parameters, key, iv, aad), header


def start_decryption(
    parameters: Parameters, *, key: bytes, aad: bytes, header: Buffer
) -> Message:
    """Return the message of ``header``.

    Raises VaultDamaged unless parameters, key and associated data are those
    the header was made with: the header tag commits to all three.
    """
    given = bytes(header)
    encoded = parameters.encode()
    if len(given) != HEADER_LENGTH or not given.startswith(encoded):
        raise VaultDamaged("header")
    iv = given[len(encoded) : -HEADER_TAG_LENGTH]
    tag = _header_tag(parameters, key, iv, aad)
    if not hmac.compare_digest(tag, given[-HEADER_TAG_LENGTH:]):
        raise VaultDamaged("header tag")
    return _message(parameters, key, iv, aad)


def _header_tag(parameters: Parameters, key: bytes, iv: bytes, aad: bytes) -> bytes:
    return parameters.kdf(
        key, iv=iv, aad=aad, purpose=b"HEADER_TAG:", length=HEADER_TAG_LENGTH
    )


def _message(parameters: Parameters, key: bytes, iv: bytes, aad: bytes) -> Message:
    message_key = parameters.kdf(
        key, iv=iv, aad=aad, purpose=b"MESSAGE_KEY:", length=_MESSAGE_KEY_LENGTH
    )
    return Message(parameters, message_key, iv, aad)


def _segment_aad(position: int, *, final: bool) -> bytes:
    return position.to_bytes(8) + (b"\x01" if final else b"\x00")
