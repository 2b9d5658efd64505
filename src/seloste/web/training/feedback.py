"""Feedback to an agent on own work: reading it, and answering."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from seloste import wiring
from seloste.domain.evaluation import EvaluationRefused
from seloste.services import evaluations
from seloste.web import access, clock, paging
from seloste.web.audience import for_feedback
from seloste.web.paging import Paging
from seloste.web.training.forms import Answer
from seloste.web.words import training as words


@for_feedback
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """List the evaluations of the reader's own work, newest first."""
    page = paging.number(request)
    found, more = evaluations.feedback_for(staff_id=access.staff_id(request), page=page)
    context = {"evaluations": found, "page": Paging(page, more)}
    return render(request, "training/mine.html", context)


@for_feedback
@sensitive_post_parameters("text")
def read(request: HttpRequest, evaluation: UUID) -> HttpResponse:
    """Show an evaluation; on POST acknowledge it, with words or without."""
    staff_id, now, desk = access.staff_id(request), clock.now(), wiring.desk()
    form = Answer(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            evaluations.answer(
                evaluation,
                form.cleaned_data["text"],
                staff_id=staff_id,
                desk=desk,
                now=now,
            )
        except EvaluationRefused as refusal:
            form.refused(refusal.reason, words.REFUSALS)
        else:
            messages.success(request, _("Acknowledged."))
            return redirect("my-feedback:list")
    shown = evaluations.open_own(evaluation, staff_id=staff_id, desk=desk, now=now)
    context = {
        "shown": shown,
        "form": form,
        "own": shown.row.agent_id == staff_id,
    }
    return render(request, "training/read.html", context)
