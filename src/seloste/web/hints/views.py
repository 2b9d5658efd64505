"""The list of recordings in which somebody has to decide what is sensitive."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from seloste.services import hints, registers
from seloste.web import access, clock, paging
from seloste.web.audience import for_work
from seloste.web.hints.forms import Filters
from seloste.web.paging import Paging


@for_work
@require_safe
def list_undecided(request: HttpRequest) -> HttpResponse:
    """Show which recordings wait for the reader's decision, the oldest first."""
    now, me = clock.now(), access.staff_id(request)
    known = registers.named(hints.registers(me, now), now)
    form = Filters(request.GET or None, registers=known)
    found = hints.undecided(
        staff_id=me,
        now=now,
        register=form.wanted(),
        page=paging.number(request),
    )
    context = {
        "form": form,
        "rows": found.rows,
        "page": Paging(found.number, found.more),
    }
    return render(request, "hints/list.html", context)
