"""Pages of paper: the list, registering, one sheet, and its end."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from seloste import wiring
from seloste.domain.paper import PaperRefused, PaperState, Way
from seloste.domain.staff import Actor
from seloste.services import (
    form_sites,
    paper_documents,
    paper_page,
    paper_places,
    papers,
)
from seloste.services.access import NotFound
from seloste.services.paper_documents import Printed
from seloste.services.paper_page import PaperPage
from seloste.services.papers import LARGEST_SCAN, Destruction
from seloste.web import access, clock, paging
from seloste.web.audience import for_holds, for_records
from seloste.web.memory_files import kept_in_memory
from seloste.web.paging import Paging
from seloste.web.papers import alerts, certificates
from seloste.web.papers.forms import Destroyed, Filters, Move, RegisterPaper
from seloste.web.words.papers import REFUSALS


@for_holds
@require_safe
def list_papers(request: HttpRequest) -> HttpResponse:
    """List the sheets of the reader's registers, those to go first in front."""
    now, mine = clock.now(), _registers(request)
    form = Filters(request.GET or None, places=_places(mine))
    wanted = form.cleaned_data if form.is_valid() else {}
    place = wanted.get("place")
    found = paper_page.listing(
        registers=mine,
        now=now,
        show=wanted.get("show", ""),
        place_id=UUID(place) if place else None,
        page=paging.number(request),
    )
    context = {
        "form": form,
        "lines": found.lines,
        "page": Paging(found.number, found.more),
        "paper": alerts.waiting(request),
        "now": now,
    }
    return render(request, "papers/list.html", context)


@csrf_exempt
@for_holds
@sensitive_post_parameters()
def register(request: HttpRequest) -> HttpResponseBase:
    """Ask about a sheet; on POST register it.

    The scan must stay in memory, so the token against forgery is checked after
    that was said.
    """
    kept_in_memory(request, largest=LARGEST_SCAN)
    return _register(request)


@csrf_protect
def _register(request: HttpRequest) -> HttpResponse:
    now, mine = clock.now(), _registers(request)
    chosen = request.GET.get("register", "")
    register_ = chosen if chosen in mine else mine[0]
    form = RegisterPaper(
        request.POST or None,
        request.FILES or None,
        addresses=[
            (address, f"{name} · {address}")
            for address, name in form_sites.addresses(register_, now)
        ],
        places=_places((register_,)),
        custodians=_custodians(register_),
        initial={
            "received_on": timezone.localdate(now),
            "custodian": str(access.staff_id(request)),
        },
    )
    if form.is_valid():
        try:
            paper = papers.register_paper(
                form.wanted(register_),
                desk=wiring.desk(),
                actor=_actor(request, register_),
                now=now,
            )
        except PaperRefused as refusal:
            form.refused(refusal.reason)
        else:
            messages.success(request, _("Registered. Write its number on the sheet."))
            return redirect("papers:show", paper)
    context = {
        "form": form,
        "register": register_,
        "registers": mine,
        "places": _places((register_,)),
    }
    return render(request, "papers/register.html", context)


@for_holds
@require_safe
def show(request: HttpRequest, paper: UUID) -> HttpResponse:
    """Show a sheet: where it is, where it was, and when it goes."""
    return _show(request, _page(request, paper))


@for_holds
@require_POST
def move(request: HttpRequest, paper: UUID) -> HttpResponse:
    """Take a sheet to another place or custodian."""
    page = _page(request, paper)
    form = _move_form(page, request)
    if form.is_valid():
        try:
            papers.move_paper(
                paper,
                place_id=form.cleaned_data["place"],
                custodian_id=form.cleaned_data["custodian"],
                actor=_actor(request, page.line.paper.register_id),
                now=clock.now(),
            )
        except PaperRefused as refusal:
            form.refused(refusal.reason)
        else:
            messages.success(request, _("Moved."))
            return redirect("papers:show", paper)
    return _show(request, page, move_form=form)


@for_records
@require_POST
def destroyed(request: HttpRequest, paper: UUID) -> HttpResponse:
    """Take the reader's word that a sheet was destroyed."""
    page, now = _page(request, paper), clock.now()
    form = Destroyed(request.POST, today=timezone.localdate(now))
    if form.is_valid():
        said = Destruction(
            Way(form.cleaned_data["way"]),
            form.cleaned_data["destroyed_on"],
            second=settings.PAPER_SECOND_PERSON,
        )
        try:
            state = papers.confirm_destruction(
                paper,
                said,
                actor=_actor(request, page.line.paper.register_id),
                now=now,
            )
        except PaperRefused as refusal:
            form.refused(refusal.reason)
        else:
            messages.success(
                request,
                _("Noted. A second person confirms it.")
                if state is PaperState.CLAIMED
                else _("Noted: the paper was destroyed."),
            )
            return redirect("papers:show", paper)
    return _show(request, page, destroyed_form=form)


@for_records
@require_POST
def second(request: HttpRequest, paper: UUID) -> HttpResponse:
    """Take a second person's word that a sheet was destroyed, or was not."""
    page = _page(request, paper)
    try:
        papers.second_destruction(
            paper,
            saw_it=request.POST.get("saw") == "yes",
            actor=_actor(request, page.line.paper.register_id),
            now=clock.now(),
        )
    except PaperRefused as refusal:
        messages.error(request, str(REFUSALS.get(refusal.reason, refusal.reason)))
    else:
        messages.success(request, _("Noted."))
    return redirect("papers:show", paper)


@for_holds
@require_safe
def certificate(request: HttpRequest, paper: UUID) -> HttpResponse:
    """Hand over the certificate of a sheet that was destroyed, to print and file."""
    row = _page(request, paper).line.paper
    if row.state != PaperState.DESTROYED or row.confirmed_at is None:
        raise NotFound("no such record")
    printed = certificates.printed(row)
    return pdf(printed, f"paper-{row.register_id}-{row.number}.pdf")


def pdf(printed: Printed, name: str) -> HttpResponse:
    """Return a page to print."""
    return HttpResponse(
        paper_documents.pdf(printed, wiring.desk().pdf),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _registers(request: HttpRequest) -> tuple[str, ...]:
    return paper_page.registers_for(access.staff_id(request), clock.now())


def _page(request: HttpRequest, paper: UUID) -> PaperPage:
    return paper_page.paper_page(
        paper, staff_id=access.staff_id(request), now=clock.now()
    )


def _actor(request: HttpRequest, register_: str) -> Actor:
    """Return who acts, in the first role of theirs that handles paper."""
    role = access.require(request, register_, *sorted(papers.KEEPERS))
    return access.actor(request, role)


def _places(registers: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(str(one.id), one.name) for one in paper_places.places(registers)]


def _custodians(register_: str) -> list[tuple[str, str]]:
    people = paper_page.custodians(register_, clock.now())
    return [(str(one.id), one.display_name) for one in people]


def _move_form(page: PaperPage, request: HttpRequest) -> Move:
    row = page.line.paper
    return Move(
        request.POST or None,
        places=_places((row.register_id,)),
        custodians=_custodians(row.register_id),
        initial={"place": str(row.place_id), "custodian": str(row.custodian_id)},
    )


def _show(
    request: HttpRequest,
    page: PaperPage,
    *,
    move_form: Move | None = None,
    destroyed_form: Destroyed | None = None,
) -> HttpResponse:
    now, row = clock.now(), page.line.paper
    may_destroy = bool(
        papers.worker_roles(access.staff_id(request), row.register_id, now)
        & papers.DESTROYERS
    )
    context = {
        "line": page.line,
        "paper": row,
        "moves": page.moves,
        "move_form": move_form or _move_form(page, request),
        "destroyed_form": destroyed_form or Destroyed(today=timezone.localdate(now)),
        "may_destroy": may_destroy,
        "may_go": page.line.due or (row.scanned and not page.line.held),
        "is_first": row.confirmed_by_id == access.staff_id(request),
        "now": now,
    }
    return render(request, "papers/show.html", context)
