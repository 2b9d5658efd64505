"""Pages of what the scanner found: discard it, or answer for handing it over."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seloste import wiring
from seloste.domain.scan import ReleaseReason, ScanRefused
from seloste.domain.staff import Role
from seloste.services import scans
from seloste.web import access, clock, paging
from seloste.web.messages.forms import Release
from seloste.web.paging import Paging
from seloste.web.words import said


@access.for_roles(Role.RECORDS_MANAGER)
@require_safe
def list_found(request: HttpRequest) -> HttpResponse:
    """List what the scanner found in the reader's registers, newest first."""
    found = scans.found(
        staff_id=access.staff_id(request),
        now=clock.now(),
        page=paging.number(request),
    )
    context = {
        "rows": [(scan, Release(prefix=str(scan.pk))) for scan in found.scans],
        "page": Paging(found.number, found.more),
    }
    return render(request, "messages/scans.html", context)


@access.for_roles(Role.RECORDS_MANAGER)
@require_POST
def release(request: HttpRequest, item: UUID) -> HttpResponse:
    """Hand something over although malware was found in it, with a reason."""
    form = Release(request.POST, prefix=str(item))
    if not form.is_valid():
        messages.error(request, _("Say why it is handed over."))
        return redirect("messages:scans")
    try:
        scans.release(
            item,
            reason=ReleaseReason(form.cleaned_data["reason"]),
            staff_id=access.staff_id(request),
            now=clock.now(),
        )
    except ScanRefused as refusal:
        messages.error(request, said(refusal.reason, "scan-refused"))
    else:
        messages.success(request, _("From now on it is handed over."))
    return redirect("messages:scans")


@access.for_roles(Role.RECORDS_MANAGER)
@require_POST
def discard(request: HttpRequest, item: UUID) -> HttpResponse:
    """Destroy something in which malware was found, with a certificate."""
    try:
        scans.discard(
            item,
            desk=wiring.desk(),
            staff_id=access.staff_id(request),
            now=clock.now(),
        )
    except ScanRefused as refusal:
        messages.error(request, said(refusal.reason, "scan-refused"))
    else:
        messages.success(request, _("Destroyed, with a certificate."))
    return redirect("messages:scans")
