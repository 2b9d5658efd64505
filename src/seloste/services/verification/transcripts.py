"""Transcripts: words and seconds only, of their sound, certified by two, heard here.

What is made from recordings is a closed set, and so is what a transcript says of
a word: a field about the voice of a person would show here.
"""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from django.db.models import F, Model, Q, QuerySet

from seloste.domain.contact import Kind
from seloste.domain.notice import Promise
from seloste.domain.transcript import Making, State, Stretch, Turn, Word
from seloste.domain.transcript import Transcript as Words
from seloste.domain.verification import Evidence
from seloste.records.models import SealedObject, Transcript
from seloste.services import speech_processors
from seloste.services.verification.findings import all_or_broken, any_broken, proved
from seloste.services.verification.gather import Gathered

COPY = "rights.transcript"

# What may be made from a recording: how it sounds drawn, what is said, copies in
# which numbers are hidden, and what a trainer says of the service.
MADE_OF_RECORDINGS = frozenset(
    {
        *(Kind.WAVEFORM, Kind.TRANSCRIPT, Kind.SPEECH_PART),
        *(Kind.AUDIO_COPY, Kind.TEXT_COPY, Kind.WAVE_COPY, Kind.MARKS),
        *(Kind.EVALUATION, Kind.STATEMENT),
    }
)

# Assessed one by one: words and when they were said, never how they sounded.
SAID: dict[type[Any], frozenset[str]] = {
    Word: frozenset({"text", "start", "end", "confidence"}),
    Turn: frozenset({"channel", "speaker", "words"}),
    Stretch: frozenset({"channel", "start", "end"}),
    Words: frozenset(
        {
            *("recording", "sha256", "seconds", "channels", "language"),
            *("turns", "speech", "gaps", "engine", "model"),
            *("heard", "listened"),
        }
    ),
}


def said(facts: Gathered) -> Iterator[Evidence]:
    """Yield that what is made from recordings, and of voices, is a closed set."""
    names = [f"{kind.__name__}.{one.name}" for kind in SAID for one in fields(kind)]
    known = {f"{kind.__name__}.{name}" for kind, each in SAID.items() for name in each}
    yield all_or_broken(
        sorted(set(names) - known),
        right="words-only",
        count=len(names),
        otherwise="voice-analysed",
    )
    children = SealedObject.objects.filter(
        register=facts.register, parent__kind=Kind.RECORDING
    )
    yield all_or_broken(
        _ids(children.exclude(kind__in=MADE_OF_RECORDINGS)),
        right="derived-closed",
        count=children.count(),
        otherwise="derived-outside",
    )


def certified(promise: Promise, facts: Gathered) -> Iterator[Evidence]:
    """Yield that what may leave as the copy is of its sound, and read by two.

    The hash is of the sealed bytes (docs/adr/0004): equal means the same sound.
    """
    if COPY not in promise.facts:
        return
    rows = Transcript.objects.filter(
        dialog__object__register=facts.register, making=Making.MADE
    )
    yield all_or_broken(
        _ids(rows.exclude(audio_sha256=F("dialog__object__sha256"))),
        right="transcripts-bound",
        count=rows.count(),
        otherwise="transcript-unbound",
    )
    done = rows.filter(state=State.CERTIFIED)
    alone = done.filter(
        Q(checked_by=None) | Q(certified_by=None) | Q(checked_by=F("certified_by"))
    )
    yield from any_broken(_ids(alone), "transcript-certified-alone")


def orphaned(facts: Gathered) -> Iterator[Evidence]:
    """Yield words of recordings that are no longer there: they outlived them."""
    lost = SealedObject.objects.filter(
        register=facts.register,
        kind__in=(Kind.TRANSCRIPT, Kind.SPEECH_PART),
        parent=None,
    )
    yield from any_broken(_ids(lost), "transcript-without-recording")


def hearing(facts: Gathered) -> Iterator[Evidence]:
    """Yield whether sound leaves this machine, and for whom."""
    engine = facts.desk.transcriber
    if engine is None:
        return
    if not engine.processor:
        yield proved("speech-stays-here")
        return
    named = speech_processors.may_hear(engine, facts.register, now=facts.now)
    yield all_or_broken(
        [] if named else [engine.engine],
        right="speech-processor-named",
        count=1,
        otherwise="speech-processor-unnamed",
    )


def _ids[M: Model](rows: QuerySet[M, Any]) -> list[object]:
    return list(rows.order_by("pk").values_list("pk", flat=True))
