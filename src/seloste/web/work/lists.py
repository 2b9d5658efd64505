"""The list of work, and where new work is opened."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from seloste import wiring
from seloste.domain.inbox import Listing
from seloste.domain.notice import HoldKind
from seloste.domain.work_item import Priority, WorkKind
from seloste.domain.work_words import WorkWords
from seloste.services import contact_page, queues, registers, work_items, work_page
from seloste.services.access import NotFound
from seloste.services.holds import HoldRefused
from seloste.services.work_items import NewWork, WorkRefused
from seloste.services.work_page import TABS
from seloste.web import access, clock, paging, saved_views
from seloste.web.audience import for_work
from seloste.web.inbox import desk
from seloste.web.paging import Paging
from seloste.web.templatetags.work import queue_name
from seloste.web.work.card import parts
from seloste.web.work.forms import BulkForm, Filters, LinkForm, New, RegisterChoice


@for_work
@require_safe
def list_work(request: HttpRequest) -> HttpResponse:
    """List the work that exists for the reader, the most urgent first."""
    now, me = clock.now(), access.staff_id(request)
    mine = registers.mine(me, now)
    known = [pair for one in mine for pair in queue_choices(one.slug)]
    form = Filters(request.GET or None, registers=mine, queues=known)
    wanted, tab = form.wanted(), form.tab_wanted()
    found = work_page.list_work(
        replace(wanted, **TABS[tab]),
        staff_id=me,
        desk=wiring.desk(),
        now=now,
        page=paging.number(request),
    )
    people = {pair for one in mine for pair in queues.staff_of(one.slug, now)}
    context = {
        "form": form,
        "bulk": BulkForm(queues=known, people=sorted(people, key=lambda one: one[1])),
        "tabs": work_page.tab_counts(wanted, staff_id=me, now=now).items(),
        "tab": tab,
        "lines": found.lines,
        "page": Paging(found.number, found.more),
        **saved_views.shown(request, Listing.WORK, form, tab.value),
        "shortcuts": desk.shortcuts(request),
        "now": now,
    }
    return render(request, "work/list.html", context)


@for_work
@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the list as it is filtered now, for oneself or for a register."""
    return saved_views.save(request, Listing.WORK)


@for_work
@require_POST
def remove_view(request: HttpRequest, view: UUID) -> HttpResponse:
    """Forget a saved view."""
    return saved_views.remove(request, view, Listing.WORK)


def queue_choices(register: str) -> list[tuple[UUID, str]]:
    """Return the queues of a register, to choose from."""
    return [(one.pk, queue_name(one)) for one in queues.queues(register)]


@for_work
@sensitive_post_parameters("title", "description")
def new(request: HttpRequest, contact: UUID | None = None) -> HttpResponse:
    """Ask what is to be done; on POST open it, linked to the contact."""
    now, me = clock.now(), access.staff_id(request)
    register, shown = _register(request, contact)
    if not register:
        return _no_register(request)
    kinds = work_page.kinds_for(register, staff_id=me, now=now)
    notice = registers.notice_of(register, now)
    owners = [(one.id, one.name) for one in notice.controllers]
    form = New(
        request.POST or None,
        initial={"kind": request.GET.get("kind", "")},
        kinds=kinds,
        queues=queue_choices(register),
        people=queues.staff_of(register, now),
        controllers=() if contact else owners,
    )
    if form.is_valid():
        work_id = _open(request, form, register, contact)
        if work_id is not None:
            messages.success(request, _("Opened."))
            return redirect("work:show", work_id)
    context = {
        "form": form,
        "contact": shown,
        "register": register,
        "kinds": kinds,
        "now": now,
        "holding": holding(notice.hold_rule, kinds),
        "choice": RegisterChoice(
            initial={"register": register}, registers=registers.mine(me, now)
        ),
    }
    return render(request, "work/new.html", context)


def holding(rule: Any, kinds: Iterable[WorkKind]) -> list[tuple[WorkKind, bool]]:
    """Return for each kind whether the notice lets it keep anything longer."""
    return [(kind, rule(HoldKind(kind.value)) is not None) for kind in kinds]


def _register(request: HttpRequest, contact: UUID | None) -> tuple[str, Any]:
    """Return the register work is opened in, and its contact if there is one."""
    now, me = clock.now(), access.staff_id(request)
    if contact is not None:
        page = contact_page.contact_page(
            contact, staff_id=me, desk=wiring.desk(), now=now
        )
        return page.contact.register_id, page.contact
    mine = [one.slug for one in registers.mine(me, now)]
    asked = request.GET.get("register", "")
    return (asked if asked in mine else next(iter(mine), "")), None


def _no_register(request: HttpRequest) -> HttpResponse:
    return render(request, "work/new.html", {"form": None, "kinds": ()})


def _open(
    request: HttpRequest, form: New, register: str, contact: UUID | None
) -> UUID | None:
    given = form.cleaned_data
    wanted = NewWork(
        register=register,
        kind=WorkKind(given["kind"]),
        words=WorkWords(given["title"].strip(), given["description"].strip()),
        contact_ids=(contact,) if contact else (),
        controller=given.get("controller", ""),
        queue_id=form.chosen("queue"),
        assignee_id=form.chosen("assignee"),
        priority=Priority(given["priority"]),
        reason=form.about,
        due_on=given["due_on"],
    )
    try:
        return work_items.open_work(
            wanted,
            desk=wiring.desk(),
            actor=access.actor(request),
            now=clock.now(),
        )
    except (WorkRefused, HoldRefused) as refusal:
        form.refused(refusal.reason)
        return None


@for_work
@require_POST
def link(request: HttpRequest, contact: UUID) -> HttpResponse:
    """Link a contact to open work by the number people call it by."""
    now, me = clock.now(), access.staff_id(request)
    shown = contact_page.contact_page(contact, staff_id=me, desk=wiring.desk(), now=now)
    register = shown.contact.register_id
    form = LinkForm(request.POST, items=parts(shown))
    if form.is_valid():
        try:
            work = work_page.by_number(
                register, form.cleaned_data["number"], staff_id=me, now=now
            )
            work_items.link(
                work.pk,
                contact_id=contact,
                item_ids=form.item_ids,
                actor=access.actor(request),
                now=now,
            )
        except NotFound:
            form.refused("not-found")
        except (WorkRefused, HoldRefused) as refusal:
            form.refused(refusal.reason)
        else:
            messages.success(request, _("Linked."))
            return redirect("work:show", work.pk)
    for errors in form.errors.values():
        messages.error(request, str(errors[0]))
    return redirect("contacts:show", contact)
