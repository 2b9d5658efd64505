"""The files of tests/vectors/audio and what they are, written out by hand.

tools/audio_vectors.sh made them: two seconds each, 440 Hz left, 880 Hz right.
"""

from pathlib import Path

from seloste.ports.audio import AudioFacts

FOLDER = Path(__file__).parent.parent / "vectors" / "audio"

FACTS = {
    "pcm.wav": AudioFacts("audio/wav", "pcm_s16le", 2, 8_000, 2.0),
    "ulaw.wav": AudioFacts("audio/wav", "pcm_mulaw", 2, 8_000, 2.0),
    "alaw.wav": AudioFacts("audio/wav", "pcm_alaw", 2, 8_000, 2.0),
    "gsm.wav": AudioFacts("audio/wav", "gsm", 1, 8_000, 2.0),
    "call.mp3": AudioFacts("audio/mpeg", "mp3", 2, 48_000, 2.0),
    "cover.mp3": AudioFacts("audio/mpeg", "mp3", 2, 48_000, 2.0),
    "call.opus": AudioFacts("audio/ogg", "opus", 2, 48_000, 2.0),
    "vorbis.ogg": AudioFacts("audio/ogg", "vorbis", 2, 48_000, 2.0),
    "call.flac": AudioFacts("audio/flac", "flac", 2, 8_000, 2.0),
    "call.m4a": AudioFacts("audio/mp4", "aac", 2, 48_000, 2.0),
    "call.amr": AudioFacts("audio/AMR", "amr_nb", 1, 8_000, 2.0),
    "wide.amr": AudioFacts("audio/AMR", "amr_wb", 1, 16_000, 2.0),
    "call.g722": AudioFacts("audio/G722", "g722", 1, 16_000, 2.0),
    "call.g729": AudioFacts("audio/G729", "g729", 1, 8_000, 2.0),
}


def content(name: str) -> bytes:
    """Return the bytes of a vector."""
    return (FOLDER / name).read_bytes()


def claim(name: str) -> str:
    """Return a claimed media type: wrong, but where nothing else nominates."""
    return "audio/G722" if name == "call.g722" else "image/png"
