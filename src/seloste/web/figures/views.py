"""Pages of figures: a register's, the team's, one's own, and taking them along."""

import csv
import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seloste.domain import retention
from seloste.domain.contact import Channel
from seloste.domain.figure import safe_cell
from seloste.services import figures, registers
from seloste.services.figures import Dashboard, OwnDay, Period, Row, Wanted
from seloste.web import access, charts, clock
from seloste.web.audience import for_agents, for_leads
from seloste.web.charts import Chart, Column, Series
from seloste.web.figures.forms import Filters
from seloste.web.templatetags.words import in_language
from seloste.web.words import contacts

COLUMNS = ("measure", "when", "split", "unit", "value")
EARLIEST = date(2000, 1, 1)
OWN_DAYS = 14


@for_leads
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """Show the figures of a day, week or month of one register."""
    form, wanted = _asked(request)
    shown = figures.dashboard(
        wanted, staff_id=access.staff_id(request), now=clock.now()
    )
    context = {
        "filters": form,
        "wanted": wanted,
        "shown": shown,
        "register_name": _name_of(wanted),
        "contacts": contacts_chart(shown),
        "line": charts.line([sum(one.counts) for one in shown.slices]),
        "last": shown.after - timedelta(days=1),
        "hidden": shown.month.complaints.hidden,
        **_steps(shown),
    }
    return render(request, "figures/dashboard.html", context)


@for_leads
@require_safe
def team(request: HttpRequest) -> HttpResponse:
    """Show what each agent did, where the settings let names be shown."""
    form, wanted = _asked(request)
    shown = figures.team(
        wanted,
        staff_id=access.staff_id(request),
        named=settings.TEAM_NAMES,
        now=clock.now(),
    )
    context = {
        "filters": form,
        "wanted": wanted,
        "team": shown,
        "register_name": _name_of(wanted),
        "named": settings.TEAM_NAMES,
        "days": settings.STAFF_FIGURES_DAYS,
    }
    return render(request, "figures/team.html", context)


@for_agents
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show somebody's own day, week and month; nobody else sees this page of theirs."""
    today = retention.local_day(clock.now())
    staff_id = access.staff_id(request)
    context = {
        "periods": [
            (period, figures.own(staff_id, period=period, day=today))
            for period in Period
        ],
        "chart": own_chart(figures.own_days(staff_id, last=today, days=OWN_DAYS)),
        "days": settings.STAFF_FIGURES_DAYS,
    }
    return render(request, "figures/mine.html", context)


@for_leads
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Hand out what the page shows as CSV or JSON; it is written in the audit log."""
    _form, wanted = _asked(request, request.POST)
    rows = figures.export(wanted, actor=access.actor(request), now=clock.now())
    name = f"seloste-{wanted.register}-{wanted.period}-{wanted.day}"
    if request.POST.get("format") == "json":
        lines = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
        answer = HttpResponse(json.dumps(lines), content_type="application/json")
        answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
        return answer
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    write_csv(answer, rows)
    return answer


def write_csv(target: Any, rows: tuple[Row, ...]) -> None:
    """Write lines as CSV in which no cell is a formula."""
    writer = csv.writer(target)
    writer.writerow(COLUMNS)
    writer.writerows([safe_cell(str(cell)) for cell in row] for row in rows)


def contacts_chart(shown: Dashboard) -> Chart:
    """Return contacts by hour or day, stacked by channel."""
    hourly = shown.wanted.period is Period.DAY
    return charts.chart(
        [Series(one.value, str(contacts.CHANNELS[one])) for one in Channel],
        [
            Column(
                retention.local_day(one.at),
                one.counts,
                label=_hour(one.at) if hourly else "",
            )
            for one in shown.slices
        ],
    )


def own_chart(days: Iterable[OwnDay]) -> Chart:
    """Return what one of the staff did by day, stacked by what it was."""
    return charts.chart(
        [
            Series("mail", _("First answers")),
            Series("call", _("Calls and chats")),
            Series("chat", _("Work closed")),
        ],
        [Column(one.day, (one.answered, one.handled, one.closed)) for one in days],
    )


def _name_of(wanted: Wanted) -> str:
    """Return what people call the register."""
    known = registers.named([wanted.register], clock.now())
    return next((in_language(one.name) for one in known), "")


def _hour(at: datetime) -> str:
    return f"{at.astimezone(retention.HELSINKI):%H}–"


def _asked(request: HttpRequest, data: Any = None) -> tuple[Filters, Wanted]:
    """Return the filters and what they ask for, of a register the reader may see."""
    data = data or request.GET
    now = clock.now()
    known = registers.named(figures.registers_for(access.staff_id(request), now), now)
    slugs = [one.slug for one in known]
    if not slugs:
        raise PermissionDenied
    register = data.get("register", "")
    register = register if register in slugs else slugs[0]
    name = f"name_{get_language() or 'fi'}"
    queues = [
        (one.slug, str(getattr(one, name, one.name_fi)) or one.slug)
        for one in figures.queues_of(register)
    ]
    today = retention.local_day(now)
    start = {"register": register, "period": Period.DAY.value, "day": today}
    given = {**start, **{key: data[key] for key in data}, "register": register}
    form = Filters(given, registers=known, queues=queues)
    wanted = form.wanted(register, today)
    return form, wanted if wanted.day >= EARLIEST else Wanted(
        register, wanted.period, today, wanted.queue
    )


def _steps(shown: Dashboard) -> dict[str, date | None]:
    """Return the days to go to for the period before and the one after."""
    today = retention.local_day(clock.now())
    return {
        "earlier": shown.first - timedelta(days=1),
        "later": shown.after if shown.after <= today else None,
    }
