"""The parts of a rights request: what each controller answers for (R-03).

What is held for a client is the client's to answer: it is handed over, and the
person learns who that is. Everything else is answered by the register's own
controllers. The split follows from the contacts that were confirmed to be the
person's.
"""

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain.audit import Action
from seloste.domain.notice import Capacity
from seloste.domain.rights import PartState, RequestRefused, RequestState
from seloste.domain.staff import Actor
from seloste.records.models import Contact, RightsPart
from seloste.services import rights_events, rights_moves
from seloste.services.access import NotFound


@transaction.atomic
def split(
    request_id: UUID, *, contact_ids: Collection[UUID], actor: Actor, now: datetime
) -> tuple[RightsPart, ...]:
    """Make one part for each controller and capacity of these contacts.

    Done again it counts anew; a part of which nothing is left holds nothing.
    """
    request = rights_moves.locked(request_id, actor=actor, now=now)
    if RequestState(request.state).answered:
        raise RequestRefused("no-such-move")
    owned = Contact.objects.filter(pk__in=contact_ids, register=request.register_id)
    counted = Counter(owned.values_list("controller_id", "capacity"))
    for (controller, capacity), count in sorted(counted.items()):
        part, _ = RightsPart.objects.get_or_create(
            request=request,
            controller_id=controller,
            capacity=capacity,
            defaults={"state": PartState.OPEN},
        )
        _set(part, PartState.OPEN, count, None)
    for part in request.parts.all():
        if (part.controller_id, part.capacity) not in counted:
            _set(part, PartState.NOTHING_HELD, 0, now)
    rights_events.note(request, "split", actor=actor, now=now, detail=str(len(counted)))
    return parts(request_id)


def _set(part: RightsPart, state: PartState, count: int, at: datetime | None) -> None:
    """Set what a split finds; what was forwarded already stays so."""
    if part.state != PartState.FORWARDED:
        part.state, part.done_at = state, at
    part.count = count
    part.save(update_fields=["state", "count", "done_at"])


@transaction.atomic
def end_part(part_id: UUID, state: PartState, *, actor: Actor, now: datetime) -> None:
    """Record how the part of one controller ended: answered, refused, forwarded.

    Only a client's part is forwarded, and it is not answered here. Raises
    NotFound, RequestRefused.
    """
    found = RightsPart.objects.filter(pk=part_id).first()
    if found is None:
        raise NotFound("no such record")
    request = rights_moves.locked(found.request_id, actor=actor, now=now)
    part = request.parts.get(pk=part_id)
    if PartState(part.state).done:
        raise RequestRefused("no-such-move")
    client = part.capacity == Capacity.PROCESSOR
    if client != (state is PartState.FORWARDED) and state is not PartState.NOTHING_HELD:
        raise RequestRefused("no-such-move")
    part.state, part.done_at, part.done_by = state, now, actor.id
    part.save(update_fields=["state", "done_at", "done_by"])
    rights_events.note(
        request, f"part-{state.value}", actor=actor, now=now, detail=str(part_id)
    )
    rights_events.tell(
        request,
        Action.RIGHTS_CHANGED,
        actor=actor,
        now=now,
        details={"controller": part.controller.key, "state": state.value},
    )


def parts(request_id: UUID) -> tuple[RightsPart, ...]:
    """Return the parts of a request, the register's own first."""
    rows = RightsPart.objects.filter(request=request_id).select_related("controller")
    return tuple(rows.order_by("capacity", "controller__name"))
