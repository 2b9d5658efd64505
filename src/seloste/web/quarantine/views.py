"""Pages of quarantine: what waits, why, and what a person may do about it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seloste import wiring
from seloste.domain.staff import Actor
from seloste.services import retries
from seloste.services.retries import Release
from seloste.web import access, clock, paging
from seloste.web.audience import RECORDS_ROLES, for_records
from seloste.web.paging import Paging
from seloste.web.quarantine.forms import Reasons
from seloste.web.words import said


@for_records
@require_safe
def list_waiting(request: HttpRequest) -> HttpResponse:
    """List what waits in the reader's registers, newest first."""
    now, me = clock.now(), access.staff_id(request)
    reasons = retries.reasons(staff_id=me, now=now)
    form = Reasons(request.GET or None, reasons=reasons)
    form.full_clean()
    found = retries.waiting(
        staff_id=me,
        now=now,
        reason=form.cleaned_data.get("reason", "") if form.is_bound else "",
        page=paging.number(request),
    )
    context = {
        "form": form,
        "entries": found.entries,
        "page": Paging(found.number, found.more),
        "now": now,
    }
    return render(request, "quarantine/list.html", context)


@for_records
@require_POST
def retry(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Deliver what waits again, as when its source was attested meanwhile."""
    receipt = retries.retry(
        entry,
        desk=wiring.desk(),
        actor=_actor(request, entry),
        now=clock.now(),
        release=_release(request),
    )
    if receipt.reason:
        why = said(receipt.reason, "quarantine")
        messages.warning(request, _("It still waits: %(reason)s.") % {"reason": why})
    else:
        result = said(receipt.result, "result")
        messages.success(
            request, _("Delivered again: %(result)s.") % {"result": result}
        )
    return redirect("quarantine:list")


@for_records
@require_POST
def discard(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Destroy what waits for good, with a certificate."""
    retries.discard(
        entry, desk=wiring.desk(), actor=_actor(request, entry), now=clock.now()
    )
    messages.success(request, _("Discarded. A certificate says so."))
    return redirect("quarantine:list")


def _release(request: HttpRequest) -> Release:
    """Return where the reader says that a mail belongs; else it stays undecided."""
    known = {one.value: one for one in Release}
    return known.get(request.POST.get("release", ""), Release.UNDECIDED)


def _actor(request: HttpRequest, entry: UUID) -> Actor:
    """Return in which role the reader handles the entry. Raises NotFound."""
    waiting = retries.entry_for(
        entry, staff_id=access.staff_id(request), now=clock.now()
    )
    role = access.require(request, waiting.register_id, *RECORDS_ROLES)
    return access.actor(request, role)
