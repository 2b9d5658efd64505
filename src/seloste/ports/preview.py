"""Looking into files from outside without opening them: pictures, pages, packed files.

What comes back was made anew: pictures are PNG drawn from the pixels, never the
bytes somebody sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from seloste.domain.errors import SelosteError

MOST_PAGES = 10
"""More pages of a document are not drawn; the file can be saved."""

LONGEST_SIDE = 1600
"""No picture is larger, in pixels."""

SMALL_SIDE = 800
"""No picture inside a message is larger, in pixels."""


class PreviewRefused(SelosteError):
    """A file cannot be shown; ``reason`` is a stable word.

    Reasons: unsupported, damaged, too-large, too-costly (looking into it broke
    a limit of time or memory, or the reader), no-such-page.
    """

    code = "preview-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"preview refused: {reason}")
        self.reason = reason


class PreviewUnavailable(SelosteError):
    """What draws previews could not start; nothing was learnt about the file."""

    code = "preview-unavailable"

    def __init__(self) -> None:
        super().__init__("the preview could not be started")


@dataclass(frozen=True, slots=True)
class Packed:
    """A file inside another one; ``name`` is what its maker wrote."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Invitation:
    """An event of a calendar part. Every text here is personal data.

    A time with a zone is aware; one without is as the organiser reads it. A
    date alone lasts all day. ``method`` is request, cancel, reply, … or empty.
    """

    title: str
    place: str
    organiser: str
    method: str
    starts: datetime | date | None
    ends: datetime | date | None


class Previewer(Protocol):
    """Looks into files that nobody trusts.

    All methods raise PreviewRefused for the file and PreviewUnavailable for
    what should have looked into it.
    """

    def pages(self, content: bytes, *, media_type: str) -> int:
        """Return how many pictures a file gives, at most MOST_PAGES."""
        ...

    def page(self, content: bytes, *, media_type: str, number: int) -> bytes:
        """Return one of them as PNG; ``number`` counts from 1."""
        ...

    def pictures(self, contents: Sequence[tuple[str, bytes]]) -> tuple[bytes, ...]:
        """Return small PNGs of pictures given by media type and bytes.

        What cannot be drawn is empty; one bad picture costs no other.
        """
        ...

    def unpack(self, content: bytes) -> tuple[Packed, ...]:
        """Return the files inside a TNEF package (winmail.dat)."""
        ...

    def invitations(self, content: bytes) -> tuple[Invitation, ...]:
        """Return the events of a calendar part (RFC 5545)."""
        ...
