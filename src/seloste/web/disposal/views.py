"""Pages of disposal: what falls due, what stops it, and the certificates."""

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seloste import wiring
from seloste.domain import retention
from seloste.services import audit, calendar, certificate_page, sweeps
from seloste.services.calendar import Forecast
from seloste.web import access, charts, clock, paging
from seloste.web.audience import RECORDS_ROLES, for_records
from seloste.web.charts import Chart, Column, Series
from seloste.web.paging import Paging
from seloste.web.papers import alerts

SPANS = (30, 90, 180)
DAILY = 30
RECENT = 5


@for_records
@require_safe
def calendar_page(request: HttpRequest) -> HttpResponse:
    """Show what falls due in the coming days, what is held, and what waits."""
    now = clock.now()
    days = _span(request.GET.get("days", ""))
    mine = _registers(request, now)
    forecast = calendar.forecast(registers=mine, now=now, days=days)
    recent, _more = calendar.certificates(registers=mine)
    context = {
        "forecast": forecast,
        "chart": due_chart(forecast, days=days, now=now),
        "days": days,
        "spans": SPANS,
        "by_week": days > DAILY,
        "holds": forecast.holds[:RECENT],
        "certificates": recent[:RECENT],
        "brakes": calendar.waiting_brakes(),
        "paper": alerts.waiting(request),
        "now": now,
    }
    return render(request, "disposal/list.html", context)


@for_records
@require_POST
def approve(request: HttpRequest, brake: UUID) -> HttpResponse:
    """Let a sweep that wants unusually much go on, as the second person."""
    role = next(one for one in RECORDS_ROLES if one in access.roles(request))
    try:
        sweeps.approve(
            brake_id=brake, actor=access.actor(request, role), now=clock.now()
        )
    except sweeps.ApprovalRefused:
        messages.error(request, _("Somebody else must approve this, or it is over."))
    else:
        messages.success(request, _("Approved. The next sweep goes on."))
    return redirect("disposal:list")


@for_records
@require_safe
def certificates(request: HttpRequest) -> HttpResponse:
    """List the certificates of destruction, newest first."""
    page = paging.number(request)
    found, more = calendar.certificates(
        registers=_registers(request, clock.now()), page=page
    )
    context = {"certificates": found, "page": Paging(page, more)}
    return render(request, "disposal/certificates.html", context)


@for_records
@require_safe
def certificate(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """Show a certificate and how to check it without Seloste."""
    now = clock.now()
    page = certificate_page.certificate_page(
        certificate, registers_=_registers(request, now), now=now
    )
    context = {
        "shown": page,
        "certificate": page.certificate,
        "key": audit.verifier_key(wiring.desk().signer),
    }
    return render(request, "disposal/certificate.html", context)


@for_records
@require_safe
def proof(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """Hand over the certificate with its proof, as the verifier reads it."""
    try:
        document = certificate_page.certificate_file(
            certificate, registers_=_registers(request, clock.now())
        )
    except audit.ProofPending:
        messages.info(request, _("The log is signed within a minute; try again then."))
        return redirect("disposal:certificate", certificate)
    name = f"certificate-{certificate}.json"
    return HttpResponse(
        document,
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def due_chart(forecast: Forecast, *, days: int, now: datetime) -> Chart:
    """Return what falls due by day, or by week where there are many days."""
    series = (Series("due", _("Destroyed")), Series("held", _("Kept by a hold")))
    known = {one.day: one for one in forecast.days}
    first = retention.local_day(now)
    columns = []
    for day in (first + timedelta(days=n) for n in range(days + 1)):
        due = known.get(day)
        values = (due.due - due.held, due.held) if due else (0, 0)
        columns.append(Column(day, values))
    return charts.chart(series, charts.by_week(columns) if days > DAILY else columns)


def _span(asked: str) -> int:
    return next((days for days in SPANS if str(days) == asked), SPANS[0])


def _registers(request: HttpRequest, now: datetime) -> tuple[str, ...]:
    """Return the registers that the reader answers for."""
    return calendar.registers_for(
        access.staff_id(request), now, roles=frozenset(RECORDS_ROLES)
    )
