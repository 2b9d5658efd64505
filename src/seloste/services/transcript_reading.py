"""Whoever works on a transcript: an opening that stands, in a role that may.

Only who sees all of the words and hears all of the sound may change them or stand
up for them. Nothing is changed here.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from seloste.domain.audit import Action, Details
from seloste.domain.contact import Kind
from seloste.domain.staff import Actor, Role
from seloste.domain.transcript import (
    Making,
    Speaker,
    TranscriptRefused,
    speaker_of,
    speakers_on,
)
from seloste.domain.transcript import Transcript as Words
from seloste.ports.desk import Desk
from seloste.records.models import Opening, SealedObject, Transcript
from seloste.services import (
    audit,
    openings,
    shown_copies,
    speech_settings,
    transcript_rows,
)
from seloste.services.access import NotFound

EDITORS = frozenset({Role.AGENT, Role.RECORDS_MANAGER, Role.DPO})
CERTIFIERS = frozenset({Role.RECORDS_MANAGER, Role.DPO})


@dataclass(frozen=True, slots=True)
class Reading:
    """An opened recording, who reads it and for what."""

    recording: SealedObject
    opening: Opening

    def actor(self) -> Actor:
        """Return who reads, in the role of the opening."""
        staff_id = self.opening.staff_id
        role = Role(self.opening.role)
        return Actor(id=f"staff:{staff_id}", role=role, staff_id=staff_id)


def reading_of(opening_id: UUID, *, staff_id: UUID, now: datetime) -> Reading:
    """Return an opening of a recording, or of its transcript, that still stands.

    Raises NotFound, PurposeRefused.
    """
    item = openings.opened_item(opening_id, staff_id=staff_id, now=now)
    opening = Opening.objects.get(pk=opening_id)
    recording = item.parent if item.kind == Kind.TRANSCRIPT else item
    if recording is None or recording.kind != Kind.RECORDING:
        raise NotFound("no such record")
    return Reading(recording, opening)


def row_of(recording: SealedObject) -> Transcript | None:
    """Return the transcript of a recording, or None where nobody asked yet."""
    return (
        Transcript.objects.select_related(
            "object", "dialog", "checked_by", "certified_by", "corrected_by"
        )
        .filter(dialog__object=recording)
        .first()
    )


def editing(
    opening_id: UUID, roles: frozenset[Role], *, staff_id: UUID, now: datetime
) -> Reading:
    """Return an opening in one of these roles.

    Raises NotFound, PurposeRefused.
    """
    reading = reading_of(opening_id, staff_id=staff_id, now=now)
    if Role(reading.opening.role) not in roles:
        raise NotFound("no such record")
    return reading


def visible(reading: Reading, *, desk: Desk) -> Words | None:
    """Return the words that an opening shows. Raises RedactionPending."""
    seen = openings.right_of(reading.opening)
    return shown_copies.words(reading.recording, seen, desk=desk)


def speakers(
    opening_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime
) -> tuple[tuple[Speaker, ...], ...]:
    """Return who is known to speak on each channel of an opened recording.

    The words say so, or the register before there are any. Raises NotFound,
    PurposeRefused, RedactionPending.
    """
    reading = reading_of(opening_id, staff_id=staff_id, now=now)
    words = visible(reading, desk=desk)
    channels = max(1, reading.recording.dialog.channels)
    order = speech_settings.of(reading.recording.register_id).order
    every = (
        speakers_on(words, at)
        if words
        else (speaker_of(at, channels=channels, order=order),)
        for at in range(channels)
    )
    return tuple(
        tuple(one for one in heard if one is not Speaker.UNKNOWN) for heard in every
    )


def sees_all(
    reading: Reading, row: Transcript, words: Words | None, *, desk: Desk
) -> bool:
    """Tell whether nothing is hidden from a reader: of the sound, or of the words.

    Words that were changed a moment ago may hide something of which no copy was
    made yet; whoever corrected them then would write the mark over the words.
    """
    seen = openings.right_of(reading.opening)
    if seen.original:
        return True
    if shown_copies.hides(reading.recording, seen):
        return False
    return words == transcript_rows.words(row, desk=desk)


def all_words(reading: Reading, row: Transcript, *, desk: Desk) -> Words:
    """Return the words of which the reader sees all. Raises TranscriptRefused."""
    words = visible(reading, desk=desk)
    if words is None or not sees_all(reading, row, words, desk=desk):
        raise TranscriptRefused("hidden")
    return words


def made_row(reading: Reading) -> Transcript:
    """Return the transcript that has words. Raises TranscriptRefused."""
    row = row_of(reading.recording)
    if row is None or row.making != Making.MADE:
        raise TranscriptRefused("not-made")
    return row


def tell(
    action: Action,
    row: Transcript,
    reading: Reading,
    now: datetime,
    details: Details | None = None,
) -> None:
    """Write the audit leaf of what a reader did to a transcript."""
    audit.record(
        action=action,
        actor=reading.actor(),
        object_id=row.contact_id,
        now=now,
        purpose=reading.opening.purpose,
        details={
            "item": str(reading.recording.pk),
            "version": row.version,
            **(details or {}),
        },
    )
