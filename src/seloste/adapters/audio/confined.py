"""Decoding in a process of its own that has given up every right.

Native code that reads bytes from outside may be tricked by them. So libav runs
in a worker that can open nothing, reach no network and write nowhere; it gets
no settings and no environment. Only it may crash, hang or run out of memory.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, cast

import numpy as np

from seloste.adapters.audio.messages import (
    LONGEST,
    RANGE,
    SHAPE,
    BrokenOff,
    Word,
    receive,
    send,
)
from seloste.adapters.audio.peaks import Samples
from seloste.adapters.audio.sniff import FileKind
from seloste.ports.audio import AudioFacts, AudioRefused, AudioUnavailable

WALL_SECONDS = 600.0
"""After this the worker is killed, whatever it does."""

WORKER = (sys.executable, "-I", "-m", "seloste.adapters.audio.worker")
"""The command of the worker: isolated from the environment and the user's site."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some decoded samples, of shape (frames, channels)."""

    sample_rate: int
    samples: Samples


Taker = Callable[[Block], None]


def decode(
    source: BinaryIO,
    *,
    kind: FileKind,
    size: int,
    take: Taker | None = None,
    start: float = 0.0,
    worker: Sequence[str] = WORKER,
    wall_seconds: float = WALL_SECONDS,
) -> AudioFacts:
    """Decode all of ``source`` and return its facts; ``take`` gets the samples.

    Those before the second ``start`` are decoded and go nowhere. Raises AudioRefused
    when the file is at fault: too-costly where the worker did not live to answer.
    Raises AudioUnavailable when it never started.
    """
    command = [*worker, kind.value, str(size), *((str(start),) if take else ())]
    with _running(command, wall_seconds) as (questions, answers):
        _await_ready(questions)
        try:
            return _serve(source, questions, answers, take)
        except (BrokenOff, BrokenPipeError) as error:
            raise AudioRefused("too-costly") from error


@contextmanager
def _running(
    command: list[str], wall_seconds: float
) -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """Start the worker with an empty environment; it never outlives the block."""
    try:
        process = subprocess.Popen(  # noqa: S603 - no shell, no word from outside
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
        )
    except OSError as error:
        raise AudioUnavailable from error
    timer = threading.Timer(wall_seconds, process.kill)
    timer.start()
    try:
        yield cast("BinaryIO", process.stdout), cast("BinaryIO", process.stdin)
    finally:
        timer.cancel()
        process.kill()
        process.communicate()


def _await_ready(questions: BinaryIO) -> None:
    try:
        word, _ = receive(questions)
    except BrokenOff as error:
        raise AudioUnavailable from error
    if word is not Word.READY:
        raise AudioUnavailable


def _serve(
    source: BinaryIO, questions: BinaryIO, answers: BinaryIO, take: Taker | None
) -> AudioFacts:
    """Read for the worker until it has said what the file is."""
    while True:
        word, body = receive(questions)
        if word is Word.WANT:
            offset, length = RANGE.unpack(body)
            source.seek(offset)
            send(answers, Word.BYTES, source.read(min(length, LONGEST)))
        elif word is Word.SAMPLES and take:
            take(_block(body))
        elif word is Word.REFUSED:
            raise AudioRefused(body.decode())
        elif word is Word.FACTS:
            return AudioFacts(**json.loads(body))
        else:
            raise BrokenOff


def _block(body: bytes) -> Block:
    channels, rate = SHAPE.unpack_from(body)
    samples = np.frombuffer(body, "<i2", offset=SHAPE.size)
    return Block(rate, samples.reshape(-1, channels))
