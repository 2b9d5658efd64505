"""What a file is, by its bytes: never by its name and never by what a sender claims.

A small table of the types people send one another, and of those that do harm.
Looks at the beginning and the end of a file only, and never unpacks anything.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

HEAD = 2**16
TAIL = 2**16
UNKNOWN_TYPE = "application/octet-stream"


class Family(StrEnum):
    """What sort of thing a file is; ``page`` is what a browser would run."""

    TEXT = "text"
    PICTURE = "picture"
    SOUND = "sound"
    FILM = "film"
    DOCUMENT = "document"
    ARCHIVE = "archive"
    MAIL = "mail"
    PAGE = "page"
    PROGRAM = "program"
    UNKNOWN = "unknown"


class Warn(StrEnum):
    """Why somebody should be careful with a file."""

    PROGRAM = "program"
    MACROS = "macros"
    PAGE = "page"
    MISMATCH = "mismatch"


@dataclass(frozen=True, slots=True)
class FileType:
    """The media type (RFC 6838) and family that content shows."""

    media_type: str
    family: Family
    macros: bool = False


UNKNOWN = FileType(UNKNOWN_TYPE, Family.UNKNOWN)
PLAIN = FileType("text/plain", Family.TEXT)
PROGRAM = FileType("application/x-program", Family.PROGRAM)
SCRIPT = FileType("text/x-script", Family.PROGRAM)

_BEGINS: tuple[tuple[int, bytes, str, Family], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png", Family.PICTURE),
    (0, b"\xff\xd8\xff", "image/jpeg", Family.PICTURE),
    (0, b"GIF87a", "image/gif", Family.PICTURE),
    (0, b"GIF89a", "image/gif", Family.PICTURE),
    (0, b"II*\0", "image/tiff", Family.PICTURE),
    (0, b"MM\0*", "image/tiff", Family.PICTURE),
    (8, b"WEBP", "image/webp", Family.PICTURE),
    (4, b"ftypheic", "image/heic", Family.PICTURE),
    (4, b"ftypmif1", "image/heic", Family.PICTURE),
    (4, b"ftypavif", "image/avif", Family.PICTURE),
    (8, b"WAVE", "audio/wav", Family.SOUND),
    (0, b"ID3", "audio/mpeg", Family.SOUND),
    (0, b"OggS", "audio/ogg", Family.SOUND),
    (0, b"fLaC", "audio/flac", Family.SOUND),
    (0, b"#!AMR", "audio/amr", Family.SOUND),
    (4, b"ftypM4A", "audio/mp4", Family.SOUND),
    (4, b"ftyp", "video/mp4", Family.FILM),
    (8, b"AVI ", "video/x-msvideo", Family.FILM),
    (0, b"\x1aE\xdf\xa3", "video/webm", Family.FILM),
    (0, b"{\\rtf", "application/rtf", Family.DOCUMENT),
    (0, b"%!PS", "application/postscript", Family.PROGRAM),
    (0, b"\x78\x9f\x3e\x22", "application/ms-tnef", Family.ARCHIVE),
    (0, b"\x1f\x8b", "application/gzip", Family.ARCHIVE),
    (0, b"BZh", "application/x-bzip2", Family.ARCHIVE),
    (0, b"\xfd7zXZ\0", "application/x-xz", Family.ARCHIVE),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed", Family.ARCHIVE),
    (0, b"Rar!\x1a\x07", "application/vnd.rar", Family.ARCHIVE),
    (0, b"MSCF", "application/vnd.ms-cab-compressed", Family.ARCHIVE),
    (257, b"ustar", "application/x-tar", Family.ARCHIVE),
    (32769, b"CD001", "application/x-iso9660-image", Family.ARCHIVE),
    (0, b"MZ", PROGRAM.media_type, Family.PROGRAM),
    (0, b"\x7fELF", PROGRAM.media_type, Family.PROGRAM),
    (0, b"\xfe\xed\xfa\xce", PROGRAM.media_type, Family.PROGRAM),
    (0, b"\xfe\xed\xfa\xcf", PROGRAM.media_type, Family.PROGRAM),
    (0, b"\xce\xfa\xed\xfe", PROGRAM.media_type, Family.PROGRAM),
    (0, b"\xcf\xfa\xed\xfe", PROGRAM.media_type, Family.PROGRAM),
    (0, b"\xca\xfe\xba\xbe", PROGRAM.media_type, Family.PROGRAM),
    (0, b"\0asm", PROGRAM.media_type, Family.PROGRAM),
    (0, b"L\0\0\0\x01\x14\x02\0", PROGRAM.media_type, Family.PROGRAM),
    (0, b"ITSF", "application/vnd.ms-htmlhelp", Family.PROGRAM),
    (0, b"#!", SCRIPT.media_type, Family.PROGRAM),
)
_OFFICE = "application/vnd.openxmlformats-officedocument"
_IN_ZIP: tuple[tuple[bytes, str, Family], ...] = (
    (b"META-INF/MANIFEST.MF", "application/java-archive", Family.PROGRAM),
    (b"AndroidManifest.xml", "application/vnd.android.package", Family.PROGRAM),
    (b"word/", f"{_OFFICE}.wordprocessingml.document", Family.DOCUMENT),
    (b"xl/", f"{_OFFICE}.spreadsheetml.sheet", Family.DOCUMENT),
    (b"ppt/", f"{_OFFICE}.presentationml.presentation", Family.DOCUMENT),
)
_IN_OLE: tuple[tuple[str, str], ...] = (
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("__substg1.0_", "application/vnd.ms-outlook"),
)
_OLE = "application/x-ole-storage"
_OPEN_DOCUMENT = re.compile(
    rb"mimetype(application/(?:vnd\.oasis\.opendocument\.[a-z-]+|epub\+zip))"
)
_PAGE = re.compile(
    rb"<(?:!doctype html|html|head|body|script|iframe|object|embed|meta|style|svg"
    rb"|form|img|a|div|table)[\s>/]",
    re.IGNORECASE,
)
_LETTER = re.compile(
    rb"(?:From|To|Received|Return-Path|Message-ID|Delivered-To|MIME-Version|Subject"
    rb"|Date|Content-Type):[ \t]\S",
    re.IGNORECASE,
)
_COMMANDS = re.compile(rb"@?(?:echo off|powershell|wscript|cscript)\b", re.IGNORECASE)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TYPES = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg jpeg jpe jfif",
    "image/gif": "gif",
    "image/tiff": "tif tiff",
    "image/bmp": "bmp",
    "image/webp": "webp",
    "image/heic": "heic heif",
    "image/avif": "avif",
    "image/svg+xml": "svg",
    "audio/wav": "wav",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg opus oga",
    "audio/flac": "flac",
    "audio/mp4": "m4a",
    "video/mp4": "mp4 m4v mov",
    "video/webm": "webm mkv",
    "application/rtf": "rtf",
    "application/msword": "doc dot",
    "application/vnd.ms-excel": "xls",
    "application/vnd.ms-powerpoint": "ppt",
    "application/vnd.ms-outlook": "msg",
    f"{_OFFICE}.wordprocessingml.document": "docx docm",
    f"{_OFFICE}.spreadsheetml.sheet": "xlsx xlsm",
    f"{_OFFICE}.presentationml.presentation": "pptx pptm",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
    "application/zip": "zip",
    "application/gzip": "gz tgz",
    "application/vnd.rar": "rar",
    "application/x-7z-compressed": "7z",
    "application/ms-tnef": "tnef",
    "message/rfc822": "eml",
    "text/calendar": "ics",
    "text/vcard": "vcf",
    "text/html": "html htm xhtml",
    "text/plain": "txt log md csv tsv json xml yaml yml",
}
_BY_EXTENSION = {
    extension: media_type
    for media_type, extensions in _TYPES.items()
    for extension in extensions.split()
}
_RUNS = _words(
    """
    exe com scr pif bat cmd msi msp cpl dll js jse vbs vbe wsf wsh hta ps1 psm1 jar
    lnk reg chm apk app deb rpm sh py pl php phtml pht phar asp aspx jsp iso img vhd
    vhdx inf scf url website application gadget msc xll one appx dmg run
    """
)
_TEXTS = frozenset({"text/plain", "text/calendar", "text/vcard", "message/rfc822"})
_ALIKE = (
    frozenset({"application/msword", "application/rtf", _OLE}),
    frozenset({"application/vnd.ms-excel", _OLE}),
    frozenset({"application/vnd.ms-powerpoint", _OLE}),
    frozenset({"application/vnd.ms-outlook", _OLE}),
    frozenset({"audio/mp4", "video/mp4"}),
    frozenset({"image/heic", "image/avif"}),
)


def detect(head: bytes, tail: bytes = b"") -> FileType:
    """Return what a file is that begins with ``head`` and ends with ``tail``."""
    for candidate in _candidates(head, tail):
        return candidate
    return UNKNOWN


def detect_file(source: BinaryIO) -> FileType:
    """Return what a seekable file is; the position is left anywhere."""
    head = source.read(HEAD)
    size = source.seek(0, 2)
    source.seek(max(0, size - TAIL))
    return detect(head, source.read(TAIL))


def detect_bytes(content: bytes) -> FileType:
    """Return what a file is that is held whole."""
    return detect(content[:HEAD], content[-TAIL:])


def extension(filename: str) -> str:
    """Return the extension in lower case, blanks and dots at the end ignored."""
    return filename.rstrip(" .\0").rpartition(".")[2].strip().lower()


def usual_extension(media_type: str) -> str:
    """Return how names of a type usually end, or nothing."""
    return next(iter(_TYPES.get(media_type, "").split()), "")


def says(claimed: str, filename: str) -> str:
    """Return the media type that a name, or else a claim, stands for; may be empty."""
    by_name = _BY_EXTENSION.get(extension(filename), "") if "." in filename else ""
    claim = claimed.lower()
    return by_name or (claim if claim in _TYPES else "")


def warnings(found: FileType, *, claimed: str, filename: str) -> tuple[Warn, ...]:
    """Return why somebody should be careful with a file, the worst first."""
    said = says(claimed, filename)
    runs = "." in filename and extension(filename) in _RUNS
    facts = {
        Warn.PROGRAM: found.family is Family.PROGRAM or runs,
        Warn.MACROS: found.macros,
        Warn.PAGE: found.family is Family.PAGE,
        Warn.MISMATCH: bool(said) and not _is_alike(said, found.media_type),
    }
    return tuple(warning for warning, true in facts.items() if true)


def _is_alike(said: str, found: str) -> bool:
    if said == found or {said, found} <= _TEXTS:
        return True
    return any({said, found} <= group for group in _ALIKE)


def _candidates(head: bytes, tail: bytes) -> Iterator[FileType]:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        yield _zip(head, tail)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        yield _ole(head + tail)
    for offset, mark, media_type, family in _BEGINS:
        if head.startswith(mark, offset):
            yield FileType(media_type, family)
    if head.startswith(b"BM") and head[6:10] == bytes(4):
        yield FileType("image/bmp", Family.PICTURE)
    if head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE6 == 0xE2:  # noqa: PLR2004 frame sync, layer III
        yield FileType("audio/mpeg", Family.SOUND)
    yield from _pages(head)
    if b"%PDF-" in head[:1024]:
        yield FileType("application/pdf", Family.DOCUMENT)
    yield from _texts(head)


def _zip(head: bytes, tail: bytes) -> FileType:
    """Return what a container holds, by the names that stand in it in the clear."""
    if match := _OPEN_DOCUMENT.match(head, 30):
        macros = b"Basic/" in tail
        return FileType(match[1].decode(), Family.DOCUMENT, macros)
    names = head + tail
    for name, media_type, family in _IN_ZIP:
        if name in names and (family is Family.PROGRAM or b"[Content_Types]" in names):
            return FileType(media_type, family, b"vbaProject" in names)
    return FileType("application/zip", Family.ARCHIVE)


def _ole(content: bytes) -> FileType:
    macros = "_VBA_PROJECT".encode("utf-16-le") in content
    for name, media_type in _IN_OLE:
        if name.encode("utf-16-le") in content:
            mail = media_type.endswith("outlook")
            return FileType(
                media_type, Family.MAIL if mail else Family.DOCUMENT, macros
            )
    return FileType(_OLE, Family.DOCUMENT, macros)


def _pages(head: bytes) -> Iterator[FileType]:
    start = _start(head)
    if _is_page(start):
        svg = b"<svg" in start[:4096].lower() and b"<html" not in start[:4096].lower()
        media_type = "image/svg+xml" if svg else "text/html"
        yield FileType(media_type, Family.PAGE)


def _texts(head: bytes) -> Iterator[FileType]:
    start = _start(head)
    if _CONTROLS.search(head) and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    if _COMMANDS.match(start):
        yield SCRIPT
    if start.startswith(b"BEGIN:VCALENDAR"):
        yield FileType("text/calendar", Family.TEXT)
    if start.startswith(b"BEGIN:VCARD"):
        yield FileType("text/vcard", Family.TEXT)
    if _LETTER.match(start):
        yield FileType("message/rfc822", Family.MAIL)
    if head:
        yield PLAIN


def _start(head: bytes) -> bytes:
    return _readable(head).lstrip(b"\xef\xbb\xbf \t\r\n\f\0")


def _readable(head: bytes) -> bytes:
    """Return text in UTF-16 as its ASCII, in which pages hide as well."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\0", b"")
    return head


def _is_page(start: bytes) -> bool:
    """Whether a browser that guesses would take it for a page it may run."""
    if not start.startswith(b"<"):
        return False
    return _PAGE.search(start[:4096]) is not None
