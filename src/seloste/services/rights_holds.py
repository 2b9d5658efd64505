"""What a rights request may cover stays until it is answered.

A request whose answer hands out data holds, from its receipt, the contacts of
the identifiers that were given or proven (Finnish DPA 8422/161/21). It never
shows anybody what it found.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from seloste.domain import retention
from seloste.domain.customer import Identifier
from seloste.domain.hold import HoldRefused
from seloste.domain.notice import HoldKind
from seloste.domain.rights import RequestKind, RequestState
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import Contact, PartyIndex, RightsRequest, SealedObject
from seloste.services import (
    contacts,
    holds,
    identifiers,
    rights_events,
    rights_words,
    transcript_asking,
)
from seloste.services.holds import HoldRequest
from seloste.services.identifiers import IdentifierField
from seloste.services.notices import store

BATCH = 200


def candidates(
    register: str, given: Iterable[Identifier], *, desk: Desk
) -> tuple[UUID, ...]:
    """Return the contacts in which one of the identifiers stands, in a fixed order.

    Blind indexes find them; the sealed metadata decides.
    """
    found: set[UUID] = set()
    for one in given:
        possible = list(_possible(register, one, desk))
        for start in range(0, len(possible), BATCH):
            batch = possible[start : start + BATCH]
            sealed = contacts.metadatas(batch, desk)
            found.update(pk for pk, data in sealed.items() if _names(data.parties, one))
    return tuple(sorted(found))


def _possible(register: str, one: Identifier, desk: Desk) -> Iterable[Contact]:
    matching = Q(pk__in=[])
    values = desk.vault.blind_indexes(tenant=register, field=one.field, value=one.value)
    for month, index in values.items():
        matching |= Q(month=month, value=index)
    links = PartyIndex.objects.filter(matching, field=one.field)
    ids = set(links.values_list("contact_id", flat=True))
    return Contact.objects.filter(register_id=register, pk__in=ids).order_by("pk")


def _names(parties: Iterable[object], one: Identifier) -> bool:
    field = IdentifierField(one.field)
    return any(
        identifiers.normalise(field, getattr(party, field)) == one.value
        for party in parties
    )


def place_for(
    request_id: UUID, *, desk: Desk, actor: Actor, now: datetime
) -> UUID | None:
    """Hold what a request may cover by the identifiers it gives; return the hold.

    Done again it holds what came to be known meanwhile. None where the kind needs
    no hold, the request is over, or nothing is there.
    """
    request = RightsRequest.objects.select_related("words").get(pk=request_id)
    if not RequestKind(request.kind).holds or RequestState(request.state).answered:
        return None
    words = rights_words.opened(request, desk)
    found = set(candidates(request.register_id, words.identifiers, desk=desk))
    if request.origin_id is not None:
        found.add(request.origin_id)
    return hold_contacts(request_id, sorted(found), desk=desk, actor=actor, now=now)


def hold_contacts(
    request_id: UUID,
    contact_ids: Collection[UUID],
    *,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> UUID | None:
    """Let the hold of a request keep these contacts too; return the hold, if any.

    What is being destroyed already cannot be kept any more and is left out. A
    refusal is written into the events of the request, never passed over.
    """
    with transaction.atomic():
        request = RightsRequest.objects.select_for_update(of=("self",)).get(
            pk=request_id
        )
        wanted = _can_be_held(request.register_id, contact_ids)
        if not wanted or RequestState(request.state).answered:
            return request.hold_id
        try:
            _hold(request, wanted, desk=desk, actor=actor, now=now)
            transcript_asking.hurry_contacts(wanted, desk=desk, actor=actor, now=now)
        except HoldRefused as refusal:
            rights_events.note(
                request, "hold-refused", actor=actor, now=now, detail=refusal.reason
            )
        return request.hold_id


def _can_be_held(register: str, contact_ids: Collection[UUID]) -> list[UUID]:
    going = SealedObject.objects.filter(contact__in=contact_ids).exclude(
        state=SealedObject.State.KEPT
    )
    rows = Contact.objects.filter(
        pk__in=contact_ids, register=register, objects_of__isnull=False
    ).exclude(pk__in=going.values("contact_id"))
    return sorted(set(rows.values_list("pk", flat=True)))


@transaction.atomic
def _hold(
    request: RightsRequest,
    contact_ids: list[UUID],
    *,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> None:
    if request.hold_id is not None:
        holds.extend_hold(
            hold_id=request.hold_id, contact_ids=contact_ids, actor=actor, now=now
        )
        return
    notice = store.in_force(request.register_id, retention.local_day(now)).notice
    rule = notice.hold_rule(HoldKind.ACCESS_REQUEST)
    if rule is None:
        raise HoldRefused("no-mandate")
    request.hold_id = holds.place_hold(
        HoldRequest(
            register=request.register_id,
            kind=HoldKind.ACCESS_REQUEST,
            reason=f"rights request {request.number}",
            review_by=now + timedelta(days=rule.review_days),
            contact_ids=contact_ids,
        ),
        desk=desk,
        actor=actor,
        now=now,
    )
    request.save(update_fields=["hold"])
    rights_events.note(
        request, "held", actor=actor, now=now, detail=str(request.hold_id)
    )


def look_again(request: RightsRequest, *, actor: Actor, now: datetime) -> None:
    """Note that the hold of an extended request is still needed, as long as allowed.

    A standing hold is looked at whenever its request is decided to take longer.
    """
    hold = request.hold
    if hold is None or hold.released_at is not None:
        return
    notice = store.in_force(request.register_id, retention.local_day(now)).notice
    rule = notice.hold_rule(HoldKind.ACCESS_REQUEST)
    if rule is not None:
        until = now + timedelta(days=rule.review_days)
        holds.review_hold(hold_id=hold.pk, review_by=until, actor=actor, now=now)


def release(request: RightsRequest, *, actor: Actor, now: datetime) -> None:
    """Let go of what only the request kept; call in the transaction that ends it."""
    hold = request.hold
    if hold is not None and hold.released_at is None:
        holds.release_hold(hold_id=hold.pk, actor=actor, now=now)
