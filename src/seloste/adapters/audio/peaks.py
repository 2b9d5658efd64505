"""The shape of a recording: the least and greatest sample of each stretch.

Takes samples block by block and keeps at most 131,072 stretches whatever the
length: when they are used up, neighbours are merged and stretches double. Short
audio is therefore exact to the sample, and an hour costs half a megabyte.
"""

import numpy as np
import numpy.typing as npt

from seloste.ports.audio import Waveform

Samples = npt.NDArray[np.int16]

_MOST = 65_536
_BATCH = 32_768
_FULL_SCALE = 32_768
_PEAK = 127


class Peaks:
    """Collects samples of shape (frames, channels)."""

    def __init__(self, *, channels: int, sample_rate: int, frames: int = 0) -> None:
        self._rate = sample_rate
        self._stretch = max(1, frames // _MOST)
        self._waiting: list[Samples] = [np.empty((0, channels), np.int16)]
        self._waiting_frames = 0
        self._least: list[Samples] = []
        self._greatest: list[Samples] = []
        self._count = 0
        self._frames = 0

    def add(self, samples: Samples) -> None:
        """Take the next samples."""
        self._frames += len(samples)
        self._waiting.append(samples)
        self._waiting_frames += len(samples)
        if self._waiting_frames >= _BATCH:
            self._drain()

    def waveform(self, *, points: int) -> Waveform:
        """Return ``points`` pairs per channel over all that was added."""
        rest = self._drain()
        if len(rest):
            self._append(rest.min(0)[None], rest.max(0)[None])
        least = _reduce(np.minimum, np.concatenate(self._least), points)
        greatest = _reduce(np.maximum, np.concatenate(self._greatest), points)
        pairs = np.stack((least, greatest), axis=1).reshape(-1, least.shape[1])
        scaled = np.rint(pairs * (_PEAK / _FULL_SCALE)).astype(np.int8)
        return Waveform(
            seconds=self._frames / self._rate,
            channels=tuple(tuple(channel.tolist()) for channel in scaled.T),
        )

    def _drain(self) -> Samples:
        """Turn what waits into stretches; return the few samples that remain."""
        rest = np.concatenate(self._waiting)
        while len(rest) >= self._stretch:
            room = 2 * _MOST - self._count
            taken = min(len(rest) // self._stretch, room) * self._stretch
            self._keep(rest[:taken])
            rest = rest[taken:]
            if self._count == 2 * _MOST:
                self._merge()
        self._waiting = [rest]
        self._waiting_frames = len(rest)
        return rest

    def _keep(self, samples: Samples) -> None:
        if self._stretch == 1:
            self._append(samples, samples)
            return
        channels = samples.shape[1]
        rows = np.ascontiguousarray(samples.T).reshape(channels, -1, self._stretch)
        self._append(rows.min(2).T, rows.max(2).T)

    def _append(self, least: Samples, greatest: Samples) -> None:
        self._least.append(least)
        self._greatest.append(greatest)
        self._count += len(least)

    def _merge(self) -> None:
        """Join neighbours; only ever called with a full, even number of stretches."""
        least, greatest = np.concatenate(self._least), np.concatenate(self._greatest)
        self._least = [least.reshape(_MOST, 2, -1).min(1)]
        self._greatest = [greatest.reshape(_MOST, 2, -1).max(1)]
        self._count = _MOST
        self._stretch *= 2


def _reduce(ufunc: np.ufunc, values: Samples, points: int) -> npt.NDArray[np.float64]:
    """Return ``points`` rows, each over its share; where too few, rows repeat."""
    starts = np.arange(points) * len(values) // points
    return np.asarray(ufunc.reduceat(values, starts, axis=0), np.float64)
