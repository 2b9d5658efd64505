"""The files inside a winmail.dat, which Outlook makes of a formatted mail (TNEF)."""

import logging

from tnefparse import TNEF  # type: ignore[import-untyped]  # it has no types

from seloste.ports.preview import Packed, PreviewRefused

MOST_FILES = 100
LARGEST = 50 * 2**20
_NAMES = {"body": "viesti.txt", "htmlbody": "viesti.html", "rtfbody": "viesti.rtf"}
_EMPTY = b"\x78\x9f\x3e\x22\0\0"


def unpacked(content: bytes) -> tuple[Packed, ...]:
    """Return the files and texts inside. Raises PreviewRefused."""
    # the library overlooks a last attribute of one byte, unless something follows
    package = TNEF(content + b"\0", do_checksum=False)
    found = [_file(attachment) for attachment in package.attachments[:MOST_FILES]]
    for part, name in _NAMES.items():
        if text := getattr(package, part, None):
            found.append(Packed(name, _bytes(text)))
    if sum(len(one.content) for one in found) > LARGEST:
        raise PreviewRefused("too-large")
    return tuple(one for one in found if one.content)


def _file(attachment: object) -> Packed:
    try:
        name = str(attachment.long_filename())  # type: ignore[attr-defined] # the library has no types
    except (UnicodeDecodeError, AttributeError, LookupError):
        name = ""
    return Packed(name, _bytes(getattr(attachment, "data", b"")))


def _bytes(written: object) -> bytes:
    if isinstance(written, str):
        return written.encode("utf-8", "replace")
    return bytes(written) if isinstance(written, (bytes, bytearray)) else b""


def rehearse() -> None:
    """Unpack nothing, so that nothing is left to import."""
    logging.disable(logging.CRITICAL)
    unpacked(_EMPTY)
