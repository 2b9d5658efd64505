"""The WAV with 16-bit samples that a browser hears instead of a G.711 WAV.

Not every browser plays G.711, but each of its bytes is one sample, so any range
of the playable file can be made from a range of the original: nothing is decoded
in advance, stored, or kept in memory beyond the range asked for.
"""

from dataclasses import dataclass

from seloste.protocols import g711, riff
from seloste.protocols.framing import FramingRefused, ReadAt


@dataclass(frozen=True, slots=True)
class PlayableWav:
    """A virtual file: a 44-byte header, then two bytes for each byte of data."""

    layout: riff.WavLayout

    @property
    def size(self) -> int:
        """Return the length of the virtual file, for Content-Length."""
        return riff.HEADER_LENGTH + 2 * self.layout.data_length

    def read(self, read_at: ReadAt, *, start: int, length: int) -> bytes:
        """Return up to ``length`` bytes of the virtual file from ``start``."""
        end = min(start + length, self.size)
        header = self._header()[start:end]
        first = max(start, riff.HEADER_LENGTH) - riff.HEADER_LENGTH
        last = end - riff.HEADER_LENGTH
        return header if last <= first else header + self._samples(read_at, first, last)

    def _header(self) -> bytes:
        form = self.layout.format
        return riff.pcm16_header(
            channels=form.channels,
            sample_rate=form.sample_rate,
            frames=self.layout.frames,
        )

    def _samples(self, read_at: ReadAt, first: int, last: int) -> bytes:
        """Return the bytes ``first`` to ``last`` of the samples."""
        begin, end = first // 2, -(-last // 2)
        data = read_at(self.layout.data_offset + begin, end - begin)
        pcm = g711.to_pcm16(data, g711.Law(self.layout.format.coding.value))
        return pcm[first - 2 * begin : last - 2 * begin]


def playable_wav(read_at: ReadAt, *, size: int) -> PlayableWav | None:
    """Return the virtual file of a G.711 WAV, or None where the original is no such.

    ``read_at`` reads the original; only its header is read here.
    """
    try:
        layout = riff.parse(read_at, size=size)
    except FramingRefused:
        return None
    if layout.format.coding in (riff.Coding.ALAW, riff.Coding.MULAW):
        return PlayableWav(layout)
    return None
