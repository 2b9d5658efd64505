"""Looking into audio: is it what it says, how long, what shape."""

from dataclasses import dataclass
from typing import BinaryIO, Protocol

from seloste.domain.errors import SelosteError


class AudioRefused(SelosteError):
    """The bytes are not audio that can be kept; ``reason`` is a stable word.

    Reasons: not-audio, truncated, no-duration, too-long, unsupported, lying.
    """

    code = "audio-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"audio refused: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class AudioFacts:
    """What content says: media type, codec, channels, sample rate (Hz), seconds."""

    media_type: str
    codec: str
    channels: int
    sample_rate: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Waveform:
    """Peaks for drawing: per channel, ``points`` pairs of (min, max) in -127..127."""

    seconds: float
    channels: tuple[tuple[int, ...], ...]


class AudioReader(Protocol):
    """Reads audio files without trusting them."""

    def probe(self, source: BinaryIO, *, claimed: str, filename: str) -> AudioFacts:
        """Return the facts, having decoded all of it. Raises AudioRefused."""
        ...

    def waveform(self, source: BinaryIO, *, points: int) -> Waveform:
        """Return the peaks of a file that probed well."""
        ...

    def to_playable(self, source: BinaryIO) -> bytes:
        """Return the audio as WAV PCM16 for a browser that cannot play the original."""
        ...
