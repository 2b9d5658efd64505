"""G.711: A-law and mu-law bytes as 16-bit samples (ITU-T G.711, tables 1a and 2a).

Whole blocks are decoded with two byte translations, one per half of the
sample, so a browser's range request costs no loop in Python.
"""

from enum import StrEnum


class Law(StrEnum):
    """Which of the two curves; the values are libav's codec names."""

    A = "pcm_alaw"
    MU = "pcm_mulaw"


def _mulaw_sample(byte: int) -> int:
    value = ~byte & 0xFF
    magnitude = (((value & 0x0F) << 3) + 0x84) << ((value & 0x70) >> 4)
    return 0x84 - magnitude if value & 0x80 else magnitude - 0x84


def _alaw_sample(byte: int) -> int:
    value = byte ^ 0x55
    segment = (value & 0x70) >> 4
    magnitude = ((value & 0x0F) << 4) + (0x108 if segment else 8)
    magnitude <<= max(segment - 1, 0)
    return magnitude if value & 0x80 else -magnitude


SAMPLES = {
    Law.A: tuple(_alaw_sample(byte) for byte in range(256)),
    Law.MU: tuple(_mulaw_sample(byte) for byte in range(256)),
}
"""The sample of every byte, for both laws."""

_HALVES = {
    law: tuple(
        bytes(sample.to_bytes(2, "little", signed=True)[half] for sample in samples)
        for half in (0, 1)
    )
    for law, samples in SAMPLES.items()
}


def to_pcm16(data: bytes, law: Law) -> bytes:
    """Return the little-endian 16-bit samples of G.711 bytes."""
    low, high = _HALVES[law]
    samples = bytearray(2 * len(data))
    samples[0::2] = data.translate(low)
    samples[1::2] = data.translate(high)
    return bytes(samples)
