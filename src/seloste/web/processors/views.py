"""Pages of the register of processors, for administrators and the officer."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seloste import wiring
from seloste.domain.processor import ProcessorRefused
from seloste.domain.retention import local_day
from seloste.domain.staff import Actor, Role
from seloste.services import processor_page, processors, registers
from seloste.services.processor_page import EntryLine
from seloste.web import access, clock, paging
from seloste.web.paging import Paging
from seloste.web.processors import forms
from seloste.web.templatetags.words import in_language
from seloste.web.words.processors import REFUSED

ROLES = (Role.DPO, Role.ADMIN)
for_keepers = access.for_roles(*ROLES)


@for_keepers
@require_safe
def list_entries(request: HttpRequest) -> HttpResponse:
    """List the processors of the reader's registers, and the machines in use."""
    now, page = clock.now(), paging.number(request)
    mine = _mine(request, now)
    form = forms.Filters(request.GET or None, registers=_named(mine, now))
    wanted = form.cleaned_data if form.is_valid() else {}
    chosen = wanted.get("register")
    shown = (chosen,) if chosen else mine
    found = processor_page.listing(
        shown, show=wanted.get("show", ""), page=page, now=now
    )
    context = {
        "form": form,
        "lines": found.lines,
        "page": Paging(page, found.more),
        "machines": processor_page.in_use(shown, set_up=wiring.hosts_set_up(), now=now),
        "now": now,
    }
    return render(request, "processors/list.html", context)


@for_keepers
def new(request: HttpRequest) -> HttpResponse:
    """Ask about a processor of a register; on POST enter it."""
    now = clock.now()
    mine = _mine(request, now)
    asked = request.GET.get("register", "")
    register = asked if asked in mine else next(iter(mine), "")
    form = forms.Entry(
        request.POST or None,
        recipients=_recipients(register, now),
        initial={"since": local_day(now)},
    )
    if form.is_valid():
        try:
            made = processors.add(
                form.wanted(register), actor=_actor(request, register), now=now
            )
        except ProcessorRefused as refusal:
            form.refused(refusal.reason)
        else:
            messages.success(request, _("The processor is in the register."))
            return redirect("processors:show", made)
    context = {
        "form": form,
        "register": register,
        "registers": _named(mine, now),
        "now": now,
    }
    return render(request, "processors/new.html", context)


@for_keepers
def show(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Show an entry; on POST change what it says."""
    now = clock.now()
    line = _line(request, entry, now)
    register = line.entry.register_id
    facts = processors.facts(line.entry)
    form = forms.Entry(
        request.POST or None,
        recipients=_recipients(register, now),
        initial=forms.said(facts),
    )
    if form.is_valid():
        try:
            processors.change(
                entry,
                form.wanted(register, facts.until),
                actor=_actor(request, register),
                now=now,
            )
        except ProcessorRefused as refusal:
            form.refused(refusal.reason)
        else:
            messages.success(request, _("Saved."))
            return redirect("processors:show", entry)
    return _shown(request, line, form, forms.End(initial={"on": local_day(now)}))


@for_keepers
def end(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Let a processor get nothing any more from a day on."""
    now = clock.now()
    line = _line(request, entry, now)
    register = line.entry.register_id
    ending = forms.End(request.POST or None, initial={"on": local_day(now)})
    if ending.is_valid():
        try:
            processors.end(
                entry,
                on=ending.cleaned_data["on"],
                actor=_actor(request, register),
                now=now,
            )
        except ProcessorRefused as refusal:
            ending.add_error("on", REFUSED[refusal.reason])
        else:
            messages.success(request, _("The processor ends on that day."))
            return redirect("processors:show", entry)
    form = forms.Entry(
        recipients=_recipients(register, now),
        initial=forms.said(processors.facts(line.entry)),
    )
    return _shown(request, line, form, ending)


def _shown(
    request: HttpRequest, line: EntryLine, form: forms.Entry, ending: forms.End
) -> HttpResponse:
    now, register = clock.now(), line.entry.register_id
    machines = processor_page.in_use((register,), set_up=wiring.hosts_set_up(), now=now)
    context = {
        "line": line,
        "form": form,
        "ending": ending,
        "machines": [one for one in machines if one.use.host in line.entry.hosts],
        "now": now,
    }
    return render(request, "processors/show.html", context)


def _mine(request: HttpRequest, now: datetime) -> tuple[str, ...]:
    return processor_page.registers_for(access.staff_id(request), now)


def _named(mine: tuple[str, ...], now: datetime) -> list[tuple[str, str]]:
    return [(one.slug, in_language(one.name)) for one in registers.named(mine, now)]


def _recipients(register: str, now: datetime) -> list[tuple[str, str]]:
    found = processor_page.recipients(register, now)
    return [(one.id, in_language(one.name)) for one in found]


def _line(request: HttpRequest, entry: UUID, now: datetime) -> EntryLine:
    return processor_page.entry(entry, staff_id=access.staff_id(request), now=now)


def _actor(request: HttpRequest, register: str) -> Actor:
    return access.actor(request, access.require(request, register, *ROLES))
