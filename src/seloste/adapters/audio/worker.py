"""The process that decodes a file from outside: ``python -m`` this module.

Started by ``confined`` for one file, confined before it sees a byte of it, and
gone with the answer. It reads no settings, keeps nothing and logs nothing.
Arguments: the kind of file, its length, and from which second its samples are
wanted, if they are.
"""

import io
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import BinaryIO, cast

from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler

from seloste.adapters.audio.confinement import confine
from seloste.adapters.audio.decode import Reading
from seloste.adapters.audio.messages import (
    RANGE,
    SHAPE,
    BrokenOff,
    Word,
    receive,
    send,
)
from seloste.adapters.audio.sniff import FileKind
from seloste.ports.audio import AudioRefused

_SAMPLE_BYTES = 2


class RemoteFile(io.RawIOBase):
    """A file that the other side reads: every read is a question and an answer."""

    def __init__(self, *, questions: BinaryIO, answers: BinaryIO, size: int) -> None:
        super().__init__()
        self._questions = questions
        self._answers = answers
        self._size = size
        self._position = 0

    def readable(self) -> bool:
        """Return true."""
        return True

    def seekable(self) -> bool:
        """Return true."""
        return True

    def tell(self) -> int:
        """Return the position."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move the position; nothing is asked of the other side."""
        origin = {
            io.SEEK_SET: 0,
            io.SEEK_CUR: self._position,
            io.SEEK_END: self._size,
        }[whence]
        self._position = max(0, origin + offset)
        return self._position

    def read(self, size: int = -1) -> bytes:
        """Return up to ``size`` bytes from the position on."""
        left = max(0, self._size - self._position)
        wanted = left if size < 0 else min(size, left)
        if not wanted:
            return b""
        send(self._questions, Word.WANT, RANGE.pack(self._position, wanted))
        word, data = receive(self._answers)
        if word is not Word.BYTES or len(data) > wanted:
            raise BrokenOff
        self._position += len(data)
        return data


def answer(
    source: BinaryIO, out: BinaryIO, *, kind: str, size: int, start: float | None
) -> None:
    """Decode all of ``source``; write its samples from a second on, then its facts."""
    reading = Reading(source, kind=FileKind(kind), size=size)
    try:
        frames = reading.frames()
        for block in _samples(frames, start) if start is not None else ():
            send(out, Word.SAMPLES, block)
        for _ in frames:
            pass
    except AudioRefused as refusal:
        send(out, Word.REFUSED, refusal.reason.encode())
    except MemoryError:
        send(out, Word.REFUSED, b"too-costly")
    else:
        send(out, Word.FACTS, json.dumps(asdict(reading.facts())).encode())


def main(arguments: list[str]) -> None:
    """Give up all rights, say so, and answer."""
    kind, size, *starts = arguments
    questions, answers = sys.stdout.buffer, sys.stdin.buffer
    _rehearse()
    confine()
    send(questions, Word.READY)
    source = RemoteFile(questions=questions, answers=answers, size=int(size))
    answer(
        cast("BinaryIO", source),
        questions,
        kind=kind,
        size=int(size),
        start=float(starts[0]) if starts else None,
    )


def _rehearse() -> None:
    """Decode a tenth of a second of silence, so that nothing is left to import."""
    silence = bytes([0xFA]) * 800
    reading = Reading(io.BytesIO(silence), kind=FileKind.G722, size=len(silence))
    for _ in _samples(reading.frames(), 0.0):
        pass


def _samples(frames: Iterator[AudioFrame], start: float) -> Iterator[bytes]:
    """Yield the frames from a second on as shape and interleaved 16-bit samples.

    Those before it are decoded, because the next ones need them, and no more; of
    the first the shape is told in any case.
    """
    resampler, past = AudioResampler(format="s16"), 0
    for frame in frames:
        skipped = max(0, round(start * frame.sample_rate) - past)
        if skipped and not past:
            yield SHAPE.pack(frame.layout.nb_channels, frame.sample_rate)
        past += frame.samples
        if skipped >= frame.samples:
            continue
        for each in resampler.resample(frame):
            channels = each.layout.nb_channels
            width = channels * _SAMPLE_BYTES
            shape = SHAPE.pack(channels, each.sample_rate)
            samples = bytes(each.planes[0])[: each.samples * width]
            yield shape + samples[skipped * width :]


if __name__ == "__main__":
    main(sys.argv[1:])
