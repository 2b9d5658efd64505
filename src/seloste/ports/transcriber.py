"""Speech to text: what was said on one channel, piece by piece.

Whatever implements this hears samples (16 bits, little-endian, one channel, at
``ports.audio.SPEECH_RATE``) and gives back words with their seconds.
It knows no file, no person and no other channel, and keeps nothing.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from seloste.domain.errors import SelosteError
from seloste.domain.transcript import Word


class SpeechRefused(SelosteError):
    """This recording could not be heard; ``reason`` is a stable word.

    Reasons: time-limit (it took more work than it may), too-costly (the engine did
    not live to answer, or said what cannot be), processor-unnamed.
    """

    code = "speech-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"speech refused: {reason}")
        self.reason = reason


class SpeechUnavailable(SelosteError):
    """The engine itself could not start; ``reason`` is a stable word.

    Reasons: no-model, damaged-model, not-started, taken-over (another worker has
    the recording by now).
    """

    code = "speech-unavailable"

    def __init__(self, reason: str = "not-started") -> None:
        super().__init__(f"speech unavailable: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Piece:
    """What was heard next: everything before ``until`` is done.

    Times are seconds from the beginning of the samples. ``speech`` is where
    somebody speaks, ``language`` what was heard or hinted (ISO 639-1), ``took``
    how many seconds it took by the clock, ``used`` how many of a processor.
    """

    until: float
    speech: tuple[tuple[float, float], ...]
    words: tuple[Word, ...]
    language: str
    took: float = 0.0
    used: float = 0.0


@dataclass(frozen=True, slots=True)
class Installed:
    """What an engine is made of: its model, where that lies and how large it is.

    ``bytes`` is the size of the model, ``sha256`` of its weights.
    """

    engine: str
    version: str
    model: str
    place: str
    device: str
    compute: str
    bytes: int
    sha256: str


class Listener(Protocol):
    """An engine that is ready to hear."""

    def hear(
        self, samples: bytes, *, language: str, after: float, final: bool
    ) -> Iterator[Piece]:
        """Yield what is said on one channel after ``after``, as it is heard.

        ``language`` is a hint; empty detects it among LANGUAGES. Without
        ``final`` the samples are cut off: what is being said at their end is
        left for the next ones, and the last piece's ``until`` says from where.
        Raises SpeechRefused.
        """
        ...


class Transcriber(Protocol):
    """Turns samples into words. ``engine`` and ``model`` name what does it.

    ``processor`` names who receives the sound where it leaves this machine; it
    is empty where it does not.
    """

    @property
    def engine(self) -> str:
        """Return the engine's name."""
        ...

    @property
    def model(self) -> str:
        """Return the model's name."""
        ...

    @property
    def processor(self) -> str:
        """Return who receives the sound, or nothing where it stays here."""
        ...

    @property
    def slowest(self) -> float:
        """Return how many times as long as the sound a processor may work on it."""
        ...

    def listening(self) -> AbstractContextManager[Listener]:
        """Start the engine; it ends with the block. Raises SpeechUnavailable."""
        ...

    def installed(self) -> Installed:
        """Return what there is, or raise SpeechUnavailable."""
        ...
