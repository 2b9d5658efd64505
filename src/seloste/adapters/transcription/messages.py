"""The words that the transcriber and its worker exchange over two pipes.

A message is a letter, a length and that many bytes. The samples of one channel
go to the worker, pieces of what was said in them come back.
"""

import struct
from enum import StrEnum
from typing import BinaryIO

_HEAD = struct.Struct(">cI")
LONGEST = 1 << 20
"""No message is longer, so neither side can make the other hold much."""


class Word(StrEnum):
    """What a message is."""

    READY = "r"
    SAMPLES = "s"
    HEAR = "h"
    PIECE = "p"
    DONE = "d"
    REFUSED = "x"


class BrokenOff(Exception):
    """The other side closed its pipe or said something that is no message."""


def send(pipe: BinaryIO, word: Word, body: bytes = b"") -> None:
    """Write one message."""
    pipe.write(_HEAD.pack(word.value.encode(), len(body)) + body)
    pipe.flush()


def receive(pipe: BinaryIO) -> tuple[Word, bytes]:
    """Read one message, or raise BrokenOff."""
    letter, length = _HEAD.unpack(_exactly(pipe, _HEAD.size))
    try:
        word = Word(letter.decode())
    except ValueError as error:
        raise BrokenOff from error
    if length > LONGEST:
        raise BrokenOff
    return word, _exactly(pipe, length)


def _exactly(pipe: BinaryIO, length: int) -> bytes:
    data = pipe.read(length)
    if len(data) < length:
        raise BrokenOff
    return data
