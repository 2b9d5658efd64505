"""A transcriber that says what it is told to, at the pace it is told.

Speech is wherever the samples are not silent: each stretch of ``every`` seconds
that holds a sound is a piece with the next of ``script``'s words, evenly spread.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from seloste.domain.transcript import Word
from seloste.ports.audio import SPEECH_RATE
from seloste.ports.transcriber import (
    Installed,
    Listener,
    Piece,
    SpeechRefused,
    SpeechUnavailable,
)

_SECOND = 2 * SPEECH_RATE


@dataclass
class FakeTranscriber:
    """Hears ``script`` over and over; each piece costs ``takes`` seconds of work.

    On a busy machine it takes ``waits`` seconds more by the clock.

    With ``refuse`` it refuses every sound for that reason, with ``missing`` it
    never starts. ``heard`` collects (hint, after) of every hearing and
    ``pieces`` counts what it heard. ``dies_after`` pieces it breaks off with
    KeyboardInterrupt, as a killed process would.
    """

    script: tuple[str, ...] = ("hyvää", "päivää")
    every: float = 10.0
    takes: float = 1.0
    waits: float = 0.0
    confidence: float = 0.9
    language: str = "fi"
    processor: str = ""
    slowest: float = 4.0
    refuse: str = ""
    missing: bool = False
    dies_after: int | None = None
    engine: str = "fake"
    model: str = "script"
    heard: list[tuple[str, float]] = field(default_factory=list)
    pieces: int = 0
    starts: int = 0

    @contextmanager
    def listening(self) -> Iterator[Listener]:
        if self.missing:
            raise SpeechUnavailable("no-model")
        self.starts += 1
        yield self

    def installed(self) -> Installed:
        if self.missing:
            raise SpeechUnavailable("no-model")
        return Installed("fake", "1", "script", "/nowhere", "cpu", "int8", 3, "0" * 64)

    def hear(
        self, samples: bytes, *, language: str, after: float, final: bool
    ) -> Iterator[Piece]:
        if self.refuse:
            raise SpeechRefused(self.refuse)
        self.heard.append((language, after))
        seconds = len(samples) / _SECOND
        at = after
        while at < seconds:
            until = min(at + self.every, seconds)
            if not final and until == seconds and at > after:
                return
            self._count()
            yield self._piece(samples, at, until, language)
            at = until

    def _count(self) -> None:
        if self.dies_after is not None and self.pieces >= self.dies_after:
            raise KeyboardInterrupt
        self.pieces += 1

    def _piece(self, samples: bytes, at: float, until: float, language: str) -> Piece:
        sound = samples[round(at * SPEECH_RATE) * 2 : round(until * SPEECH_RATE) * 2]
        spoken = self.language if any(sound) else ""
        if not spoken:
            return Piece(until, (), (), language, self.takes + self.waits, self.takes)
        each = (until - at) / len(self.script)
        words = tuple(
            Word(text, at + n * each, at + (n + 1) * each, self.confidence)
            for n, text in enumerate(self.script)
        )
        return Piece(
            until,
            ((at, until),),
            words,
            language or spoken,
            took=self.takes + self.waits,
            used=self.takes,
        )
