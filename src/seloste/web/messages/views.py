"""A message's own formatting, in a frame of its own, and the files it carries.

What strangers wrote is served so that it can do nothing: no script, no picture
from elsewhere, no form, no link that leads anywhere, no look at the page around.
"""

import base64
import hashlib
from datetime import datetime
from typing import Any, TypedDict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from seloste import wiring
from seloste.domain.scan import ContentWithheld
from seloste.ports.desk import Desk
from seloste.services import file_previews, opened_messages
from seloste.services.opened_messages import File
from seloste.web import access, clock
from seloste.web.audience import for_contacts
from seloste.web.messages.shown import withheld


class Asked(TypedDict):
    """Who asks a service, and when."""

    staff_id: UUID
    desk: Desk
    now: datetime


STYLE = (
    "body{margin:1rem;font:16px/1.5 system-ui,sans-serif;color:#1d2733;"
    "background:#fff;overflow-wrap:anywhere}a{text-decoration:underline}"
    "img{max-width:100%;height:auto}"
    "table{max-width:100%}blockquote{margin:0;padding-left:1rem;"
    "border-left:3px solid #ccd3d9}pre{white-space:pre-wrap}"
)
STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
FRAME_POLICY = (
    f"sandbox; default-src 'none'; style-src 'sha256-{STYLE_HASH}'; "
    "img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
FILE_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


@for_contacts
@require_safe
def body(request: HttpRequest, opening: UUID) -> HttpResponse:
    """Serve the formatted text of an opened message, to be framed and nothing else."""
    return _framed(request, opening, "")


@for_contacts
@require_safe
def inner_body(request: HttpRequest, opening: UUID, number: str) -> HttpResponse:
    """Serve the formatted text of a message inside an opened one, to be framed."""
    return _framed(request, opening, number)


def _framed(request: HttpRequest, opening: UUID, number: str) -> HttpResponse:
    return framed(
        request, opened_messages.formatted(opening, number, **_asked(request))
    )


def framed(request: HttpRequest, html: str) -> HttpResponse:
    """Return sanitised HTML as the page of a frame that can do nothing."""
    response = render(
        request, "messages/body.html", {"style": STYLE, "html": Sanitised(html)}
    )
    response.headers["Content-Security-Policy"] = FRAME_POLICY
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


@for_contacts
@require_safe
def original(request: HttpRequest, opening: UUID) -> HttpResponse:
    """Hand over an opened message as it arrived."""
    return download(opened_messages.original(opening, **_asked(request)))


@for_contacts
@require_safe
def attachment(request: HttpRequest, opening: UUID, number: str) -> HttpResponse:
    """Hand over a file that a message carried."""
    return download(opened_messages.file_of_message(opening, number, **_asked(request)))


@for_contacts
@require_safe
def contact_file(request: HttpRequest, opening: UUID) -> HttpResponse:
    """Hand over a file that came with a contact."""
    return download(opened_messages.file(opening, **_asked(request)))


@for_contacts
@require_safe
def link(request: HttpRequest, opening: UUID, number: str) -> HttpResponse:
    """Say where a link leads before anybody follows it."""
    found = opened_messages.link(opening, number, **_asked(request))
    return render(request, "messages/link.html", {"link": found})


@for_contacts
@require_safe
def look(request: HttpRequest, opening: UUID, number: str) -> HttpResponse:
    """Show a file as pictures drawn anew, or as text."""
    context: dict[str, Any] = {"opening": opening, "number": number}
    try:
        shown = file_previews.look_at(opening, number, **_asked(request))
    except ContentWithheld as refusal:
        context["withheld"] = withheld(request, opening, refusal.reason)
        return render(request, "messages/look.html", context, status=409)
    pages = range(1, shown.pages + 1)
    context |= {"shown": shown, "file": shown.file, "pages": pages}
    return render(request, "messages/look.html", context)


@for_contacts
@require_safe
def look_page(
    request: HttpRequest, opening: UUID, number: str, page: int
) -> HttpResponse:
    """Serve one picture of a file, drawn anew."""
    png = file_previews.page(opening, number, page, **_asked(request))
    return HttpResponse(
        png,
        content_type="image/png",
        headers={"Content-Security-Policy": FILE_POLICY},
    )


def _asked(request: HttpRequest) -> Asked:
    return {
        "staff_id": access.staff_id(request),
        "desk": wiring.desk(),
        "now": clock.now(),
    }


class Sanitised(str):
    """HTML that ``services.message_html`` made safe; a template shows it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return itself: Django escapes what has no ``__html__``."""
        return str(self)


def download(file: File) -> HttpResponse:
    """Return a file that a browser saves and never opens here (ASVS 5.4.1, 5.4.2)."""
    named = content_disposition_header(as_attachment=True, filename=file.name)
    return HttpResponse(
        file.content,
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": named or "attachment",
            "Content-Security-Policy": FILE_POLICY,
        },
    )
