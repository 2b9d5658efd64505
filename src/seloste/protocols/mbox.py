"""Mailboxes in one file (RFC 4155), taken apart into messages.

A line that begins with "From " after an empty line begins a message. Lines of
a message that were quoted as ">From " lose one ">" (mboxrd). Only one message
is held at a time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from seloste.protocols.unreadable import Unreadable


@dataclass(frozen=True, slots=True)
class Message:
    """One message and the line it begins on; without bytes when too large."""

    line: int
    data: bytes
    too_large: bool = False
    unquoted: bool = False


def split(lines: Iterable[bytes], *, limit: int) -> Iterator[Message]:
    """Yield the messages of a mailbox, given its lines with their ends.

    A very long line may come in pieces. Raises Unreadable (not-mbox) when it
    does not begin as a mailbox does.
    """
    gathered: _Gathered | None = None
    number, fresh, blank = 0, True, True
    for line in lines:
        number += fresh
        if fresh and blank and line.startswith(b"From "):
            if gathered:
                yield gathered.message()
            gathered = _Gathered(number + 1, limit)
        elif gathered:
            gathered.add(line, fresh=fresh)
        elif line.strip():
            raise Unreadable("not-mbox")
        blank = fresh and not line.strip()
        fresh = line.endswith(b"\n")
    if gathered:
        yield gathered.message()


class _Gathered:
    """The lines of one message, until they are too many."""

    def __init__(self, line: int, limit: int) -> None:
        self._line = line
        self._limit = limit
        self._size = 0
        self._lines: list[bytes] = []
        self._unquoted = False
        self._blank = False

    def add(self, line: bytes, *, fresh: bool) -> None:
        if fresh and line.startswith(b">") and line.lstrip(b">").startswith(b"From "):
            line = line[1:]
            self._unquoted = True
        self._blank = fresh and not line.strip()
        self._size += len(line)
        if self._size <= self._limit:
            self._lines.append(line)

    def message(self) -> Message:
        if self._size > self._limit:
            return Message(self._line, b"", too_large=True)
        if self._blank:
            self._lines.pop()
        return Message(self._line, b"".join(self._lines), unquoted=self._unquoted)
