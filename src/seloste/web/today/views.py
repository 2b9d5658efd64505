"""Today: the front page of somebody who works here."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from seloste.domain.contact import Channel
from seloste.services import calendar, today
from seloste.services.today import Today
from seloste.web import access, charts, clock
from seloste.web.charts import Chart, Column, Series
from seloste.web.words import contacts as words


def page(request: HttpRequest) -> HttpResponse:
    """Show what came, what goes, what waits and what runs."""
    now, me = clock.now(), access.staff_id(request)
    known = today.today(staff_id=me, now=now)
    context: dict[str, Any] = {
        "today": known,
        "registers": calendar.registers_for(me, now),
        "came": _came(known),
        "goes": _goes(known),
        "now": now,
    }
    return render(request, "today/page.html", context)


def _came(known: Today) -> Chart:
    """Return the contacts of the last days by channel."""
    series = [
        Series(channel.value, str(words.CHANNELS[channel])) for channel in Channel
    ]
    columns = (
        Column(one.day, tuple(tally.count for tally in one.counts))
        for one in known.days
    )
    return charts.chart(series, columns)


def _goes(known: Today) -> Chart:
    """Return what falls due in the coming days."""
    series = (Series("due", _("Destroyed")), Series("held", _("Kept by a hold")))
    columns = (Column(one.day, (one.due - one.held, one.held)) for one in known.due)
    return charts.chart(series, columns)
