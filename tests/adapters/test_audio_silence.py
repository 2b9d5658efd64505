"""Silenced audio: the samples are gone, the rest is the same, nothing comes along."""

import io
import struct
import wave

import numpy as np
import pytest

from seloste.adapters.audio.pyav import PyAvReader
from seloste.ports.audio import AudioReader
from tests.adapters.audio_vectors import FACTS, content
from tests.fakes.audio import FakeAudioReader

BY_THE_BYTE = ("pcm.wav", "alaw.wav", "ulaw.wav")


def silenced(
    reader: AudioReader, data: bytes, *stretches: tuple[float, float]
) -> bytes:
    return reader.silenced(io.BytesIO(data), stretches=stretches).read()


def pcm(data: bytes) -> tuple[np.ndarray, int]:
    """Return the samples as a browser hears them, by frame and channel."""
    with wave.open(io.BytesIO(PyAvReader().to_playable(io.BytesIO(data)))) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        return samples.reshape(-1, file.getnchannels()), file.getframerate()


def tone(seconds: float = 1.0, *, extra: bytes = b"") -> bytes:
    """Return a WAV of 8 kHz with two channels, and a chunk beside its samples."""
    data = struct.pack("<2h", 1000, -1000) * int(8000 * seconds)
    fmt = struct.pack("<HHIIHH", 1, 2, 8000, 32000, 4, 16)
    body = b"WAVEfmt \x10\0\0\0" + fmt + b"data" + struct.pack("<I", len(data)) + data
    if extra:
        body += b"LIST" + struct.pack("<I", len(extra)) + extra
    return b"RIFF" + struct.pack("<I", len(body)) + body


@pytest.fixture(params=[PyAvReader, FakeAudioReader], ids=["pyav", "fake"])
def reader(request: pytest.FixtureRequest) -> AudioReader:
    made: AudioReader = request.param()
    return made


def test_a_stretch_is_silent_and_the_rest_is_the_same(reader: AudioReader) -> None:
    made, rate = pcm(silenced(reader, tone(), (0.25, 0.5)))

    assert rate == 8000
    assert not made[2000:4000].any()
    assert (np.delete(made, slice(2000, 4000), axis=0) == (1000, -1000)).all()
    assert len(made) == 8000


def test_stretches_may_overlap_touch_and_go_beyond_the_end(reader: AudioReader) -> None:
    made, _ = pcm(silenced(reader, tone(), (0.5, 9.0), (0.0, 0.1), (0.05, 0.2)))

    assert not made[:1600].any()
    assert made[1600:4000].all()
    assert not made[4000:].any()


def test_half_a_sample_counts_as_one(reader: AudioReader) -> None:
    made, _ = pcm(silenced(reader, tone(), (0.10001, 0.10019)))

    assert not made[800:802].any()
    assert made[799].all()
    assert made[802].all()


def test_nothing_but_samples_comes_along() -> None:
    secret = b"INFOICMT\x10\0\0\x004111111111111111"
    original = tone(extra=secret)
    assert PyAvReader().probe(io.BytesIO(original), claimed="", filename="").seconds
    assert b"4111111111111111" in original

    made = silenced(PyAvReader(), original, (0.0, 0.1))

    assert b"4111111111111111" not in made
    assert len(made) == len(tone())


@pytest.mark.parametrize("name", BY_THE_BYTE)
def test_a_wav_keeps_its_coding_and_every_other_sample(name: str) -> None:
    original, rate = pcm(content(name))
    seconds = len(original) / rate

    data = silenced(PyAvReader(), content(name), (0.0, seconds / 2))

    facts = PyAvReader().probe(io.BytesIO(data), claimed="", filename="")
    made, _ = pcm(data)
    assert facts == FACTS[name]
    assert (made[len(made) // 2 + 1 :] == original[len(made) // 2 + 1 :]).all()


@pytest.mark.parametrize("name", sorted(set(FACTS)))
def test_of_every_coding_the_stretch_is_silent(name: str) -> None:
    original, rate = pcm(content(name))
    seconds = len(original) / rate
    assert original[: len(original) // 2].any()

    made, _ = pcm(silenced(PyAvReader(), content(name), (0.0, seconds / 2)))

    assert len(made) == len(original)
    assert np.abs(made[: len(made) // 2]).max() <= 8


def test_it_is_read_in_any_piece_from_anywhere() -> None:
    whole = silenced(PyAvReader(), tone(), (0.3, 0.6))
    file = PyAvReader().silenced(io.BytesIO(tone()), stretches=[(0.3, 0.6)])

    pieces = []
    for start in range(0, len(whole), 1001):
        file.seek(start)
        pieces.append(file.read(1001))

    assert b"".join(pieces) == whole
