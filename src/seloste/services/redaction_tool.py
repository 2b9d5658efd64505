"""Hiding by hand: what somebody sees of an opened recording, and hides of it.

It works on an opening of the recording, whose audit leaf covers it. On an
ordinary opening one can only hide more; only who has the original open can show
again what somebody hid. What the program hides nobody shows again here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain import redaction
from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.finding import Finding, FindingKind
from seloste.domain.redaction import Mark, Reason, RedactionRefused, Said, Scope
from seloste.domain.staff import Actor, Role
from seloste.domain.transcript import Speaker, speakers_on
from seloste.domain.transcript import Transcript as Words
from seloste.ports.desk import Desk
from seloste.records.models import Opening, Redaction, RightsRequest, SealedObject
from seloste.services import (
    access,
    audit,
    finding,
    hiding,
    openings,
    redactions,
    request_copies,
    shown_copies,
)
from seloste.services.access import NotFound

EDITORS = frozenset({Role.AGENT, Role.RECORDS_MANAGER, Role.DPO})
MAKERS = frozenset({Role.RECORDS_MANAGER, Role.DPO})


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that was found and is not hidden: a person decides."""

    kind: FindingKind
    words: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Tool:
    """What somebody works on: words, what is hidden, and what was found.

    ``copy`` is the copy in which ``marks`` are hidden; what people wrote about why is
    in them for those only who may have the original. ``speakers`` are who speaks on
    each channel, ``requests`` those for which a copy of its own may be made.
    """

    contact_id: UUID
    recording_id: UUID
    copy: UUID | None
    words: Words | None
    seconds: float
    speakers: tuple[tuple[Speaker, ...], ...]
    marks: tuple[Mark, ...]
    proposals: tuple[Proposal, ...]
    original: bool
    may_separate: bool
    requests: tuple[RightsRequest, ...]
    undecided: int


@dataclass(frozen=True, slots=True)
class _Work:
    """An opened recording, who works on it, and what is shown of it now."""

    recording: SealedObject
    opening: Opening
    shown: Redaction | None

    @property
    def role(self) -> Role:
        return Role(self.opening.role)

    def actor(self) -> Actor:
        staff_id = self.opening.staff_id
        return Actor(id=f"staff:{staff_id}", role=self.role, staff_id=staff_id)


def tool(opening_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime) -> Tool:
    """Return what there is to hide of an opened recording.

    Raises NotFound, PurposeRefused, RedactionPending.
    """
    work = _work(opening_id, EDITORS, staff_id=staff_id, now=now)
    seen = openings.right_of(work.opening)
    words = shown_copies.words(work.recording, seen, desk=desk)
    marks = redactions.marks_of(work.shown, desk=desk) if work.shown else ()
    undecided = work.shown is not None and work.shown.decided_at is None
    if not _may_have_original(work, now):
        marks = tuple(replace(mark, words="") for mark in marks)
    return Tool(
        contact_id=work.recording.dialog.contact_id,
        recording_id=work.recording.pk,
        copy=work.shown.pk if work.shown else None,
        words=words,
        seconds=work.recording.dialog.seconds,
        speakers=tuple(
            speakers_on(words, at) if words else ()
            for at in range(work.recording.dialog.channels)
        ),
        marks=marks,
        proposals=tuple(_proposals(words, marks)) if words else (),
        original=work.opening.original,
        may_separate=work.role in MAKERS,
        requests=request_copies.covering(work.recording, staff_id=staff_id, now=now)
        if work.role in MAKERS
        else (),
        undecided=work.shown.hints if work.shown and undecided else 0,
    )


def _work(
    opening_id: UUID, roles: frozenset[Role], *, staff_id: UUID, now: datetime
) -> _Work:
    item = openings.opened_item(opening_id, staff_id=staff_id, now=now)
    opening = Opening.objects.select_related("item__notice_version").get(pk=opening_id)
    if item.kind != Kind.RECORDING or Role(opening.role) not in roles:
        raise NotFound("no such record")
    shown = (
        Redaction.objects.select_related("marks")
        .filter(dialog__object=item, scope=Scope.EVERYONE)
        .first()
    )
    return _Work(item, opening, shown)


def _may_have_original(work: _Work, now: datetime) -> bool:
    """Tell whether somebody may open the original for the purpose they opened for."""
    staff_id, purpose = work.opening.staff_id, work.opening.purpose
    who = access.reader(staff_id, work.recording.register_id, now)
    return access.allows(
        work.opening.item, who=who, purpose_id=purpose, now=now, original=True
    )


def _proposals(words: Words, marks: Sequence[Mark]) -> Iterator[Proposal]:
    """Yield what was found in the words and no mark touches yet."""
    for said in redaction.said(words):
        for one in finding.find(said.text, said.words):
            proposed = _proposal(one, said)
            if not any(_same(mark, proposed.mark) for mark in marks):
                yield proposed


def _proposal(one: Finding, said: Said) -> Proposal:
    mark = Mark(
        one.begin or 0.0,
        one.finish or 0.0,
        redaction.reason_of(one.kind),
        said.channel,
        by_person=True,
    )
    return Proposal(one.kind, said.text[one.start : one.end], mark)


def _same(mark: Mark, other: Mark) -> bool:
    channel = other.channel if other.channel is not None else 0
    return mark.touches(channel, other.start, other.end)


def preview(
    opening_id: UUID,
    marks: Sequence[Mark],
    *,
    staff_id: UUID,
    desk: Desk,
    now: datetime,
) -> Words | None:
    """Return the words as they would be shown; nothing is written.

    Raises NotFound, PurposeRefused, RedactionRefused.
    """
    work = _work(opening_id, EDITORS, staff_id=staff_id, now=now)
    _check(marks, work)
    seen = openings.right_of(work.opening)
    words = shown_copies.words(work.recording, seen, desk=desk)
    shown = redactions.marks_of(work.shown, desk=desk) if work.shown else ()
    if words is None:
        return None
    return redaction.hidden(words, redaction.closed_up((*shown, *marks)))


def hide(
    opening_id: UUID,
    marks: Sequence[Mark],
    *,
    staff_id: UUID,
    desk: Desk,
    now: datetime,
) -> None:
    """Hide stretches from everyone, in words and sound together.

    Raises NotFound, PurposeRefused, RedactionRefused.
    """
    work = _work(opening_id, EDITORS, staff_id=staff_id, now=now)
    _check(marks, work)
    kept = hiding.kept_marks(work.shown, desk=desk) if work.shown else ()
    redactions.show_with(
        work.recording.pk,
        (*kept, *marks),
        base=work.shown,
        actor=work.actor(),
        desk=desk,
        now=now,
    )


def show_again(
    opening_id: UUID,
    mark: str,
    *,
    copy: UUID,
    staff_id: UUID,
    desk: Desk,
    now: datetime,
) -> None:
    """Show again what somebody hid: the mark of that identity, in that copy.

    Only who has the original open may. Raises NotFound, PurposeRefused, and
    RedactionRefused where another copy took the place of the one that was seen.
    """
    work = _work(opening_id, EDITORS, staff_id=staff_id, now=now)
    if not work.opening.original or work.shown is None:
        raise NotFound("no such record")
    if work.shown.pk != copy:
        raise RedactionRefused("changed-meanwhile")
    kept = hiding.kept_marks(work.shown, desk=desk)
    left = tuple(one for one in kept if redaction.identity(one) != mark)
    if left == kept:
        raise NotFound("no such record")
    redactions.show_with(
        work.recording.pk,
        left,
        base=work.shown,
        actor=work.actor(),
        desk=desk,
        now=now,
    )


def separate(
    opening_id: UUID,
    marks: Sequence[Mark],
    *,
    for_id: UUID,
    staff_id: UUID,
    desk: Desk,
    now: datetime,
) -> UUID:
    """Make a copy of its own for an open request that covers it; return its id.

    Raises NotFound, PurposeRefused, RequestRefused, RedactionPending,
    RedactionRefused.
    """
    work = _work(opening_id, MAKERS, staff_id=staff_id, now=now)
    _check(marks, work)
    return request_copies.make(
        for_id, work.recording, marks, desk=desk, actor=work.actor(), now=now
    )


@transaction.atomic
def decide(opening_id: UUID, *, copy: UUID, staff_id: UUID, now: datetime) -> None:
    """Say that what is to be hidden of the hints is hidden, and the rest is not.

    ``copy`` is the one whose hints were seen. Raises NotFound, PurposeRefused, and
    RedactionRefused where another took its place.
    """
    work = _work(opening_id, EDITORS, staff_id=staff_id, now=now)
    locked = Redaction.objects.select_for_update(of=("self",)).filter(
        pk=copy, dialog__object=work.recording, scope=Scope.EVERYONE
    )
    shown = locked.first()
    if shown is None:
        raise RedactionRefused("changed-meanwhile")
    shown.decided_by_id, shown.decided_at = staff_id, now
    shown.save(update_fields=["decided_by", "decided_at"])
    audit.record(
        action=Action.REDACTION_DECIDED,
        actor=work.actor(),
        object_id=work.recording.dialog.contact_id,
        now=now,
        purpose=work.opening.purpose,
        details={"item": str(work.recording.pk), "count": shown.hints},
    )


def _check(marks: Sequence[Mark], work: _Work) -> None:
    """Raise RedactionRefused unless every mark can be applied, and there is one."""
    if not marks:
        raise RedactionRefused("nothing-selected")
    dialog = work.recording.dialog
    for mark in marks:
        redaction.check_mark(mark, seconds=dialog.seconds, channels=dialog.channels)


__all__ = ["Mark", "Reason", "RedactionRefused", "Tool"]
