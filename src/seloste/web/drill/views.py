"""The clock of a drill: it is moved by hand, and what falls due is destroyed.

There is no such page where the clock is real.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from seloste import wiring
from seloste.services import audit, calendar, sweeps, trusted_time
from seloste.web import access, clock
from seloste.web.audience import DRILL_ROLES, RECORDS_ROLES, for_drills

STEPS = (1, 30, 90, 180)
MOVED = "drill_moved_at"
SHOWN = 8


@for_drills
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the time of the drill, and what the last move destroyed."""
    _only_in_drills()
    now = clock.now()
    registers = calendar.registers_for(
        access.staff_id(request), now, roles=frozenset(RECORDS_ROLES)
    )
    since = parse_datetime(request.session.get(MOVED, ""))
    found, _more = calendar.certificates(registers=registers)
    context = {
        "steps": STEPS,
        "moved": since,
        "certificates": [one for one in found if since and one.issued_at >= since][
            :SHOWN
        ],
        "forecast": calendar.forecast(registers=registers, now=now, days=180),
        "registers": registers,
        "now": now,
    }
    return render(request, "drill/show.html", context)


@for_drills
@require_POST
def move(request: HttpRequest) -> HttpResponse:
    """Move the clock forward and sweep; destruction itself asks nobody else."""
    _only_in_drills()
    days = next((one for one in STEPS if str(one) == request.POST.get("days")), None)
    if days is None:
        raise Http404
    before = clock.now()
    wiring.drill_clock().move(timedelta(days=days))
    request.session[MOVED] = (before + timedelta(days=days)).isoformat()
    _sweep(request)
    return redirect("drill:show")


def _sweep(request: HttpRequest) -> None:
    desk = wiring.desk()
    role = next(one for one in DRILL_ROLES if one in access.roles(request))
    try:
        now: datetime = trusted_time.trusted_now(desk.clock)
        report = sweeps.sweep(desk=desk, actor=access.actor(request, role), now=now)
    except trusted_time.ClockDistrusted:
        messages.error(request, _("The clocks disagree: nothing is destroyed."))
    except sweeps.BrakeTripped:
        messages.warning(
            request, _("Unusually much is due: a second person must approve it first.")
        )
    else:
        audit.checkpoint(signer=desk.signer, witness=desk.witness, now=now)
        messages.success(request, _swept(report.disposed))


def _swept(count: int) -> str:
    if not count:
        return _("The clock was moved. Nothing was due.")
    return ngettext(
        "The clock was moved and %(count)s item was destroyed.",
        "The clock was moved and %(count)s items were destroyed.",
        count,
    ) % {"count": count}


def _only_in_drills() -> None:
    if not settings.DRILL_CLOCK:
        raise Http404
