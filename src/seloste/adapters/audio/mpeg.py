"""MP3: telling it from noise by two frame headers in a row.

Source: ISO/IEC 11172-3 and 13818-3, section 2.4.1.3 (layer III).
"""

import struct

_HEADER = struct.Struct(">I")
_SYNC, _VERSION_1, _VERSION_2, _LAYER_3 = 0x7FF, 3, 2, 1
_RATES = {0: 44_100, 1: 48_000, 2: 32_000}
_BITRATES = (
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
)


def starts_with_frames(head: bytes) -> bool:
    """Return whether one layer III frame begins here and the next one follows it."""
    length = _frame_length(head, 0)
    return length > 0 and _frame_length(head, length) > 0


def is_frame(data: bytes) -> bool:
    """Return whether ``data`` is exactly one frame."""
    return _frame_length(data, 0) == len(data)


def _frame_length(data: bytes, offset: int) -> int:
    """Return the length in bytes of the frame at ``offset``; 0 where there is none."""
    if len(data) < offset + _HEADER.size:
        return 0
    header = _HEADER.unpack_from(data, offset)[0]
    version, layer = header >> 19 & 3, header >> 17 & 3
    rate = _RATES.get(header >> 10 & 3)
    if header >> 21 != _SYNC or version == 1 or layer != _LAYER_3 or rate is None:
        return 0
    first = version == _VERSION_1
    kilobits = (*_BITRATES[first], 0)[header >> 12 & 15]
    rate >>= _VERSION_1 - max(version, 1)
    samples = 144_000 if first else 72_000
    return samples * kilobits // rate + (header >> 9 & 1) if kilobits else 0
