"""Boxes of MP4: they fill the file, or it is refused."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.protocols import isobmff
from seloste.protocols.framing import FramingRefused
from tests.adapters.audio_vectors import content


def box(name: bytes, body: bytes = b"....", *, length: int | None = None) -> bytes:
    return struct.pack(">I4s", 8 + len(body) if length is None else length, name) + body


def large(name: bytes, body: bytes = b"....") -> bytes:
    return struct.pack(">I4sQ", 1, name, 16 + len(body)) + body


def check(data: bytes) -> None:
    isobmff.check(lambda offset, length: data[offset : offset + length], size=len(data))


WHOLE = box(b"ftyp") + box(b"mdat") + box(b"moov")
BROKEN = {
    "nothing": (b"", "truncated"),
    "no index": (box(b"ftyp") + box(b"mdat"), "truncated"),
    "no data": (box(b"ftyp") + box(b"moov"), "truncated"),
    "cut": (WHOLE[:-1], "truncated"),
    "something after": (WHOLE + b"t", "truncated"),
    "a box of no kind": (WHOLE + box(b"evil"), "lying"),
    "a box smaller than its head": (WHOLE + box(b"free", length=4), "lying"),
    "a large box smaller than its head": (
        WHOLE + struct.pack(">I4sQ", 1, b"free", 8),
        "lying",
    ),
    "fragments": (box(b"ftyp") + box(b"moov") + box(b"moof"), "unsupported"),
    "endless boxes": (box(b"ftyp") + box(b"free", b"") * 100_001, "truncated"),
}


@pytest.mark.parametrize(
    "data",
    [
        WHOLE,
        box(b"ftyp") + large(b"mdat") + box(b"moov"),
        box(b"ftyp") + box(b"moov") + box(b"mdat", length=0),
        content("call.m4a"),
    ],
)
def test_whole_boxes_pass(data: bytes) -> None:
    check(data)


@pytest.mark.parametrize(("data", "reason"), BROKEN.values(), ids=BROKEN.keys())
def test_anything_else_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(FramingRefused) as refused:
        check(data)

    assert refused.value.reason == reason


@given(st.binary(max_size=64))
def test_random_boxes_are_refused_and_nothing_else_happens(rest: bytes) -> None:
    with pytest.raises(FramingRefused):
        check(box(b"ftyp") + rest)
