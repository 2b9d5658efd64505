"""Looking into audio: is it what it says, how long, what shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from seloste.domain.errors import SelosteError

MAX_SECONDS = 12 * 60 * 60
"""A contact longer than this is not a contact but a recorder left running."""

SPEECH_RATE = 16_000
"""Samples a second in which speech is heard."""

_IN_BROWSERS = frozenset(
    (
        *("pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le"),
        *("mp3", "opus", "vorbis", "flac", "aac"),
    )
)


class AudioRefused(SelosteError):
    """The bytes are not audio that can be kept; ``reason`` is a stable word.

    Reasons: not-audio, truncated, no-duration, too-long, unsupported, lying,
    too-costly (reading it broke a limit of time or memory, or the decoder).
    """

    code = "audio-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"audio refused: {reason}")
        self.reason = reason


class AudioUnavailable(SelosteError):
    """The reader itself could not start; nothing was learnt about the file."""

    code = "audio-unavailable"

    def __init__(self) -> None:
        super().__init__("the audio reader could not be started")


@dataclass(frozen=True, slots=True)
class AudioFacts:
    """What content says: media type, codec, channels, sample rate (Hz), seconds."""

    media_type: str
    codec: str
    channels: int
    sample_rate: int
    seconds: float

    @property
    def plays_in_browser(self) -> bool:
        """Return whether Chromium and Firefox play the original bytes."""
        return self.codec in _IN_BROWSERS


@dataclass(frozen=True, slots=True)
class Waveform:
    """Peaks for drawing: per channel, ``points`` pairs of (min, max) in -127..127."""

    seconds: float
    channels: tuple[tuple[int, ...], ...]

    def to_json(self) -> dict[str, object]:
        """Return what wavesurfer takes: ``duration``, ``peaks`` per channel (-1..1)."""
        peaks = [[round(value / 127, 3) for value in each] for each in self.channels]
        return {"duration": self.seconds, "peaks": peaks}


class AudioReader(Protocol):
    """Reads audio files without trusting them.

    Every ``source`` is seekable and is read from its beginning. All methods
    raise AudioRefused for the file and AudioUnavailable for the reader.
    """

    def probe(self, source: BinaryIO, *, claimed: str, filename: str) -> AudioFacts:
        """Return the facts, having decoded all of it. Raises AudioRefused.

        Content decides; ``claimed`` and ``filename`` matter only for raw G.722,
        which carries no mark of its own.
        """
        ...

    def waveform(self, source: BinaryIO, *, points: int) -> Waveform:
        """Return the peaks of a file that probed well."""
        ...

    def silenced(
        self, source: BinaryIO, *, stretches: Sequence[tuple[float, float]]
    ) -> BinaryIO:
        """Return a WAV of a file that probed well, silent in the stretches (seconds).

        In every channel the samples there are gone; nothing but samples comes
        along. It is seekable and may read ``source`` as long as it is used.
        """
        ...

    def to_playable(self, source: BinaryIO) -> bytes:
        """Return the audio as WAV PCM16 for a browser that cannot play the original."""
        ...

    def channels(
        self, source: BinaryIO, *, start: float, seconds: float
    ) -> tuple[bytes, ...]:
        """Return a stretch of each channel apart: 16 bits, one channel, SPEECH_RATE.

        Of a file that probed well; beyond its end there is nothing.
        """
        ...
