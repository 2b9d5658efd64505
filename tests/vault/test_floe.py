"""FLOE against the known answers of other implementations."""

from pathlib import Path

import pytest

from seloste.ports.vault import VaultDamaged
from seloste.vault import floe

VECTORS = Path(__file__).parent.parent / "vectors" / "floe"
KEY = bytes(32)
AAD = b"This is AAD"
ANSWERS = {
    "cpp_GCM256_IV256_64": floe.Parameters(64),
    "go_GCM256_IV256_64": floe.Parameters(64),
    "go_GCM256_IV256_4K": floe.Parameters(4096),
    "cpp_rotation": floe.Parameters(40, rotation_mask=2),
    "go_rotation": floe.Parameters(40, rotation_mask=2),
}


def _read(name: str, part: str) -> bytes:
    return bytes.fromhex((VECTORS / f"{name}_{part}.txt").read_text())


def _open(parameters: floe.Parameters, sealed: bytes, key: bytes = KEY) -> bytes:
    header, body = sealed[: floe.HEADER_LENGTH], memoryview(sealed)[74:]
    message = floe.start_decryption(parameters, key=key, aad=AAD, header=header)
    step = parameters.segment_length
    segments = [body[at : at + step] for at in range(0, len(body), step)]
    plain = b""
    for position, segment in enumerate(segments):
        out = bytearray(len(segment))
        length = message.decrypt_segment(
            segment,
            position=position,
            final=position == len(segments) - 1,
            out=memoryview(out),
        )
        plain += out[:length]
    return plain


def _seal(parameters: floe.Parameters, plain: bytes) -> bytes:
    message, sealed = floe.start_encryption(parameters, key=KEY, aad=AAD)
    step = parameters.plain_length
    for at in range(0, len(plain), step):
        out = bytearray(parameters.segment_length)
        length = message.encrypt_segment(
            memoryview(plain)[at : at + step],
            position=at // step,
            final=at + step >= len(plain),
            out=memoryview(out),
        )
        sealed += bytes(out[:length])
    return sealed


@pytest.mark.parametrize("name", ANSWERS)
def test_known_answer_is_opened(name: str) -> None:
    sealed, plain = _read(name, "ct"), _read(name, "pt")

    assert _open(ANSWERS[name], sealed) == plain


@pytest.mark.parametrize("name", ANSWERS)
def test_sealed_answer_has_the_known_shape_and_opens(name: str) -> None:
    known, plain = _read(name, "ct"), _read(name, "pt")

    sealed = _seal(ANSWERS[name], plain)

    assert len(sealed) == len(known)
    assert sealed[:10] == known[:10]
    assert _open(ANSWERS[name], sealed) == plain


@pytest.mark.parametrize("name", ANSWERS)
def test_wrong_key_is_refused_at_the_header(name: str) -> None:
    with pytest.raises(VaultDamaged, match="header tag"):
        _open(ANSWERS[name], _read(name, "ct"), key=b"\x01" + bytes(31))


def test_every_flipped_byte_of_an_answer_is_refused() -> None:
    sealed = _read("cpp_GCM256_IV256_64", "ct")
    for at in range(len(sealed)):
        broken = bytearray(sealed)
        broken[at] ^= 0xFF

        with pytest.raises(VaultDamaged):
            _open(floe.Parameters(64), bytes(broken))


def test_failed_segment_leaves_no_plaintext_in_the_buffer() -> None:
    parameters = floe.Parameters(64)
    sealed = bytearray(_seal(parameters, b"Maija" * 5))
    sealed[-1] ^= 0xFF
    header, segment = bytes(sealed[:74]), memoryview(sealed)[74:]
    message = floe.start_decryption(parameters, key=KEY, aad=AAD, header=header)
    out = bytearray(64)

    with pytest.raises(VaultDamaged):
        message.decrypt_segment(segment, position=0, final=True, out=memoryview(out))

    assert out == bytes(64)


def test_internal_segment_must_be_full() -> None:
    message, _ = floe.start_encryption(floe.Parameters(64), key=KEY, aad=AAD)

    with pytest.raises(VaultDamaged, match="segment shape"):
        message.encrypt_segment(
            memoryview(b"short"),
            position=0,
            final=False,
            out=memoryview(bytearray(64)),
        )


def test_header_of_another_segment_length_is_refused() -> None:
    sealed = _read("go_GCM256_IV256_4K", "ct")

    with pytest.raises(VaultDamaged, match="header"):
        _open(floe.Parameters(64), sealed)


def test_message_does_not_print_its_key() -> None:
    message, _ = floe.start_encryption(floe.Parameters(64), key=KEY, aad=AAD)

    assert repr(message.key) not in repr(message)
