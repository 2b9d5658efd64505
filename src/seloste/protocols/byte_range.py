"""The Range header of HTTP: which bytes of a file are asked for (RFC 9110, 14.2).

One range in bytes is understood. Several ranges, other units and what cannot be
parsed are ignored, as the RFC lets a server do: the whole file answers them.
"""

import re
from dataclasses import dataclass

_ONE = re.compile(r"bytes=[ \t]*(\d{0,18})-(\d{0,18})[ \t]*", re.IGNORECASE | re.ASCII)


class Unsatisfiable(Exception):
    """The range begins after the end of the file: 416 answers it."""


@dataclass(frozen=True, slots=True)
class ByteRange:
    """The bytes from ``start`` to ``last``, both included, as HTTP counts them."""

    start: int
    last: int

    @property
    def length(self) -> int:
        """Return how many bytes that is."""
        return self.last - self.start + 1

    def content_range(self, size: int) -> str:
        """Return the value of Content-Range for a file of ``size`` bytes."""
        return f"bytes {self.start}-{self.last}/{size}"


def parse(header: str, *, size: int) -> ByteRange | None:
    """Return the range asked of a file of ``size`` bytes, or None for all of it.

    Raises Unsatisfiable.
    """
    asked = _ONE.fullmatch(header)
    if not asked or not any(asked.groups()):
        return None
    first, last = asked.groups()
    if not first:
        return _suffix(int(last), size)
    start = int(first)
    if last and int(last) < start:
        return None
    if start >= size:
        raise Unsatisfiable
    return ByteRange(start, min(int(last), size - 1) if last else size - 1)


def _suffix(length: int, size: int) -> ByteRange:
    """Return the last ``length`` bytes; of a shorter file all of it."""
    if not length or not size:
        raise Unsatisfiable
    return ByteRange(max(0, size - length), size - 1)
