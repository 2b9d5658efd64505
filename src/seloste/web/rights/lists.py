"""The board of rights requests, and where one is taken down."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from seloste import wiring
from seloste.domain.contact import Channel
from seloste.domain.rights import RequestChannel
from seloste.services import (
    contact_page,
    registers,
    remembered,
    rights,
    rights_page,
    rights_suggestions,
)
from seloste.services.access import NotFound
from seloste.services.rights import RequestRefused
from seloste.services.rights_page import DueDay, RequestFilter
from seloste.web import access, charts, clock, paging
from seloste.web.audience import for_contacts, for_records
from seloste.web.charts import Chart, Column, Series
from seloste.web.paging import Paging
from seloste.web.rights.forms import Filters, Find, Receive

CHANNEL_OF = {
    Channel.CALL: RequestChannel.CALL,
    Channel.MAIL: RequestChannel.MAIL,
    Channel.CHAT: RequestChannel.CHAT,
    Channel.FORM: RequestChannel.FORM,
    Channel.PAPER: RequestChannel.PAPER,
}


@for_records
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """List the requests of the reader's registers, the next due first."""
    now, me = clock.now(), access.staff_id(request)
    slugs = rights_page.registers_of(me, now)
    form = Filters(request.GET or None, registers=registers.named(slugs, now))
    wanted = form.wanted()
    found = rights_page.board(wanted, staff_id=me, now=now, page=paging.number(request))
    context = {
        "form": form,
        "find": Find(),
        "tabs": rights_page.tab_counts(wanted, staff_id=me, now=now).items(),
        "tab": wanted.tab,
        "lines": found.lines,
        "page": Paging(found.number, found.more),
        "chart": _chart(rights_page.due_days(wanted, staff_id=me, now=now)),
        "unconfirmed": rights_page.unconfirmed(wanted, staff_id=me, now=now),
        "suggestions": _suggested(wanted, slugs),
        "erased": _erased(wanted, slugs),
        "now": now,
    }
    return render(request, "rights/board.html", context)


def _suggested(wanted: RequestFilter, slugs: tuple[str, ...]) -> tuple[Any, ...]:
    chosen = tuple(one for one in slugs if wanted.register in {"", one})
    return rights_suggestions.standing(chosen)


def _erased(wanted: RequestFilter, slugs: tuple[str, ...]) -> tuple[Any, ...]:
    """Return the erasures that came later and whose person is still to be told."""
    chosen = (one for one in slugs if wanted.register in {"", one})
    return tuple(row for slug in chosen for row in remembered.waiting_to_be_told(slug))


def _chart(days: tuple[DueDay, ...]) -> Chart:
    """Return what is planned, day by day: plain months, and extended ones."""
    series = (Series("due", _("Due")), Series("held", _("Due, extended")))
    return charts.chart(
        series, [Column(one.day, (one.plain, one.extended)) for one in days]
    )


@for_records
@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """Lead to the request of a receipt number."""
    form = Find(request.POST)
    if form.is_valid():
        try:
            found = rights_page.find(
                form.cleaned_data["reference"],
                staff_id=access.staff_id(request),
                now=clock.now(),
            )
        except NotFound:
            messages.info(request, _("No request has this receipt number."))
        else:
            return redirect("rights:show", found)
    return redirect("rights:list")


@for_contacts
@sensitive_post_parameters()
def new(
    request: HttpRequest, register: str = "", contact: UUID | None = None
) -> HttpResponse:
    """Take a request down; on POST keep it, and lead to where its taker may see it."""
    now, me = clock.now(), access.staff_id(request)
    mine = registers.mine(me, now)
    origin = _origin(request, contact)
    register = origin.register_id if origin else register or mine[0].slug
    if register not in {one.slug for one in mine}:
        raise NotFound("no such record")
    form = Receive(request.POST or None, initial=_initial(origin), now=now)
    if form.is_valid():
        try:
            received = rights.receive(
                form.request(register, contact),
                desk=wiring.desk(),
                actor=access.actor(request),
                now=now,
            )
        except RequestRefused as refusal:
            form.refused(refusal.reason)
        else:
            return _taken(request, received, register, contact)
    context = {
        "form": form,
        "contact": origin,
        "register": register,
        "registers": mine,
        "now": now,
    }
    return render(request, "rights/new.html", context)


def _origin(request: HttpRequest, contact: UUID | None) -> Any:
    if contact is None:
        return None
    page = contact_page.contact_page(
        contact,
        staff_id=access.staff_id(request),
        desk=wiring.desk(),
        now=clock.now(),
    )
    return page.contact


def _initial(origin: Any) -> dict[str, object]:
    """Return what a contact says already: its channel, its day, what it reads like."""
    if origin is None:
        return {"language": "fi"}
    kind = rights_suggestions.of(origin.pk)
    day = {"received_on": origin.received_at.date()}
    said = {"kind": kind.value} if kind is not None else {}
    return {
        "channel": CHANNEL_OF[Channel(origin.channel)].value,
        "language": origin.language if origin.language in {"sv", "en"} else "fi",
        **day,
        **said,
    }


def _taken(
    request: HttpRequest,
    received: rights.Received,
    register: str,
    contact: UUID | None,
) -> HttpResponse:
    """Lead on: who does not handle requests goes back with the receipt number."""
    messages.success(
        request,
        _("Received. Receipt number %(number)s, due %(day)s.")
        % {
            "number": received.reference,
            "day": date_format(received.law_on, "j.n.Y"),
        },
    )
    me, now = access.staff_id(request), clock.now()
    if register in rights_page.registers_of(me, now):
        return redirect("rights:show", received.id)
    if contact is not None:
        return redirect("contacts:show", contact)
    return redirect("front")


@for_contacts
@require_POST
def dismiss(request: HttpRequest, contact: UUID) -> HttpResponse:
    """Say that a contact is no rights request."""
    rights_suggestions.dismiss(contact, actor=access.actor(request), now=clock.now())
    messages.success(request, _("Noted: no rights request."))
    back = request.POST.get("back", "")
    return (
        redirect("rights:list")
        if back == "board"
        else redirect("contacts:show", contact)
    )
