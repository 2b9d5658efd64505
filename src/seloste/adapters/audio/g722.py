"""Raw G.722: telling speech from bytes that are no G.722.

Any bytes decode as G.722. Bytes that are something else (compressed, text, a
program, other audio) come out as loud, bright noise: an RMS of 0.34 to 1.0 of
full scale and differences between neighbours nearly as large as the samples, or
larger (0.79 to 2.0). Speech is far from that on both: 0.1 to 0.2, and 0.15 to 0.4.
"""

import numpy as np

from seloste.adapters.audio.peaks import Samples
from seloste.ports.audio import AudioRefused

LOUD = 0.25
BRIGHT = 0.7

_FULL_SCALE = 32_768


class Plausibility:
    """Sums the power of the samples and of their differences."""

    def __init__(self) -> None:
        self._count = 0
        self._power = 0.0
        self._change = 0.0

    def add(self, samples: Samples) -> None:
        """Take the next samples."""
        values = samples[:, 0].astype(np.float64) / _FULL_SCALE
        self._count += len(values)
        self._power += float(np.square(values).sum())
        self._change += float(np.square(np.diff(values)).sum())

    def check(self) -> None:
        """Raise AudioRefused where it is both loud and bright, like noise."""
        loud = self._power > LOUD**2 * self._count
        if loud and self._change > BRIGHT**2 * self._power:
            raise AudioRefused("not-audio")
