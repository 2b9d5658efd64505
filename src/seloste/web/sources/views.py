"""Pages of sources: which systems hand over, and the attestation of announcements."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seloste.services import calendar, sources
from seloste.web import access, clock
from seloste.web.audience import RECORDS_ROLES, for_records
from seloste.web.sources.forms import Attest


@for_records
@require_safe
def list_sources(request: HttpRequest) -> HttpResponse:
    """List the systems that hand over contacts to the reader's registers."""
    now = clock.now()
    mine = calendar.registers_for(
        access.staff_id(request), now, roles=frozenset(RECORDS_ROLES)
    )
    found = [one for one in sources.sources() if one.register_id in mine]
    return render(request, "sources/list.html", {"sources": found, "now": now})


@for_records
def attest(request: HttpRequest, source: str) -> HttpResponse:
    """Ask for the statement that every caller is told; on POST keep it."""
    now = clock.now()
    found = next((one for one in sources.sources() if one.slug == source), None)
    if found is None:
        raise Http404
    role = access.require(request, found.register_id, *RECORDS_ROLES)
    form = Attest(request.POST or None)
    if form.is_valid():
        sources.attest_announcement(
            slug=source,
            until=now + timedelta(days=form.cleaned_data["days"]),
            actor=access.actor(request, role),
            now=now,
        )
        messages.success(
            request, _("Attested. What waits for this can be delivered again.")
        )
        return redirect("quarantine:list")
    return render(request, "sources/attest.html", {"form": form, "source": found})
