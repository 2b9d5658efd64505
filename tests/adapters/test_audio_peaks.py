"""Peaks, with values worked out by hand."""

import numpy as np
import pytest

from seloste.adapters.audio.peaks import Peaks
from seloste.ports.audio import Waveform


def peaks_of(*samples: int, frames: int = 0) -> Peaks:
    peaks = Peaks(channels=1, sample_rate=4, frames=frames)
    peaks.add(np.array(samples, np.int16).reshape(-1, 1))
    return peaks


def test_each_point_is_the_least_and_the_greatest_of_its_share() -> None:
    # 16384 of 32768 is 63.5, even 64; -8192 is -31.75, so -32
    waveform = peaks_of(0, 16384, -8192, 0, 32767, -32768).waveform(points=3)

    assert waveform == Waveform(seconds=1.5, channels=((0, 64, -32, 0, -127, 127),))


def test_too_few_samples_repeat() -> None:
    assert peaks_of(32767, 0).waveform(points=4).channels == (
        (127, 127, 127, 127, 0, 0, 0, 0),
    )


def test_how_the_samples_arrive_makes_no_difference() -> None:
    rising = np.arange(-30_000, 30_000, dtype=np.int16).reshape(-1, 2)
    at_once = Peaks(channels=2, sample_rate=8_000)
    at_once.add(rising)
    piecewise = Peaks(channels=2, sample_rate=8_000)
    for at in range(0, len(rising), 7):
        piecewise.add(rising[at : at + 7])

    assert piecewise.waveform(points=50) == at_once.waveform(points=50)


@pytest.mark.parametrize("frames", [0, 300_000])
def test_a_click_in_a_long_silence_is_kept(frames: int) -> None:
    samples = np.zeros((300_000, 1), np.int16)
    samples[-1] = -32_768
    peaks = Peaks(channels=1, sample_rate=8_000, frames=frames)
    peaks.add(samples)

    waveform = peaks.waveform(points=10)

    assert waveform.channels == ((0,) * 18 + (-127, 0),)


def test_json_is_what_the_player_draws() -> None:
    waveform = Waveform(seconds=1.5, channels=((-127, 127, 0, 64),))

    assert waveform.to_json() == {"duration": 1.5, "peaks": [[-1.0, 1.0, 0.0, 0.504]]}
