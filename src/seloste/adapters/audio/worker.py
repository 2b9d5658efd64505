"""The process that decodes a file from outside: ``python -m`` this module.

Started by ``confined`` for one file, confined before it sees a byte of it, and
gone with the answer. It reads no settings, keeps nothing and logs nothing.
Arguments: the kind of file, its length, and ``samples`` where they are wanted.
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
    source: BinaryIO, out: BinaryIO, *, kind: str, size: int, play: bool
) -> None:
    """Decode all of ``source``; write its samples where wanted, then its facts."""
    reading = Reading(source, kind=FileKind(kind), size=size)
    try:
        frames = reading.frames()
        for block in _samples(frames) if play else ():
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
    kind, size, *wishes = arguments
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
        play="samples" in wishes,
    )


def _rehearse() -> None:
    """Decode a tenth of a second of silence, so that nothing is left to import."""
    silence = bytes([0xFA]) * 800
    reading = Reading(io.BytesIO(silence), kind=FileKind.G722, size=len(silence))
    for _ in _samples(reading.frames()):
        pass


def _samples(frames: Iterator[AudioFrame]) -> Iterator[bytes]:
    """Yield the frames as shape and interleaved 16-bit samples."""
    resampler = AudioResampler(format="s16")
    for frame in frames:
        for each in resampler.resample(frame):
            channels = each.layout.nb_channels
            length = each.samples * channels * _SAMPLE_BYTES
            shape = SHAPE.pack(channels, each.sample_rate)
            yield shape + bytes(each.planes[0])[:length]


if __name__ == "__main__":
    main(sys.argv[1:])
