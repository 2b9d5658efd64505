"""The process that hears recordings: ``python -m`` this module.

Started by ``whisper`` for one recording. It loads the model, uses it once so
that nothing is left to load, gives up every right, and only then hears samples.
It reads no settings, keeps nothing and logs nothing. Arguments: the folder of
the model, device, kind of numbers, threads.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt
from faster_whisper import WhisperModel  # type: ignore[import-untyped] # no types
from faster_whisper.vad import (  # type: ignore[import-untyped] # no types
    VadOptions,
    get_speech_timestamps,
)

from seloste.adapters.transcription.confinement import confine
from seloste.adapters.transcription.messages import Word as Message
from seloste.adapters.transcription.messages import receive, send
from seloste.adapters.transcription.pieces import LONGEST, Packed, Span, packed
from seloste.domain.transcript import LANGUAGES, Word
from seloste.ports.audio import SPEECH_RATE

BEAM = 5
_FULL_SCALE = 32_768.0
_MOST_WORDS = 2_000

type Sound = npt.NDArray[np.float32]


def speech(sound: Sound) -> list[Span]:
    """Return where somebody speaks, in seconds."""
    found = get_speech_timestamps(
        sound,
        VadOptions(
            min_silence_duration_ms=500,
            speech_pad_ms=300,
            max_speech_duration_s=LONGEST,
        ),
    )
    return [(one["start"] / SPEECH_RATE, one["end"] / SPEECH_RATE) for one in found]


class Ear:
    """A model that hears one piece at a time."""

    def __init__(self, folder: str, *, device: str, compute: str, threads: int) -> None:
        self._model = WhisperModel(
            folder,
            device=device,
            compute_type=compute,
            cpu_threads=threads,
            num_workers=1,
            local_files_only=True,
        )

    def language(self, sound: Sound) -> str:
        """Return which of our languages it sounds like."""
        _, _, found = self._model.detect_language(audio=sound)
        chances: dict[str, float] = {
            name: chance for name, chance in found if name in LANGUAGES
        }
        return max(chances, key=lambda name: chances[name])

    def words(self, sound: Sound, language: str) -> list[Word]:
        """Return what is said in one piece.

        One pass, no sampling, no repeated phrase, nothing carried over: bad sound
        otherwise makes the model run on.
        """
        segments, _ = self._model.transcribe(
            sound,
            language=language,
            beam_size=BEAM,
            temperature=0,
            no_repeat_ngram_size=4,
            condition_on_previous_text=False,
            word_timestamps=True,
        )
        return [
            Word(said.word.strip(), said.start, said.end, said.probability)
            for segment in segments
            for said in segment.words or ()
            if said.word.strip()
        ][:_MOST_WORDS]


def pieces(ear: Ear, samples: bytes, wish: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what is said in the samples, piece by piece."""
    sound = np.frombuffer(samples, "<i2").astype(np.float32) / _FULL_SCALE
    seconds = len(sound) / SPEECH_RATE
    language = str(wish["language"])
    for piece in packed(
        speech(sound) if len(sound) else [],
        seconds=seconds,
        after=float(wish["after"]),
        final=bool(wish["final"]),
    ):
        words: list[Word] = []
        if piece.spans:
            cut = _cut(sound, piece)
            language = language or ear.language(cut)
            words = [piece.placed(word) for word in ear.words(cut, language)]
        yield _said(piece.until, piece.spans, words, language)


def _cut(sound: Sound, piece: Packed) -> Sound:
    return np.concatenate(
        [
            sound[round(start * SPEECH_RATE) : round(end * SPEECH_RATE)]
            for start, end in piece.spans
        ]
    )


def _said(
    until: float, spans: tuple[Span, ...], words: list[Word], language: str
) -> dict[str, Any]:
    return {
        "until": until,
        "speech": spans,
        "words": [
            (word.text, word.start, word.end, min(1.0, max(0.0, word.confidence)))
            for word in words
        ],
        "language": language,
    }


def main(arguments: list[str]) -> None:
    """Load, give up all rights, say so, and hear until the other side is done."""
    folder, device, compute, threads = arguments
    answers, questions = sys.stdout.buffer, sys.stdin.buffer
    ear = Ear(folder, device=device, compute=compute, threads=int(threads))
    _rehearse(ear)
    weights = (Path(folder) / "model.bin").stat().st_size
    confine(model_bytes=weights if device == "cpu" else 0)
    send(answers, Message.READY)
    heard = bytearray()
    while True:
        word, body = receive(questions)
        if word is Message.SAMPLES:
            heard += body
        elif word is Message.HEAR:
            _hear(ear, bytes(heard), json.loads(body), answers)
            heard.clear()


def _hear(ear: Ear, samples: bytes, wish: dict[str, Any], answers: BinaryIO) -> None:
    try:
        for piece in pieces(ear, samples, wish):
            send(answers, Message.PIECE, json.dumps(piece).encode())
    except MemoryError:
        send(answers, Message.REFUSED, b"too-costly")
    else:
        send(answers, Message.DONE)


def _rehearse(ear: Ear) -> None:
    """Hear a second of noise, so that nothing is left to load or to start.

    Nobody speaks in it, so what times words by their median is called by itself.
    """
    np.median(np.ones(2))
    sound = np.random.default_rng(1).normal(0, 0.05, SPEECH_RATE).astype(np.float32)
    speech(sound)
    ear.language(sound)
    ear.words(sound, "en")


if __name__ == "__main__":
    main(sys.argv[1:])
