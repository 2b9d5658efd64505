"""What the worker is asked and answers: some JSON and some bytes.

READY comes before anything else, so that a worker that never started is told
from one that a file killed.
"""

import json
import struct
from collections.abc import Sequence
from typing import Any

READY = b"ready\n"
_HEAD = struct.Struct(">II")
_LENGTH = struct.Struct(">Q")


class NoAnswer(Exception):
    """The bytes are no whole answer."""


def pack(facts: Any, blobs: Sequence[bytes] = ()) -> bytes:
    """Return an answer as bytes."""
    document = json.dumps(facts).encode()
    lengths = b"".join(_LENGTH.pack(len(blob)) for blob in blobs)
    head = _HEAD.pack(len(document), len(blobs))
    return b"".join((head, document, lengths, *blobs))


def unpack(answer: bytes) -> tuple[Any, tuple[bytes, ...]]:
    """Return the facts and bytes of an answer, or raise NoAnswer."""
    try:
        length, count = _HEAD.unpack_from(answer)
        at = _HEAD.size + length
        facts = json.loads(answer[_HEAD.size : at])
        blobs = []
        end = at + _LENGTH.size * count
        for number in range(count):
            (size,) = _LENGTH.unpack_from(answer, at + _LENGTH.size * number)
            blobs.append(_exactly(answer, end, size))
            end += size
    except (struct.error, ValueError, RecursionError) as error:
        raise NoAnswer from error
    return facts, tuple(blobs)


def _exactly(answer: bytes, start: int, size: int) -> bytes:
    blob = answer[start : start + size]
    if len(blob) != size:
        raise NoAnswer
    return blob
