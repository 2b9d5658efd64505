"""The words of an opened recording, and its captions: what the opening shows of them.

Who may not see the original gets the redacted words. Nothing is changed here:
people correct and certify with the sound in their ears.
"""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import BaseModel

from seloste.domain import transcript as rules
from seloste.domain.api_key import Scope
from seloste.domain.transcript import Making, Speaker, State, Turn
from seloste.protocols import webvtt
from seloste.services import transcript_prints, transcripts
from seloste.services.access import NotFound
from seloste.web.api import description
from seloste.web.api.person import operation, reading
from seloste.web.audience import CONTACT_ROLES
from seloste.web.transcripts import printed

router = Router(tags=["contents"])


class SpokenWordOut(BaseModel):
    """A word with its seconds; `confidence` is 1 where a person wrote it."""

    text: str
    start: float
    end: float
    confidence: float


class TurnOut(BaseModel):
    """What one speaker said in one go."""

    start: float
    end: float
    channel: int
    speaker: Speaker
    words: list[SpokenWordOut]


class TranscriptOut(BaseModel):
    """A transcript. Only one that is `certified` may leave as the copy.

    `coverage` is the share of the seconds of speech that words or marks account
    for. `whole` is false where something is hidden in this opening.
    """

    making: Making
    state: State
    version: int
    language: str
    checked_at: datetime | None
    certified_at: datetime | None
    audio_sha256: str
    whole: bool
    coverage: float | None
    turns: list[TurnOut]


@operation(
    router,
    "GET",
    "/openings/{recording_opening}/transcript",
    name="readTranscript",
    scope=Scope.CONTENT_READ,
    roles=CONTACT_ROLES,
    answers={200: TranscriptOut},
)
def read(request: HttpRequest, recording_opening: UUID) -> TranscriptOut:
    """Read what is said in an opened recording, as far as the opening shows it."""
    shown = transcripts.shown(recording_opening, **reading(request))
    if shown is None:
        raise NotFound("no such record")
    row, words = shown.row, shown.words
    return TranscriptOut(
        making=shown.making,
        state=shown.state,
        version=row.version,
        language=row.language,
        checked_at=row.checked_at,
        certified_at=row.certified_at,
        audio_sha256=words.sha256 if words else "",
        whole=shown.whole,
        coverage=rules.coverage(words) if words else None,
        turns=[_turn(one) for one in words.turns] if words else [],
    )


def _turn(turn: Turn) -> TurnOut:
    return TurnOut(
        start=turn.start,
        end=turn.end,
        channel=turn.channel,
        speaker=turn.speaker,
        words=[
            SpokenWordOut(
                text=one.text, start=one.start, end=one.end, confidence=one.confidence
            )
            for one in turn.words
        ],
    )


@operation(
    router,
    "GET",
    "/openings/{recording_opening}/captions",
    name="readCaptions",
    scope=Scope.CONTENT_READ,
    roles=CONTACT_ROLES,
    answers={200: None},
    extra=description.bytes_answered(webvtt.MEDIA_TYPE),
)
def captions(request: HttpRequest, recording_opening: UUID) -> HttpResponse:
    """Read the captions of an opened recording as WebVTT."""
    text = transcript_prints.vtt(
        recording_opening, spoken=printed.spoken(), **reading(request)
    )
    return HttpResponse(text, content_type=f"{webvtt.MEDIA_TYPE}; charset=utf-8")
