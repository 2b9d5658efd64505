"""What every audio reader promises, the fake included."""

import io
import struct

import pytest

from seloste.adapters.audio.pyav import PyAvReader
from seloste.ports.audio import AudioFacts, AudioReader, AudioRefused, Waveform
from tests.fakes.audio import FakeAudioReader


def wav(*samples: int, channels: int = 1) -> bytes:
    """Return a WAV of 8 kHz, written out by hand: no writer of ours is trusted."""
    data = struct.pack(f"<{len(samples)}h", *samples)
    fmt = struct.pack("<HHIIHH", 1, channels, 8000, 16000 * channels, 2 * channels, 16)
    body = b"WAVEfmt \x10\0\0\0" + fmt + b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body


@pytest.fixture(params=[PyAvReader, FakeAudioReader], ids=["pyav", "fake"])
def reader(request: pytest.FixtureRequest) -> AudioReader:
    made: AudioReader = request.param()
    return made


def test_probe_tells_what_the_content_is(reader: AudioReader) -> None:
    source = io.BytesIO(wav(*range(8000), channels=2))

    facts = reader.probe(source, claimed="text/plain", filename="call.txt")

    assert facts == AudioFacts("audio/wav", "pcm_s16le", 2, 8000, 0.5)


def test_probe_reads_from_the_beginning_every_time(reader: AudioReader) -> None:
    source = io.BytesIO(wav(1, 2, 3, 4))
    first = reader.probe(source, claimed="", filename="")

    again = reader.probe(source, claimed="", filename="")

    assert again == first


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not-audio"),
        (b"#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n", "not-audio"),
        (b"%PDF-1.7 not a call", "not-audio"),
        (wav(), "no-duration"),
        (wav(*range(800))[:-700], "truncated"),
    ],
)
def test_probe_refuses_what_cannot_be_kept(
    reader: AudioReader, content: bytes, reason: str
) -> None:
    with pytest.raises(AudioRefused) as refused:
        reader.probe(io.BytesIO(content), claimed="audio/wav", filename="call.wav")

    assert refused.value.reason == reason


def test_waveform_has_the_least_and_greatest_of_each_stretch(
    reader: AudioReader,
) -> None:
    # by hand: 32767 is 127, -32768 is -127, 8192 is 31.75, so 32
    left_and_right = (0, 8192, 32767, 0, -32768, -8192, 8192, 0)
    source = io.BytesIO(wav(*left_and_right, channels=2))

    waveform = reader.waveform(source, points=2)

    assert waveform == Waveform(
        seconds=0.0005, channels=((0, 127, -127, 32), (0, 32, -32, 0))
    )


def test_playable_of_a_playable_file_sounds_the_same(reader: AudioReader) -> None:
    original = wav(0, 1, -1, 32767, -32768, 5, channels=2)

    playable = reader.to_playable(io.BytesIO(original))

    assert playable == original


def test_fake_refuses_on_demand() -> None:
    with pytest.raises(AudioRefused, match="lying"):
        FakeAudioReader(refuse="lying").probe(
            io.BytesIO(wav(1)), claimed="", filename=""
        )
