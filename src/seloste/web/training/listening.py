"""Listening to what was drawn, and judging the service beside the player."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from seloste import wiring
from seloste.domain.evaluation import EvaluationRefused
from seloste.services import (
    comments,
    evaluation_forms,
    evaluations,
    openings,
    playlists,
)
from seloste.services.access import NotFound
from seloste.services.openings import Opened
from seloste.web import access, clock
from seloste.web.audience import for_trainers
from seloste.web.messages.shown import shown_message
from seloste.web.training.forms import Evaluate, Remark
from seloste.web.words import training as words


@for_trainers
@require_POST
def open_entry(request: HttpRequest, playlist: UUID, position: int) -> HttpResponse:
    """Open a place of a playlist for its purpose, and lead to it."""
    try:
        opened = playlists.open_entry(
            playlist, position, staff_id=access.staff_id(request), now=clock.now()
        )
    except NotFound:
        messages.info(request, _("This can no longer be opened for training."))
        return redirect("training:show", playlist)
    return redirect("training:listen", playlist, position, opened.opening_id)


@for_trainers
@require_safe
def listen(
    request: HttpRequest, playlist: UUID, position: int, opening: UUID
) -> HttpResponse:
    """Show the player or the message with comments and evaluations beside it."""
    return _page(request, playlist, position, opening)


@for_trainers
@require_POST
@sensitive_post_parameters("well", "next_time")
def evaluate(
    request: HttpRequest, playlist: UUID, position: int, opening: UUID
) -> HttpResponse:
    """Keep how the service was, and go back to the playlist."""
    opened = _opened(request, opening)
    form = _evaluate_form(request, opened, request.POST)
    if form.is_valid():
        try:
            evaluations.write(
                opening,
                form.judgement(),
                agent_id=UUID(form.cleaned_data["agent"]),
                staff_id=access.staff_id(request),
                desk=wiring.desk(),
                now=clock.now(),
            )
        except EvaluationRefused as refusal:
            form.refused(refusal.reason, words.REFUSALS)
        else:
            messages.success(request, _("Evaluation kept. The agent can read it."))
            return redirect("training:show", playlist)
    return _page(request, playlist, position, opening, evaluate_form=form)


@for_trainers
@require_POST
@sensitive_post_parameters("text")
def comment(
    request: HttpRequest, playlist: UUID, position: int, opening: UUID
) -> HttpResponse:
    """Keep a comment at a moment of the recording."""
    form = Remark(request.POST)
    if form.is_valid():
        try:
            comments.write(
                opening,
                form.cleaned_data["text"],
                second=form.cleaned_data["moment"],
                staff_id=access.staff_id(request),
                desk=wiring.desk(),
                now=clock.now(),
            )
        except EvaluationRefused as refusal:
            form.refused(refusal.reason, words.REFUSALS)
        else:
            return redirect("training:listen", playlist, position, opening)
    return _page(request, playlist, position, opening, comment_form=form)


def _opened(request: HttpRequest, opening: UUID) -> Opened:
    return openings.opened(opening, staff_id=access.staff_id(request), now=clock.now())


def _evaluate_form(request: HttpRequest, opened: Opened, data: Any = None) -> Evaluate:
    now = clock.now()
    item, _opening = evaluations.opened_for_training(
        opened.opening_id, staff_id=access.staff_id(request), now=now
    )
    return Evaluate(
        data,
        criteria=evaluation_forms.current(item.register_id),
        agents=evaluations.agents(item.register_id, now),
    )


def _page(
    request: HttpRequest,
    playlist: UUID,
    position: int,
    opening: UUID,
    *,
    evaluate_form: Evaluate | None = None,
    comment_form: Remark | None = None,
) -> HttpResponse:
    staff_id, now = access.staff_id(request), clock.now()
    row = playlists.playlist(playlist, staff_id=staff_id, now=now)
    try:
        opened = _opened(request, opening)
        item, _row = evaluations.opened_for_training(
            opening, staff_id=staff_id, now=now
        )
    except (NotFound, EvaluationRefused):
        messages.info(request, _("The opening is over. Open it again."))
        return redirect("training:show", playlist)
    written = evaluations.of_item(item, desk=wiring.desk())
    context = {
        "playlist": row,
        "position": position,
        "opened": opened,
        "item": item,
        "message": shown_message(request, opened),
        "comments": comments.of_item(item, desk=wiring.desk()),
        "evaluations": written,
        "mine": any(one.row.author_id == staff_id for one in written),
        "evaluate_form": evaluate_form or _evaluate_form(request, opened),
        "comment_form": comment_form or Remark(),
    }
    return render(request, "training/listen.html", context)
