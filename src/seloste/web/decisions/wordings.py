"""Correcting what was written: choose the item, write it right, compare, agree."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from seloste import wiring
from seloste.services import corrections, rights_page
from seloste.services.decision_page import Refusals
from seloste.web import access, clock
from seloste.web.audience import for_records
from seloste.web.decisions import forms, said


@for_records
@never_cache
@require_safe
def choose(request: HttpRequest, wanted: UUID, contact: UUID) -> HttpResponse:
    """Show what was written in a contact, to choose what is wrong of it."""
    now, me = clock.now(), access.staff_id(request)
    row = rights_page.handled(wanted, staff_id=me, now=now)
    found = corrections.choices(row, contact, staff_id=me, desk=wiring.desk(), now=now)
    context = {"row": row, "choices": found}
    return render(request, "decisions/choose.html", context)


@for_records
@never_cache
@sensitive_post_parameters()
def reword(request: HttpRequest, wanted: UUID, item: UUID) -> HttpResponse:
    """Show the words of an item; on POST propose others and lead to both."""
    now, desk, me = clock.now(), wiring.desk(), access.staff_id(request)
    row = rights_page.handled(wanted, staff_id=me, now=now)
    try:
        words = corrections.words_of(row, item, staff_id=me, desk=desk, now=now)
    except Refusals as refusal:
        messages.error(request, said.refused(refusal))
        return redirect("rights:show", wanted)
    form = forms.Reword(request.POST or None, words=words)
    if form.is_valid():
        try:
            proposed = corrections.propose(
                wanted,
                item,
                form.proposal(),
                desk=desk,
                actor=access.actor(request),
                now=now,
            )
        except Refusals as refusal:
            form.add_error(form.field_of(refusal), said.refused(refusal))
        else:
            return redirect("decisions:proposed", proposed)
    return render(request, "decisions/reword.html", {"row": row, "form": form})


@for_records
@never_cache
@require_safe
def proposed(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """Show old and new beside each other before anything changes."""
    shown = corrections.shown(
        proposal,
        staff_id=access.staff_id(request),
        desk=wiring.desk(),
        now=clock.now(),
    )
    context = {"row": shown.row.request, "shown": shown}
    return render(request, "decisions/proposed.html", context)


@for_records
@require_POST
def replace(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """Put the new words in the place of the old."""
    wanted = corrections.request_of(proposal)
    try:
        corrections.apply(
            proposal, desk=wiring.desk(), actor=access.actor(request), now=clock.now()
        )
    except Refusals as refusal:
        messages.error(request, said.refused(refusal))
    else:
        messages.success(request, _("Corrected. The old version is destroyed."))
    return redirect("rights:show", wanted)


@for_records
@require_POST
def drop(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """Take a proposed correction back."""
    wanted = corrections.request_of(proposal)
    try:
        corrections.drop(
            proposal, desk=wiring.desk(), actor=access.actor(request), now=clock.now()
        )
    except Refusals as refusal:
        messages.error(request, said.refused(refusal))
    else:
        messages.success(request, _("Taken back. Nothing was changed."))
    return redirect("rights:show", wanted)
