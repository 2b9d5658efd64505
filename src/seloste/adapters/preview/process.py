"""Runs the worker for one file, and never longer or larger than allowed."""

import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, BinaryIO, cast

from seloste.adapters.preview.answers import READY, NoAnswer, unpack
from seloste.ports.preview import PreviewRefused, PreviewUnavailable

WALL_SECONDS = 40.0
LARGEST_ANSWER = 64 * 2**20
WORKER = (sys.executable, "-I", "-m", "seloste.adapters.preview.worker")
_CHUNK = 1 << 20


def ask(
    content: bytes,
    *task: str,
    worker: Sequence[str] = WORKER,
    wall_seconds: float = WALL_SECONDS,
) -> tuple[Any, tuple[bytes, ...]]:
    """Return what the worker answers about ``content``: facts and bytes.

    Raises PreviewRefused: too-costly where the worker did not live to answer.
    Raises PreviewUnavailable when it never started.
    """
    said = _run([*worker, *task], content, wall_seconds)
    if not said.startswith(READY):
        raise PreviewUnavailable
    try:
        facts, blobs = unpack(said[len(READY) :])
    except NoAnswer:
        raise PreviewRefused("too-costly") from None
    if isinstance(facts, dict) and "refused" in facts:
        raise PreviewRefused(str(facts["refused"]))
    return facts, blobs


def _run(command: list[str], content: bytes, wall_seconds: float) -> bytes:
    """Start the worker with an empty environment; it never outlives the call."""
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
        raise PreviewUnavailable from error
    timer = threading.Timer(wall_seconds, process.kill)
    source, sink = cast("BinaryIO", process.stdout), cast("BinaryIO", process.stdin)
    feeder = threading.Thread(target=_feed, args=(sink, content))
    timer.start()
    feeder.start()
    try:
        return _read(source)
    finally:
        timer.cancel()
        process.kill()
        feeder.join()
        source.close()
        process.wait()


def _feed(sink: BinaryIO, content: bytes) -> None:
    with suppress(BrokenPipeError, OSError):
        sink.write(content)
    with suppress(BrokenPipeError, OSError):
        sink.close()


def _read(source: BinaryIO) -> bytes:
    said = bytearray()
    while chunk := source.read(_CHUNK):
        said += chunk
        if len(said) > LARGEST_ANSWER:
            return bytes(said[: len(READY)])
    return bytes(said)
