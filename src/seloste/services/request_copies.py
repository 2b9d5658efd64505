"""Copies of recordings that are made by hand for a rights request.

Whatever such a copy hides is hidden in the answer (``package_hiding``). One is made
for an open request that covers the recording, as long as its answer is not reviewed;
those who handle the request see and hear it, each time with a leaf.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from seloste.domain import transcript_json
from seloste.domain.audit import Action
from seloste.domain.identity import MatchState
from seloste.domain.package import COPIES, PackageRefused
from seloste.domain.redaction import Mark, RedactionRefused, Scope
from seloste.domain.rights import RequestKind, RequestState
from seloste.domain.rights_decision import Outcome
from seloste.domain.rights_keeping import handlers, purpose_for
from seloste.domain.staff import Actor
from seloste.domain.transcript import Transcript as Words
from seloste.ports.desk import Desk
from seloste.records.models import (
    Contact,
    Opening,
    Redaction,
    RightsDecisionLine,
    RightsRequest,
    SealedObject,
)
from seloste.services import (
    access,
    audit,
    hiding,
    package_marks,
    redactions,
    replaced,
    rights_events,
    rights_handling,
    rights_moves,
    rights_page,
)
from seloste.services.access import NotFound
from seloste.services.notices import store
from seloste.services.openings import LASTS
from seloste.services.playback import Track
from seloste.services.shown_copies import WAV

BEFORE_REVIEW = frozenset(
    {
        RequestState.RECEIVED,
        RequestState.IDENTIFYING,
        RequestState.IDENTIFIED,
        RequestState.DECIDING,
    }
)
"""Afterwards what leaves is what was looked at."""


@dataclass(frozen=True, slots=True)
class CopyLine:
    """A copy as a list shows it, without a word of it; ``chosen`` counts stretches."""

    id: UUID
    contact: Contact
    made_at: datetime
    chosen: int


@dataclass(frozen=True, slots=True)
class OpenedCopy:
    """A copy that may be read and heard: what is said in it, and what people hid."""

    opening_id: UUID
    expires_at: datetime
    request: RightsRequest
    contact: Contact
    words: Words | None
    marks: tuple[Mark, ...]


def covering(
    recording: SealedObject, *, staff_id: UUID, now: datetime
) -> tuple[RightsRequest, ...]:
    """Return the requests for which somebody may make a copy, the next due first."""
    rows = _covering(recording).filter(
        state__in=BEFORE_REVIEW,
        register__in=rights_page.registers_of(staff_id, now),
    )
    return tuple(rows.order_by("plan_on", "pk"))


def _covering(recording: SealedObject) -> QuerySet[RightsRequest]:
    """Return the requests that are answered with a copy of what the recording is of."""
    given = RightsDecisionLine.objects.filter(item_id=recording.pk)
    theirs = Q(
        matches__contact=recording.contact_id, matches__state=MatchState.CONFIRMED
    )
    decided = Q(pk__in=given.filter(outcome=Outcome.GIVE).values("decision__request"))
    rows = RightsRequest.objects.filter(
        theirs | decided, register=recording.register_id, kind__in=COPIES
    )
    return rows.distinct()


def check(
    request_id: UUID, recording: SealedObject, *, staff_id: UUID, now: datetime
) -> None:
    """Refuse a request for which no copy of this recording may be made (any more).

    Raises RedactionRefused (unknown-request, request-over).
    """
    row = _covering(recording).filter(pk=request_id).first()
    if row is None or row.register_id not in rights_page.registers_of(staff_id, now):
        raise RedactionRefused("unknown-request")
    if RequestState(row.state) not in BEFORE_REVIEW:
        raise RedactionRefused("request-over")


def make(
    request_id: UUID,
    recording: SealedObject,
    marks: Sequence[Mark],
    *,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Make a copy of a recording for a request; return its id.

    It is asked twice, since sealing takes a while: the second time the request is
    locked. Raises NotFound, RequestRefused, RedactionPending, RedactionRefused.
    """
    if actor.staff_id is None:
        raise NotFound("no such record")
    staff_id = actor.staff_id
    check(request_id, recording, staff_id=staff_id, now=now)

    def allow() -> None:
        request = rights_handling.locked(request_id, desk=desk, actor=actor, now=now)
        check(request_id, recording, staff_id=staff_id, now=now)
        rights_events.note_once(request, "copy-made", actor=actor, now=now)

    made = redactions.separate(
        recording.pk,
        marks,
        for_id=request_id,
        actor=actor,
        desk=desk,
        now=now,
        allow=allow,
    )
    return made.pk


def lines(request: RightsRequest) -> tuple[CopyLine, ...]:
    """Return the copies that were made for a request, the oldest first."""
    return tuple(
        CopyLine(row.pk, row.dialog.contact, row.made_at, row.by_people)
        for row in redactions.separate_copies(request.pk)
    )


def changeable(request: RightsRequest) -> bool:
    """Tell whether copies may still be made for a request and removed."""
    return (
        RequestKind(request.kind) in COPIES
        and RequestState(request.state) in BEFORE_REVIEW
    )


@transaction.atomic
def open_copy(copy_id: UUID, *, actor: Actor, now: datetime) -> UUID:
    """Open a copy for whoever handles its request; the leaf is written first.

    Raises NotFound.
    """
    row = _found(Q(pk=copy_id))
    request = _request(row)
    rights_moves.check_handler(request, actor=actor, now=now)
    if actor.staff_id is None or row.audio is None:
        raise NotFound("no such record")
    notice = store.parsed(request.notice_version)
    purpose = purpose_for(notice)
    who = access.reader(actor.staff_id, request.register_id, now)
    role = min(who.roles & handlers(notice))
    opening = Opening.objects.create(
        staff_id=actor.staff_id,
        item=row.audio,
        purpose=purpose.id,
        role=role,
        opened_at=now,
        expires_at=now + LASTS,
    )
    audit.record(
        action=Action.ANSWER_SHOWN,
        actor=who.actor(role),
        object_id=row.contact_id,
        now=now,
        purpose=purpose.id,
        details={
            "item": str(row.dialog.object_id),
            "request": str(request.pk),
            "scope": Scope.SEPARATE.value,
        },
    )
    return opening.pk


def opened(
    opening_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime
) -> OpenedCopy:
    """Return a copy whose opening still stands. Raises NotFound."""
    opening, row, request = _standing(opening_id, staff_id=staff_id, now=now)
    words = row.words
    return OpenedCopy(
        opening_id=opening.pk,
        expires_at=opening.expires_at,
        request=request,
        contact=row.dialog.contact,
        words=transcript_json.from_json(
            desk.vault.open(words.ref(), inline=words.inline())
        )
        if words is not None
        else None,
        marks=hiding.kept_marks(row, desk=desk),
    )


def track(opening_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime) -> Track:
    """Return what is heard of an opened copy, asked anew. Raises NotFound."""
    opening, _, _ = _standing(opening_id, staff_id=staff_id, now=now)
    sound = opening.item

    def read(start: int, length: int) -> bytes:
        return b"".join(desk.vault.open_range(sound.ref(), start=start, length=length))

    return Track(WAV, sound.size, read)


def _standing(
    opening_id: UUID, *, staff_id: UUID, now: datetime
) -> tuple[Opening, Redaction, RightsRequest]:
    opening = (
        Opening.objects.select_related("item")
        .filter(pk=opening_id, staff_id=staff_id, expires_at__gt=now)
        .first()
    )
    if opening is None:
        raise NotFound("no such record")
    row = _found(Q(audio=opening.item_id))
    request = _request(row)
    me = Actor(id=f"staff:{staff_id}", staff_id=staff_id)
    rights_moves.check_handler(request, actor=me, now=now)
    return opening, row, request


def remove(copy_id: UUID, *, desk: Desk, actor: Actor, now: datetime) -> None:
    """Remove a copy: what it hid may leave, so its recording is looked at anew.

    Raises NotFound, RequestRefused, PackageRefused where the answer is reviewed.
    """
    with transaction.atomic():
        request = rights_handling.locked(
            request_of(copy_id), desk=desk, actor=actor, now=now
        )
        if RequestState(request.state) not in BEFORE_REVIEW:
            raise PackageRefused("no-such-move")
        row = next(
            (one for one in redactions.locked_copies(request.pk) if one.pk == copy_id),
            None,
        )
        if row is None:
            raise NotFound("no such record")
        recording = row.dialog.object_id
        passages = package_marks.unmark(request.pk, recording)
        gone = redactions.remove(row, besides=passages, actor=actor, now=now)
        rights_events.note_once(request, "copy-removed", actor=actor, now=now)
    replaced.let_go(recording, gone, desk=desk)


def _found(which: Q) -> Redaction:
    """Return a copy that was made for a request. Raises NotFound."""
    rows = Redaction.objects.select_related(
        "audio", "words", "marks", "dialog__object", "dialog__contact"
    )
    row = rows.filter(which, scope=Scope.SEPARATE, for_id__isnull=False).first()
    if row is None:
        raise NotFound("no such record")
    return row


def request_of(copy_id: UUID) -> UUID:
    """Return the request that a copy was made for. Raises NotFound."""
    return _request(_found(Q(pk=copy_id))).pk


def _request(row: Redaction) -> RightsRequest:
    requests = RightsRequest.objects.select_related("notice_version")
    found = requests.filter(pk__in=[row.for_id]).first()
    if found is None:
        raise NotFound("no such record")
    return found
