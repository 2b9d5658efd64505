"""Letters on the status page: a list, and each as a PDF to save."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from seloste import wiring
from seloste.domain import rights_portal
from seloste.services import portal_letters
from seloste.services.access import NotFound
from seloste.services.portal_letters import PortalRefused
from seloste.web import access, clock, errors


def offer(request: HttpRequest, row: Any, token: str) -> Mapping[str, Any] | None:
    """Return the letters that can be read now, or None: there are none."""
    del request
    listed = portal_letters.listed(row, clock.now())
    return {"letters": listed, "token": token} if listed else None


@access.public
@never_cache
@require_GET
def save(request: HttpRequest, token: str, letter: UUID) -> HttpResponse:
    """Save a letter as a PDF, as whoever has the receipt and has shown who they are."""
    try:
        name, data = portal_letters.pdf(
            token, letter, desk=wiring.desk(), now=clock.now()
        )
    except NotFound:
        raise Http404 from None
    except PortalRefused:
        return _later(request)
    return HttpResponse(
        data,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Robots-Tag": "noindex",
        },
    )


def _later(request: HttpRequest) -> HttpResponse:
    response = errors.page(request, 429, code=PortalRefused.code)
    response.headers["Retry-After"] = str(int(rights_portal.HOUR.total_seconds()))
    response.headers["X-Robots-Tag"] = "noindex"
    return response
