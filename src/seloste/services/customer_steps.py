"""Merging and splitting customers, each with a reason, and undoing it.

Only people join identifiers, one register at a time. What one step did another
can undo until something was released on the strength of it.
"""

import uuid
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain.audit import Action
from seloste.domain.customer import Customer, CustomerRefused, Identifier
from seloste.domain.notice import PurposeRefused
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.ports.vault import ObjectRef
from seloste.records.models import Contact
from seloste.services import access, audit, customer_rows, customers
from seloste.services.access import NotFound
from seloste.services.customers import Wanted

__all__ = ["CustomerRefused", "exclude", "mark_released", "merge", "split", "undo"]

type Change = Callable[[Customer, datetime | None], Customer]
"""What a step makes of a customer, and of when something was released."""


def merge(
    wanted: Wanted,
    other: Identifier,
    *,
    reason: str,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Say that another identifier is the same person's; return the customer's id.

    What was merged with the other before comes along. Raises CustomerRefused,
    NotFound, PurposeRefused, LookupRefused.
    """
    other = customers.identifier_of(other.field, other.value)
    known = customer_rows.by_identifier(wanted.register, other, desk)
    others = known[1].identifiers if known else frozenset({other})

    taken_in = known[1] if known else None

    def change(customer: Customer, _released_at: datetime | None) -> Customer:
        return customer.merged(
            others, at=now, by=actor.id, reason=reason, absorbed=taken_in
        )

    absorbed = known[0] if known and known[0].pk != wanted.customer_id else None
    return _step(
        wanted,
        change,
        Action.CUSTOMER_MERGED,
        absorbed=absorbed,
        desk=desk,
        actor=actor,
        now=now,
    )


def split(
    wanted: Wanted,
    identifier: Identifier,
    *,
    reason: str,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Say that an identifier is not this person's; return the customer's id."""

    def change(customer: Customer, _released_at: datetime | None) -> Customer:
        return customer.split(identifier, at=now, by=actor.id, reason=reason)

    return _step(wanted, change, Action.CUSTOMER_SPLIT, desk=desk, actor=actor, now=now)


def exclude(
    wanted: Wanted,
    contact_id: UUID,
    *,
    reason: str,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Say that a contact is somebody else's; return the customer's id."""
    if not Contact.objects.filter(pk=contact_id, register=wanted.register).exists():
        raise NotFound("no such record")

    def change(customer: Customer, _released_at: datetime | None) -> Customer:
        return customer.without(contact_id, at=now, by=actor.id, reason=reason)

    return _step(wanted, change, Action.CUSTOMER_SPLIT, desk=desk, actor=actor, now=now)


def undo(
    wanted: Wanted, number: int, *, desk: Desk, actor: Actor, now: datetime
) -> UUID:
    """Undo a step, unless something was released since; return the customer's id.

    Undoing a merge gives back the customer it had taken in, with all that was
    said of it.
    """
    if wanted.customer_id is None:
        raise NotFound("no such record")

    def change(customer: Customer, released_at: datetime | None) -> Customer:
        return customer.undone(number, released_at=released_at)

    return _step(wanted, change, Action.CUSTOMER_SPLIT, desk=desk, actor=actor, now=now)


def mark_released(customer_id: UUID, *, register: str, now: datetime) -> None:
    """Note, in the release's own transaction, that something was handed out."""
    row = customer_rows.row(customer_id, register, lock=True)
    if row is None:
        raise NotFound("no such record")
    row.released_at = now
    row.save(update_fields=["released_at"])


def _step(
    wanted: Wanted,
    change: Change,
    action: Action,
    *,
    absorbed: customer_rows.Row | None = None,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Take a step in one transaction with its leaf; what it replaced is destroyed."""
    _may_identify(wanted, actor, now)
    gone = []
    with transaction.atomic():
        row, customer = _locked(wanted, desk)
        after = change(customer, row.released_at if row else None)
        customer_id = row.pk if row else uuid.uuid4()
        gone.append(_write(after, customer_id, wanted, old=row, desk=desk, now=now))
        if absorbed is not None and absorbed.pk != customer_id:
            gone.append(_absorb(absorbed))
        _tell(action, customer_id, wanted, actor, now)
        for one in customer.given_back(after):
            given = _give_back(one, wanted, desk=desk, now=now)
            _tell(action, given, wanted, actor, now)
    desk.vault.destroy([ref for ref in gone if ref is not None])
    return customer_id


def _write(
    customer: Customer,
    customer_id: UUID,
    wanted: Wanted,
    *,
    old: customer_rows.Row | None,
    desk: Desk,
    now: datetime,
) -> ObjectRef | None:
    """Seal a customer and write its rows; return what they replaced."""
    how = customer_rows.kept(wanted.register, desk=desk, now=now)
    sealed = customer_rows.seal(
        customer,
        customer_id=customer_id,
        register=wanted.register,
        how=how,
        desk=desk,
    )
    return customer_rows.write(customer, sealed, how, old=old, desk=desk, now=now)


def _tell(
    action: Action, customer_id: UUID, wanted: Wanted, actor: Actor, now: datetime
) -> None:
    audit.record(
        action=action,
        actor=actor,
        object_id=customer_id,
        now=now,
        purpose=wanted.purpose,
        details={"register": wanted.register},
    )


def _give_back(
    customer: Customer, wanted: Wanted, *, desk: Desk, now: datetime
) -> UUID:
    """Write a customer that a merge had taken in, unless parts of it moved on."""
    for identifier in sorted(customer.identifiers):
        if customer_rows.by_identifier(wanted.register, identifier, desk):
            raise CustomerRefused("another-customer")
    customer_id = uuid.uuid4()
    _write(customer, customer_id, wanted, old=None, desk=desk, now=now)
    return customer_id


def _locked(wanted: Wanted, desk: Desk) -> tuple[customer_rows.Row | None, Customer]:
    if wanted.customer_id is not None:
        row = customer_rows.row(wanted.customer_id, wanted.register, lock=True)
        if row is None:
            raise NotFound("no such record")
        return row, customer_rows.opened(row, desk)
    identifier = customers.identifier_of(wanted.field, wanted.value)
    known = customer_rows.by_identifier(wanted.register, identifier, desk)
    return known if known else (None, Customer(first=identifier))


def _absorb(row: customer_rows.Row) -> ObjectRef:
    """Delete the row of a customer that another one took in; nothing was released."""
    if row.released_at is not None:
        raise CustomerRefused("released")
    item = row.object
    ref = item.ref()
    row.delete()
    item.delete()
    return ref


def _may_identify(wanted: Wanted, actor: Actor, now: datetime) -> None:
    """Refuse whoever may not know who somebody is for this purpose."""
    if actor.staff_id is None:
        raise NotFound("no such record")
    who = access.reader(actor.staff_id, wanted.register, now)
    if not customers.may_identify(wanted.register, wanted.purpose, who, now):
        raise PurposeRefused("the notice does not allow this reading")
