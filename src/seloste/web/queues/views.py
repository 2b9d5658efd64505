"""Pages of queues: the list, one queue with its settings, and its members."""

from collections.abc import Callable
from datetime import time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seloste.domain.staff import Role
from seloste.services import queues, registers, staff
from seloste.services.queues import QueueRefused
from seloste.web import access, clock
from seloste.web.queues.forms import MemberForm, QueueForm, skills
from seloste.web.words import said

for_admin = access.for_roles(Role.ADMIN)


@for_admin
@require_safe
def list_queues(request: HttpRequest) -> HttpResponse:
    """List the queues of every register, with their members and targets."""
    found = [
        (one, queues.queues(one.slug), queues.retired(one.slug))
        for one in registers.named(staff.registers(), clock.now())
    ]
    return render(request, "queues/list.html", {"registers": found})


@for_admin
def edit(request: HttpRequest, queue: UUID | None = None) -> HttpResponse:
    """Show the settings of a queue, or a new one; on POST save them."""
    row = queues.queue(queue) if queue else None
    form = _form(request.POST or None, row)
    if form.is_valid():
        try:
            saved = queues.set_queue(
                form.settings(), actor=access.actor(request), now=clock.now()
            )
        except QueueRefused as refusal:
            form.add_error(None, said(refusal.reason, "queue-refused"))
        else:
            messages.success(request, _("Saved."))
            return redirect("queues:show", saved)
    return _show(request, row, form)


@for_admin
@require_POST
def add_member(request: HttpRequest, queue: UUID) -> HttpResponse:
    """Let somebody take work from a queue, or change what they are given."""
    row = queues.queue(queue)
    form = MemberForm(request.POST, people=_people(row))
    if form.is_valid():
        queues.set_member(
            queue_id=queue,
            staff_id=UUID(form.cleaned_data["staff"]),
            skills=skills(form.cleaned_data["skills"]),
            available=form.cleaned_data["available"],
            actor=access.actor(request),
            now=clock.now(),
        )
        messages.success(request, _("Saved."))
        return redirect("queues:show", queue)
    return _show(request, row, _form(None, row), member_form=form)


@for_admin
@require_POST
def remove_member(request: HttpRequest, queue: UUID, member: UUID) -> HttpResponse:
    """Take somebody out of a queue."""
    queues.remove_member(
        queue_id=queues.queue(queue).pk,
        staff_id=member,
        actor=access.actor(request),
        now=clock.now(),
    )
    messages.success(request, _("Taken out. What they were given stays theirs."))
    return redirect("queues:show", queue)


@for_admin
@require_POST
def retire(request: HttpRequest, queue: UUID) -> HttpResponse:
    """Let nothing new come to a queue."""
    return _turn(request, queue, queues.retire, _("Retired. Nothing new comes to it."))


@for_admin
@require_POST
def reopen(request: HttpRequest, queue: UUID) -> HttpResponse:
    """Let work come to a retired queue again."""
    return _turn(request, queue, queues.reopen, _("Open again."))


def _turn(
    request: HttpRequest, queue: UUID, do: Callable[..., None], done: str
) -> HttpResponse:
    row = queues.queue(queue)
    try:
        do(row.pk, actor=access.actor(request), now=clock.now())
    except QueueRefused as refusal:
        messages.error(request, said(refusal.reason, "queue-refused"))
    else:
        messages.success(request, done)
    return redirect("queues:show", queue)


def _show(
    request: HttpRequest, row: Any, form: QueueForm, *, member_form: Any = None
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "queue": row}
    if row is not None:
        context["waiting"] = queues.waiting(row.pk)
        context["members"] = row.members.select_related("staff").order_by(
            "staff__display_name"
        )
        context["member_form"] = member_form or MemberForm(people=_people(row))
    return render(request, "queues/show.html", context)


def _people(row: Any) -> tuple[tuple[UUID, str], ...]:
    return queues.staff_of(row.register_id, clock.now())


def _form(data: Any, row: Any) -> QueueForm:
    known = registers.named(staff.registers(), clock.now())
    initial = _initial(row) if row else {f"opens_{day}": time(8) for day in range(5)}
    if row is None:
        initial |= {f"closes_{day}": time(16) for day in range(5)}
    return QueueForm(data, initial=initial, registers=known, fixed=row is not None)


def _initial(row: Any) -> dict[str, Any]:
    initial = {
        "register": row.register_id,
        "slug": row.slug,
        "name_fi": row.name_fi,
        "name_sv": row.name_sv,
        "name_en": row.name_en,
        "addresses": "\n".join(row.addresses),
        "channels": row.channels,
        "complaints": row.complaints,
        "assignment": row.assignment,
        "skills": ", ".join(row.skills),
        "respond_minutes": row.respond_minutes,
        "solve_minutes": row.solve_minutes,
    }
    hours = row.hours or {str(day): ["08:00", "16:00"] for day in range(5)}
    for day, (opens, closes) in hours.items():
        initial[f"opens_{day}"] = time.fromisoformat(opens)
        initial[f"closes_{day}"] = time.fromisoformat(closes)
    return initial
