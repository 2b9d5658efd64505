"""Changes to a work item that need no form: a button and what it does."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from seloste import wiring
from seloste.domain.work_item import Move
from seloste.domain.work_words import Step
from seloste.services import (
    checklists,
    claims,
    letters,
    work_items,
    work_moves,
)
from seloste.services.holds import HoldRefused
from seloste.services.work_items import WorkRefused
from seloste.web import access, clock
from seloste.web.audience import for_work
from seloste.web.words import said
from seloste.web.work.views import back


@for_work
@require_POST
def move(request: HttpRequest, work: UUID, wanted: str) -> HttpResponse:
    """Move it on, where that needs no outcome."""
    if wanted not in set(Move):
        raise Http404

    def do() -> None:
        work_moves.move(
            work,
            Move(wanted),
            desk=wiring.desk(),
            actor=access.actor(request),
            now=clock.now(),
        )

    return _act(request, work, do, _("Moved on."))


@for_work
@require_POST
@sensitive_post_parameters("text")
def add_step(request: HttpRequest, work: UUID) -> HttpResponse:
    """Add a step to its checklist."""

    def do() -> None:
        checklists.add_step(
            work,
            request.POST.get("text", "")[:500],
            desk=wiring.desk(),
            actor=access.actor(request),
            now=clock.now(),
        )

    return _act(request, work, do, "")


@for_work
@require_POST
@sensitive_post_parameters("text")
def tick(request: HttpRequest, work: UUID, place: int) -> HttpResponse:
    """Tick a step, take the tick away, or take the step from the list."""
    wanted = request.POST.get("to", "")
    step = Step(request.POST.get("text", ""), done=wanted == "done")
    change = checklists.remove_step if wanted == "gone" else checklists.tick

    def do() -> None:
        change(
            work,
            step,
            place=place,
            desk=wiring.desk(),
            actor=access.actor(request),
            now=clock.now(),
        )

    return _act(request, work, do, "")


@for_work
@require_POST
def unlink(request: HttpRequest, work: UUID, contact: UUID) -> HttpResponse:
    """Take a contact from it."""

    def do() -> None:
        work_items.unlink(
            work, contact_id=contact, actor=access.actor(request), now=clock.now()
        )

    return _act(
        request,
        work,
        do,
        _("No longer linked. What is overdue goes with the next sweep."),
    )


@for_work
@require_POST
def end_claim(request: HttpRequest, work: UUID) -> HttpResponse:
    """Note that its legal claim is over."""

    def do() -> None:
        claims.end_claim(work, actor=access.actor(request), now=clock.now())

    return _act(request, work, do, _("Noted. The claim holds nothing any more."))


@for_work
@require_POST
def letter_pdf(request: HttpRequest, work: UUID) -> HttpResponse:
    """Hand the letter out as a PDF; noted first."""
    try:
        name, data = letters.letter_pdf(
            work,
            staff_id=access.staff_id(request),
            purpose_id=request.POST.get("purpose", ""),
            desk=wiring.desk(),
            now=clock.now(),
        )
    except WorkRefused as refusal:
        messages.error(request, said(refusal.reason, "work-refused"))
        return back(request, work)
    return HttpResponse(
        data,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _act(
    request: HttpRequest, work: UUID, do: Callable[[], None], done: str
) -> HttpResponse:
    try:
        do()
    except (WorkRefused, HoldRefused) as refusal:
        messages.error(request, said(refusal.reason, "work-refused"))
    else:
        if done:
            messages.success(request, done)
    return back(request, work)
