"""Pages of the places of paper: which there are, how they are locked, counting them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from seloste.domain.paper import Lock, PaperRefused
from seloste.domain.staff import Actor
from seloste.services import paper_page, paper_places, papers
from seloste.services.paper_documents import Printed
from seloste.web import access, clock
from seloste.web.audience import RECORDS_ROLES, for_holds, for_records
from seloste.web.papers.forms import Place
from seloste.web.papers.views import pdf
from seloste.web.words.papers import KINDS, REFUSALS


@for_holds
def list_places(request: HttpRequest) -> HttpResponse:
    """List the places; on POST add one, or change how it is locked."""
    me, now = access.staff_id(request), clock.now()
    mine = paper_page.registers_for(me, now)
    managed = paper_page.registers_for(me, now, roles=papers.DESTROYERS)
    form = Place(request.POST or None, registers=managed)
    if form.is_valid():
        wanted = form.cleaned_data
        try:
            paper_places.set_place(
                register=wanted["register"],
                name=wanted["name"],
                lock=Lock(wanted["lock"]),
                actor=_actor(request, wanted["register"]),
                now=now,
            )
        except PaperRefused as refusal:
            form.refused(refusal.reason)
        else:
            messages.success(request, _("The place was saved."))
            return redirect("papers:places")
    context = {
        "form": form,
        "places": paper_places.places(mine),
        "may_change": bool(managed),
        "now": now,
    }
    return render(request, "papers/places.html", context)


@for_records
@require_POST
def close(request: HttpRequest, place: UUID) -> HttpResponse:
    """Put no more paper in a place."""
    now = clock.now()
    found, _there = paper_page.place_with_papers(
        place, staff_id=access.staff_id(request), now=now
    )
    try:
        paper_places.close_place(
            place, actor=_actor(request, found.register_id), now=now
        )
    except PaperRefused as refusal:
        messages.error(request, str(REFUSALS.get(refusal.reason, refusal.reason)))
    else:
        messages.success(request, _("The place is no longer in use."))
    return redirect("papers:places")


@for_holds
def check(request: HttpRequest, place: UUID) -> HttpResponse:
    """Show every sheet that should lie in a place; on POST note which do."""
    now = clock.now()
    found, rows = paper_page.place_with_papers(
        place, staff_id=access.staff_id(request), now=now
    )
    if request.method == "POST":
        known = {str(row.id): row.id for row in rows}
        seen = frozenset(
            known[one] for one in request.POST.getlist("seen") if one in known
        )
        role = access.require(request, found.register_id, *sorted(papers.KEEPERS))
        there, missing = papers.check_place(
            place, seen=seen, actor=access.actor(request, role), now=now
        )
        _tell(request, there, missing)
        return redirect("papers:places")
    context = {"place": found, "papers": rows, "now": now}
    return render(request, "papers/check.html", context)


def _tell(request: HttpRequest, there: int, missing: int) -> None:
    if missing:
        messages.warning(
            request,
            ngettext(
                "%(count)s paper is missing.", "%(count)s papers are missing.", missing
            )
            % {"count": missing},
        )
    else:
        messages.success(
            request,
            ngettext(
                "Checked: %(count)s paper is there.",
                "Checked: %(count)s papers are there.",
                there,
            )
            % {"count": there},
        )


@for_holds
@require_safe
def printed(request: HttpRequest, place: UUID) -> HttpResponse:
    """Hand over the list of a place, to be ticked on paper."""
    now = clock.now()
    found, rows = paper_page.place_with_papers(
        place, staff_id=access.staff_id(request), now=now
    )
    document = Printed(
        title=_("Paper in %(place)s") % {"place": found.name},
        language=translation.get_language() or "fi",
        sentences=(
            _("As it should be on %(day)s. Tick what is there.")
            % {"day": f"{timezone.localtime(now):%-d.%-m.%Y}"},
        ),
        headings=("☐", _("Number"), _("What it is"), _("Sheets"), _("Goes by")),
        rows=tuple(
            (
                "☐",
                f"P-{row.number}",
                str(KINDS[row.kind]),
                str(row.sheets),
                f"{timezone.localtime(row.destroy_by):%-d.%-m.%Y}",
            )
            for row in rows
        ),
        signatures=(_("Date and name"),),
    )
    return pdf(document, f"paper-{found.register_id}.pdf")


def _actor(request: HttpRequest, register: str) -> Actor:
    role = access.require(request, register, *RECORDS_ROLES)
    return access.actor(request, role)
