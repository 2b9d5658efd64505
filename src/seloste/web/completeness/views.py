"""The page that compares the exchange's calls with what was kept, day by day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from seloste.services import completeness, registers
from seloste.web import access, clock
from seloste.web.audience import for_records


@for_records
@require_safe
def list_days(request: HttpRequest) -> HttpResponse:
    """Show every compared day of the reader's registers, the latest first."""
    now, me = clock.now(), access.staff_id(request)
    slugs = completeness.registers_for(me, now)
    wanted = request.GET.get("register", "")
    shown = wanted if wanted in slugs else next(iter(slugs), "")
    context = {
        "registers": registers.named(slugs, now),
        "register": shown,
        "days": completeness.page(shown, staff_id=me, now=now) if shown else (),
        "late": completeness.late(shown, now=now) if shown else (),
    }
    return render(request, "completeness/list.html", context)
