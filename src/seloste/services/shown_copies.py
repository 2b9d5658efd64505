"""What is shown of a recording: its redacted copy wherever there is one.

Asked by everything that gives away sound or words: the player, the interface for
programs, exports and the search index. Where words were made and nobody has
looked for numbers in them yet, nothing is shown. Asks for no leave itself.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from seloste.domain import redaction, transcript_json
from seloste.domain.contact import Kind
from seloste.domain.errors import SelosteError
from seloste.domain.notice import Notice
from seloste.domain.redaction import Scope
from seloste.domain.transcript import Making
from seloste.domain.transcript import Transcript as Words
from seloste.ports.audio import AudioFacts
from seloste.ports.desk import Desk
from seloste.records.models import Dialog, Redaction, SealedObject, Transcript
from seloste.services import hiding, transcript_rows

WAV = "audio/wav"
COPIED = frozenset({Kind.RECORDING, Kind.WAVEFORM, Kind.TRANSCRIPT})


class RedactionPending(SelosteError):
    """The words were made and not yet looked through: nothing is shown until then."""

    code = "redaction-pending"

    def __init__(self) -> None:
        super().__init__("numbers are being hidden; try again in a moment")


@dataclass(frozen=True, slots=True)
class Right:
    """What a reading may see: the original, or also data of special categories."""

    original: bool = False
    special: bool = False


def right(notice: Notice, purpose_id: str, *, original: bool) -> Right:
    """Return what a purpose of a notice may see; no purpose sees an original."""
    special = {category.id for category in notice.categories if category.special}
    reached = notice.purpose(purpose_id).categories
    return Right(original=original, special=bool(special & reached))


ORDINARY = Right()
"""What everybody sees who may see the recording at all."""


def redaction_of(dialog: Dialog, seen: Right) -> Redaction | None:
    """Return the copy that stands for a recording, or None: the recording itself.

    Raises RedactionPending.
    """
    if seen.original:
        return None
    rows = {row.scope: row for row in _rows(dialog)}
    everyone = rows.get(Scope.EVERYONE)
    if everyone is None and _has_words(dialog):
        raise RedactionPending
    return rows.get(Scope.SPECIAL, everyone) if seen.special else everyone


def _rows(dialog: Dialog) -> list[Redaction]:
    return list(
        Redaction.objects.select_related("audio", "words", "waveform", "marks")
        .filter(dialog=dialog)
        .exclude(scope=Scope.SEPARATE)
    )


def _has_words(dialog: Dialog) -> bool:
    return Transcript.objects.filter(dialog=dialog, making=Making.MADE).exists()


def check(original: SealedObject, seen: Right) -> None:
    """Raise RedactionPending where nothing may be shown of an item yet."""
    if original.kind in COPIED:
        item(original, seen)


def item(original: SealedObject, seen: Right) -> SealedObject | None:
    """Return the item whose bytes are given instead of ``original``'s.

    None where there is no such copy, for example no waveform yet. Raises
    RedactionPending.
    """
    if original.kind not in COPIED:
        return original
    dialog = dialog_of(original)
    copy = redaction_of(dialog, seen) if dialog else None
    if copy is None:
        return original
    if original.kind == Kind.TRANSCRIPT and _stale(copy):
        raise RedactionPending
    if copy.audio is None:
        return original
    of_kind = {
        Kind.RECORDING: copy.audio,
        Kind.WAVEFORM: copy.waveform,
        Kind.TRANSCRIPT: copy.words,
    }
    return of_kind[Kind(original.kind)]


def _stale(copy: Redaction) -> bool:
    """Tell whether the words were changed since the copy was made."""
    return not Transcript.objects.filter(
        dialog_id=copy.dialog_id, version=copy.transcript_version
    ).exists()


def dialog_of(original: SealedObject) -> Dialog | None:
    """Return the recording that an item is, or was made from."""
    recording = original.parent_id if original.parent_id else original.pk
    return Dialog.objects.filter(object=recording).first()


def waveform(recording: SealedObject, seen: Right) -> SealedObject | None:
    """Return the waveform of what is shown of a recording, or None before it is made.

    Raises RedactionPending.
    """
    copy = redaction_of(recording.dialog, seen)
    if copy is not None and copy.audio is not None:
        return copy.waveform
    return recording.children.filter(
        kind=Kind.WAVEFORM, state=SealedObject.State.KEPT
    ).first()


def hides(recording: SealedObject, seen: Right) -> bool:
    """Tell whether something of a recording is hidden. Raises RedactionPending."""
    copy = redaction_of(recording.dialog, seen)
    return copy is not None and copy.audio is not None


def redacted_among(recordings: Collection[UUID]) -> frozenset[UUID]:
    """Return those of the recordings in which something is hidden from everyone."""
    rows = Redaction.objects.filter(
        dialog__object__in=recordings, scope=Scope.EVERYONE, audio__isnull=False
    )
    return frozenset(rows.values_list("dialog__object", flat=True))


def facts(recording: SealedObject, seen: Right) -> AudioFacts:
    """Return what the sound that is shown is. Raises RedactionPending."""
    dialog = recording.dialog
    copy = redaction_of(dialog, seen)
    copied = copy is not None and copy.audio is not None
    return AudioFacts(
        media_type=WAV if copied else dialog.media_type,
        codec=copy.codec if copy is not None and copied else dialog.codec,
        channels=dialog.channels,
        sample_rate=dialog.sample_rate,
        seconds=dialog.seconds,
    )


def words(recording: SealedObject, seen: Right, *, desk: Desk) -> Words | None:
    """Return the words that are shown of a recording, or None where there are none.

    Where somebody changed the words since the copy was made, what is hidden is
    worked out anew, so that nothing new slips through. Raises RedactionPending.
    """
    made = _transcript(recording)
    if made is None:
        return None
    copy = redaction_of(recording.dialog, seen)
    if copy is None:
        return transcript_rows.words(made, desk=desk)
    if copy.transcript_version == made.version and copy.words is None:
        return transcript_rows.words(made, desk=desk)
    if copy.transcript_version == made.version and copy.words is not None:
        return transcript_json.from_json(
            desk.vault.open(copy.words.ref(), inline=copy.words.inline())
        )
    original = transcript_rows.words(made, desk=desk)
    marks = hiding.marks_now(copy, original, version=made.version, desk=desk)
    return redaction.hidden(original, marks)


def _transcript(recording: SealedObject) -> Transcript | None:
    return (
        Transcript.objects.select_related("object")
        .filter(dialog__object=recording, making=Making.MADE)
        .first()
    )


def missing() -> QuerySet[Transcript, Transcript]:
    """Return the transcripts that lack a copy of their words as they are now."""
    copies = Redaction.objects.filter(dialog=OuterRef("dialog"))
    now = Q(transcript_version=OuterRef("version"))
    shown = Exists(copies.filter(now, scope=Scope.EVERYONE))
    behind = Exists(copies.filter(~now, scope=Scope.SEPARATE))
    return Transcript.objects.filter(
        ~shown | behind,
        making=Making.MADE,
        dialog__object__state=SealedObject.State.KEPT,
    )
