"""Correcting what is kept of a contact, and adding the person's statement."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from seloste import wiring
from seloste.services import decision_page, rectifications, rights_page
from seloste.services.decision_page import Refusals
from seloste.web import access, clock
from seloste.web.audience import for_records
from seloste.web.decisions import forms, said


@for_records
@sensitive_post_parameters()
def correct(request: HttpRequest, wanted: UUID, contact: UUID) -> HttpResponse:
    """Show who took part in a contact; on POST seal it as it should be.

    Showing it names the purpose of answering requests and is noted.
    """
    now, desk = clock.now(), wiring.desk()
    me = access.staff_id(request)
    row = rights_page.handled(wanted, staff_id=me, now=now)
    metadata = decision_page.metadata_of(row, contact, staff_id=me, desk=desk, now=now)
    form = forms.Correct(request.POST or None, metadata=metadata)
    if form.is_valid():
        try:
            rectifications.correct_metadata(
                wanted,
                contact,
                parties=form.changes(),
                subject=form.cleaned_data["subject"],
                desk=desk,
                actor=access.actor(request),
                now=now,
            )
        except Refusals as refusal:
            form.add_error(None, said.refused(refusal))
        else:
            messages.success(request, _("Corrected. The old version is destroyed."))
            return redirect("rights:show", wanted)
    context = {"row": row, "form": form, "contact": contact}
    return render(request, "decisions/correct.html", context)


@for_records
@sensitive_post_parameters()
def statement(request: HttpRequest, wanted: UUID, item: UUID) -> HttpResponse:
    """Ask for the person's statement; on POST attach it to an item."""
    now = clock.now()
    row = rights_page.handled(wanted, staff_id=access.staff_id(request), now=now)
    form = forms.Statement(request.POST or None)
    if form.is_valid():
        try:
            rectifications.add_statement(
                wanted,
                item,
                form.cleaned_data["text"],
                desk=wiring.desk(),
                actor=access.actor(request),
                now=now,
            )
        except Refusals as refusal:
            form.add_error(None, said.refused(refusal))
        else:
            messages.success(request, _("The statement stands beside it from now on."))
            return redirect("rights:show", wanted)
    context = {"row": row, "form": form}
    return render(request, "decisions/statement.html", context)
