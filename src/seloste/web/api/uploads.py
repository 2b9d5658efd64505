"""Uploads: large files in chunks, resumed where they broke off.

The headers are those of tus 1.0 (``Upload-Offset``, ``Upload-Length``), so that
its habits work; its extensions are not offered.
"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router, Status

from seloste import wiring
from seloste.services import uploads
from seloste.services.uploads import Progress
from seloste.web import clock
from seloste.web.api import bodies, description
from seloste.web.api.auth import source_of
from seloste.web.api.errors import Problem, RequestInvalid
from seloste.web.api.schemas import UploadIn, UploadOut

router = Router(tags=["uploads"])
ONE = "/uploads/{upload_id}"
DIGITS = 12


@router.post(
    "/uploads",
    operation_id="beginUpload",
    summary="Begin an upload",
    response={
        201: UploadOut,
        **description.refusals(400, 401, 409, 411, 413, 415, 422, 429, 503),
    },
    openapi_extra=description.UPLOAD_BEGUN,
)
def begin(request: HttpRequest, response: HttpResponse) -> Status[UploadOut]:
    """Begin an upload of a file whose length is known.

    Send its bytes with PATCH, then name its `id` in the contact it belongs to.
    What no contact has taken is destroyed after 24 hours.
    """
    wanted = bodies.read_json(request, UploadIn)
    begun = uploads.start(
        source=source_of(request), length=wanted.length, now=clock.now()
    )
    response.headers["Location"] = reverse("api:upload", args=[begun.id])
    return Status(201, _out(begun))


@router.get(
    ONE,
    operation_id="readUpload",
    summary="Ask how far an upload has come",
    url_name="upload",
    response={200: UploadOut, **description.refusals(401, 404, 422, 429)},
)
def read(request: HttpRequest, upload_id: UUID) -> UploadOut:
    """Ask how far an upload has come."""
    return _out(_progress(request, upload_id))


@router.api_operation(
    ["HEAD"],
    ONE,
    operation_id="readUploadOffset",
    summary="Ask at which offset to go on",
    response={200: None, **description.bare_refusals(401, 404, 422, 429)},
    openapi_extra=description.OFFSET_TOLD,
)
def head(request: HttpRequest, upload_id: UUID, response: HttpResponse) -> None:
    """Ask at which offset to go on: `Upload-Offset`. There is no body."""
    _tell(_progress(request, upload_id), response)


@router.patch(
    ONE,
    operation_id="sendChunk",
    summary="Send the next chunk",
    response={
        204: None,
        **description.refusals(400, 401, 404, 409, 411, 413, 415, 422, 429, 503),
    },
    openapi_extra=description.CHUNK_SENT,
)
def send(request: HttpRequest, upload_id: UUID, response: HttpResponse) -> Status[None]:
    """Send the bytes from `Upload-Offset` on, 64 KiB to 8 MiB of them.

    204: they are sealed and durable. 409: the offset is another; the answer's
    `Upload-Offset` says which. The last chunk may be small.
    """
    offset = _offset(request)
    chunk = bodies.read_chunk(request, uploads.CHUNK_LIMIT)
    progress = uploads.append(
        upload_id,
        source=source_of(request),
        offset=offset,
        chunk=chunk,
        desk=wiring.desk(),
        now=clock.now(),
    )
    _tell(progress, response)
    return Status(204, None)


@router.delete(
    ONE,
    operation_id="discardUpload",
    summary="Discard an upload",
    response={204: None, **description.refusals(401, 404, 409, 422, 429, 503)},
)
def discard(request: HttpRequest, upload_id: UUID) -> Status[None]:
    """Destroy an upload that is no longer wanted, at once."""
    uploads.discard(
        upload_id, source=source_of(request), desk=wiring.desk(), now=clock.now()
    )
    return Status(204, None)


def _progress(request: HttpRequest, upload_id: UUID) -> Progress:
    return uploads.progress(upload_id, source=source_of(request), now=clock.now())


def _offset(request: HttpRequest) -> int:
    given = request.headers.get("Upload-Offset", "")
    if not (given.isascii() and given.isdigit() and len(given) <= DIGITS):
        raise RequestInvalid(Problem("Upload-Offset", "is no number of bytes"))
    return int(given)


def _tell(progress: Progress, response: HttpResponse) -> None:
    response.headers["Upload-Offset"] = str(progress.offset)
    response.headers["Upload-Length"] = str(progress.length)


def _out(progress: Progress) -> UploadOut:
    return UploadOut(
        id=progress.id,
        offset=progress.offset,
        length=progress.length,
        expires_at=progress.expires_at,
    )
