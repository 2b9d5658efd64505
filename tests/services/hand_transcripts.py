"""Transcripts written by hand: who says what at which second."""

from datetime import datetime

from seloste.domain import transcript_json
from seloste.domain.contact import Kind
from seloste.domain.transcript import (
    Making,
    Speaker,
    State,
    Stretch,
    Transcript,
    Turn,
    Word,
)
from seloste.ports.desk import Desk
from seloste.records.models import Dialog, SealedObject
from seloste.records.models import Transcript as Row
from seloste.services import transcript_rows

SPEAKERS = (Speaker.AGENT, Speaker.CUSTOMER)


def turn(channel: int, start: float, text: str, *, pace: float = 0.25) -> Turn:
    """Return a turn whose words take ``pace`` seconds each."""
    words = tuple(
        Word(word, start + at * pace, start + (at + 1) * pace, 0.9)
        for at, word in enumerate(text.split())
    )
    return Turn(channel, SPEAKERS[channel], words)


def transcript(
    recording: SealedObject, *turns: Turn, seconds: float, language: str = "fi"
) -> Transcript:
    """Return the transcript of a recording of two channels."""
    return Transcript(
        recording=recording.pk,
        sha256=recording.sha256,
        seconds=seconds,
        channels=2,
        language=language,
        turns=turns,
        speech=tuple(Stretch(one.channel, one.start, one.end) for one in turns),
        gaps=(),
        engine="hand",
        model="none",
    )


def write(words: Transcript, *, desk: Desk, now: datetime) -> Row:
    """Seal a transcript as the machine's, in place of the one before."""
    dialog = Dialog.objects.select_related("object").get(object_id=words.recording)
    row, _ = Row.objects.get_or_create(
        dialog=dialog,
        defaults={
            "contact_id": dialog.contact_id,
            "asked_at": now,
            "language": words.language,
            "engine": words.engine,
        },
    )
    data = transcript_json.to_json(words)
    sealed = transcript_rows.seal(dialog.object, data, Kind.TRANSCRIPT, desk=desk)
    gone = transcript_rows.replace_words(row, dialog.object, sealed)
    row.making, row.state, row.made_at = Making.MADE, State.MACHINE, now
    row.save()
    desk.vault.destroy(gone)
    return row
