"""Deciding item by item: the dry run first, then the decision, then doing it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from seloste import wiring
from seloste.domain.rights import RequestKind
from seloste.domain.rights_decision import Outcome
from seloste.services import decision_page, rights_decisions, rights_page
from seloste.services.decision_page import Refusals
from seloste.services.notices import store
from seloste.services.rights_decisions import Deciding, Table
from seloste.web import access, clock
from seloste.web.audience import for_records
from seloste.web.decisions import forms, said

OUTCOME = "outcome-"


@for_records
def decide(request: HttpRequest, wanted: UUID) -> HttpResponse:
    """Show what would follow for each item; on POST show it anew or decide so."""
    now = clock.now()
    row = rights_page.handled(wanted, staff_id=access.staff_id(request), now=now)
    kind = RequestKind(row.kind)
    form = forms.Decide(
        request.POST or None, kind=kind, notice=store.parsed(row.notice_version)
    )
    deciding = _deciding(request, wanted, form)
    context: dict[str, Any] = {"row": row, "form": form, "now": now, "groups": ()}
    try:
        if request.POST.get("act") == "decide" and form.is_valid():
            _decide(request, deciding)
            return redirect("rights:show", wanted)
        context |= _preview(request, deciding)
    except Refusals as refusal:
        form.add_error(None, said.refused(refusal))
    return render(request, "decisions/decide.html", context)


def _deciding(request: HttpRequest, wanted: UUID, form: forms.Decide) -> Deciding:
    """Return what is asked for; before anything is sent, the first of each choice."""
    given = form.cleaned_data if form.is_bound and form.is_valid() else {}
    return Deciding(
        request_id=wanted,
        ground=given.get("ground") or _first(form, "ground"),
        purpose=given.get("purpose") or _first(form, "purpose"),
        overruled=_overruled(request),
        reason=given.get("reason", ""),
    )


def _first(form: forms.Decide, name: str) -> str:
    field = form.fields.get(name)
    options = list(getattr(field, "choices", ()))
    return str(options[0][0]) if options else ""


def _overruled(request: HttpRequest) -> dict[UUID, Outcome]:
    """Return the outcomes that were chosen, by item; what is none is left out."""
    found = {}
    for name, value in request.POST.items():
        item = name.removeprefix(OUTCOME)
        if name != item and value in set(Outcome):
            try:
                found[UUID(item)] = Outcome(str(value))
            except ValueError:
                continue
    return found


def _preview(request: HttpRequest, deciding: Deciding) -> dict[str, Any]:
    table = rights_decisions.dry_run(
        deciding, desk=wiring.desk(), actor=access.actor(request), now=clock.now()
    )
    return {
        "table": table,
        "groups": decision_page.groups(table.lines),
        "counts": _counts(table),
        "possible": decision_page.possible(table.asked),
    }


def _counts(table: Table) -> list[tuple[Outcome, int]]:
    return [(one, table.count(one)) for one in Outcome if table.count(one)]


def _decide(request: HttpRequest, deciding: Deciding) -> None:
    rights_decisions.decide(
        deciding, desk=wiring.desk(), actor=access.actor(request), now=clock.now()
    )
    messages.success(request, _("Decided. Nothing has happened to the data yet."))


@for_records
@require_POST
def approve(request: HttpRequest, decision: UUID) -> HttpResponse:
    """Approve what somebody else decided."""
    wanted = decision_page.request_of(decision)
    try:
        rights_decisions.approve(
            decision,
            desk=wiring.desk(),
            actor=access.actor(request),
            now=clock.now(),
        )
    except Refusals as refusal:
        messages.error(request, said.refused(refusal))
    else:
        messages.success(request, _("Approved."))
    return redirect("rights:show", wanted)


@for_records
@require_POST
def carry_out(request: HttpRequest, decision: UUID) -> HttpResponse:
    """Do what was decided."""
    wanted = decision_page.request_of(decision)
    try:
        done = rights_decisions.carry_out(
            decision,
            desk=wiring.desk(),
            actor=access.actor(request),
            now=clock.now(),
        )
    except Refusals as refusal:
        messages.error(request, said.refused(refusal))
    else:
        messages.success(request, _done(done.erased))
    return redirect("rights:show", wanted)


def _done(erased: int) -> str:
    if not erased:
        return _("Done.")
    words = ngettext(
        "Done. %(count)s item is gone for good.",
        "Done. %(count)s items are gone for good.",
        erased,
    )
    return words % {"count": erased}
