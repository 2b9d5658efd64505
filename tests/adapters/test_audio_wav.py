"""Samples of every coding of WAV as 16 bits, worked out by hand."""

import io
import struct

import pytest

from seloste.adapters.audio import wav
from seloste.ports.audio import AudioRefused
from seloste.protocols.riff import Coding, Format, WavLayout


def samples(coding: Coding, width: int, data: bytes) -> tuple[int, ...]:
    layout = WavLayout(Format(coding, 1, 8_000, width, 1), 0, len(data))
    playable = wav.to_playable(io.BytesIO(data), layout)
    return tuple(value for (value,) in struct.iter_unpack("<h", playable[44:]))


@pytest.mark.parametrize(
    ("coding", "width", "data", "expected"),
    [
        (Coding.PCM_U8, 1, b"\x00\x80\xff", (-32768, 0, 32512)),
        (Coding.PCM_S16, 2, b"\x01\x00\x00\x80", (1, -32768)),
        (Coding.PCM_S24, 3, b"\xff\x01\x00\x00\x00\x80", (1, -32768)),
        (Coding.PCM_S32, 4, b"\xff\xff\x01\x00\x00\x00\x00\x80", (1, -32768)),
        (
            Coding.PCM_F32,
            4,
            struct.pack("<5f", 0.5, -1.0, 7.0, float("nan"), float("-inf")),
            (16384, -32768, 32767, 0, -32768),
        ),
        (Coding.MULAW, 1, b"\x80\x00\xff", (32124, -32124, 0)),
        (Coding.ALAW, 1, b"\xaa\x2a\xd5", (32256, -32256, 8)),
    ],
)
def test_samples_of_every_coding(
    coding: Coding, width: int, data: bytes, expected: tuple[int, ...]
) -> None:
    assert samples(coding, width, data) == expected


def test_samples_that_are_gone_since_the_header_was_read_are_missed() -> None:
    layout = WavLayout(Format(Coding.ALAW, 1, 8_000, 1, 1), 0, 100)

    with pytest.raises(AudioRefused, match="truncated"):
        wav.waveform(io.BytesIO(bytes(99)), layout, points=1)
