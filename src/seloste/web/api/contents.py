"""Content that a person opens for a purpose, whole or in ranges of bytes.

It is served as bytes that no browser opens. Each answer asks anew whether the
opening stands.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from ninja import Router, Status
from pydantic import BaseModel

from seloste.domain.api_key import Scope
from seloste.domain.contact import Kind
from seloste.protocols import byte_range
from seloste.protocols.byte_range import ByteRange
from seloste.services import contact_page, openings, staff
from seloste.services.access import NotFound
from seloste.services.openings import Opened
from seloste.web.api import description
from seloste.web.api.bodies import read_json
from seloste.web.api.person import caller_of, operation, reading
from seloste.web.api.shapes import OpeningIn
from seloste.web.audience import CONTACT_ROLES

router = Router(tags=["contents"])
PIECE = 2**19
BYTES = "application/octet-stream"
HEADERS: description.Json = {
    "Accept-Ranges": {"description": "bytes", "schema": {"type": "string"}}
}
RANGE: description.Json = {
    "parameters": [
        {
            "in": "header",
            "name": "Range",
            "required": False,
            "description": "One range of bytes. At most half a megabyte is answered.",
            "schema": {
                "type": "string",
                "pattern": r"^bytes=(\d{1,12}-\d{0,12}|-\d{1,12})$",
            },
        }
    ]
}


class OpeningOut(BaseModel):
    """Leave to read one item until `expires_at`."""

    id: UUID
    item: UUID
    contact: UUID
    kind: Kind
    media_type: str
    size: int
    purpose: str
    expires_at: datetime


@operation(
    router,
    "POST",
    "/contacts/{contact_id}/items/{item_id}/openings",
    name="openItem",
    scope=Scope.CONTENT_READ,
    roles=CONTACT_ROLES,
    answers={201: OpeningOut},
    sent=OpeningIn,
)
def open_item(
    request: HttpRequest, contact_id: UUID, item_id: UUID
) -> Status[OpeningOut]:
    """Open a recording, message or file for a purpose.

    A recording is given with card numbers and identity codes hidden, unless its
    original is asked for, which the notice lets fewer do. The audit log has it
    before this is answered.
    """
    sent, asked = read_json(request, OpeningIn), reading(request)
    page = contact_page.contact_page(contact_id, **asked)
    lines = (*page.recordings, *page.messages, *page.attachments)
    if item_id not in {line.item.pk for line in lines}:
        raise NotFound("no such record")
    opened = openings.open_item(
        item_id,
        staff_id=asked["staff_id"],
        purpose_id=sent.purpose,
        now=asked["now"],
        original=sent.original,
    )
    return Status(201, shown(opened))


@operation(
    router,
    "GET",
    "/openings/{opening_id}/content",
    name="readContent",
    scope=Scope.CONTENT_READ,
    roles=CONTACT_ROLES,
    answers={200: None, 206: None, 416: None},
    extra={
        **RANGE,
        "responses": {
            200: description.bytes_answered(BYTES, 200, **HEADERS)["responses"][200],
            206: description.bytes_answered(BYTES, 206, **HEADERS)["responses"][206],
        },
    },
)
def read(request: HttpRequest, opening_id: UUID) -> HttpResponseBase:
    """Read what was opened, or a range of its bytes."""
    return _serve(request, opening_id)


@operation(
    router,
    "HEAD",
    "/openings/{opening_id}/content",
    name="readContentSize",
    scope=Scope.CONTENT_READ,
    roles=CONTACT_ROLES,
    answers={200: None, 206: None, 416: None},
    extra=RANGE,
)
def head(request: HttpRequest, opening_id: UUID) -> HttpResponseBase:
    """Ask how long what was opened is."""
    return _serve(request, opening_id)


def shown(opened: Opened) -> OpeningOut:
    """Return an opening as the interface shows it."""
    return OpeningOut(
        id=opened.opening_id,
        item=opened.item_id,
        contact=opened.contact_id,
        kind=opened.kind,
        media_type=opened.media_type,
        size=opened.size,
        purpose=opened.purpose,
        expires_at=opened.expires_at,
    )


def _serve(request: HttpRequest, opening_id: UUID) -> HttpResponseBase:
    asked = reading(request)
    opened = openings.opened(opening_id, staff_id=asked["staff_id"], now=asked["now"])
    try:
        part = byte_range.parse(request.headers.get("Range", ""), size=opened.size)
    except byte_range.Unsatisfiable:
        length = {"Content-Range": f"bytes */{opened.size}"}
        return HttpResponse(status=416, headers=length)
    response = _part(request, opened, part) if part else _whole(request, opened)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Disposition"] = "attachment"
    return response


def _part(request: HttpRequest, opened: Opened, asked: ByteRange) -> HttpResponse:
    sent = ByteRange(asked.start, min(asked.last, asked.start + PIECE - 1))
    return HttpResponse(
        _bytes(request, opened, sent.start, sent.length),
        status=206,
        content_type=BYTES,
        headers={"Content-Range": sent.content_range(opened.size)},
    )


def _whole(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Return all of it; what a scanner withholds is refused before it begins."""
    first = _bytes(request, opened, 0, min(PIECE, opened.size))
    if opened.size <= PIECE:
        return HttpResponse(first, content_type=BYTES)
    return StreamingHttpResponse(
        _pieces(request, opened, first),
        content_type=BYTES,
        headers={"Content-Length": str(opened.size)},
    )


def _pieces(request: HttpRequest, opened: Opened, first: bytes) -> Iterator[bytes]:
    yield first
    for start in range(PIECE, opened.size, PIECE):
        with staff.narrowed_to(caller_of(request).register):
            piece = _bytes(request, opened, start, min(PIECE, opened.size - start))
        yield piece


def _bytes(request: HttpRequest, opened: Opened, start: int, length: int) -> bytes:
    if not length:
        return b""
    pieces = openings.read_range(
        opened.opening_id, start=start, length=length, **reading(request)
    )
    return b"".join(pieces)
