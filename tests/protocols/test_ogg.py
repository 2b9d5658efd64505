"""Ogg pages: whole, cut, mixed, chained."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.protocols import ogg
from seloste.protocols.framing import FramingRefused
from tests.adapters.audio_vectors import content

FIRST, LAST = 2, 4


def page(
    flags: int, sequence: int, *, body: bytes = b"x" * 300, serial: int = 7
) -> bytes:
    segments = bytes([255] * (len(body) // 255) + [len(body) % 255])
    head = struct.pack("<4sBBqIII", b"OggS", 0, flags, 0, serial, sequence, 0)
    return head + bytes([len(segments)]) + segments + body


def check(data: bytes) -> None:
    ogg.check(lambda offset, length: data[offset : offset + length], size=len(data))


WHOLE = page(FIRST, 0) + page(0, 1) + page(LAST, 2)
BROKEN = {
    "nothing": (b"", "truncated"),
    "no first page": (page(0, 1) + page(LAST, 2), "truncated"),
    "no last page": (page(FIRST, 0) + page(0, 1), "truncated"),
    "cut in the last page": (WHOLE[:-1], "truncated"),
    "cut in a segment table": (WHOLE[: 2 * 329 + 28], "truncated"),
    "a page is missing": (page(FIRST, 0) + page(LAST, 2), "lying"),
    "something between": (page(FIRST, 0) + b"?" * 400, "lying"),
    "another version": (b"OggS\x01" + WHOLE[5:], "lying"),
    "something after": (WHOLE + b"tail", "lying"),
    "a second stream": (
        page(FIRST, 0) + page(FIRST, 0, serial=8) + page(LAST, 1),
        "unsupported",
    ),
}


@pytest.mark.parametrize("data", [WHOLE, page(FIRST | LAST, 0), content("call.opus")])
def test_a_whole_stream_passes(data: bytes) -> None:
    check(data)


@pytest.mark.parametrize(("data", "reason"), BROKEN.values(), ids=BROKEN.keys())
def test_anything_else_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(FramingRefused) as refused:
        check(data)

    assert refused.value.reason == reason


@given(st.binary(max_size=299))
def test_random_pages_are_refused_and_nothing_else_happens(rest: bytes) -> None:
    with pytest.raises(FramingRefused):
        check(WHOLE[:-300] + rest)
