"""How fast an engine hears, on a recording whose words nobody has to keep secret."""

from dataclasses import dataclass
from typing import BinaryIO

from seloste.ports.audio import SPEECH_RATE, AudioReader
from seloste.ports.transcriber import Transcriber

HOUR = 3600.0
_SECOND = 2 * SPEECH_RATE


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds of sound (both channels counted), of hearing, and what was heard."""

    sound: float
    took: float
    channels: int
    words: int
    language: str

    @property
    def times(self) -> float:
        """Return how many seconds of one channel are heard in a second."""
        return self.sound / self.took if self.took else 0.0


def measure(transcriber: Transcriber, *, audio: AudioReader, source: BinaryIO) -> Speed:
    """Hear a recording once and say how fast that was.

    Raises SpeechUnavailable, SpeechRefused, AudioRefused.
    """
    channels = audio.channels(source, start=0.0, seconds=HOUR)
    with transcriber.listening() as listener:
        pieces = [
            piece
            for samples in channels
            for piece in listener.hear(samples, language="", after=0.0, final=True)
        ]
    return Speed(
        sound=sum(len(samples) for samples in channels) / _SECOND,
        took=sum(piece.took for piece in pieces),
        channels=len(channels),
        words=sum(len(piece.words) for piece in pieces),
        language=next((piece.language for piece in pieces if piece.language), ""),
    )
