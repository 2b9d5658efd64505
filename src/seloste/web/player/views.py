"""An opened recording, in the pieces that a browser asks for.

No answer to a range is longer than half a megabyte: RFC 9110 (15.3.7) lets a
server send less than was asked for, browsers go on asking, and each time the
opening is asked anew. So a role taken away stops a playing recording, and a
slow listener holds no thread.
"""

from collections.abc import Callable, Iterator
from uuid import UUID

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.views.decorators.http import require_safe

from seloste import wiring
from seloste.protocols import byte_range
from seloste.protocols.byte_range import ByteRange
from seloste.services import openings, playback
from seloste.services.playback import Track
from seloste.web import access, clock
from seloste.web.audience import for_contacts

PIECE = 2**19


@for_contacts
@require_safe
def audio(request: HttpRequest, opening: UUID) -> HttpResponseBase:
    """Serve an opened recording: a range with 206, all of it with 200, or 416."""
    return served(request, lambda: _track(request, opening))


def served(request: HttpRequest, asked_anew: Callable[[], Track]) -> HttpResponseBase:
    """Serve what may be heard, which is asked anew before each piece."""
    track = asked_anew()
    try:
        asked = byte_range.parse(_range(request), size=track.size)
    except byte_range.Unsatisfiable:
        return HttpResponse(
            status=416, headers={"Content-Range": f"bytes */{track.size}"}
        )
    response = _part(track, asked) if asked else _whole(asked_anew, track)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Disposition"] = "inline"
    return response


@for_contacts
@require_safe
def waveform(request: HttpRequest, opening: UUID) -> HttpResponse:
    """Serve the peaks of an opened recording; 404 until they are made."""
    peaks = openings.waveform(
        opening,
        staff_id=access.staff_id(request),
        desk=wiring.desk(),
        now=clock.now(),
    )
    if peaks is None:
        return JsonResponse({}, status=404)
    return HttpResponse(peaks, content_type="application/json")


def _track(request: HttpRequest, opening: UUID) -> Track:
    return playback.track(
        opening,
        staff_id=access.staff_id(request),
        desk=wiring.desk(),
        now=clock.now(),
    )


def _range(request: HttpRequest) -> str:
    """Return the range asked for; with If-Range none, for no validator is given."""
    return "" if "If-Range" in request.headers else request.headers.get("Range", "")


def _part(track: Track, asked: ByteRange) -> HttpResponse:
    sent = ByteRange(asked.start, min(asked.last, asked.start + PIECE - 1))
    return HttpResponse(
        track.read(sent.start, sent.length),
        status=206,
        content_type=track.media_type,
        headers={"Content-Range": sent.content_range(track.size)},
    )


def _whole(asked_anew: Callable[[], Track], track: Track) -> StreamingHttpResponse:
    return StreamingHttpResponse(
        _pieces(asked_anew, track.size),
        content_type=track.media_type,
        headers={"Content-Length": str(track.size)},
    )


def _pieces(asked_anew: Callable[[], Track], size: int) -> Iterator[bytes]:
    """Yield the whole recording; before each piece the opening is asked again."""
    for start in range(0, size, PIECE):
        yield asked_anew().read(start, min(PIECE, size - start))
