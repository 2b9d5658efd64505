"""Copies of calls made by hand for a request: made, heard, removed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seloste import wiring
from seloste.domain.notice import PurposeRefused
from seloste.domain.rights_keeping import purpose_for
from seloste.services import openings, package_reviews, request_copies
from seloste.services.notices import store
from seloste.services.playback import Track
from seloste.services.shown_copies import RedactionPending
from seloste.web import access, clock
from seloste.web.audience import for_records
from seloste.web.packages.views import REFUSALS, refused
from seloste.web.player.views import served


@for_records
@require_POST
def hide(request: HttpRequest, item: UUID) -> HttpResponse:
    """Open the call of an item, and lead to where parts of it are hidden."""
    row = package_reviews.found(item)
    purpose = purpose_for(store.parsed(row.request.notice_version))
    try:
        opened = openings.open_item(
            row.item_id,
            staff_id=access.staff_id(request),
            purpose_id=purpose.id,
            now=clock.now(),
        )
    except PurposeRefused:
        messages.error(request, _("The notice does not allow this purpose here."))
    except RedactionPending:
        messages.error(request, _("Numbers in it are being hidden. Try in a minute."))
    else:
        address = reverse("redactions:show", args=[opened.opening_id])
        return redirect(f"{address}?request={row.request_id}")
    return redirect("packages:review", row.request_id)


@for_records
@require_POST
def open_copy(request: HttpRequest, copy: UUID) -> HttpResponse:
    """Open a copy to be read and heard; the opening is audited."""
    opening = request_copies.open_copy(
        copy, actor=access.actor(request), now=clock.now()
    )
    return redirect("packages:copy", opening)


@for_records
@require_safe
def show(request: HttpRequest, opening: UUID) -> HttpResponse:
    """Show an opened copy: its sound, its words, and why something is hidden."""
    opened = request_copies.opened(
        opening,
        staff_id=access.staff_id(request),
        desk=wiring.desk(),
        now=clock.now(),
    )
    context = {"opened": opened, "row": opened.request, "contact": opened.contact}
    return render(request, "packages/copy.html", context)


@for_records
@require_safe
def audio(request: HttpRequest, opening: UUID) -> HttpResponseBase:
    """Serve the sound of an opened copy, piece by piece."""

    def track() -> Track:
        return request_copies.track(
            opening,
            staff_id=access.staff_id(request),
            desk=wiring.desk(),
            now=clock.now(),
        )

    return served(request, track)


@for_records
@require_POST
def remove(request: HttpRequest, copy: UUID) -> HttpResponse:
    """Remove a copy; its call is looked at anew."""
    wanted = request_copies.request_of(copy)
    try:
        request_copies.remove(
            copy, desk=wiring.desk(), actor=access.actor(request), now=clock.now()
        )
    except REFUSALS as refusal:
        refused(request, refusal)
    else:
        messages.success(request, _("Removed. Look at the call anew."))
    return redirect("packages:review", wanted)
