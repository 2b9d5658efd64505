"""A winmail.dat and an invitation, written by hand after their specifications.

TNEF after MS-OXTNEF 2.1: signature, key, then attributes of level, id, length,
data and checksum. The invitation after RFC 5545.
"""

import struct
from collections.abc import Mapping

INVITATION = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\n"
    b"SUMMARY:Vesivahingon tarkastus\r\nLOCATION:Malliraitti 2\r\n"
    b"ORGANIZER;CN=Eino:mailto:eino@example.fi\r\n"
    b"DTSTART;TZID=Europe/Helsinki:20260504T090000\r\nDTEND:20260504T070000Z\r\n"
    b"END:VEVENT\r\nEND:VCALENDAR\r\n"
)

_RENDERING = 0x00069002
_TITLE = 0x00018010
_DATA = 0x0006800F


def winmail(files: Mapping[str, bytes]) -> bytes:
    """Return a package with these files."""
    body = b"".join(
        _attribute(_RENDERING, bytes(14))
        + _attribute(_TITLE, name.encode() + b"\0")
        + _attribute(_DATA, content)
        for name, content in files.items()
    )
    return struct.pack("<IH", 0x223E9F78, 1) + body


def _attribute(name: int, data: bytes) -> bytes:
    checksum = struct.pack("<H", sum(data) & 0xFFFF)
    return struct.pack("<BII", 2, name, len(data)) + data + checksum
