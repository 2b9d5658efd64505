"""The Range header (RFC 9110, 14.1.2 and 14.2)."""

import pytest

from seloste.protocols import byte_range
from seloste.protocols.byte_range import ByteRange, Unsatisfiable


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [
        ("bytes=0-499", 0, 499),
        ("bytes=500-999", 500, 999),
        ("bytes=-500", 9500, 9999),
        ("bytes=9500-", 9500, 9999),
        ("bytes=0-0", 0, 0),
        ("bytes=-1", 9999, 9999),
        ("bytes=9999-20000", 9999, 9999),
        ("bytes=-20000", 0, 9999),
        ("Bytes=0-499", 0, 499),
        ("bytes= 0-499 ", 0, 499),
    ],
)
def test_range_of_the_specification(header: str, first: int, last: int) -> None:
    asked = byte_range.parse(header, size=10_000)

    assert asked == ByteRange(first, last)
    assert asked.length == last - first + 1
    assert asked.content_range(10_000) == f"bytes {first}-{last}/10000"


@pytest.mark.parametrize(
    "header",
    [
        "",
        "bytes=",
        "bytes=-",
        "bytes=5-2",
        "bytes=0-1,5-6",
        "bytes=a-b",
        "bytes=1",
        "items=0-1",
        "bytes=٠-٩",
        "bytes=0-1\n",
        "bytes=" + "9" * 40 + "-",
    ],
)
def test_what_is_not_one_range_is_ignored(header: str) -> None:
    assert byte_range.parse(header, size=10_000) is None


@pytest.mark.parametrize(
    ("header", "size"),
    [("bytes=10000-", 10_000), ("bytes=0-", 0), ("bytes=-0", 10), ("bytes=-5", 0)],
)
def test_range_beyond_the_file_cannot_be_satisfied(header: str, size: int) -> None:
    with pytest.raises(Unsatisfiable):
        byte_range.parse(header, size=size)
