"""A message's own formatting, in a frame of its own, and the files it carries.

What strangers wrote is served so that it can do nothing: no script, no image,
no form, no link that leads anywhere, no look at the page around it.
"""

import base64
import hashlib
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from seloste import wiring
from seloste.services import opened_messages
from seloste.services.opened_messages import File
from seloste.web import access, clock
from seloste.web.audience import for_contacts

STYLE = (
    "body{margin:1rem;font:16px/1.5 system-ui,sans-serif;color:#1d2733;"
    "background:#fff;overflow-wrap:anywhere}a{pointer-events:none}"
    "table{max-width:100%}blockquote{margin:0;padding-left:1rem;"
    "border-left:3px solid #ccd3d9}pre{white-space:pre-wrap}"
)
STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
FRAME_POLICY = (
    f"sandbox; default-src 'none'; style-src 'sha256-{STYLE_HASH}'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
FILE_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


@for_contacts
@require_safe
def body(request: HttpRequest, opening: UUID) -> HttpResponse:
    """Serve the formatted text of an opened message, to be framed and nothing else."""
    view = opened_messages.message(
        opening,
        staff_id=access.staff_id(request),
        desk=wiring.desk(),
        now=clock.now(),
    )
    response = render(
        request, "messages/body.html", {"style": STYLE, "html": Sanitised(view.html)}
    )
    response.headers["Content-Security-Policy"] = FRAME_POLICY
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


@for_contacts
@require_safe
def attachment(request: HttpRequest, opening: UUID, number: int) -> HttpResponse:
    """Hand over a file that a message carried."""
    file = opened_messages.file_of_message(
        opening,
        number,
        staff_id=access.staff_id(request),
        desk=wiring.desk(),
        now=clock.now(),
    )
    return _download(file)


@for_contacts
@require_safe
def contact_file(request: HttpRequest, opening: UUID) -> HttpResponse:
    """Hand over a file that came with a contact."""
    file = opened_messages.file(
        opening,
        staff_id=access.staff_id(request),
        desk=wiring.desk(),
        now=clock.now(),
    )
    return _download(file)


class Sanitised(str):
    """HTML that ``services.message_html`` made safe; a template shows it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return itself: Django escapes what has no ``__html__``."""
        return str(self)


def _download(file: File) -> HttpResponse:
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
