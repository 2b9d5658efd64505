"""The files of a message: what each is by its bytes, and those packed inside others.

A file has a number that does not change: "2" is the second one, "2.1" the
first inside it, whether that is a forwarded message or a winmail.dat.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from seloste.ports.preview import Packed, Previewer, PreviewRefused, PreviewUnavailable
from seloste.protocols import filetype, mime
from seloste.protocols.filename import safe_name
from seloste.protocols.filetype import Family, FileType, Warn
from seloste.protocols.mime import Mail, MimePart
from seloste.protocols.unreadable import Unreadable

TNEF = "application/ms-tnef"
CALENDAR = "text/calendar"
DRAWN = frozenset(
    {
        *("image/png", "image/jpeg", "image/gif", "image/bmp", "image/tiff"),
        *("image/webp", "application/pdf"),
    }
)
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """One file; ``number`` asks for it, ``name`` is safe to show.

    ``media_type`` is what the bytes are, ``says`` what the name or the sender
    says they are, where that is something else. ``warnings`` are stable words.
    ``packed`` tells that it lay inside the file before it.
    """

    number: str
    name: str
    media_type: str
    size: int
    inline: bool = False
    says: str = ""
    warnings: tuple[Warn, ...] = ()
    packed: bool = False

    @property
    def previews(self) -> bool:
        """Whether it can be looked at without being saved."""
        return self.media_type in DRAWN or self.is_text

    @property
    def is_text(self) -> bool:
        """Whether it is plain text, which is shown as text and nothing else."""
        return self.media_type in ("text/plain", CALENDAR, "text/vcard")

    @property
    def is_message(self) -> bool:
        """Whether it is a message of its own."""
        return self.media_type == "message/rfc822"


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file with its bytes."""

    view: AttachmentView
    content: bytes
    charset: str = ""


class Unpacker:
    """Looks into packages, a few of them: each costs a process of its own."""

    def __init__(self, previewer: Previewer | None, *, most: int = 4) -> None:
        self._previewer = previewer
        self._left = most

    def may(self) -> Previewer | None:
        """Return what looks into files, as long as there is any left to spend."""
        if self._left <= 0:
            return None
        self._left -= 1
        return self._previewer

    def unpack(self, content: bytes) -> tuple[Packed, ...]:
        """Return the files of a package; none where it cannot be looked into."""
        previewer = self.may()
        if previewer is None:
            return ()
        try:
            return previewer.unpack(content)
        except (PreviewRefused, PreviewUnavailable):
            return ()


def listed(
    mail: Mail, *, unpacker: Unpacker, prefix: str = ""
) -> tuple[AttachmentView, ...]:
    """Return every file of a message, and after a package those inside it."""
    return tuple(_listed(mail, unpacker, prefix))


def _listed(mail: Mail, unpacker: Unpacker, prefix: str) -> Iterator[AttachmentView]:
    for place, part in enumerate(mail.attachments, start=1):
        file = _of_part(part, f"{prefix}{place}")
        yield file.view
        if file.view.media_type == TNEF:
            for inner, packed in enumerate(unpacker.unpack(part.content), start=1):
                yield _of_packed(packed, f"{prefix}{place}.{inner}").view


def find(data: bytes, number: str, *, previewer: Previewer | None) -> OpenFile:
    """Return a file of a message by its number. Raises Unreadable."""
    places = _places(number)
    file = _of_part(_pick(mime.parse(data).attachments, places[0]), str(places[0]))
    for place in places[1:]:
        below = f"{file.view.number}.{place}"
        if file.view.media_type == TNEF:
            packed = Unpacker(previewer).unpack(file.content)
            file = _of_packed(_pick(packed, place), below)
        elif file.view.is_message:
            inner = mime.parse(file.content).attachments
            file = _of_part(_pick(inner, place), below)
        else:
            raise Unreadable("no-such-attachment")
    return file


def _places(number: str) -> list[int]:
    places = number.split(".")
    if len(places) > DEEPEST or not all(p.isdecimal() and len(p) < 5 for p in places):  # noqa: PLR2004 at most 1000 parts
        raise Unreadable("no-such-attachment")
    return [int(place) for place in places]


def _pick[T](found: tuple[T, ...], place: int) -> T:
    if not 1 <= place <= len(found):
        raise Unreadable("no-such-attachment")
    return found[place - 1]


def of_bytes(content: bytes, *, name: str, number: str = "0") -> OpenFile:
    """Return a file that came by itself, under the name it came with."""
    return _file(content, number=number, claimed="", filename=name)


def _of_part(part: MimePart, number: str) -> OpenFile:
    return _file(
        part.content,
        number=number,
        claimed=part.media_type,
        filename=part.filename,
        charset=part.charset,
        inline=bool(part.content_id) or part.disposition == "inline",
    )


def _of_packed(packed: Packed, number: str) -> OpenFile:
    return _file(
        packed.content, number=number, claimed="", filename=packed.name, packed=True
    )


def _file(
    content: bytes,
    *,
    number: str,
    claimed: str,
    filename: str,
    charset: str = "",
    inline: bool = False,
    packed: bool = False,
) -> OpenFile:
    found = _found(content, claimed)
    name = safe_name(filename, fallback=_nameless(number, found))
    warnings = filetype.warnings(found, claimed=claimed, filename=name)
    view = AttachmentView(
        number=number,
        name=name,
        media_type=found.media_type,
        size=len(content),
        inline=inline,
        says=filetype.says(claimed, name) if Warn.MISMATCH in warnings else "",
        warnings=warnings,
        packed=packed,
    )
    return OpenFile(view, content, charset)


def _found(content: bytes, claimed: str) -> FileType:
    """Return what a file is; a forwarded message may begin with any header."""
    found = filetype.detect_bytes(content)
    if claimed == "message/rfc822" and found.family is Family.TEXT:
        return FileType("message/rfc822", Family.MAIL)
    return found


def _nameless(number: str, found: FileType) -> str:
    ending = filetype.usual_extension(found.media_type)
    return f"attachment-{number}{'.' if ending else ''}{ending}"
