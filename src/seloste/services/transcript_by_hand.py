"""Transcripts written by hand: begun empty where no machine wrote anything of use.

What a person writes goes the way of what a machine writes: sealed as a child of
the recording and bound to its hash, looked through for numbers, checked by one
person and certified by another. Nothing is begun that the machine is about to
write, and nothing that would uncover what is hidden.
"""

import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain import transcript as rules
from seloste.domain import transcript_by_hand as by_hand
from seloste.domain import transcript_json
from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.redaction import RedactionRefused, Scope
from seloste.domain.transcript import (
    BY_HAND,
    Event,
    Making,
    State,
    Stretch,
    TranscriptRefused,
)
from seloste.domain.transcript import Transcript as Words
from seloste.ports.desk import Desk
from seloste.ports.vault import ObjectRef, Sealed
from seloste.records.models import Dialog, Redaction, SealedObject, Transcript
from seloste.services import (
    hiding,
    openings,
    redactions,
    replaced,
    shown_copies,
    transcript_asking,
    transcript_reading,
    transcript_rows,
    transcripts,
)
from seloste.services.access import NotFound
from seloste.services.transcript_reading import EDITORS, Reading


def may_begin(row: Transcript | None, *, desk: Desk) -> bool:
    """Tell whether a transcript may be begun: no machine writes it, or it failed.

    What a machine wrote may be begun anew as long as nobody stands up for it: it
    may have heard a language that it does not know.
    """
    if row is None or row.making == Making.WAITING:
        return desk.transcriber is None
    if row.making == Making.FAILED:
        return True
    return not row.by_hand and row.state == State.MACHINE


def begin(
    opening_id: UUID,
    *,
    language: str,
    seen_version: int,
    staff_id: UUID,
    desk: Desk,
    now: datetime,
) -> None:
    """Begin an empty transcript of an opened recording, to be written by hand.

    Words of a machine are destroyed; ``seen_version`` is 0 where there were none.
    Raises NotFound, PurposeRefused, RedactionPending, TranscriptRefused.
    """
    reading = transcript_reading.editing(
        opening_id, EDITORS, staff_id=staff_id, now=now
    )
    _check_hides_nothing(reading, desk=desk)
    words = _empty(reading.recording, language, desk=desk)
    sealed = transcript_rows.seal(
        reading.recording, transcript_json.to_json(words), Kind.TRANSCRIPT, desk=desk
    )
    with transcript_rows.taken_back(sealed, desk=desk), transaction.atomic():
        recording = transcript_rows.locked_recording(reading.recording.pk)
        row = _asked(recording, seen_version, desk=desk, now=now)
        gone = _write(row, recording, sealed, language=language, now=now)
        row.corrected_by_id, row.corrected_at = staff_id, now
        row.save(update_fields=["corrected_by", "corrected_at"])
        transcript_reading.tell(
            Action.TRANSCRIPT_BEGUN, row, reading, now, {"sha256": recording.sha256}
        )
        replaced.note(recording.pk, gone, now=now)
    replaced.let_go(recording.pk, gone, desk=desk)
    _look_through(reading.recording.pk, desk=desk, now=now)


def _check_hides_nothing(reading: Reading, *, desk: Desk) -> None:
    """Raise TranscriptRefused where the reader does not see all, or others would.

    What the program hides it finds in the words: without them it would be heard.
    """
    if shown_copies.hides(reading.recording, openings.right_of(reading.opening)):
        raise TranscriptRefused("hidden")
    row = transcript_reading.row_of(reading.recording)
    if row is None or row.making != Making.MADE:
        return
    if hiding.found_in(transcript_rows.words(row, desk=desk)):
        raise TranscriptRefused("numbers-hidden")


def _empty(recording: SealedObject, language: str, *, desk: Desk) -> Words:
    dialog = recording.dialog
    return by_hand.empty(
        recording=recording.pk,
        sha256=recording.sha256,
        seconds=dialog.seconds,
        sounds=_sounds(dialog, desk=desk),
        gaps=transcript_rows.gaps_of(dialog),
        channels=max(1, dialog.channels),
        language=language,
    )


def _sounds(dialog: Dialog, *, desk: Desk) -> Sequence[Stretch]:
    """Return where a recording sounds; all of it before its waveform is made."""
    channels = max(1, dialog.channels)
    item = dialog.object.children.filter(
        kind=Kind.WAVEFORM, state=SealedObject.State.KEPT
    ).first()
    if item is None:
        return by_hand.everything(channels=channels, seconds=dialog.seconds)
    peaks = json.loads(desk.vault.open(item.ref(), inline=item.inline()))["peaks"]
    return by_hand.sounding(peaks, seconds=dialog.seconds)


def _asked(
    recording: SealedObject, seen_version: int, *, desk: Desk, now: datetime
) -> Transcript:
    """Return the row of a locked recording where it may be begun.

    Raises NotFound, TranscriptRefused.
    """
    row = transcript_asking.row_of(recording, now)
    if row is None:
        raise NotFound("no such record")
    if row.version != seen_version:
        raise TranscriptRefused("stale")
    if row.making == Making.MADE and row.by_hand:
        raise TranscriptRefused("by-hand")
    if not may_begin(row, desk=desk):
        waits = row.making == Making.WAITING
        raise TranscriptRefused("not-failed" if waits else "not-now")
    return row


def _write(
    row: Transcript,
    recording: SealedObject,
    sealed: Sealed,
    *,
    language: str,
    now: datetime,
) -> tuple[ObjectRef, ...]:
    """Write the row of an empty transcript; return what to destroy once committed."""
    gone = transcript_rows.replace_words(row, recording, sealed)
    row.state = rules.move(State(row.state), Event.CORRECT)
    row.making, row.failure, row.made_at = Making.MADE, "", now
    row.audio_sha256, row.language = recording.sha256, language
    row.engine = BY_HAND
    row.save(
        update_fields=[
            *("state", "making", "failure", "made_at"),
            *("audio_sha256", "language", "engine"),
        ]
    )
    return (*gone, *transcript_rows.drop_parts(row))


def _look_through(item_id: UUID, *, desk: Desk, now: datetime) -> None:
    """Say at once that nothing of no words is hidden: whoever began goes on writing.

    Where another was faster it is said already.
    """
    if not Redaction.objects.filter(
        dialog__object=item_id, scope=Scope.EVERYONE
    ).exists():
        with suppress(RedactionRefused):
            redactions.hide(item_id, desk=desk, now=now)


def say_rest_is_no_speech(
    opening_id: UUID,
    channel: int,
    *,
    seen_version: int,
    staff_id: UUID,
    desk: Desk,
    now: datetime,
) -> int:
    """Mark as no speech whatever of a channel nothing accounts for; the new version.

    Whoever says so has listened to it. Raises as ``transcripts.correct``.
    """
    reading = transcript_reading.editing(
        opening_id, EDITORS, staff_id=staff_id, now=now
    )
    row = transcript_reading.made_row(reading)
    words = transcript_reading.all_words(reading, row, desk=desk)
    marks = by_hand.rest_without_speech(words, channel)
    if not marks:
        return row.version
    return transcripts.correct(
        opening_id,
        [],
        additions=marks,
        seen_version=seen_version,
        staff_id=staff_id,
        desk=desk,
        now=now,
    )
