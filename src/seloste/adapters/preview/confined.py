"""The previewer: every file is looked into by a process that can do nothing else."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from seloste.adapters.preview import answers, process
from seloste.ports.preview import Invitation, Packed, PreviewRefused

PICTURES = frozenset(
    {"image/png", "image/jpeg", "image/gif", "image/bmp", "image/tiff", "image/webp"}
)
PDF = "application/pdf"
LARGEST = 50 * 2**20


class ConfinedPreviewer:
    """Draws and unpacks in the confined worker (port Previewer)."""

    def pages(self, content: bytes, *, media_type: str) -> int:
        """Return how many pictures a file gives. Raises PreviewRefused."""
        _check(content, media_type)
        if media_type != PDF:
            return 1
        facts, _ = process.ask(content, "count")
        return int(facts["pages"])

    def page(self, content: bytes, *, media_type: str, number: int) -> bytes:
        """Return one of them as PNG. Raises PreviewRefused."""
        _check(content, media_type)
        if media_type != PDF and number != 1:
            raise PreviewRefused("no-such-page")
        _, blobs = process.ask(content, "page", media_type, str(number))
        return blobs[0]

    def pictures(self, contents: Sequence[tuple[str, bytes]]) -> tuple[bytes, ...]:
        """Return small PNGs; what cannot be drawn is empty. Raises PreviewRefused."""
        types = [media_type for media_type, _ in contents]
        asked = answers.pack(types, [content for _, content in contents])
        _check_size(asked)
        _, blobs = process.ask(asked, "pictures")
        return blobs

    def unpack(self, content: bytes) -> tuple[Packed, ...]:
        """Return the files inside a TNEF package. Raises PreviewRefused."""
        _check_size(content)
        names, blobs = process.ask(content, "unpack")
        return tuple(
            Packed(str(name), blob) for name, blob in zip(names, blobs, strict=True)
        )

    def invitations(self, content: bytes) -> tuple[Invitation, ...]:
        """Return the events of a calendar part. Raises PreviewRefused."""
        _check_size(content)
        facts, _ = process.ask(content, "events")
        return tuple(_invitation(one) for one in facts)


def _check(content: bytes, media_type: str) -> None:
    _check_size(content)
    if media_type != PDF and media_type not in PICTURES:
        raise PreviewRefused("unsupported")


def _check_size(content: bytes) -> None:
    if len(content) > LARGEST:
        raise PreviewRefused("too-large")


def _invitation(said: dict[str, Any]) -> Invitation:
    return Invitation(
        title=str(said["title"]),
        place=str(said["place"]),
        organiser=str(said["organiser"]),
        method=str(said["method"]),
        starts=_time(str(said["starts"])),
        ends=_time(str(said["ends"])),
    )


def _time(written: str) -> datetime | date | None:
    if not written:
        return None
    read = datetime.fromisoformat if "T" in written else date.fromisoformat
    return read(written)
