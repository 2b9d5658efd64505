"""What carrying out a decision does: erase, remember, block, stop, tell, forward.

Everything is inside the caller's transaction; the disposals it begins are finished
once that commits. Nothing here decides: the lines of the decision do.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.disclosure import Event
from seloste.domain.notice import Capacity
from seloste.domain.objection import Cause, ObjectionState, Step
from seloste.domain.restriction import Ground
from seloste.domain.rights import PartState, RequestKind
from seloste.domain.rights_decision import DecisionRefused, Outcome
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import (
    Contact,
    Disposal,
    Forwarding,
    Objection,
    RememberedErasure,
    RightsDecision,
    RightsDecisionLine,
    RightsRequest,
    SealedObject,
)
from seloste.services import (
    audit,
    disposal,
    objections,
    recipients,
    restrictions,
    rights_parts,
    rights_scope,
    rights_words,
    sealed_words,
)
from seloste.services.objections import Objecting
from seloste.services.restrictions import Restricting

STOPPING = frozenset({RequestKind.OBJECTION, RequestKind.WITHDRAWAL})


@dataclass(frozen=True, slots=True)
class Effects:
    """What was done: items on their way out, remembered, blocked, and who is told.

    ``told`` are notices to recipients, ``forwarded`` parts of other controllers.
    """

    erased: int = 0
    remembered: int = 0
    blocked: int = 0
    told: int = 0
    forwarded: int = 0
    disposals: tuple[Disposal, ...] = ()


@dataclass(frozen=True, slots=True)
class _Case:
    """A decision that is carried out, by whom and when."""

    request: RightsRequest
    row: RightsDecision
    desk: Desk
    actor: Actor
    now: datetime
    dry: bool

    def lines(self, outcome: Outcome) -> list[RightsDecisionLine]:
        """Return the lines with an outcome, in a fixed order."""
        return list(self.row.lines.filter(outcome=outcome).order_by("item_id"))


def carry_out(
    request: RightsRequest,
    row: RightsDecision,
    *,
    desk: Desk,
    actor: Actor,
    now: datetime,
    dry: bool = False,
) -> Effects:
    """Do what was decided, in the caller's transaction; return what was done.

    ``dry`` says that the caller undoes it: nothing is sealed. Raises
    DecisionRefused and the refusals of what it calls.
    """
    case = _Case(request, row, desk, actor, now, dry)
    _lock_items(row)
    asked = RequestKind(row.asked)
    forwarded = _forward(case)
    if asked is RequestKind.ERASURE:
        return _erase(case, forwarded)
    if asked is RequestKind.RESTRICTION:
        return _block(case, Ground(row.ground), forwarded)
    if asked in STOPPING:
        return _stop(case, asked, forwarded)
    return Effects(forwarded=forwarded)


def _lock_items(row: RightsDecision) -> None:
    """Lock everything the decision is about, in the order disposal and holds do.

    Leaves are appended between the steps; nobody may wait for these rows then.
    """
    ids = list(row.lines.values_list("item_id", flat=True))
    rows = SealedObject.objects.select_for_update(of=("self",))
    list(
        rows.filter(Q(pk__in=ids) | Q(parent__in=ids))
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def _erase(case: _Case, forwarded: int) -> Effects:
    """Begin to destroy what goes now, and remember what goes later."""
    blocked = case.lines(Outcome.BLOCK)
    if blocked:
        _restrict(case, Ground.UNLAWFUL, blocked)
    ids = [line.item_id for line in case.lines(Outcome.ERASE)]
    begun = disposal.intend(
        ids, cause=Disposal.Cause.REQUESTED, actor=case.actor, now=case.now
    )
    going = _going(begun)
    if set(ids) - going:
        raise DecisionRefused("changed")
    told = recipients.tell(
        sorted(going),
        event=Event.ERASED,
        request=case.request.pk,
        actor=case.actor,
        now=case.now,
    )
    return Effects(
        erased=len(going),
        remembered=_remember(case),
        blocked=len(blocked),
        told=len(told),
        forwarded=forwarded,
        disposals=(begun,) if begun is not None else (),
    )


def _going(begun: Disposal | None) -> set[UUID]:
    if begun is None:
        return set()
    return set(begun.items.values_list("pk", flat=True))


def _remember(case: _Case) -> int:
    """Remember what is kept, and how the person is reached when it goes."""
    kept = case.lines(Outcome.KEEP)
    if not kept:
        return 0
    address = None
    if not case.dry and case.request.words is not None:
        words = rights_words.opened(case.request, case.desk)
        address = sealed_words.seal(
            words.to_json(),
            register=case.request.register_id,
            record=case.row.pk,
            desk=case.desk,
            now=case.now,
        )
    RememberedErasure.objects.bulk_create(
        [
            RememberedErasure(
                register_id=case.request.register_id,
                request=case.request.pk,
                item_id=line.item_id,
                contact_id=line.contact_id,
                address=address,
                language=case.request.language,
                own_day=not line.holds,
                remembered_at=case.now,
            )
            for line in kept
        ],
        ignore_conflicts=True,
    )
    audit.record(
        action=Action.ERASURE_REMEMBERED,
        actor=case.actor,
        object_id=case.request.pk,
        now=case.now,
        details={"items": len(kept)},
    )
    return len(kept)


def _block(case: _Case, ground: Ground, forwarded: int) -> Effects:
    lines = case.lines(Outcome.BLOCK)
    told = _restrict(case, ground, lines) if lines else 0
    return Effects(blocked=len(lines), told=told, forwarded=forwarded)


def _restrict(
    case: _Case, ground: Ground, lines: Collection[RightsDecisionLine]
) -> int:
    """Restrict the items of lines, whole contacts where all of one is meant."""
    wanted = {line.item_id for line in lines}
    contacts = {line.contact_id for line in lines}
    kept = SealedObject.objects.filter(
        contact__in=contacts, state=SealedObject.State.KEPT, parent=None
    )
    partly = set(kept.exclude(pk__in=wanted).values_list("contact_id", flat=True))
    of_contacts = set(kept.filter(pk__in=wanted).values_list("pk", "contact_id"))
    restrictions.place(
        Restricting(
            register=case.request.register_id,
            ground=ground,
            contact_ids=sorted({one for _, one in of_contacts if one not in partly}),
            item_ids=sorted(pk for pk, one in of_contacts if one in partly),
            request=case.request.pk,
        ),
        actor=case.actor,
        now=case.now,
    )
    return recipients.open_for(case.request.pk)


def _stop(case: _Case, asked: RequestKind, forwarded: int) -> Effects:
    """Stop the purpose for the person: what was received is upheld, or recorded now."""
    lines = case.lines(Outcome.BLOCK)
    contacts = Contact.objects.filter(pk__in={line.contact_id for line in lines})
    ids = sorted(contacts.values_list("pk", flat=True))
    row = Objection.objects.filter(
        request=case.request.pk, purpose=case.row.purpose
    ).first()
    begun = None
    if row is None and (ids or lines):
        row, begun = objections.record(
            Objecting(
                register=case.request.register_id,
                purpose=case.row.purpose,
                cause=_cause(asked),
                contact_ids=ids,
                identifiers=rights_scope.identifiers_of(case.request, case.desk),
                request=case.request.pk,
            ),
            desk=case.desk,
            actor=case.actor,
            now=case.now,
        )
    if row is not None and row.state == ObjectionState.PENDING:
        objections.settle(row, Step.UPHOLD, actor=case.actor, now=case.now)
    return Effects(
        blocked=len(lines),
        forwarded=forwarded,
        disposals=(begun,) if begun is not None else (),
    )


def stop_now(
    request: RightsRequest, purpose: str, *, desk: Desk, actor: Actor, now: datetime
) -> UUID:
    """Stop a purpose at once for who asks; deciding about it comes later.

    Raises ObjectionRefused, DecisionRefused before the person is known.
    """
    if request.identified_at is None:
        raise DecisionRefused("not-identified")
    return objections.receive(
        Objecting(
            register=request.register_id,
            purpose=purpose,
            cause=_cause(RequestKind(request.kind)),
            contact_ids=rights_scope.contacts_of(request),
            identifiers=rights_scope.identifiers_of(request, desk),
            request=request.pk,
        ),
        desk=desk,
        actor=actor,
        now=now,
    )


def _cause(asked: RequestKind) -> Cause:
    return Cause.WITHDRAWAL if asked is RequestKind.WITHDRAWAL else Cause.OBJECTION


def _forward(case: _Case) -> int:
    """Divide the request by controller; open what goes to others, with the deadline."""
    known = rights_scope.contacts_of(case.request)
    if known:
        rights_parts.split(
            case.request.pk, contact_ids=known, actor=case.actor, now=case.now
        )
    contacts = {line.contact_id for line in case.lines(Outcome.FORWARD)}
    if not contacts:
        return 0
    parts = case.request.parts.filter(capacity=Capacity.PROCESSOR).exclude(
        state=PartState.NOTHING_HELD
    )
    for part in parts:
        theirs = Contact.objects.filter(
            pk__in=contacts, controller=part.controller_id
        ).values_list("pk", flat=True)
        Forwarding.objects.update_or_create(
            request=case.request,
            acting_id=part.controller_id,
            defaults={
                "register_id": case.request.register_id,
                "contacts": sorted(str(one) for one in theirs),
                "created_at": case.now,
                "due_at": _due(case.request),
            },
        )
    return len(parts)


def _due(request: RightsRequest) -> datetime:
    return retention.start_of_day(request.law_on)
