"""Restricting processing, telling before it ends, and lifting it (Art. 18).

Placing takes items out of use at once; where the person wants the data kept it
also stops their destruction with a hold. Lifting is refused until the person was
told and the time of that is over.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from seloste.domain import restriction as rules
from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.disclosure import Event
from seloste.domain.notice import HoldKind
from seloste.domain.restriction import Ground, RestrictionRefused
from seloste.domain.staff import Actor
from seloste.records.models import (
    Contact,
    RestrictedItem,
    Restriction,
    SealedObject,
)
from seloste.services import audit, holds, limits, recipients
from seloste.services.holds import HoldRequest
from seloste.services.limits import usable
from seloste.services.notices import store

__all__ = ["Restricting", "RestrictionRefused", "announce", "lift", "place", "usable"]


@dataclass(frozen=True, slots=True)
class Restricting:
    """What is to be restricted, and on which ground.

    ``contact_ids`` stand for all of a contact, now and later; ``item_ids`` for
    single items with what is made from them.
    """

    register: str
    ground: Ground
    contact_ids: Collection[UUID] = ()
    item_ids: Collection[UUID] = ()
    request: UUID | None = None


@transaction.atomic
def place(wanted: Restricting, *, actor: Actor, now: datetime) -> UUID:
    """Take items out of use from now on; return the restriction's id.

    Raises RestrictionRefused: not allowed, nothing or unknown items, and where
    the notice knows no hold to keep what the person wants kept.
    """
    check_overseer(actor, wanted.register, now)
    items = _lock(wanted)
    row = Restriction.objects.create(
        register_id=wanted.register,
        ground=wanted.ground,
        request=wanted.request,
        hold_id=_hold(wanted, items, actor, now),
        placed_at=now,
        placed_by=actor.id,
    )
    _tie(row, wanted, items)
    recipients.tell(
        [one.pk for one in items],
        event=Event.RESTRICTED,
        request=wanted.request,
        actor=actor,
        now=now,
    )
    _tell(Action.RESTRICTION_PLACED, row, actor, now)
    return row.pk


def check_overseer(actor: Actor, register: str, now: datetime) -> None:
    """Refuse whoever does not answer for the register's records."""
    if not limits.oversees(actor, register, now):
        raise RestrictionRefused("not-allowed")


def _lock(wanted: Restricting) -> list[SealedObject]:
    """Return everything that is restricted, locked. Raises RestrictionRefused."""
    if not wanted.contact_ids and not wanted.item_ids:
        raise RestrictionRefused("nothing-to-restrict")
    named = Q(pk__in=wanted.item_ids) | Q(contact__in=wanted.contact_ids)
    items = list(
        SealedObject.objects.select_for_update(of=("self",))
        .filter(
            named,
            register=wanted.register,
            contact__isnull=False,
            state=SealedObject.State.KEPT,
        )
        .order_by("pk")
    )
    if set(wanted.item_ids) - {one.pk for one in items}:
        raise RestrictionRefused("unknown-item")
    if set(wanted.contact_ids) - {one.contact_id for one in items}:
        raise RestrictionRefused("unknown-item")
    return items


def _hold(
    wanted: Restricting, items: list[SealedObject], actor: Actor, now: datetime
) -> UUID | None:
    """Keep what the person wants kept, and return the hold (Art. 18(1)(b), (c))."""
    if not rules.keeps(wanted.ground):
        return None
    notice = store.in_force(wanted.register, retention.local_day(now)).notice
    rule = notice.hold_rule(HoldKind.RESTRICTION)
    if rule is None:
        raise RestrictionRefused("no-mandate")
    request = HoldRequest(
        register=wanted.register,
        kind=HoldKind.RESTRICTION,
        reason=rules.ARTICLES[wanted.ground],
        review_by=now + timedelta(days=rule.review_days),
        item_ids=[one.pk for one in items],
    )
    return holds.place_wordless(request, actor=actor, now=now)


def _tie(row: Restriction, wanted: Restricting, items: list[SealedObject]) -> None:
    whole = set(wanted.contact_ids)
    ties = [
        RestrictedItem(restriction=row, item_id=None, contact_id=contact_id)
        for contact_id in sorted(whole)
    ]
    ties += [
        RestrictedItem(restriction=row, item_id=one.pk, contact_id=one.contact_id)
        for one in items
        if one.contact_id is not None and one.contact_id not in whole
    ]
    RestrictedItem.objects.bulk_create(ties)


@transaction.atomic
def announce(restriction_id: UUID, *, actor: Actor, now: datetime) -> datetime:
    """Note that the person was told it will be lifted; return from when it may be.

    Raises RestrictionRefused (Art. 18(3)).
    """
    row = _locked(restriction_id, actor, now)
    row.lift_from = rules.warn(row.told_at, now)
    row.told_at = now
    row.save(update_fields=["told_at", "lift_from"])
    _tell(Action.RESTRICTION_TOLD, row, actor, now)
    return row.lift_from


@transaction.atomic
def lift(restriction_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Let restricted items be used again; the hold it placed ends with it.

    Raises RestrictionRefused before the person was told, and too soon after.
    """
    row = _locked(restriction_id, actor, now)
    rules.check_lift(row.lift_from, now)
    row.lifted_at, row.lifted_by = now, actor.id
    row.save(update_fields=["lifted_at", "lifted_by"])
    if row.hold is not None and row.hold.released_at is None:
        holds.release_hold(hold_id=row.hold.pk, actor=actor, now=now)
    _tell(Action.RESTRICTION_LIFTED, row, actor, now)


def _locked(restriction_id: UUID, actor: Actor, now: datetime) -> Restriction:
    row = (
        Restriction.objects.select_for_update(of=("self",))
        .filter(pk=restriction_id)
        .first()
    )
    if row is None or not limits.oversees(actor, row.register_id, now):
        raise RestrictionRefused("unknown-restriction")
    if row.lifted_at is not None:
        raise RestrictionRefused("already-lifted")
    return row


def _tell(action: Action, row: Restriction, actor: Actor, now: datetime) -> None:
    """Write a leaf of the restriction, and one of each contact it touches."""
    contacts = sorted(
        set(row.items.values_list("contact_id", flat=True)), key=lambda one: one.hex
    )
    audit.record_many(
        [
            audit.Entry(
                action, row.pk, details={"ground": row.ground, "items": len(contacts)}
            ),
            *(
                audit.Entry(action, one, details={"reference": str(row.pk)})
                for one in contacts
            ),
        ],
        actor=actor,
        now=now,
    )


def of_request(request: UUID) -> tuple[Restriction, ...]:
    """Return the restrictions a rights request led to, the first one first."""
    return tuple(Restriction.objects.filter(request=request).order_by("placed_at"))


def of_register(register: str) -> tuple[Restriction, ...]:
    """Return the restrictions of a register, those that stand first."""
    rows = Restriction.objects.filter(register=register)
    return tuple(rows.order_by("lifted_at", "-placed_at"))


def contacts_of(row: Restriction) -> tuple[Contact, ...]:
    """Return the contacts a restriction touches that are still there."""
    ids = row.items.values("contact_id")
    return tuple(Contact.objects.filter(pk__in=ids).order_by("started_at"))
