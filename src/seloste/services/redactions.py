"""Redacted copies: made by themselves for everybody, and by hand for a request.

A copy is words, sound and waveform in which the same stretches are gone; each is
a sealed object with a key of its own, with the dates and holds of the recording,
and dies with it. All of them are made again whenever the words change, those for
requests also when what everybody hears does; what people chose to hide stays
hidden in them.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import transaction

from seloste.domain import redaction
from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.redaction import Mark, RedactionRefused, Scope
from seloste.domain.staff import Actor, system
from seloste.domain.transcript import Making
from seloste.ports.desk import Desk
from seloste.ports.vault import ObjectRef, Sealed
from seloste.records.models import Dialog, HoldItem, Redaction, SealedObject, Transcript
from seloste.services import (
    audit,
    hiding,
    replaced,
    transcript_rows,
)
from seloste.services.access import NotFound
from seloste.services.hiding import marks_of
from seloste.services.redaction_sealing import Copy, Made, Source, seal
from seloste.services.shown_copies import RedactionPending

__all__ = ["Mark", "RedactionPending", "RedactionRefused", "marks_of"]


def hide(item_id: UUID, *, desk: Desk, now: datetime) -> bool:
    """Make what is shown of a recording; False where it is gone or shown already.

    Every card number and identity code in the words is hidden in words and sound,
    beside what people chose to hide.
    """
    source = _source(item_id, desk=desk)
    if source is None:
        return False
    old = source.shown
    anew = old is None or old.transcript_version != source.version
    if anew:
        kept = hiding.kept_marks(old, desk=desk) if old else ()
        _show(source, kept, actor=system("hide"), desk=desk, now=now)
    return _renew(item_id, desk=desk, now=now) or anew


def _renew(item_id: UUID, *, desk: Desk, now: datetime) -> bool:
    """Make the copies for requests anew that are behind; tell whether any was."""
    known = list(
        Redaction.objects.select_related("marks").filter(
            dialog__object=item_id, scope=Scope.SEPARATE
        )
    )
    source = _source(item_id, desk=desk) if known else None
    if source is None:
        return False
    base = _base(source, desk=desk)
    behind = [
        Copy(Scope.SEPARATE, marks, system("hide"), row.for_id, instead=row.pk)
        for row in known
        if (marks := _with(base, hiding.kept_marks(row, desk=desk)))
        != marks_of(row, desk=desk)
        or row.transcript_version != source.version
    ]
    if behind:
        _write(source, behind, desk=desk, now=now)
    return bool(behind)


def _base(source: Source, *, desk: Desk) -> tuple[Mark, ...]:
    """Return what a copy for a request hides before anybody chooses more.

    What only special categories hide is the person's own and is not. Raises
    RedactionPending.
    """
    if source.shown is None:
        if source.words is not None:
            raise RedactionPending
        return ()
    marks = hiding.marks_now(
        source.shown, source.words, version=source.version, desk=desk
    )
    return redaction.without_special(marks)


def _with(base: Iterable[Mark], chosen: Iterable[Mark]) -> tuple[Mark, ...]:
    return redaction.closed_up(dict.fromkeys((*base, *chosen)))


def show_with(
    item_id: UUID,
    by_people: Iterable[Mark],
    *,
    base: Redaction | None,
    actor: Actor,
    desk: Desk,
    now: datetime,
) -> None:
    """Make what is shown anew with other marks of people; the program's stay.

    ``base`` is the copy that they were chosen on. Raises NotFound, and
    RedactionRefused where another took its place meanwhile.
    """
    source = _needed(item_id, desk=desk)
    if source.shown != base:
        raise RedactionRefused("changed-meanwhile")
    _show(source, tuple(by_people), actor=actor, desk=desk, now=now)
    _renew(item_id, desk=desk, now=now)


def separate(
    item_id: UUID,
    marks: Iterable[Mark],
    *,
    for_id: UUID,
    actor: Actor,
    desk: Desk,
    now: datetime,
    allow: Callable[[], object] = lambda: None,
) -> Redaction:
    """Make a copy for a request, hiding ``marks`` beside what is hidden for everyone.

    The caller has asked for leave; ``allow`` asks again in the transaction, since
    sealing takes a while. Raises NotFound, RedactionPending, RedactionRefused.
    """
    source = _needed(item_id, desk=desk)
    every = _with(_base(source, desk=desk), marks)
    copy = Copy(Scope.SEPARATE, every, actor, for_id)
    [row] = _write(source, [copy], desk=desk, now=now, allow=allow)
    return row


def separate_copies(for_id: UUID) -> tuple[Redaction, ...]:
    """Return the copies that were made for a request, the newest last."""
    rows = Redaction.objects.select_related(
        "audio", "words", "marks", "dialog__object", "dialog__contact"
    )
    return tuple(
        rows.filter(for_id=for_id, scope=Scope.SEPARATE).order_by("made_at", "pk")
    )


def locked_copies(for_id: UUID) -> tuple[Redaction, ...]:
    """Return the copies of a locked request; until then none is made anew."""
    known = Redaction.objects.filter(for_id=for_id, scope=Scope.SEPARATE)
    recordings = SealedObject.objects.select_for_update(of=("self",)).filter(
        pk__in=known.values("dialog__object")
    )
    list(recordings.order_by("pk"))
    return separate_copies(for_id)


def remove(
    row: Redaction,
    *,
    besides: Collection[ObjectRef] = (),
    actor: Actor,
    now: datetime,
) -> tuple[ObjectRef, ...]:
    """Delete the rows of a locked copy; return what to destroy once committed.

    ``besides`` has to go with it.
    """
    recording = row.dialog.object_id
    gone = (*_gone([row]), *besides)
    replaced.note(recording, gone, now=now)
    audit.record(
        action=Action.REDACTION_REMOVED,
        actor=actor,
        object_id=row.contact_id,
        now=now,
        details={"item": str(recording), "request": str(row.for_id)},
    )
    return gone


def _needed(item_id: UUID, *, desk: Desk) -> Source:
    source = _source(item_id, desk=desk)
    if source is None:
        raise NotFound("no such record")
    return source


def _source(item_id: UUID, *, desk: Desk) -> Source | None:
    dialog = (
        Dialog.objects.select_related("object", "contact")
        .filter(
            object_id=item_id,
            object__kind=Kind.RECORDING,
            object__state=SealedObject.State.KEPT,
        )
        .first()
    )
    if dialog is None:
        return None
    shown = _shown(dialog)
    row = (
        Transcript.objects.select_related("object")
        .filter(dialog=dialog, making=Making.MADE)
        .first()
    )
    known = _hints_of(shown, desk=desk) if shown else ()
    if row is None:
        return Source(dialog, None, 0, shown, known)
    words = transcript_rows.words(row, desk=desk)
    return Source(dialog, words, row.version, shown, known)


def _shown(dialog: Dialog) -> Redaction | None:
    rows = Redaction.objects.select_related("marks")
    return rows.filter(dialog=dialog, scope=Scope.EVERYONE).first()


def _show(
    source: Source,
    by_people: Iterable[Mark],
    *,
    actor: Actor,
    desk: Desk,
    now: datetime,
) -> None:
    """Make the copies that are shown: for everyone, and for special categories."""
    found = hiding.found_in(source.words) if source.words else ()
    every = redaction.closed_up((*by_people, *found))
    fewer = redaction.without_special(every)
    copies = [Copy(Scope.EVERYONE, every, actor)]
    if fewer != every:
        copies.append(Copy(Scope.SPECIAL, fewer, actor))
    _write(source, copies, desk=desk, now=now)


def _write(
    source: Source,
    copies: Sequence[Copy],
    *,
    desk: Desk,
    now: datetime,
    allow: Callable[[], object] = lambda: None,
) -> list[Redaction]:
    """Seal copies, then write all their rows at once; old ones are destroyed last."""
    made: list[tuple[Copy, Made]] = []
    try:
        for copy in copies:
            sealed = seal(source, copy, desk=desk)
            made.append((copy, sealed))  # known before the next is sealed
        with transaction.atomic():
            allow()
            recording = transcript_rows.locked_recording(source.recording.pk)
            _check_unchanged(source, copies)
            stay = frozenset(chain.from_iterable(one.stay() for _, one in made))
            gone = _take_away(source.dialog, copies, stay=stay)
            rows = [_row(source, recording, *one, now=now) for one in made]
            replaced.note(recording.pk, gone, now=now)
    except Exception:
        desk.vault.destroy([ref for _, one in made for ref in one.refs()])
        raise
    replaced.let_go(recording.pk, gone, desk=desk)
    return rows


def _check_unchanged(source: Source, copies: Sequence[Copy]) -> None:
    """Raise RedactionRefused where words or marks changed while a copy was made."""
    row = Transcript.objects.filter(dialog=source.dialog, making=Making.MADE).first()
    same = (row.version if row else 0) == source.version
    replaced = {copy.instead for copy in copies if copy.instead is not None}
    there = Redaction.objects.filter(pk__in=replaced).count() == len(replaced)
    if not same or not there or _shown(source.dialog) != source.shown:
        raise RedactionRefused("changed-meanwhile")


def _take_away(
    dialog: Dialog, copies: Sequence[Copy], *, stay: frozenset[UUID]
) -> tuple[ObjectRef, ...]:
    """Delete the rows that are replaced; return what to destroy once committed."""
    old = Redaction.objects.filter(dialog=dialog)
    if all(copy.scope is Scope.SEPARATE for copy in copies):
        old = old.filter(pk__in=[copy.instead for copy in copies if copy.instead])
    else:
        old = old.exclude(scope=Scope.SEPARATE)
    return _gone(old, stay=stay)


def _gone(
    rows: Iterable[Redaction], *, stay: frozenset[UUID] = frozenset()
) -> tuple[ObjectRef, ...]:
    """Delete the rows of copies and of what is sealed of them, but what stays."""
    old = list(rows)
    items = list(SealedObject.objects.filter(pk__in=set(_items(old)) - stay))
    ids = [item.pk for item in items]
    Redaction.objects.filter(pk__in=[row.pk for row in old]).delete()
    HoldItem.objects.filter(item_id__in=ids).delete()
    SealedObject.objects.filter(pk__in=ids).delete()
    return tuple(item.ref() for item in items)


def _items(rows: Iterable[Redaction]) -> list[UUID]:
    found = (
        (row.marks_id, row.audio_id, row.words_id, row.waveform_id) for row in rows
    )
    return [one for four in found for one in four if one is not None]


def _row(
    source: Source, recording: SealedObject, copy: Copy, made: Made, *, now: datetime
) -> Redaction:
    """Write the rows of a copy and its audit leaf."""

    def kept(made: Sealed | SealedObject | None) -> SealedObject | None:
        return (
            transcript_rows.keep(recording, made) if isinstance(made, Sealed) else made
        )

    sound = made.sound
    row = Redaction.objects.create(
        contact_id=source.dialog.contact_id,
        dialog=source.dialog,
        scope=copy.scope,
        for_id=copy.for_id,
        marks=transcript_rows.keep(recording, made.marks),
        audio=kept(sound.audio) if sound else None,
        words=kept(made.words),
        waveform=kept(sound.waveform) if sound else None,
        transcript_version=source.version,
        codec=sound.codec if sound else "",
        count=len(copy.marks),
        by_people=sum(mark.by_person for mark in copy.marks),
        **_hints(source),
        made_by_id=copy.actor.staff_id,
        made_at=now,
    )
    audit.record(
        action=Action.REDACTION_MADE,
        actor=copy.actor,
        object_id=source.dialog.contact_id,
        now=now,
        details={
            "item": str(recording.pk),
            "scope": copy.scope.value,
            "count": len(copy.marks),
            "version": source.version,
        },
    )
    return row


def _hints(source: Source) -> dict[str, Any]:
    """Return how many hints there are; what was decided stands until there are others.

    A word that somebody decided about and another that stands in its place by now
    are two: nobody decided about the second.
    """
    found, old = source.hints(), source.shown
    if old is None or Counter(found) - Counter(source.known):
        return {"hints": len(found)}
    return {
        "hints": len(found),
        "decided_by_id": old.decided_by_id,
        "decided_at": old.decided_at,
    }


def _hints_of(row: Redaction, *, desk: Desk) -> tuple[str, ...]:
    data = desk.vault.open(row.marks.ref(), inline=row.marks.inline())
    return redaction.hints_from_json(data)
