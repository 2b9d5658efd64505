"""G.711: values of the tables of ITU-T G.711, and a second opinion of libav."""

import io
import struct
import wave

import av
import numpy as np
import pytest

from seloste.protocols.g711 import SAMPLES, Law, to_pcm16


@pytest.mark.parametrize(
    ("law", "byte", "sample"),
    [
        (Law.MU, 0xFF, 0),  # table 2a: +0
        (Law.MU, 0x7F, 0),  # -0
        (Law.MU, 0x80, 32124),  # 8031 << 2, the greatest
        (Law.MU, 0x00, -32124),
        (Law.MU, 0xFE, 8),  # 2 << 2
        (Law.A, 0xD5, 8),  # table 1a: the least, 1 << 3
        (Law.A, 0x55, -8),
        (Law.A, 0xAA, 32256),  # 4032 << 3, the greatest
        (Law.A, 0x2A, -32256),
    ],
)
def test_bytes_are_the_samples_of_the_tables(law: Law, byte: int, sample: int) -> None:
    assert to_pcm16(bytes([byte]), law) == struct.pack("<h", sample)


@pytest.mark.parametrize(("law", "tag"), [(Law.MU, 7), (Law.A, 6)])
def test_libav_agrees_on_every_byte(law: Law, tag: int) -> None:
    fmt = struct.pack("<HHIIHH", tag, 1, 8_000, 8_000, 1, 8)
    body = b"WAVEfmt \x10\0\0\0" + fmt + b"data\0\x01\0\0" + bytes(range(256))
    data = b"RIFF" + struct.pack("<I", len(body)) + body

    with av.open(io.BytesIO(data), mode="r", format="wav") as container:
        frames = [frame.to_ndarray()[0] for frame in container.decode(audio=0)]

    assert tuple(np.concatenate(frames).tolist()) == SAMPLES[law]


def test_order_of_the_samples_is_kept() -> None:
    assert to_pcm16(b"\xfe\x80", Law.MU) == struct.pack("<hh", 8, 32124)


def test_nothing_in_nothing_out() -> None:
    assert to_pcm16(b"", Law.A) == b""


def test_wave_of_the_standard_library_takes_the_samples() -> None:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, 8_000, 0, "NONE", ""))
        file.writeframes(to_pcm16(b"\x80\x00", Law.MU))

    assert out.getvalue().endswith(struct.pack("<hh", 32124, -32124))
