"""The words that the audio reader and its worker exchange over two pipes.

A message is a letter, a length and that many bytes. The worker asks for ranges
of the file, which only the reader can read, and hands back samples and facts.
"""

import struct
from enum import StrEnum
from typing import BinaryIO

_HEAD = struct.Struct(">cI")
RANGE = struct.Struct(">QI")
"""The body of WANT: offset and length."""

SHAPE = struct.Struct(">BI")
"""The beginning of the body of SAMPLES: channels and sample rate."""

LONGEST = 1 << 20
"""No message is longer, so neither side can make the other hold much."""


class Word(StrEnum):
    """What a message is."""

    READY = "r"
    WANT = "w"
    BYTES = "b"
    SAMPLES = "s"
    FACTS = "f"
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
