"""Pages of holds: what stands, one hold, and placing, reviewing, releasing it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from seloste import wiring
from seloste.domain.notice import HoldKind
from seloste.domain.staff import Actor
from seloste.services import contact_page, hold_page, holds, registers
from seloste.services.hold_page import HoldPage
from seloste.services.holds import HoldRefused, HoldRequest
from seloste.web import access, clock, paging
from seloste.web.audience import for_holds
from seloste.web.holds.forms import PlaceHold, Review
from seloste.web.paging import Paging
from seloste.web.purposes import ForPurpose
from seloste.web.words import said


@for_holds
@require_safe
def list_holds(request: HttpRequest) -> HttpResponse:
    """List the holds that stand, those to be looked at first; or those released."""
    released, page = request.GET.get("state") == "released", paging.number(request)
    found, more = hold_page.holds_for(
        staff_id=access.staff_id(request),
        now=clock.now(),
        released=released,
        page=page,
    )
    context = {
        "holds": found,
        "released": released,
        "page": Paging(page, more),
        "now": clock.now(),
    }
    return render(request, "holds/list.html", context)


@for_holds
@require_safe
def show(request: HttpRequest, hold: UUID) -> HttpResponse:
    """Show what a hold keeps and until when it must be looked at."""
    return _show(request, _page(request, hold))


@for_holds
@sensitive_post_parameters("reason")
def place(request: HttpRequest, contact: UUID) -> HttpResponse:
    """Ask why and until when; on POST keep the contact and go back to it."""
    page = contact_page.contact_page(
        contact,
        staff_id=access.staff_id(request),
        desk=wiring.desk(),
        now=clock.now(),
    )
    form = PlaceHold(request.POST or None, rules=page.hold_rules, now=clock.now())
    if form.is_valid():
        try:
            _place(request, contact, form)
        except HoldRefused as refusal:
            form.refused(refusal.reason)
        else:
            messages.success(
                request, _("Hold placed. This is now kept beyond its day.")
            )
            return redirect("contacts:show", contact)
    context = {"form": form, "contact": page.contact, "rules": page.hold_rules}
    return render(request, "holds/place.html", context)


@for_holds
@require_POST
def review(request: HttpRequest, hold: UUID) -> HttpResponse:
    """Note that a hold was looked at and is still needed."""
    page = _page(request, hold)
    form = Review(request.POST, rule=page.rule, now=clock.now())
    if form.is_valid():
        try:
            holds.review_hold(
                hold_id=hold,
                review_by=form.review_by,
                actor=_actor(request, hold),
                now=clock.now(),
            )
        except HoldRefused as refusal:
            form.refused(refusal.reason)
        else:
            messages.success(request, _("Noted. The hold stands."))
            return redirect("holds:show", hold)
    return _show(request, page, review_form=form)


@for_holds
@require_POST
def reason(request: HttpRequest, hold: UUID) -> HttpResponse:
    """Show why the hold was placed, for a purpose that it serves."""
    page = _page(request, hold)
    form = ForPurpose(request.POST, purposes=page.purposes)
    if not form.is_valid():
        return _show(request, page, reason_form=form)
    words = hold_page.open_reason(
        hold,
        staff_id=access.staff_id(request),
        purpose_id=form.cleaned_data["purpose"],
        desk=wiring.desk(),
        now=clock.now(),
    )
    return _show(request, page, reason=words)


@for_holds
@require_POST
def release(request: HttpRequest, hold: UUID) -> HttpResponse:
    """Release a hold; what is overdue goes with the next sweep."""
    actor = _actor(request, hold)
    try:
        hold_page.release_by_hand(hold, actor=actor, now=clock.now())
    except HoldRefused as refusal:
        messages.error(request, said(refusal.reason, "hold-refused"))
    else:
        messages.success(
            request, _("Hold released. What is overdue goes with the next sweep.")
        )
    return redirect("holds:show", hold)


def _place(request: HttpRequest, contact: UUID, form: PlaceHold) -> None:
    kind = HoldKind(form.cleaned_data["kind"])
    held, actor = hold_page.placing(
        contact, kind=kind, staff_id=access.staff_id(request), now=clock.now()
    )
    holds.place_hold(
        HoldRequest(
            register=held.register_id,
            kind=kind,
            reason=form.cleaned_data["reason"],
            review_by=form.review_by,
            contact_ids=(contact,),
        ),
        desk=wiring.desk(),
        actor=actor,
        now=clock.now(),
    )


def _page(request: HttpRequest, hold: UUID) -> HoldPage:
    return hold_page.hold_page(hold, staff_id=access.staff_id(request), now=clock.now())


def _actor(request: HttpRequest, hold: UUID) -> Actor:
    staff_id, now = access.staff_id(request), clock.now()
    return hold_page.handling(hold, staff_id=staff_id, now=now)[1]


def _show(request: HttpRequest, page: HoldPage, **changes: Any) -> HttpResponse:
    now = clock.now()
    context = {
        "hold": page.hold,
        "shown": page,
        "promise": registers.promise(page.hold.register_id, page.hold.promise, now),
        "review_form": Review(rule=page.rule, now=now),
        "reason_form": ForPurpose(purposes=page.purposes),
        "now": now,
        **changes,
    }
    return render(request, "holds/show.html", context)
