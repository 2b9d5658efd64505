"""Which kind of audio file the first bytes say it is.

The name and the claimed type decide nothing where content has a mark of its
own. G.729 has none but a parity bit in every frame, which chance cannot meet
for long. Only raw G.722 carries nothing at all: there, and only there, the
name or the claimed type nominates it, and what decodes must sound like speech.
Everything else, playlists above all, is refused before a decoder sees it.
"""

import string
from enum import StrEnum

from seloste.adapters.audio import g729
from seloste.adapters.audio.mpeg import starts_with_frames
from seloste.ports.audio import AudioRefused

HEAD = 4_096
"""How many bytes of the file ``sniff`` wants to see."""


class FileKind(StrEnum):
    """The kinds of file that are accepted; the values are libav's format names."""

    WAV = "wav"
    MP3 = "mp3"
    OGG = "ogg"
    FLAC = "flac"
    MP4 = "mov"
    AMR = "amr"
    G722 = "g722"
    G729 = "g729"


MEDIA_TYPES = {
    FileKind.WAV: "audio/wav",
    FileKind.MP3: "audio/mpeg",
    FileKind.OGG: "audio/ogg",
    FileKind.FLAC: "audio/flac",
    FileKind.MP4: "audio/mp4",
    FileKind.AMR: "audio/AMR",
    FileKind.G722: "audio/G722",
    FileKind.G729: "audio/G729",
}

_MARKS = (
    (b"fLaC", FileKind.FLAC),
    (b"OggS", FileKind.OGG),
    (b"#!AMR\n", FileKind.AMR),
    (b"#!AMR-WB\n", FileKind.AMR),
    (b"ID3", FileKind.MP3),
)
_UNSUPPORTED = (
    b"RF64", b"RIFX", b"riff", b"FORM", b".snd", b"\x1aE\xdf\xa3",
    b"#!AMR_MC", b"#!AMR-WB_MC", b"\x30\x26\xb2\x75", b"wvpk", b"MAC ", b"caff",
)  # fmt: skip
_NOT_AUDIO = (
    b"RIFF", b"%PDF", b"PK\x03\x04", b"\x7fELF", b"MZ", b"GIF8", b"\x89PNG",
    b"\xff\xd8\xff", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ", b"BZh",
    b"\x28\xb5\x2f\xfd",
)  # fmt: skip
_G722_NAMES = (".g722", ".722")
_G722_TYPES = ("audio/g722", "audio/x-g722")
_TYPED = bytes(string.printable, "ascii")
_MOSTLY_TEXT = 0.9


def sniff(head: bytes, *, claimed: str, filename: str) -> FileKind:
    """Return the kind of file that begins with ``head``, or raise AudioRefused."""
    if kind := _marked(head):
        return kind
    if head.startswith(_UNSUPPORTED):
        raise AudioRefused("unsupported")
    if not head or head.startswith(_NOT_AUDIO) or _is_text(head):
        raise AudioRefused("not-audio")
    if g729.is_g729(head):
        return FileKind.G729
    if _says_g722(claimed, filename):
        return FileKind.G722
    raise AudioRefused("not-audio")


def _marked(head: bytes) -> FileKind | None:
    for mark, kind in _MARKS:
        if head.startswith(mark):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return FileKind.WAV
    if head[4:8] == b"ftyp":
        return FileKind.MP4
    return FileKind.MP3 if starts_with_frames(head) else None


def _is_text(head: bytes) -> bool:
    """Return whether nearly all bytes could be typed: playlists, mails, markup."""
    typed = len(head) - len(head.translate(None, _TYPED))
    return typed > _MOSTLY_TEXT * len(head)


def _says_g722(claimed: str, filename: str) -> bool:
    media_type = claimed.partition(";")[0].strip().lower()
    return media_type in _G722_TYPES or filename.lower().endswith(_G722_NAMES)
