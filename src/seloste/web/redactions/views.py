"""Hiding by hand: the words in step with the sound, what is chosen, a preview.

What is chosen travels in the form until it is applied, so that a preview writes
nothing; the page works without a script, which only makes choosing easier.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from seloste import wiring
from seloste.domain.redaction import Mark, RedactionRefused, identity
from seloste.domain.rights import RequestRefused
from seloste.services import openings, redaction_tool, request_copies
from seloste.web import access, clock
from seloste.web.audience import for_records, for_work
from seloste.web.redactions.forms import (
    Again,
    Choose,
    ForRequest,
    Seen,
    chosen,
    written,
)
from seloste.web.words import redactions as words
from seloste.web.words import rights


@dataclass(slots=True)
class _Shown:
    """What the page shows beside the recording: choices so far and their preview."""

    marks: tuple[Mark, ...] = ()
    form: Choose | None = None
    preview: Any = None


@for_work
@require_safe
def show(request: HttpRequest, opening: UUID) -> HttpResponse:
    """Show the words of an opened recording, what is hidden and what was found."""
    return _page(request, opening, _Shown())


@for_work
@require_POST
@sensitive_post_parameters("chosen", "words")
def preview(request: HttpRequest, opening: UUID) -> HttpResponse:
    """Take what was chosen along, and show the words as they would be shown."""
    try:
        shown = _Shown(marks=chosen(request.POST.getlist("chosen")))
    except RedactionRefused as refusal:
        return _refused(request, opening, (), refusal)
    if request.POST.get("end"):
        tool = redaction_tool.tool(opening, desk=wiring.desk(), **_asked(request))
        shown.form = Choose(request.POST, speakers=tool.speakers)
        if shown.form.is_valid():
            shown.marks = (*shown.marks, shown.form.mark())
    left_out = request.POST.get("leave-out")
    shown.marks = tuple(one for one in shown.marks if written(one) != left_out)
    return _previewed(request, opening, shown)


def _previewed(request: HttpRequest, opening: UUID, shown: _Shown) -> HttpResponse:
    """Show the page with a preview, or with what is wrong with the last choice."""
    if shown.marks:
        try:
            shown.preview = redaction_tool.preview(
                opening, shown.marks, **_asked(request), desk=wiring.desk()
            )
        except RedactionRefused as refusal:
            if shown.form is None:
                return _refused(request, opening, (), refusal)
            shown.form.full_clean()
            shown.form.refused(refusal.reason)
            shown.marks = shown.marks[:-1]
        else:
            shown.form = shown.form if shown.form and shown.form.errors else None
    return _page(request, opening, shown)


@for_work
@require_POST
@sensitive_post_parameters("chosen")
def hide(request: HttpRequest, opening: UUID) -> HttpResponse:
    """Hide what was chosen from everyone, in words and sound together."""
    marks: tuple[Mark, ...] = ()
    try:
        marks = chosen(request.POST.getlist("chosen"))
        redaction_tool.hide(opening, marks, **_asked(request), desk=wiring.desk())
    except RedactionRefused as refusal:
        return _refused(request, opening, marks, refusal)
    messages.success(request, _("Hidden in words and sound."))
    return redirect("redactions:show", opening)


@for_records
@require_POST
@sensitive_post_parameters("chosen")
def separate(request: HttpRequest, opening: UUID) -> HttpResponse:
    """Make a copy of its own that hides what was chosen."""
    marks: tuple[Mark, ...] = ()
    form = ForRequest(request.POST, requests=())
    try:
        marks = chosen(request.POST.getlist("chosen"))
        redaction_tool.separate(
            opening,
            marks,
            for_id=form.for_id(),
            **_asked(request),
            desk=wiring.desk(),
        )
    except RedactionRefused as refusal:
        return _refused(request, opening, marks, refusal)
    except RequestRefused as refusal:
        messages.error(request, str(rights.REFUSED[refusal.reason]))
        return redirect("redactions:show", opening)
    messages.success(request, _("A separate copy was made; what others hear stays."))
    return redirect("redactions:show", opening)


@for_work
@require_POST
def decide(request: HttpRequest, opening: UUID) -> HttpResponse:
    """Note that somebody looked at what may be sensitive, and hid what has to be."""
    form = Seen(request.POST)
    if not form.is_valid():
        return _refused(request, opening, (), RedactionRefused("malformed"))
    try:
        redaction_tool.decide(
            opening, copy=form.cleaned_data["copy"], **_asked(request)
        )
    except RedactionRefused as refusal:
        return _refused(request, opening, (), refusal)
    messages.success(request, _("Decided: nothing more has to be hidden."))
    return redirect("redactions:show", opening)


@for_records
@require_POST
def show_again(request: HttpRequest, opening: UUID) -> HttpResponse:
    """Show again what somebody hid; the original has to be open."""
    form = Again(request.POST)
    if not form.is_valid():
        return _refused(request, opening, (), RedactionRefused("malformed"))
    try:
        redaction_tool.show_again(
            opening,
            form.cleaned_data["mark"],
            copy=form.cleaned_data["copy"],
            **_asked(request),
            desk=wiring.desk(),
        )
    except RedactionRefused as refusal:
        return _refused(request, opening, (), refusal)
    messages.success(request, _("Shown again."))
    return redirect("redactions:show", opening)


def _check_request(request: HttpRequest, item: Any, form: ForRequest) -> None:
    """Say where the request somebody comes from allows no copy of this recording."""
    try:
        request_copies.check(form.for_id(), item, **_asked(request))
    except RedactionRefused as refusal:
        messages.error(request, str(words.REFUSALS[refusal.reason]))


def _asked(request: HttpRequest) -> dict[str, Any]:
    return {"staff_id": access.staff_id(request), "now": clock.now()}


def _refused(
    request: HttpRequest,
    opening: UUID,
    marks: Sequence[Mark],
    refusal: RedactionRefused,
) -> HttpResponse:
    reason = words.REFUSALS.get(refusal.reason, words.REFUSALS[""])
    messages.error(request, str(reason))
    return _page(request, opening, _Shown(marks=tuple(marks)))


def _page(request: HttpRequest, opening: UUID, shown: _Shown) -> HttpResponse:
    asked = _asked(request)
    tool = redaction_tool.tool(opening, desk=wiring.desk(), **asked)
    item = openings.opened_item(opening, **asked)
    people = [mark for mark in tool.marks if mark.by_person]
    shown.form = shown.form or Choose(speakers=tool.speakers)
    preset = request.POST.get("request") or request.GET.get("request") or ""
    for_request = ForRequest(initial={"request": preset}, requests=tool.requests)
    if preset and request.method == "GET":
        _check_request(request, item, ForRequest({"request": preset}, requests=()))
    context = {
        "tool": tool,
        "item": item,
        "opened": openings.opened(opening, **asked),
        "shown": shown,
        "for_request": for_request,
        "preset": preset if preset in {str(one.pk) for one in tool.requests} else "",
        "chosen": [(one, written(one)) for one in shown.marks],
        "people": [(identity(mark), mark) for mark in people],
        "program": [mark for mark in tool.marks if not mark.by_person],
        "proposals": [(one, written(one.mark)) for one in tool.proposals],
        "reasons": words.REASONS,
    }
    return render(request, "redactions/show.html", context)
