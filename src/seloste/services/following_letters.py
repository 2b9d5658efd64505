"""Letters about what comes after the decision of a request.

A part that another controller answers, a restriction that is about to end, and
what was erased later than asked. A request that is closed has no place for a
letter any more: whoever is told then is told by mail, or by somebody.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain import retention
from seloste.domain.rights import RequestState
from seloste.domain.rights_letter import Ground, LetterFacts, LetterKind
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import RememberedErasure, Restriction, RightsRequest
from seloste.services import forwardings, restrictions, rights_letters

type Facts = Callable[[LetterFacts, RightsRequest, Desk], LetterFacts]


def facts_for(
    kind: LetterKind,
    request: RightsRequest,
    ground: Ground | None = None,
    *,
    desk: Desk,
    now: datetime,
) -> LetterFacts:
    """Return what a letter of any kind states; a person may name the ground."""
    if kind not in FOLLOWING:
        return rights_letters.facts_for(kind, request, now, ground)
    facts = FOLLOWING[kind](rights_letters.facts_of(request, now), request, desk)
    return replace(facts, grounds=(ground,)) if ground else facts


def _forwarded(facts: LetterFacts, request: RightsRequest, desk: Desk) -> LetterFacts:
    sent = [one for one in forwardings.of_request(request.pk) if one.forwarded_at]
    names = dict.fromkeys(forwardings.receiver(one, desk).name for one in sent)
    days = [retention.local_day(one.forwarded_at) for one in sent if one.forwarded_at]
    return replace(facts, controller=", ".join(names), done_on=max(days, default=None))


def _lifting(facts: LetterFacts, request: RightsRequest, desk: Desk) -> LetterFacts:
    del desk
    days = [
        retention.local_day(one.lift_from)
        for one in restrictions.of_request(request.pk)
        if one.lift_from is not None and one.lifted_at is None
    ]
    return replace(
        facts, until=max(days, default=None), grounds=(Ground.RESTRICTION_OVER,)
    )


def _erased(facts: LetterFacts, request: RightsRequest, desk: Desk) -> LetterFacts:
    del desk
    rows = RememberedErasure.objects.filter(request=request.pk)
    known = [retention.local_day(one.erased_at) for one in rows if one.erased_at]
    whole = len(known) == len(rows)
    return replace(facts, done_on=max(known, default=None) if whole else None)


FOLLOWING: Mapping[LetterKind, Facts] = {
    LetterKind.FORWARDED: _forwarded,
    LetterKind.LIFTING: _lifting,
    LetterKind.ERASED_LATER: _erased,
}
"""The letters of what follows, and what is known for each."""


def offered(
    request: RightsRequest, *, desk: Desk, now: datetime
) -> tuple[LetterKind, ...]:
    """Return the letters of what follows that have something to say now."""
    known = {kind: facts_for(kind, request, desk=desk, now=now) for kind in FOLLOWING}
    says = {
        LetterKind.FORWARDED: bool(known[LetterKind.FORWARDED].controller),
        LetterKind.LIFTING: known[LetterKind.LIFTING].until is not None,
        LetterKind.ERASED_LATER: known[LetterKind.ERASED_LATER].done_on is not None,
    }
    return tuple(kind for kind in FOLLOWING if says[kind])


@transaction.atomic
def announce_lifting(
    restriction_id: UUID, *, desk: Desk, actor: Actor, now: datetime
) -> bool:
    """Note from when a restriction may be lifted, and write the letter that says so.

    Returns False where no request is open to keep the letter: the person is told
    in another way. Raises RestrictionRefused, NotFound.
    """
    restrictions.announce(restriction_id, actor=actor, now=now)
    row = Restriction.objects.get(pk=restriction_id)
    if row.request is None or row.lift_from is None:
        return False
    request = RightsRequest.objects.filter(pk=row.request).first()
    if request is None or request.state == RequestState.CLOSED:
        return False
    facts = replace(
        rights_letters.facts_of(request, now),
        until=retention.local_day(row.lift_from),
        grounds=(Ground.RESTRICTION_OVER,),
    )
    rights_letters.write(
        request.pk, LetterKind.LIFTING, facts=facts, desk=desk, actor=actor, now=now
    )
    return True
