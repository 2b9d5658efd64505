"""MP4 and M4A: whether the boxes fill the file exactly.

Walks the top-level boxes only. A file that was cut has a box that ends beyond
it, or no ``moov``; something appended is not a box. What the boxes say is left
to the decoder. Source: ISO/IEC 14496-12, section 4.2.
"""

import struct

from seloste.protocols.framing import FramingRefused, ReadAt

_BOX = struct.Struct(">I4s")
_LARGE = struct.Struct(">Q")
_TO_THE_END, _IS_LARGE = 0, 1
_MAX_BOXES = 100_000
_KNOWN = frozenset(
    (b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"uuid", b"meta", b"udta")
)


def check(read_at: ReadAt, *, size: int) -> None:
    """Raise FramingRefused unless whole boxes fill the file, index and data included.

    Fragmented files (``moof``) are unsupported: their length is not declared.
    """
    seen = set()
    offset = 0
    for _ in range(_MAX_BOXES):
        name, length = _box(read_at, offset, size)
        if name not in _KNOWN:
            raise FramingRefused("unsupported" if name == b"moof" else "lying")
        seen.add(name)
        offset += length
        if offset >= size:
            break
    if offset != size or not {b"moov", b"mdat"} <= seen:
        raise FramingRefused("truncated")


def _box(read_at: ReadAt, offset: int, size: int) -> tuple[bytes, int]:
    """Return the name and the whole length of the box at ``offset``."""
    head = read_at(offset, _BOX.size + _LARGE.size)
    if len(head) < _BOX.size:
        raise FramingRefused("truncated")
    length, name = _BOX.unpack_from(head)
    least = _BOX.size
    if length == _TO_THE_END:
        length = size - offset
    elif length == _IS_LARGE and len(head) == _BOX.size + _LARGE.size:
        length = _LARGE.unpack_from(head, _BOX.size)[0]
        least += _LARGE.size
    if length < least:
        raise FramingRefused("lying")
    return name, length
