"""multipart/form-data (RFC 7578) held in memory: nothing lost, nothing guessed.

The delimiter counts only at the start of a line and the closing one must be
there, so that a body that was cut short is never taken for a whole one. Every
part is returned or the body is refused; no part is passed over in silence.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from seloste.protocols.unreadable import Unreadable

HEADER_LIMIT = 4096
_BOUNDARY = re.compile(r"[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]")
_PARAMETER = re.compile(
    r';[ \t]*([\w*!#$&+.^`|~-]+)=("(?:[^"\\]|\\.)*"|[^;" \t]*)[ \t]*'
)
_PLAIN_ENCODINGS = frozenset({"", "7bit", "8bit", "binary"})


@dataclass(frozen=True, slots=True)
class FormPart:
    """One part: its field name, and what its sender says of it.

    ``filename`` is what the sender wrote, or "": it is a stranger's text.
    """

    name: str
    filename: str
    media_type: str
    content: bytes


def boundary_of(content_type: str) -> bytes:
    """Return the boundary a Content-Type names. Raises Unreadable."""
    media_type, _, rest = content_type.partition(";")
    if media_type.strip().lower() != "multipart/form-data":
        raise Unreadable("not-multipart")
    boundary = _parameters(f";{rest}").get("boundary", "")
    if not _BOUNDARY.fullmatch(boundary):
        raise Unreadable("no-boundary")
    return boundary.encode("ascii")


def parse(body: bytes, boundary: bytes, *, most: int) -> tuple[FormPart, ...]:
    """Return every part of a whole body, ``most`` at the most.

    An empty line before the first part is let pass: some clients send it.

    Raises Unreadable: unterminated, too-many-parts, malformed-part,
    unnamed-part, encoded-part.
    """
    delimiter = b"\r\n--" + boundary
    pieces = (b"\r\n" + body).split(delimiter, most + 1)
    if pieces[0] not in {b"", b"\r\n"} or pieces[-1] not in {b"--", b"--\r\n"}:
        reason = "too-many-parts" if len(pieces) > most + 1 else "unterminated"
        raise Unreadable(reason)
    return tuple(_part(piece) for piece in pieces[1:-1])


def _part(piece: bytes) -> FormPart:
    end = piece.find(b"\r\n\r\n", 0, HEADER_LIMIT)
    if end < 0 and piece.endswith(b"\r\n") and len(piece) <= HEADER_LIMIT:
        # The blank line belongs to the delimiter where nothing follows (RFC 2046).
        end = len(piece) - 2
    if end < 0 or not piece.startswith(b"\r\n"):
        raise Unreadable("malformed-part")
    headers = _headers(piece[2:end])
    if headers.get("content-transfer-encoding", "").lower() not in _PLAIN_ENCODINGS:
        raise Unreadable("encoded-part")
    kind, _, rest = headers.get("content-disposition", "").partition(";")
    disposition = _parameters(f";{rest}")
    if kind.strip().lower() != "form-data" or not disposition.get("name"):
        raise Unreadable("unnamed-part")
    return FormPart(
        name=disposition["name"],
        filename=_filename(disposition),
        media_type=headers.get("content-type", "").partition(";")[0].strip().lower(),
        content=piece[end + 4 :],
    )


def _headers(block: bytes) -> dict[str, str]:
    """Return the header fields of a part; a field given twice is refused."""
    try:
        lines = block.decode("utf-8").split("\r\n")
    except UnicodeDecodeError:
        raise Unreadable("malformed-part") from None
    found: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon or name.lower() in found:
            raise Unreadable("malformed-part")
        found[name.lower()] = value.strip(" \t")
    return found


def _parameters(text: str) -> dict[str, str]:
    """Return the parameters of a header; anything that is none is refused."""
    found: dict[str, str] = {}
    at = 0
    while at < len(text.rstrip("; \t")):
        match = _PARAMETER.match(text, at)
        if match is None or match[1].lower() in found:
            raise Unreadable("malformed-part")
        found[match[1].lower()] = _unquoted(match[2])
        at = match.end()
    return found


def _unquoted(value: str) -> str:
    if not value.startswith('"'):
        return value
    return value[1:-1].replace('\\"', '"')


def _filename(disposition: dict[str, str]) -> str:
    """Return the file name; RFC 5987's form is understood, though RFC 7578 bars it."""
    if extended := disposition.get("filename*"):
        _, _, encoded = extended.partition("''")
        return unquote_to_bytes(encoded).decode("utf-8", "replace")
    return re.sub("%22", '"', disposition.get("filename", ""))
