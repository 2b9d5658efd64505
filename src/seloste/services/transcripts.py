"""Transcripts: read in an opening of the recording, corrected, checked, certified.

Reading goes with the opening of the recording, whose audit leaf covers both.
Whoever checks stands up for the words; a second reader certifies that they are
verbatim and complete; whoever corrects a word takes both away. Only what is
certified, complete and of this very recording may leave as the copy.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain import transcript as rules
from seloste.domain import transcript_json, transcript_pace
from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.staff import Role
from seloste.domain.transcript import (
    Event,
    Making,
    Speaker,
    State,
    TranscriptRefused,
)
from seloste.domain.transcript import Transcript as Words
from seloste.domain.transcript_edit import Addition, Edit, corrected, spoken_by
from seloste.ports.desk import Desk
from seloste.ports.vault import Health, ObjectRef, Sealed
from seloste.records.models import SealedObject, Transcript
from seloste.services import replaced, transcript_reading, transcript_rows
from seloste.services.access import NotFound
from seloste.services.transcript_asking import hurry, retry
from seloste.services.transcript_reading import CERTIFIERS, EDITORS, Reading

__all__ = [
    "CERTIFIERS",
    "EDITORS",
    "Addition",
    "Edit",
    "Shown",
    "TranscriptRefused",
    "hurry",
    "retry",
]


@dataclass(frozen=True, slots=True)
class Shown:
    """A transcript as its readers see it; ``words`` is None before it is made.

    ``failure`` is why the machine gave up. ``whole`` says that nothing is hidden
    from the reader; ``may_edit`` and ``may_certify`` are what the reader's role
    allows then; ``moves`` are the events that may come next.
    """

    row: Transcript
    words: Words | None
    whole: bool
    may_edit: bool
    may_certify: bool
    moves: frozenset[Event]

    @property
    def state(self) -> State:
        """Return who stands up for the words."""
        return State(self.row.state)

    @property
    def making(self) -> Making:
        """Return how far the machine is."""
        return Making(self.row.making)


def shown(
    opening_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime
) -> Shown | None:
    """Return the transcript of an opened recording, or None where nobody asked yet.

    Raises NotFound, PurposeRefused.
    """
    reading = transcript_reading.reading_of(opening_id, staff_id=staff_id, now=now)
    row = transcript_reading.row_of(reading.recording)
    if row is None:
        return None
    made = row.making == Making.MADE
    role = Role(reading.opening.role)
    state = State(row.state)
    words = transcript_reading.visible(reading, desk=desk) if made else None
    whole = made and transcript_reading.sees_all(reading, row, words, desk=desk)
    return Shown(
        row=row,
        words=words,
        whole=whole,
        may_edit=whole and role in EDITORS,
        may_certify=whole and role in CERTIFIERS and row.checked_by_id != staff_id,
        moves=frozenset(event for event in Event if (state, event) in rules.MOVES),
    )


def correct(
    opening_id: UUID,
    edits: Sequence[Edit],
    *,
    additions: Sequence[Addition] = (),
    seen_version: int,
    staff_id: UUID,
    desk: Desk,
    now: datetime,
) -> int:
    """Change words and return the new version; nobody stands up for it any more.

    The words before are destroyed, in an outage of the index or the keys as soon
    as it is over. ``seen_version`` is what the corrections were made on; gaps that
    became known since are taken along. Raises NotFound, PurposeRefused,
    TranscriptRefused.
    """
    reading = transcript_reading.editing(
        opening_id, EDITORS, staff_id=staff_id, now=now
    )
    row = transcript_reading.made_row(reading)
    if row.version != seen_version:
        raise TranscriptRefused("stale")
    rules.move(State(row.state), Event.CORRECT)
    before = transcript_reading.all_words(reading, row, desk=desk)
    gaps = transcript_rows.gaps_of(row.dialog)
    words = corrected(before, edits, additions, gaps=gaps)
    sealed = transcript_rows.seal(
        reading.recording, transcript_json.to_json(words), Kind.TRANSCRIPT, desk=desk
    )
    with transcript_rows.taken_back(sealed, desk=desk), transaction.atomic():
        recording = transcript_rows.locked_recording(reading.recording.pk)
        locked = _locked(row, seen_version)
        gone = transcript_rows.replace_words(locked, recording, sealed)
        _moved(locked, Event.CORRECT, staff_id=staff_id, now=now)
        transcript_reading.tell(
            Action.TRANSCRIPT_CORRECTED,
            locked,
            reading,
            now,
            {"count": len(edits) + len(additions)},
        )
        replaced.note(recording.pk, gone, now=now)
    replaced.let_go(recording.pk, gone, desk=desk)
    return locked.version


def name_speakers(
    opening_id: UUID,
    speakers: Mapping[int, Speaker],
    *,
    seen_version: int,
    staff_id: UUID,
    desk: Desk,
    now: datetime,
) -> int:
    """Say who speaks on each channel; returns the version. Raises as ``correct``.

    Where all of it was said before, nothing changes and nobody's name is taken away.
    """
    reading = transcript_reading.editing(
        opening_id, EDITORS, staff_id=staff_id, now=now
    )
    row = transcript_reading.made_row(reading)
    edits = spoken_by(transcript_rows.words(row, desk=desk), speakers)
    if not edits:
        return row.version
    return correct(
        opening_id,
        edits,
        seen_version=seen_version,
        staff_id=staff_id,
        desk=desk,
        now=now,
    )


def check(
    opening_id: UUID, *, seen_version: int, staff_id: UUID, desk: Desk, now: datetime
) -> None:
    """Say that a person has compared all words with the sound.

    Raises NotFound, PurposeRefused; TranscriptRefused where speech is left that
    nothing accounts for, or the words are of another recording.
    """
    reading = transcript_reading.editing(
        opening_id, EDITORS, staff_id=staff_id, now=now
    )
    row = transcript_reading.made_row(reading)
    transcript_reading.all_words(reading, row, desk=desk)
    _check_complete(row, reading.recording, desk=desk)
    with transaction.atomic():
        locked = _locked(row, seen_version)
        _moved(locked, Event.CHECK, staff_id=staff_id, now=now)
        transcript_reading.tell(Action.TRANSCRIPT_CHECKED, locked, reading, now)


def certify(
    opening_id: UUID,
    *,
    listened: Collection[str] = (),
    seen_version: int,
    staff_id: UUID,
    desk: Desk,
    now: datetime,
) -> None:
    """Certify, as the second reader, that the words are verbatim and complete.

    ``listened`` names the thin stretches of which the reader says that they
    listened and all of it is there; that is kept with the words. Raises as
    ``check``; also where the reader is who checked, or a thin stretch is left.
    """
    reading = transcript_reading.editing(
        opening_id, CERTIFIERS, staff_id=staff_id, now=now
    )
    row = transcript_reading.made_row(reading)
    transcript_reading.all_words(reading, row, desk=desk)
    before = _check_complete(row, reading.recording, desk=desk)
    if row.version != seen_version:
        raise TranscriptRefused("stale")
    rules.move(State(row.state), Event.CERTIFY)
    rules.check_reader(checked_by=row.checked_by_id, reader=staff_id)
    words = transcript_pace.with_listened(before, listened)
    _stand_up(reading, row, words, staff_id=staff_id, desk=desk, now=now)


def _stand_up(
    reading: Reading,
    row: Transcript,
    words: Words,
    *,
    staff_id: UUID,
    desk: Desk,
    now: datetime,
) -> None:
    """Write that the second reader certifies; what they listened to stays with it."""
    with _resealed(reading, words, desk=desk) as sealed, transaction.atomic():
        recording = transcript_rows.locked_recording(reading.recording.pk)
        locked = _locked(row, row.version)
        rules.check_reader(checked_by=locked.checked_by_id, reader=staff_id)
        _moved(locked, Event.CERTIFY, staff_id=staff_id, now=now)
        gone: tuple[ObjectRef, ...] = ()
        if sealed is not None:
            gone = transcript_rows.replace_words(locked, recording, sealed)
            replaced.note(recording.pk, gone, now=now)
        transcript_reading.tell(
            Action.TRANSCRIPT_CERTIFIED,
            locked,
            reading,
            now,
            {"count": len(words.listened)},
        )
    replaced.let_go(reading.recording.pk, gone, desk=desk)


@contextmanager
def _resealed(reading: Reading, words: Words, *, desk: Desk) -> Iterator[Sealed | None]:
    """Seal the words with what a person listened to; None where that is nothing."""
    if not words.listened:
        yield None
        return
    data = transcript_json.to_json(words)
    sealed = transcript_rows.seal(reading.recording, data, Kind.TRANSCRIPT, desk=desk)
    with transcript_rows.taken_back(sealed, desk=desk):
        yield sealed


def _locked(row: Transcript, seen_version: int) -> Transcript:
    locked = (
        Transcript.objects.select_for_update(of=("self",))
        .select_related("object")
        .filter(pk=row.pk)
        .first()
    )
    if locked is None:
        raise NotFound("no such record")
    if locked.version != seen_version:
        raise TranscriptRefused("stale")
    return locked


def _moved(row: Transcript, event: Event, *, staff_id: UUID, now: datetime) -> None:
    """Move the state, and keep who did it; a correction takes all names away."""
    row.state = rules.move(State(row.state), event)
    if event is Event.CORRECT:
        row.corrected_by_id, row.corrected_at = staff_id, now
        row.checked_by = row.checked_at = None
        row.certified_by = row.certified_at = None
    elif event is Event.CHECK:
        row.checked_by_id, row.checked_at = staff_id, now
    else:
        row.certified_by_id, row.certified_at = staff_id, now
    row.save(
        update_fields=[
            "state",
            *("corrected_by", "corrected_at", "checked_by", "checked_at"),
            *("certified_by", "certified_at"),
        ]
    )


def _check_complete(row: Transcript, recording: SealedObject, *, desk: Desk) -> Words:
    """Return the words where they are all of this recording as it is kept.

    Raises TranscriptRefused: the sealed bytes are read again and must have the
    hash they had when they were heard.
    """
    words = transcript_rows.words(row, desk=desk)
    gaps = transcript_rows.gaps_of(row.dialog)
    rules.check_complete(words, sha256=recording.sha256, gaps=gaps)
    health = desk.vault.check(
        recording.ref(), inline=recording.inline(), sha256=words.sha256
    )
    if health is not Health.OK or words.recording != recording.pk:
        raise TranscriptRefused("recording-changed")
    return words


def certified_of(dialog_id: UUID, *, desk: Desk) -> Words:
    """Return the transcript of a dialog that may leave as the copy.

    The caller has asked for leave and writes the audit leaf. Raises NotFound,
    and TranscriptRefused where nobody certified it (not-now), something is
    missing (uncovered, gaps-changed), or the recording is not the one that was
    heard (recording-changed).
    """
    row = (
        Transcript.objects.select_related("object", "dialog__object")
        .filter(dialog=dialog_id, making=Making.MADE)
        .first()
    )
    if row is None:
        raise NotFound("no such record")
    if row.state != State.CERTIFIED:
        raise TranscriptRefused("not-now")
    return _check_complete(row, row.dialog.object, desk=desk)


def of_dialog(dialog_id: UUID) -> Transcript | None:
    """Return how far the transcript of a dialog is, without its words."""
    return Transcript.objects.filter(dialog=dialog_id).first()


@dataclass(frozen=True, slots=True)
class Standing:
    """How many transcripts stand where; ``failed`` are items with the reason."""

    counts: dict[str, int]
    failed: tuple[tuple[UUID, str], ...]

    def to_json(self) -> dict[str, object]:
        """Return it as it is written for programs."""
        return {
            "counts": self.counts,
            "failed": {str(item): reason for item, reason in self.failed},
        }


def standing() -> Standing:
    """Return how the transcripts of the installation stand, without their words."""
    rows = Transcript.objects.all()
    counts = {
        **{one.value: rows.filter(making=one).count() for one in Making},
        **{
            one.value: rows.filter(making=Making.MADE, state=one).count()
            for one in State
        },
    }
    failed = rows.filter(making=Making.FAILED).order_by("asked_at", "pk")
    return Standing(counts, tuple(failed.values_list("dialog__object", "failure")))
