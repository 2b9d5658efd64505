"""Audio in which some stretches are silent: the samples are gone, not turned down.

A new file is made: a header of our own and the samples, so that nothing of the
original file (tags, comments, other chunks, leftovers of a coder) comes along.
A WAV keeps its coding and every other sample to the bit; anything else becomes
PCM with 16 bits. Nothing is written anywhere.
"""

import io
from collections.abc import Buffer, Iterator, Sequence
from typing import BinaryIO

from seloste.protocols import riff
from seloste.protocols.riff import Coding, WavLayout

Stretches = Sequence[tuple[float, float]]

_SILENCE = {
    Coding.PCM_U8: b"\x80",
    Coding.ALAW: b"\xd5",
    Coding.MULAW: b"\xff",
}
"""The byte that is silence; of every other coding it is zero (ITU-T G.711)."""


class SilencedWav(io.RawIOBase):
    """A WAV read through: inside the stretches there is nothing but silence.

    It holds no samples itself, so an hour costs no more than a second.
    """

    def __init__(
        self, source: BinaryIO, layout: WavLayout, stretches: Stretches
    ) -> None:
        super().__init__()
        self._source = source
        self._layout = layout
        self._header = riff.header(layout.format, data_length=layout.data_length)
        self._silent = tuple(_bytes_of(layout, stretches))
        self._silence = _SILENCE.get(layout.format.coding, b"\0")
        self._at = 0

    @property
    def size(self) -> int:
        """Return the length of the file."""
        return len(self._header) + self._layout.data_length

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def seekable(self) -> bool:
        """Tell that it can be sought."""
        return True

    def tell(self) -> int:
        """Return the position."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move to a position and return it."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: Buffer, /) -> int:
        """Fill ``buffer`` from the current position; return how many bytes."""
        view = memoryview(buffer).cast("B")
        data = self._header[self._at : self._at + len(view)]
        if not data:
            data = self._samples(self._at - len(self._header), len(view))
        view[: len(data)] = data
        self._at += len(data)
        return len(data)

    def _samples(self, start: int, length: int) -> bytes:
        """Return bytes of samples; what is to be silent is never read."""
        end = min(start + length, self._layout.data_length)
        parts, at = [], start
        for begins, ends in self._silent:
            if ends <= at or begins >= end:
                continue
            parts.append(self._original(at, max(at, begins)))
            at, until = max(at, begins), min(ends, end)
            parts.append(self._silence * (until - at))
            at = until
        parts.append(self._original(at, end))
        return b"".join(parts)

    def _original(self, start: int, end: int) -> bytes:
        if end <= start:
            return b""
        self._source.seek(self._layout.data_offset + start)
        return self._source.read(end - start)


def _bytes_of(layout: WavLayout, stretches: Stretches) -> Iterator[tuple[int, int]]:
    """Yield where in the data the stretches lie, whole frames, none overlapping."""
    rate, align = layout.format.sample_rate, layout.format.block_align
    last = 0
    for start, end in sorted(stretches):
        first = max(last, int(start * rate) * align)
        last = max(last, min(-int(-end * rate // 1) * align, layout.data_length))
        if first < last:
            yield first, last
