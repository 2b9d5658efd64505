"""The promises of a register: whether each is kept, and what shows it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from seloste import wiring
from seloste.domain.verification import Verdict
from seloste.services import calendar, registers, verification
from seloste.services.registers import Named
from seloste.web import access, clock
from seloste.web.audience import RECORDS_ROLES, for_records


@for_records
@require_safe
def list_registers(request: HttpRequest) -> HttpResponse:
    """Show the reader's only register, or let them choose."""
    mine = _mine(request)
    if len(mine) == 1:
        return _report(request, mine[0].slug)
    return render(request, "verification/list.html", {"registers": mine})


@for_records
@require_safe
def show(request: HttpRequest, register: str) -> HttpResponse:
    """Show every promise with its verdict, gathered now; or those of one verdict."""
    if register not in {one.slug for one in _mine(request)}:
        raise Http404
    return _report(request, register)


def _report(request: HttpRequest, register: str) -> HttpResponse:
    report = verification.verify(register, desk=wiring.desk(), now=clock.now())
    asked = request.GET.get("verdict", "")
    context = {
        "report": report,
        "counts": [(verdict, count) for verdict, count in report.counts.items()],
        "asked": asked if asked in set(Verdict) else "",
        "results": [one for one in report.results if asked in {"", one.verdict.value}],
    }
    return render(request, "verification/show.html", context)


def _mine(request: HttpRequest) -> tuple[Named, ...]:
    now = clock.now()
    slugs = calendar.registers_for(
        access.staff_id(request), now, roles=frozenset(RECORDS_ROLES)
    )
    return registers.named(slugs, now)
