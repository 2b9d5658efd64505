"""Bodies of requests, read into memory in bounded amounts and never to a disk.

How long a body says it is decides only what is refused at once; what arrives
is counted (ASVS 5.0 5.2.1). A body that ends early is refused whole.
"""

from urllib.parse import parse_qsl

from django.http import HttpRequest
from django.http.request import UnreadablePostError
from pydantic import BaseModel, ValidationError

from seloste.domain.errors import SelosteError
from seloste.protocols.multipart import FormPart, boundary_of, parse
from seloste.protocols.unreadable import Unreadable
from seloste.web.api import errors
from seloste.web.api.errors import Problem, RequestInvalid

JSON = "application/json"
FORM = "multipart/form-data"
FIELDS = "application/x-www-form-urlencoded"
CHUNK = "application/offset+octet-stream"
TABLE = "text/csv"
FIELDS_LIMIT = 200
TABLE_LIMIT = 10 << 20
JSON_LIMIT = 256 << 10
FILE_LIMIT = 16 << 20
FORM_LIMIT = 32 << 20
PARTS_LIMIT = 20
READ = 1 << 20


class TooLarge(SelosteError):
    """The body, or a file in it, is larger than one request may carry."""

    code = "too-large"


class LengthRequired(SelosteError):
    """The request does not say how long its body is."""

    code = "length-required"


class MediaTypeRefused(SelosteError):
    """The body is of a media type that is not taken here."""

    code = "media-type-refused"


class BodyIncomplete(SelosteError):
    """The body ended before what was announced had arrived."""

    code = "body-incomplete"


def read_json[Shape: BaseModel](request: HttpRequest, shape: type[Shape]) -> Shape:
    """Return a JSON body as ``shape``."""
    _require(request, JSON)
    return shaped(_read(request, JSON_LIMIT), shape, place="")


def shaped[Shape: BaseModel](data: bytes, shape: type[Shape], *, place: str) -> Shape:
    """Return JSON as ``shape``. Raises RequestInvalid, TooLarge."""
    if len(data) > JSON_LIMIT:
        raise TooLarge(f"JSON has at most {JSON_LIMIT} bytes")
    try:
        return shape.model_validate_json(data)
    except ValidationError as error:
        raise errors.of_shape(error, place) from None


def read_small(request: HttpRequest) -> bytes:
    """Return the bytes of a JSON body, to compare with its signature."""
    _require(request, JSON)
    return _read(request, JSON_LIMIT)


def read_fields(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """Return the fields of an ordinary web form."""
    _require(request, FIELDS)
    try:
        text = _read(request, JSON_LIMIT).decode("utf-8")
        return tuple(
            parse_qsl(text, keep_blank_values=True, max_num_fields=FIELDS_LIMIT)
        )
    except ValueError:
        raise RequestInvalid(Problem("body", "is no form")) from None


def read_table(request: HttpRequest) -> bytes:
    """Return the bytes of a table (CSV)."""
    _require(request, TABLE)
    return _read(request, TABLE_LIMIT)


def read_chunk(request: HttpRequest, limit: int) -> bytes:
    """Return the bytes of a chunk of an upload."""
    _require(request, CHUNK)
    return _read(request, limit)


def read_form(request: HttpRequest) -> tuple[FormPart, ...]:
    """Return every part of a form, each within its limit."""
    _require(request, FORM)
    try:
        boundary = boundary_of(request.headers["Content-Type"])
        parts = parse(_read(request, FORM_LIMIT), boundary, most=PARTS_LIMIT)
    except Unreadable as unreadable:
        problem = Problem("body", f"is no form: {unreadable.reason}")
        raise RequestInvalid(problem) from None
    if any(len(part.content) > FILE_LIMIT for part in parts):
        raise TooLarge(f"a file has at most {FILE_LIMIT} bytes: use /api/v1/uploads")
    return parts


def _require(request: HttpRequest, media_type: str) -> None:
    if request.content_type != media_type:
        raise MediaTypeRefused(f"send {media_type}")


def _read(request: HttpRequest, limit: int) -> bytes:
    length = _announced(request)
    if length > limit:
        raise TooLarge(f"at most {limit} bytes at a time: use /api/v1/uploads")
    body = bytearray()
    try:
        while chunk := request.read(min(READ, limit + 1 - len(body))):
            body += chunk
    except (UnreadablePostError, ConnectionError):
        raise BodyIncomplete("the connection broke") from None
    if len(body) > limit:
        raise TooLarge(f"at most {limit} bytes at a time: use /api/v1/uploads")
    if len(body) < length:
        raise BodyIncomplete("less arrived than was announced")
    return bytes(body)


def _announced(request: HttpRequest) -> int:
    length = request.headers.get("Content-Length", "")
    if not (length.isascii() and length.isdigit()):
        raise LengthRequired("the request does not say how long its body is")
    return int(length)
