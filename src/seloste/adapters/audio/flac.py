"""FLAC: the size of its largest frame, which nothing appended may exceed.

The first metadata block, STREAMINFO, tells it in bytes 15 to 17 of the file.
Source: RFC 9639, section 8.2.
"""

HEAD = 18
"""How many bytes of the file ``largest_frame`` wants to see."""


def largest_frame(head: bytes) -> int:
    """Return the largest size that a frame may have; 0 where it is not told."""
    return int.from_bytes(head[HEAD - 3 : HEAD], "big")
