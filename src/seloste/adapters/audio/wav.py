"""WAV with PCM or G.711: every byte is a sample, so no decoder is needed.

This is what most recorders deliver, and what has to be cheap: the header is
parsed in Python, the length is arithmetic, the samples go through a table.
"""

import itertools
from collections.abc import Iterator
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from seloste.adapters.audio.peaks import Peaks, Samples
from seloste.adapters.audio.sniff import MEDIA_TYPES, FileKind
from seloste.ports.audio import MAX_SECONDS, AudioFacts, AudioRefused, Waveform
from seloste.protocols import g711
from seloste.protocols.riff import Coding, WavLayout, pcm16_header

_BLOCK_FRAMES = 65_536
_G711 = {
    Coding(law.value): np.array(samples, np.int16)
    for law, samples in g711.SAMPLES.items()
}


def facts(layout: WavLayout) -> AudioFacts:
    """Return what the layout says, or raise AudioRefused where it is too long."""
    if layout.seconds > MAX_SECONDS:
        raise AudioRefused("too-long")
    return AudioFacts(
        media_type=MEDIA_TYPES[FileKind.WAV],
        codec=layout.format.coding.value,
        channels=layout.format.channels,
        sample_rate=layout.format.sample_rate,
        seconds=layout.seconds,
    )


def waveform(source: BinaryIO, layout: WavLayout, *, points: int) -> Waveform:
    """Return the peaks of the samples."""
    peaks = Peaks(
        channels=layout.format.channels,
        sample_rate=layout.format.sample_rate,
        frames=layout.frames,
    )
    for block in samples(source, layout):
        peaks.add(block)
    return peaks.waveform(points=points)


def to_playable(source: BinaryIO, layout: WavLayout) -> bytes:
    """Return the samples as a WAV with 16 bits."""
    header = pcm16_header(
        channels=layout.format.channels,
        sample_rate=layout.format.sample_rate,
        frames=layout.frames,
    )
    blocks = (block.tobytes() for block in samples(source, layout))
    return b"".join(itertools.chain((header,), blocks))


def samples(
    source: BinaryIO, layout: WavLayout, *, start: float = 0.0
) -> Iterator[Samples]:
    """Yield blocks of 16-bit samples of shape (frames, channels) from a second on."""
    skipped = min(layout.frames, round(start * layout.format.sample_rate))
    past = skipped * layout.format.block_align
    source.seek(layout.data_offset + past)
    remaining = layout.data_length - past
    if not remaining:
        yield np.zeros((0, layout.format.channels), np.int16)
    while remaining:
        wanted = min(remaining, _BLOCK_FRAMES * layout.format.block_align)
        data = source.read(wanted)
        if len(data) < wanted:
            raise AudioRefused("truncated")
        remaining -= wanted
        block = _to_int16(np.frombuffer(data, np.uint8), layout.format.coding)
        yield block.reshape(-1, layout.format.channels)


def _to_int16(data: npt.NDArray[np.uint8], coding: Coding) -> Samples:
    """Return little-endian samples of any coding as 16 bits, the lowest bits cut."""
    if coding in _G711:
        return _G711[coding][data]
    if coding is Coding.PCM_U8:
        return (data.astype(np.int16) - 128) << 8
    if coding is Coding.PCM_F32:
        return _from_float(data.view("<f4"))
    width = {Coding.PCM_S16: 2, Coding.PCM_S24: 3, Coding.PCM_S32: 4}[coding]
    highest = data.reshape(-1, width)[:, -2:]
    return np.ascontiguousarray(highest).view("<i2").reshape(-1).astype(np.int16)


def _from_float(values: npt.NDArray[np.float32]) -> Samples:
    """Return samples of -1..1 as 16 bits; what is beyond, or no number, is clipped."""
    numbers = np.where(np.isnan(values), 0, values).clip(-1, 1)
    return (numbers * 32_768).round().clip(-32_768, 32_767).astype(np.int16)
