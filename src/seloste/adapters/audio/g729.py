"""Raw G.729: telling it from noise by the parity bit of its frames.

A frame is ten bytes. Bit 26 (P0) makes the parity of the six highest bits of
the pitch delay (bits 18 to 23) odd; source: ITU-T G.729, section 3.7.2. Bytes
that are no G.729 meet it by chance in half of the frames. An all-zero frame
stands for one that was lost.
"""

FRAME = 10
FEWEST = 24
"""Frames (0.24 s) whose parity chance meets once in sixteen million files."""

_PITCH = bytes((byte & 0x3F).bit_count() % 2 for byte in range(256))
_PARITY = bytes(byte >> 5 & 1 for byte in range(256))
_LOST = bytes(FRAME)


def is_g729(head: bytes) -> bool:
    """Return whether the whole frames of ``head`` are G.729, and enough of them."""
    whole = head[: len(head) // FRAME * FRAME]
    return len(whole) >= FEWEST * FRAME and spoken(whole) >= FEWEST and all_whole(whole)


def all_whole(frames: bytes) -> bool:
    """Return whether these are whole frames and the parity of each is right."""
    if len(frames) % FRAME:
        return False
    pitch = frames[2::FRAME].translate(_PITCH)
    parity = frames[3::FRAME].translate(_PARITY)
    wrong = (
        at
        for at, pair in enumerate(zip(pitch, parity, strict=True))
        if not pair[0] ^ pair[1]
    )
    return all(frames[at * FRAME : (at + 1) * FRAME] == _LOST for at in wrong)


def spoken(frames: bytes) -> int:
    """Return how many frames are not lost ones."""
    count = len(frames) // FRAME
    return sum(frames[at * FRAME : (at + 1) * FRAME] != _LOST for at in range(count))
