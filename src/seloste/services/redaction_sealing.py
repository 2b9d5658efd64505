"""Sealing a redacted copy of a recording: its marks, its words, and its sound.

Writes no row; who asked for it does, and destroys what was sealed where it cannot.
"""

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from seloste.domain import redaction, transcript_json
from seloste.domain.contact import Kind
from seloste.domain.redaction import Mark, Scope
from seloste.domain.staff import Actor
from seloste.domain.transcript import Transcript as Words
from seloste.ports.desk import Desk
from seloste.ports.vault import ObjectRef, Sealed
from seloste.records.models import Dialog, Redaction, SealedObject
from seloste.services import hiding, shown_copies, transcript_rows
from seloste.services.hiding import marks_of
from seloste.services.sealed_file import open_sealed

POINTS = 1000


@dataclass(frozen=True, slots=True)
class Copy:
    """What a copy is to be: for whom, hiding what, made by whom, instead of which."""

    scope: Scope
    marks: tuple[Mark, ...]
    actor: Actor
    for_id: UUID | None = None
    instead: UUID | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A recording with its words, as they are now.

    ``known`` are the hints of the copy that is shown.
    """

    dialog: Dialog
    words: Words | None
    version: int
    shown: Redaction | None
    known: tuple[str, ...] = ()

    @property
    def recording(self) -> SealedObject:
        """Return the item of the recording."""
        return self.dialog.object

    def hints(self) -> tuple[str, ...]:
        """Return the words that may tell of health or diet."""
        return hiding.hints_in(self.words) if self.words else ()


@dataclass(frozen=True, slots=True)
class Sound:
    """The silenced sound of a copy; the items stand where it is that of the old one."""

    audio: Sealed | SealedObject
    waveform: Sealed | SealedObject | None
    codec: str


@dataclass(frozen=True, slots=True)
class Made:
    """What was sealed of a copy; without sound there was nothing to hide."""

    marks: Sealed
    sound: Sound | None = None
    words: Sealed | None = None

    def parts(self) -> tuple[Sealed | SealedObject | None, ...]:
        """Return all that the copy is of, new or as it was."""
        heard = (self.sound.audio, self.sound.waveform) if self.sound else ()
        return (self.marks, self.words, *heard)

    def refs(self) -> tuple[ObjectRef, ...]:
        """Return what is new: it is destroyed where no row can be written."""
        return tuple(one.ref for one in self.parts() if isinstance(one, Sealed))

    def stay(self) -> frozenset[UUID]:
        """Return what is of the copy before, and stays."""
        items = (one for one in self.parts() if isinstance(one, SealedObject))
        return frozenset(item.pk for item in items)


def seal(source: Source, copy: Copy, *, desk: Desk) -> Made:
    """Seal all of a copy; what was sealed on the way goes where it fails."""
    recording = source.recording
    data = redaction.to_json(copy.marks, hints=source.hints())
    marks = transcript_rows.seal(recording, data, Kind.MARKS, desk=desk)
    if not copy.marks:
        return Made(marks)
    try:
        return _seal_copy(source, copy, marks, desk=desk)
    except Exception:
        desk.vault.destroy([marks.ref])
        raise


def _seal_copy(source: Source, copy: Copy, marks: Sealed, *, desk: Desk) -> Made:
    """Seal the words, and the sound where another is silent than before."""
    sound = _sound_before(source, copy, desk=desk) or _seal_sound(
        source, copy, desk=desk
    )
    made = Made(marks, sound)
    if source.words is None:
        return made
    try:
        hidden = redaction.hidden(source.words, copy.marks)
        data = transcript_json.to_json(hidden)
        words = transcript_rows.seal(source.recording, data, Kind.TEXT_COPY, desk=desk)
    except Exception:
        desk.vault.destroy([ref for ref in made.refs() if ref != marks.ref])
        raise
    return replace(made, words=words)


def _sound_before(source: Source, copy: Copy, *, desk: Desk) -> Sound | None:
    """Return the sound of the copy that is replaced, where the same is silent in it."""
    old = _of_scope(source.dialog, copy.scope)
    if old is None or old.audio is None or old.audio.parent_id != source.recording.pk:
        return None
    if _silent(source, marks_of(old, desk=desk)) != _silent(source, copy.marks):
        return None
    return Sound(old.audio, old.waveform, old.codec)


def _silent(source: Source, marks: Iterable[Mark]) -> tuple[tuple[float, float], ...]:
    return redaction.stretches(marks, seconds=source.dialog.seconds)


def _of_scope(dialog: Dialog, scope: Scope) -> Redaction | None:
    """Return what is shown to a scope; separate copies stand for themselves."""
    if scope is Scope.SEPARATE:
        return None
    rows = Redaction.objects.select_related("audio", "waveform", "marks")
    return rows.filter(dialog=dialog, scope=scope).first()


def _seal_sound(source: Source, copy: Copy, *, desk: Desk) -> Sound:
    """Seal the sound with its silence, and a waveform of it."""
    recording = source.recording
    silent = _silent(source, copy.marks)
    with (
        open_sealed(desk.vault, recording.ref(), size=recording.size) as original,
        desk.audio.silenced(original, stretches=silent) as sound,
        desk.vault.sealing(
            tenant=recording.register_id,
            record=recording.record_id,
            due=recording.key_day,
        ) as sealing,
    ):
        codec = desk.audio.probe(sound, claimed=shown_copies.WAV, filename="").codec
        shape = desk.audio.waveform(sound, points=POINTS)
        sound.seek(0)
        audio = sealing.blob(object_id=uuid.uuid4(), kind=Kind.AUDIO_COPY, source=sound)
        waveform = sealing.inline(
            object_id=uuid.uuid4(),
            kind=Kind.WAVE_COPY,
            data=json.dumps(shape.to_json(), separators=(",", ":")).encode(),
        )
    return Sound(audio, waveform, codec)
