"""Ogg: whether a file is one whole logical stream.

Walks the page headers only. A recording that was cut has no page marked as the
last; pages that were lost, swapped or appended break the sequence. Checksums
are left to the decoder, which reads the pages anyway. Source: RFC 3533.
"""

import struct
from dataclasses import dataclass

from seloste.protocols.framing import FramingRefused, ReadAt

_PAGE = struct.Struct("<4sBBqIIIB")
_FIRST, _LAST = 0x02, 0x04


@dataclass(frozen=True, slots=True)
class _Page:
    flags: int
    serial: int
    sequence: int
    length: int


def check(read_at: ReadAt, *, size: int) -> None:
    """Raise FramingRefused unless the pages make one whole stream and nothing else."""
    page = _page(read_at, 0)
    if not page.flags & _FIRST:
        raise FramingRefused("truncated")
    offset = page.length
    while not page.flags & _LAST:
        following = _page(read_at, offset)
        _check_order(page, following)
        page = following
        offset += page.length
    if offset > size:
        raise FramingRefused("truncated")
    if offset < size:
        raise FramingRefused("lying")


def _page(read_at: ReadAt, offset: int) -> _Page:
    head = read_at(offset, _PAGE.size + 255)
    if len(head) < _PAGE.size:
        raise FramingRefused("truncated")
    mark, version, flags, _, serial, sequence, _, segments = _PAGE.unpack_from(head)
    if mark != b"OggS" or version:
        raise FramingRefused("lying")
    table = head[_PAGE.size : _PAGE.size + segments]
    if len(table) < segments:
        raise FramingRefused("truncated")
    return _Page(flags, serial, sequence, _PAGE.size + segments + sum(table))


def _check_order(page: _Page, following: _Page) -> None:
    """Refuse a page of another stream (a mix or a chain) and a gap."""
    if following.serial != page.serial or following.flags & _FIRST:
        raise FramingRefused("unsupported")
    if following.sequence != page.sequence + 1:
        raise FramingRefused("lying")
