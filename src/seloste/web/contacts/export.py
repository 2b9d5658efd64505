"""Writing a contact as a vCon, for a purpose, as a file to save."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from seloste import wiring
from seloste.domain.notice import PurposeRefused
from seloste.services import vcon_export
from seloste.services.vcon_export import Export
from seloste.web import access, clock
from seloste.web.audience import for_records

MEDIA_TYPE = "application/vcon+json"


@for_records
@require_POST
def vcon(request: HttpRequest, contact: UUID) -> HttpResponse:
    """Hand over a contact as a vCon; what the purpose does not reach is left out."""
    try:
        exported = vcon_export.export(
            contact,
            Export(request.POST.get("vcon-purpose", "")),
            staff_id=access.staff_id(request),
            desk=wiring.desk(),
            now=clock.now(),
        )
    except PurposeRefused:
        messages.info(request, _("Say for what the contact is written."))
        return redirect("contacts:show", contact)
    if exported.left_out:
        count = len(exported.left_out)
        left = ngettext(
            "%(count)s item was left out: the purpose does not reach it.",
            "%(count)s items were left out: the purpose does not reach them.",
            count,
        )
        messages.warning(request, left % {"count": count})
    return HttpResponse(
        exported.document,
        content_type=MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{contact}.vcon"'},
    )
