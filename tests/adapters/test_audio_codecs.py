"""Every codec that call centres hand over, under a wrong name."""

import io
import wave

import numpy as np
import pytest

from seloste.adapters.audio.pyav import PyAvReader
from seloste.ports.audio import AudioFacts, AudioRefused
from tests.adapters.audio_vectors import FACTS, claim, content

TONES = {name for name, facts in FACTS.items() if facts.codec not in ("g729", "amr_wb")}
NEEDS_TRANSCODING = {
    "ulaw.wav", "alaw.wav", "gsm.wav", "call.amr", "wide.amr", "call.g722", "call.g729",
}  # fmt: skip


@pytest.mark.parametrize(("name", "facts"), FACTS.items())
def test_content_decides_not_the_name(name: str, facts: AudioFacts) -> None:
    source = io.BytesIO(content(name))

    probed = PyAvReader().probe(source, claimed=claim(name), filename="holiday.png")

    assert probed == facts


def test_raw_g722_is_taken_by_its_name_too() -> None:
    source = io.BytesIO(content("call.g722"))

    probed = PyAvReader().probe(source, claimed="", filename="leg-1.G722")

    assert probed == FACTS["call.g722"]


def test_raw_g722_that_nobody_calls_so_is_refused() -> None:
    with pytest.raises(AudioRefused, match="not-audio"):
        PyAvReader().probe(
            io.BytesIO(content("call.g722")), claimed="audio/wav", filename="leg.wav"
        )


def test_video_is_not_a_recording_of_a_call() -> None:
    with pytest.raises(AudioRefused, match="unsupported"):
        PyAvReader().probe(
            io.BytesIO(content("video.mp4")), claimed="audio/mp4", filename="call.m4a"
        )


@pytest.mark.parametrize("name", sorted(FACTS))
def test_browsers_get_what_they_cannot_play_transcoded(name: str) -> None:
    assert FACTS[name].plays_in_browser == (name not in NEEDS_TRANSCODING)


@pytest.mark.parametrize("name", sorted(FACTS))
def test_playable_copy_has_the_length_and_channels_of_the_original(name: str) -> None:
    playable = PyAvReader().to_playable(io.BytesIO(content(name)))

    with wave.open(io.BytesIO(playable)) as file:
        assert file.getnchannels() == FACTS[name].channels
        assert file.getnframes() == round(2.0 * FACTS[name].sample_rate)


@pytest.mark.parametrize("name", sorted(TONES))
def test_playable_copy_sounds_like_the_original(name: str) -> None:
    playable = PyAvReader().to_playable(io.BytesIO(content(name)))

    with wave.open(io.BytesIO(playable)) as file:
        rate, channels = file.getframerate(), file.getnchannels()
        samples = np.frombuffer(file.readframes(rate), "<i2").reshape(-1, channels)
    loudest = np.abs(np.fft.rfft(samples, axis=0)).argmax(axis=0)

    assert loudest.tolist() == [440, 880][:channels]


@pytest.mark.parametrize("name", sorted(TONES))
def test_waveform_shows_the_tone_at_a_quarter_of_full_scale(name: str) -> None:
    waveform = PyAvReader().waveform(io.BytesIO(content(name)), points=20)

    assert waveform.seconds == 2.0
    assert [len(channel) for channel in waveform.channels] == (
        [40] * FACTS[name].channels
    )
    steady = [abs(value) for channel in waveform.channels for value in channel[4:-4]]
    assert 24 <= min(steady) <= 32 <= max(steady) + 4
