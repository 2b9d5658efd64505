"""The same done to many at once: first what it will do, then doing it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from seloste import wiring
from seloste.services import queues, registers, work_bulk
from seloste.services.work_items import WorkRefused
from seloste.web import access, clock
from seloste.web.audience import for_work
from seloste.web.words import said
from seloste.web.work.forms import BulkForm
from seloste.web.work.lists import queue_choices


@for_work
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Show what would change and what would refuse; nothing is changed."""
    form, ids = _form(request), _ids(request)
    if not ids or not form.is_valid():
        messages.error(request, _("Choose what to do, and with which."))
        return redirect("work:list")
    try:
        found = work_bulk.preview(
            form.bulk(ids),
            desk=wiring.desk(),
            actor=access.actor(request),
            now=clock.now(),
        )
    except WorkRefused as refusal:
        messages.error(request, said(refusal.reason, "work-refused"))
        return redirect("work:list")
    given = {name: form.cleaned_data[name] for name in form.fields}
    context = {"found": found, "ids": ids, "given": given, "act": given["act"]}
    return render(request, "work/bulk.html", context)


@for_work
@require_POST
def do(request: HttpRequest) -> HttpResponse:
    """Do what the preview showed, and say how much was done."""
    form, ids = _form(request), _ids(request)
    if not ids or not form.is_valid():
        messages.error(request, _("Choose what to do, and with which."))
        return redirect("work:list")
    try:
        done = work_bulk.do(
            form.bulk(ids),
            desk=wiring.desk(),
            actor=access.actor(request),
            now=clock.now(),
        )
    except WorkRefused as refusal:
        messages.error(request, said(refusal.reason, "work-refused"))
        return redirect("work:list")
    text = ngettext("%(count)s changed.", "%(count)s changed.", done.changed)
    messages.success(request, text % {"count": done.changed})
    return redirect("work:list")


def _form(request: HttpRequest) -> BulkForm:
    now = clock.now()
    mine = [one.slug for one in registers.mine(access.staff_id(request), now)]
    return BulkForm(
        request.POST,
        queues=[pair for slug in mine for pair in queue_choices(slug)],
        people={pair for slug in mine for pair in queues.staff_of(slug, now)},
    )


def _ids(request: HttpRequest) -> list[UUID]:
    """Return the ids that were ticked; what is no id is left out."""
    found = []
    for text in request.POST.getlist("work"):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
