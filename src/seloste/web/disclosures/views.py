"""Pages of disclosures: the register, a new one, approving and handing over."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from seloste import wiring
from seloste.services import disclosure_packages, disclosure_page, disclosures
from seloste.services.disclosures import DisclosureRefused
from seloste.web import access, clock, paging
from seloste.web.audience import for_records
from seloste.web.decisions import said
from seloste.web.disclosures import forms


@for_records
@require_safe
def list_disclosures(request: HttpRequest) -> HttpResponse:
    """List what was disclosed and what is prepared, the newest first."""
    page = paging.number(request)
    lines, more = disclosure_page.lines(
        staff_id=access.staff_id(request), now=clock.now(), page=page
    )
    context = {"lines": lines, "page": paging.Paging(page, more)}
    return render(request, "disclosures/list.html", context)


@for_records
@sensitive_post_parameters()
def new(request: HttpRequest, contact: UUID | None = None) -> HttpResponse:
    """Ask to whom a contact, or figures, go; on POST prepare it."""
    offered = disclosure_page.offered(
        staff_id=access.staff_id(request), now=clock.now(), contact_id=contact
    )
    form = forms.Prepare(request.POST or None, request.FILES or None, offered=offered)
    if form.is_valid():
        try:
            prepared = disclosures.prepare(
                form.new([contact] if contact else []),
                desk=wiring.desk(),
                actor=access.actor(request),
                now=clock.now(),
            )
        except DisclosureRefused as refusal:
            form.add_error(_field(refusal.reason), said.refused(refusal))
        else:
            messages.success(request, _("Prepared. Somebody else approves it."))
            return redirect("disclosures:show", prepared)
    context = {"form": form, "contact": contact}
    return render(request, "disclosures/new.html", context)


FIELDS = {
    "unknown-recipient": "recipient",
    "unknown-purpose": "purpose",
    "no-claim": "claim",
    "not-of-claim": "claim",
    "no-statute": "statute",
    "bad-statute": "statute",
    "no-document": "document",
    "only-figures": "form",
}


def _field(reason: str) -> str | None:
    """Return the field a refusal is about."""
    return FIELDS.get(reason)


@for_records
@require_safe
def show(request: HttpRequest, disclosure: UUID) -> HttpResponse:
    """Show one disclosure: who, what, on which ground, and whom it was told."""
    shown = disclosure_page.show(
        disclosure,
        staff_id=access.staff_id(request),
        desk=wiring.desk(),
        now=clock.now(),
    )
    return render(request, "disclosures/show.html", {"shown": shown, "row": shown.row})


def _try(request: HttpRequest, do: Callable[[], None], done: str) -> None:
    try:
        do()
    except DisclosureRefused as refusal:
        messages.error(request, said.refused(refusal))
    else:
        messages.success(request, done)


@for_records
@require_POST
def approve(request: HttpRequest, disclosure: UUID) -> HttpResponse:
    """Approve what somebody else prepared."""
    _try(
        request,
        lambda: disclosures.approve(
            disclosure, actor=access.actor(request), now=clock.now()
        ),
        _("Approved. It can be handed over now."),
    )
    return redirect("disclosures:show", disclosure)


@for_records
@require_POST
def refuse(request: HttpRequest, disclosure: UUID) -> HttpResponse:
    """Let a disclosure not happen."""
    _try(
        request,
        lambda: disclosures.refuse(
            disclosure, actor=access.actor(request), now=clock.now()
        ),
        _("Noted. Nothing goes out."),
    )
    return redirect("disclosures:show", disclosure)


@for_records
@never_cache
@require_POST
def hand_over(request: HttpRequest, disclosure: UUID) -> HttpResponse:
    """Hand out the approved package, once."""
    try:
        package = disclosure_packages.hand_over(
            disclosure,
            desk=wiring.desk(),
            actor=access.actor(request),
            now=clock.now(),
        )
    except DisclosureRefused as refusal:
        messages.error(request, said.refused(refusal))
        return redirect("disclosures:show", disclosure)
    return HttpResponse(
        package.data,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{package.name}"'},
    )
