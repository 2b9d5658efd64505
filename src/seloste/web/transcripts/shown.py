"""What the page of an opened transcript shows; used by reading and by correcting."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from seloste import wiring
from seloste.domain import transcript as rules
from seloste.domain import transcript_pace
from seloste.domain.transcript import Event, Speaker, State, Transcript, Turn
from seloste.services import openings, transcript_page
from seloste.services.access import NotFound
from seloste.services.transcript_page import TranscriptPage
from seloste.services.transcripts import Shown
from seloste.web import access, clock, paging
from seloste.web.paging import Paging
from seloste.web.transcripts.forms import (
    Add,
    Begin,
    Editing,
    Speakers,
    as_moment,
    said_speakers,
    written_until,
)
from seloste.web.words.redactions import SPEAKERS

PER_PAGE = 250
"""Turns on a page: about half an hour of talking."""


@dataclass(frozen=True, slots=True)
class Place:
    """A turn and its position in the whole transcript."""

    at: int
    turn: Turn


def asked(request: HttpRequest) -> dict[str, Any]:
    """Return who asks and when."""
    return {"staff_id": access.staff_id(request), "now": clock.now()}


def found(request: HttpRequest, item: UUID, opening: UUID) -> TranscriptPage:
    """Return the page of an opening of this very recording. Raises NotFound."""
    page = transcript_page.page(opening, desk=wiring.desk(), **asked(request))
    if page.opened.item_id != item:
        raise NotFound("no such record")
    return page


def check_open(request: HttpRequest, item: UUID, opening: UUID) -> None:
    """Raise NotFound unless an opening of this very recording still stands."""
    standing = openings.opened_item(opening, **asked(request))
    if standing.pk != item:
        raise NotFound("no such record")


def shown(
    request: HttpRequest,
    page: TranscriptPage,
    *,
    editing: Editing | None = None,
    adding: Add | None = None,
    refused: Any = "",
) -> HttpResponse:
    """Show an opened transcript, with what is being corrected in it."""
    words = page.shown.words if page.shown else None
    beginning = Begin(initial={"language": "fi"}) if page.may_begin else None
    context = {
        "page": page,
        "begin_form": beginning,
        "opened": page.opened,
        "dialog": page.dialog,
        "shown": page.shown,
        "words": words,
        "editing": editing,
        "refused": refused,
        "now": clock.now(),
    }
    if page.shown is not None and words is not None:
        context |= _written(request, page.shown, words, editing, adding)
    return render(request, "transcripts/show.html", context)


def _written(
    request: HttpRequest,
    state: Shown,
    words: Transcript,
    editing: Editing | None,
    adding: Add | None,
) -> dict[str, Any]:
    """Return what is shown once there are words."""
    number = editing.turn // PER_PAGE + 1 if editing else _number(request, words)
    first = (number - 1) * PER_PAGE
    last = first + PER_PAGE
    holes, thin = rules.uncovered(words), transcript_pace.thin(words)
    return {
        "places": list(_places(words, first, last)),
        "paging": Paging(number, last < len(words.turns)),
        "since": words.turns[first].start if 0 < first < len(words.turns) else None,
        "until": words.turns[last].start if last < len(words.turns) else None,
        "holes": holes,
        "thin": [(one, transcript_pace.name_of(one)) for one in thin],
        "coverage": rules.coverage(words),
        "unclear": rules.unclear_parts(words),
        "low": rules.low_words(words),
        "may_check": state.may_edit and Event.CHECK in state.moves,
        "may_certify": state.may_certify and Event.CERTIFY in state.moves,
        "speaker_choices": list(SPEAKERS.items()),
        "stands": state.state is not State.MACHINE,
        "silent_channels": sorted({hole.channel for hole in holes}),
        "add_form": adding or _add_form(state, words),
        "speakers_form": Speakers(
            channels=words.channels, initial=said_speakers(words)
        ),
    }


def _number(request: HttpRequest, words: Transcript) -> int:
    """Return which page is shown: the one asked for, or the one heard at a second."""
    try:
        second = float(request.GET.get("at", "")[:12])
    except ValueError:
        return paging.number(request)
    begun = sum(turn.start <= second for turn in words.turns)
    return max(0, begun - 1) // PER_PAGE + 1


def _add_form(state: Shown, words: Transcript) -> Add:
    """Return the form for a missing turn; by hand it goes on where the last ended."""
    said = said_speakers(words).get("channel-0", Speaker.UNKNOWN)
    first: dict[str, Any] = {"seen": state.row.version, "speaker": said}
    if state.row.by_hand:
        first["start"] = as_moment(written_until(words))
    return Add(prefix="add", initial=first, channels=words.channels)


def _places(words: Transcript, first: int, last: int) -> Iterator[Place]:
    for at, turn in enumerate(words.turns[first:last], start=first):
        yield Place(at, turn)
