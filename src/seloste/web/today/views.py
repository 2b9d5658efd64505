"""Today: the front page of somebody who works here."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from seloste import wiring
from seloste.domain.contact import Channel
from seloste.domain.staff import Role
from seloste.services import calendar, mailbox_page, today
from seloste.services.today import Today
from seloste.web import access, charts, clock
from seloste.web.audience import WORK_ROLES
from seloste.web.charts import Chart, Column, Series
from seloste.web.papers import alerts
from seloste.web.words import contacts as words


def page(request: HttpRequest) -> HttpResponse:
    """Show what came, what goes, what waits and what runs."""
    now, me = clock.now(), access.staff_id(request)
    known = today.today(staff_id=me, now=now, scanner=wiring.scanner() is not None)
    context: dict[str, Any] = {
        "today": known,
        "registers": calendar.registers_for(me, now),
        "came": _came(known),
        "goes": _goes(known),
        "decides_on_scans": Role.RECORDS_MANAGER in access.roles(request),
        "works": bool(access.roles(request) & frozenset(WORK_ROLES)),
        "mail_troubles": mailbox_page.troubles(staff_id=me, now=now),
        "paper": alerts.waiting(request),
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
