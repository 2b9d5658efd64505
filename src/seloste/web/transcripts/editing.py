"""Correcting: a turn at a time; nothing that was written is lost when it is refused.

Each correction names the version it was made on. Where somebody was faster, the
words as they stand are shown beside the text, to be saved again. Where the opening
is over, the text goes along to the next opening for the same purpose.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from seloste import wiring
from seloste.domain.transcript import NO_SPEECH, UNCLEAR, TranscriptRefused
from seloste.services import openings, transcript_by_hand, transcripts
from seloste.services.access import NotFound
from seloste.services.transcript_page import TranscriptPage
from seloste.web.audience import for_records, for_work
from seloste.web.transcripts.forms import Add, Correct, Editing, Speakers, nearest
from seloste.web.transcripts.shown import (
    PER_PAGE,
    asked,
    check_open,
    found,
    shown,
)
from seloste.web.words import transcripts as words

CARRIED = ("turn", "seen", "start", "channel", "text", "speaker")
MARKS = {"unclear": UNCLEAR, "no-speech": NO_SPEECH}


@for_work
@require_POST
@sensitive_post_parameters("text")
def correct(request: HttpRequest, item: UUID, opening: UUID) -> HttpResponse:
    """Let a turn say something else; who said it before no longer stands up for it."""
    form = Correct(request.POST)
    try:
        check_open(request, item, opening)
    except NotFound:
        return _over(request, item)
    if not form.is_valid():
        page = found(request, item, opening)
        return _kept(request, page, form, words.REFUSALS["too-long"])
    try:
        transcripts.correct(
            opening,
            [form.edit()],
            seen_version=form.cleaned_data["seen"],
            desk=wiring.desk(),
            **asked(request),
        )
    except TranscriptRefused as refusal:
        page = found(request, item, opening)
        return _kept(request, page, form, _why(refusal))
    messages.success(request, _("Saved."))
    data = form.cleaned_data
    return _back(item, opening, turn=data["turn"], start=data["start"])


def _kept(
    request: HttpRequest, page: TranscriptPage, form: Correct, why: Any
) -> HttpResponse:
    """Show a refused correction with its text, beside what stands now."""
    now = page.shown.words if page.shown else None
    if now is None or not now.turns:
        return shown(request, page, refused=why)
    at = nearest(
        now,
        channel=form.cleaned_data.get("channel"),
        start=form.cleaned_data.get("start"),
    )
    editing = Editing(
        turn=at,
        text=form.data.get("text", ""),
        speaker=form.data.get("speaker", ""),
        now=now.turns[at].text,
        refused=why,
    )
    return shown(request, page, editing=editing)


@for_work
@require_POST
@sensitive_post_parameters("add-text")
def add(request: HttpRequest, item: UUID, opening: UUID) -> HttpResponse:
    """Add a turn that was missing, or mark a stretch as unclear or as no speech."""
    try:
        check_open(request, item, opening)
    except NotFound:
        return _over(request, item)
    dialog = openings.opened_item(opening, **asked(request)).dialog
    form = Add(request.POST, prefix="add", channels=max(1, dialog.channels))
    if not form.is_valid():
        return shown(request, found(request, item, opening), adding=form)
    mark = MARKS.get(request.POST.get("mark", ""))
    try:
        transcripts.correct(
            opening,
            [],
            additions=[form.addition(mark or form.cleaned_data["text"])],
            seen_version=form.cleaned_data["seen"],
            desk=wiring.desk(),
            **asked(request),
        )
    except TranscriptRefused as refusal:
        page = found(request, item, opening)
        return shown(request, page, adding=form, refused=_why(refusal))
    messages.success(request, _("Saved."))
    data = form.cleaned_data
    at = _turn_at(found(request, item, opening), data["channel"], data["start"])
    return _back(item, opening, turn=at, start=data["start"])


def _turn_at(page: TranscriptPage, channel: int, start: float) -> int:
    """Return where a turn stands that was added."""
    words_ = page.shown.words if page.shown else None
    return nearest(words_, channel=channel, start=start) if words_ else 0


@for_work
@require_POST
def begin(request: HttpRequest, item: UUID, opening: UUID) -> HttpResponse:
    """Begin an empty transcript, to be written by hand."""

    def start(seen: int) -> None:
        transcript_by_hand.begin(
            opening,
            language=request.POST.get("language", ""),
            seen_version=seen,
            desk=wiring.desk(),
            **asked(request),
        )

    done = _("Begun. Write turn by turn what is said.")
    return _moved(request, item, opening, start, done)


@for_work
@require_POST
def rest(request: HttpRequest, item: UUID, opening: UUID) -> HttpResponse:
    """Say that nobody speaks in whatever of a channel is not written."""
    given = request.POST.get("channel", "")

    def mark(seen: int) -> None:
        transcript_by_hand.say_rest_is_no_speech(
            opening,
            int(given[:3]) if given.isascii() and given.isdecimal() else -1,
            seen_version=seen,
            desk=wiring.desk(),
            **asked(request),
        )

    return _moved(request, item, opening, mark, _("Saved."))


@for_work
@require_POST
def speakers(request: HttpRequest, item: UUID, opening: UUID) -> HttpResponse:
    """Say who speaks on each channel."""

    def name(seen: int) -> None:
        dialog = openings.opened_item(opening, **asked(request)).dialog
        form = Speakers(request.POST, channels=dialog.channels)
        if not form.is_valid():
            raise TranscriptRefused("no-such-speaker")
        transcripts.name_speakers(
            opening,
            form.speakers(),
            seen_version=seen,
            desk=wiring.desk(),
            **asked(request),
        )

    return _moved(request, item, opening, name, _("Saved."))


@for_work
@require_POST
def check(request: HttpRequest, item: UUID, opening: UUID) -> HttpResponse:
    """Say that all words were compared with the sound."""

    def move(seen: int) -> None:
        transcripts.check(
            opening, seen_version=seen, desk=wiring.desk(), **asked(request)
        )

    done = _("Checked. A second reader may certify it now.")
    return _moved(request, item, opening, move, done)


@for_records
@require_POST
def certify(request: HttpRequest, item: UUID, opening: UUID) -> HttpResponse:
    """Certify, as the second reader, that the words are verbatim and complete."""

    def move(seen: int) -> None:
        transcripts.certify(
            opening,
            listened=request.POST.getlist("listened"),
            seen_version=seen,
            desk=wiring.desk(),
            **asked(request),
        )

    done = _("Certified as verbatim and complete. It may leave as the copy.")
    return _moved(request, item, opening, move, done)


def _moved(
    request: HttpRequest,
    item: UUID,
    opening: UUID,
    act: Callable[[int], None],
    done: str,
) -> HttpResponse:
    """Do something to the version that was seen, and say what came of it."""
    try:
        check_open(request, item, opening)
    except NotFound:
        return _over(request, item)
    seen = request.POST.get("seen", "")
    try:
        act(int(seen[:9]) if seen.isdecimal() else -1)
    except TranscriptRefused as refusal:
        return shown(request, found(request, item, opening), refused=_why(refusal))
    messages.success(request, done)
    return _back(item, opening)


@for_work
@require_POST
@sensitive_post_parameters("text")
def again(request: HttpRequest, item: UUID) -> HttpResponse:
    """Open a recording again for the purpose it was open for, text and all."""
    opened = openings.open_item(
        item,
        purpose_id=request.POST.get("purpose", ""),
        original="original" in request.POST,
        **asked(request),
    )
    form = Correct(request.POST)
    if not form.is_valid():
        return redirect("transcripts:show", item, opened.opening_id)
    page = found(request, item, opened.opening_id)
    return _kept(request, page, form, "")


def _over(request: HttpRequest, item: UUID) -> HttpResponse:
    """Say that the opening is over, and keep what was written."""
    carried = {name: request.POST[name] for name in CARRIED if name in request.POST}
    context = {
        "item_id": item,
        "carried": carried,
        "text": request.POST.get("text") or request.POST.get("add-text", ""),
        "purpose": request.POST.get("purpose", ""),
        "original": "original" in request.POST,
    }
    return render(request, "transcripts/over.html", context)


def _why(refusal: TranscriptRefused) -> Any:
    return words.REFUSALS.get(refusal.reason, words.REFUSALS[""])


def _back(
    item: UUID, opening: UUID, *, turn: int = 0, start: float | None = None
) -> HttpResponse:
    """Lead back to the page and the second where something was saved."""
    address = reverse("transcripts:show", args=[item, opening])
    number = turn // PER_PAGE + 1
    query = f"?page={number}" if number > 1 else ""
    moment = f"#t={start:.2f}" if start is not None else ""
    return redirect(f"{address}{query}{moment}")
