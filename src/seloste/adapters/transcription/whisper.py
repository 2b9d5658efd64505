"""Whisper models on this machine, through faster-whisper in a confined process.

The engine is native code that hears sound from outside. It runs in a worker of
its own, one for each recording, that can open nothing and reach no network once
it has loaded its model; only that worker may crash, hang or run on.
"""

import json
import math
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO, cast

from seloste.adapters.transcription import model
from seloste.adapters.transcription.messages import (
    LONGEST,
    BrokenOff,
    Word,
    receive,
    send,
)
from seloste.adapters.transcription.pieces import LONGEST as PIECE_SECONDS
from seloste.adapters.transcription.watch import used, watched
from seloste.domain import transcript
from seloste.ports.audio import SPEECH_RATE
from seloste.ports.transcriber import (
    Installed,
    Listener,
    Piece,
    SpeechRefused,
    SpeechUnavailable,
)

ENGINE = "faster-whisper"
WORKER = (sys.executable, "-I", "-m", "seloste.adapters.transcription.worker")
SAMPLE = Path(__file__).with_name("sample.opus")
"""A call of machine voices, on which speed is measured (examples/audio/README.md)."""

LOADS_WITHIN = 120.0
_SAMPLE_BYTES = 2


@dataclass(frozen=True, slots=True)
class WhisperTranscriber:
    """Hears with a Whisper model in ``folder`` (port Transcriber).

    ``slowest`` is how many times as long as the sound a processor may work on it;
    ``patience`` are seconds that any answer may take beside that.
    """

    folder: Path
    device: str = "cpu"
    compute: str = "int8"
    threads: int = 1
    slowest: float = 4.0
    patience: float = 30.0
    worker: Sequence[str] = WORKER

    @property
    def engine(self) -> str:
        """Return the engine's name."""
        return ENGINE

    @property
    def model(self) -> str:
        """Return the name of the model's folder."""
        return self.folder.name

    @property
    def processor(self) -> str:
        """Return nothing: no sound leaves this machine."""
        return ""

    @contextmanager
    def listening(self) -> Iterator[Listener]:
        """Start the worker; it ends with the block. Raises SpeechUnavailable."""
        model.check(self.folder)
        words = (str(self.folder), self.device, self.compute, str(self.threads))
        try:
            process = subprocess.Popen(  # noqa: S603 - no shell, no word from outside
                [*self.worker, *words],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={"OMP_NUM_THREADS": str(self.threads)},
                cwd="/",
            )
        except OSError as error:
            raise SpeechUnavailable from error
        try:
            heard = _Worker(process, slowest=self.slowest, patience=self.patience)
            heard.await_ready()
            yield heard
        finally:
            process.kill()
            process.communicate()

    def installed(self) -> Installed:
        """Return what there is. Raises SpeechUnavailable."""
        model.check(self.folder)
        return Installed(
            engine=ENGINE,
            version=version("faster-whisper"),
            model=self.model,
            place=str(self.folder),
            device=self.device,
            compute=self.compute,
            bytes=model.size(self.folder),
            sha256=model.sha256(self.folder / "model.bin"),
        )


class _Worker:
    """The other end of the pipes; it is killed when it does not answer in time."""

    def __init__(
        self, process: "subprocess.Popen[bytes]", *, slowest: float, patience: float
    ) -> None:
        self._process = process
        self._slowest = slowest
        self._patience = patience
        self._late = False
        self._owes = False
        self._used = used(process.pid)
        self._answers = cast("BinaryIO", process.stdout)
        self._questions = cast("BinaryIO", process.stdin)

    def await_ready(self) -> None:
        """Wait until the model is loaded. Raises SpeechUnavailable."""
        try:
            word, _ = self._receive(LOADS_WITHIN)
        except BrokenOff as error:
            raise SpeechUnavailable from error
        if word is not Word.READY:
            raise SpeechUnavailable
        self._work()

    def hear(
        self, samples: bytes, *, language: str, after: float, final: bool
    ) -> Iterator[Piece]:
        """Yield what is said. Raises SpeechRefused."""
        seconds = len(samples) / (_SAMPLE_BYTES * SPEECH_RATE)
        wish = {"language": language, "after": after, "final": final}
        try:
            for _ in self._pieces(seconds) if self._owes else ():
                pass  # whoever asked before did not wait for all of it
            self._owes = True
            for at in range(0, len(samples), LONGEST):
                send(self._questions, Word.SAMPLES, samples[at : at + LONGEST])
            send(self._questions, Word.HEAR, json.dumps(wish).encode())
            yield from self._pieces(seconds)
        except (BrokenOff, BrokenPipeError) as error:
            reason = "time-limit" if self._late else "too-costly"
            raise SpeechRefused(reason) from error

    def _pieces(self, seconds: float) -> Iterator[Piece]:
        patience = self._patience + seconds / 10  # finding speech comes first
        while True:
            began = time.monotonic()
            word, body = self._receive(patience)
            patience = self._patience + self._slowest * PIECE_SECONDS
            if word is Word.PIECE:
                took = time.monotonic() - began
                yield replace(_piece(body, seconds), took=took, used=self._work())
            elif word is Word.DONE:
                self._owes = False
                return
            elif word is Word.REFUSED:
                raise SpeechRefused("too-costly")
            else:
                raise BrokenOff

    def _work(self) -> float:
        """Return the seconds of processor that the worker used since last asked."""
        before, self._used = self._used, used(self._process.pid)
        return max(0.0, self._used - before)

    def _receive(self, patience: float) -> tuple[Word, bytes]:
        with watched(self._process, patience) as watch:
            try:
                return receive(self._answers)
            finally:
                self._late = watch.late


def _piece(body: bytes, seconds: float) -> Piece:
    """Return what the worker said, where it can be true. Raises SpeechRefused."""
    try:
        said: dict[str, Any] = json.loads(body)
        piece = Piece(
            until=_second(said["until"], seconds),
            speech=tuple(
                (_second(start, seconds), _second(end, seconds))
                for start, end in said["speech"]
            ),
            words=tuple(_word(one, seconds) for one in said["words"]),
            language=str(said["language"]),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise SpeechRefused("too-costly") from error
    if piece.language not in ("", *transcript.LANGUAGES):
        raise SpeechRefused("too-costly")
    return piece


def _word(said: Sequence[Any], seconds: float) -> transcript.Word:
    text, start, end, confidence = said
    begins = _second(start, seconds)
    if not isinstance(text, str) or not 0 <= float(confidence) <= 1:
        raise ValueError("no word")
    return transcript.Word(
        " ".join(text.split())[: transcript.LONGEST_WORD],
        begins,
        max(begins, _second(end, seconds)),
        float(confidence),
    )


def _second(value: Any, seconds: float) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError("no second")
    return min(max(0.0, number), seconds)
