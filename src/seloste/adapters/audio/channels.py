"""Each channel of a recording apart, at the rate in which speech is heard.

Takes samples block by block and no more of them than is wanted, so that long
recordings are heard stretch by stretch.
"""

import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler

from seloste.adapters.audio.peaks import Samples
from seloste.ports.audio import SPEECH_RATE


class Enough(Exception):
    """Everything that was asked for has been taken; nothing more need be decoded."""


class Channels:
    """Collects the first so many seconds of samples of shape (frames, channels)."""

    def __init__(self, *, sample_rate: int, seconds: float) -> None:
        self._rate = sample_rate
        self._left = round(seconds * sample_rate)
        self._lines: list[_Line] = []

    def add(self, samples: Samples) -> None:
        """Take the next samples. Raises Enough once no more are needed."""
        taken = samples[: self._left]
        self._left -= len(taken)
        if not self._lines:
            self._lines = [_Line(self._rate) for _ in range(samples.shape[1])]
        for line, channel in zip(self._lines, taken.T, strict=True):
            line.add(channel)
        if not self._left:
            raise Enough

    def finish(self) -> tuple[bytes, ...]:
        """Return the samples of each channel."""
        return tuple(line.finish() for line in self._lines)


class _Line:
    """One channel on its way to the rate of speech."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._resampler = (
            AudioResampler(format="s16", layout="mono", rate=SPEECH_RATE)
            if rate != SPEECH_RATE
            else None
        )
        self._heard = bytearray()

    def add(self, samples: Samples) -> None:
        if not len(samples):
            return
        if self._resampler is None:
            self._heard += samples.astype("<i2").tobytes()
            return
        frame = AudioFrame.from_ndarray(
            np.ascontiguousarray(samples, np.int16).reshape(1, -1),
            format="s16",
            layout="mono",
        )
        frame.sample_rate = self._rate
        self._take(frame)

    def finish(self) -> bytes:
        if self._resampler is not None and self._heard:
            self._take(None)
        return bytes(self._heard)

    def _take(self, frame: AudioFrame | None) -> None:
        if self._resampler is not None:
            for each in self._resampler.resample(frame):
                self._heard += each.to_ndarray().astype("<i2").tobytes()
