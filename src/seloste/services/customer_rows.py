"""Rows of customers: found by a blind index, sealed anew at every step.

What a merge says is kept like anything written down in the service: for the
period of the service class from the last step, then it is gone and the
identifiers stand alone again.
"""

import uuid
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from seloste.domain import retention
from seloste.domain.contact import Kind
from seloste.domain.customer import Customer, Identifier
from seloste.ports.desk import Desk
from seloste.ports.vault import ObjectRef, Sealed
from seloste.records.models import Customer as Row
from seloste.records.models import CustomerIndex, SealedObject
from seloste.services import sealed_rows
from seloste.services.notices import store
from seloste.services.sealed_rows import Keeping

__all__ = ["Row", "by_identifier", "kept", "opened", "row", "seal", "write"]


def row(customer_id: UUID, register: str, *, lock: bool = False) -> Row | None:
    """Return the row of a customer of a register, if it is there."""
    rows = Row.objects.select_related("object").filter(
        pk=customer_id, register=register, object__state=SealedObject.State.KEPT
    )
    return rows.select_for_update(of=("self",)).first() if lock else rows.first()


def opened(row_: Row, desk: Desk) -> Customer:
    """Return what is sealed; the caller has asked for leave and written the leaf."""
    item = row_.object
    return Customer.from_json(desk.vault.open(item.ref(), inline=item.inline()))


def by_identifier(
    register: str, identifier: Identifier, desk: Desk
) -> tuple[Row, Customer] | None:
    """Return the customer somebody merged this identifier into, if any."""
    matching = Q(pk__in=[])
    values = desk.vault.blind_indexes(
        tenant=register, field=identifier.field, value=identifier.value
    )
    for month, index in values.items():
        matching |= Q(month=month, value=index)
    ids = CustomerIndex.objects.filter(
        matching, field=identifier.field, customer__register=register
    ).values_list("customer_id", flat=True)
    for customer_id in sorted(set(ids)):
        found = row(customer_id, register)
        if found is not None:
            customer = opened(found, desk)
            if identifier in customer.identifiers:
                return found, customer
    return None


def kept(register: str, *, desk: Desk, now: datetime) -> Keeping:
    """Return how what is said of a customer now is kept."""
    version = store.version_row(register, retention.local_day(now))
    notice = store.parsed(version)
    one = next(one for one in notice.retention if one.period is not None)
    if one.period is None:
        raise AssertionError("a class was chosen for its period")
    plan = retention.schedule(
        anchored_at=now,
        mode=one.mode,
        period=one.period,
        key_backup_days=desk.key_backup_days,
    )
    return sealed_rows.keeping(
        one,
        plan,
        notice_version_id=version.pk,
        captured_at=now,
        key_day=retention.local_day(plan.act_at),
    )


def seal(
    customer: Customer, *, customer_id: UUID, register: str, how: Keeping, desk: Desk
) -> Sealed:
    """Seal a customer; durable on return."""
    with desk.vault.sealing(
        tenant=register, record=customer_id, due=how.key_day
    ) as sealing:
        return sealing.inline(
            object_id=uuid.uuid4(), kind=Kind.CUSTOMER, data=customer.to_json()
        )


def write(
    customer: Customer,
    sealed: Sealed,
    how: Keeping,
    *,
    old: Row | None,
    desk: Desk,
    now: datetime,
) -> ObjectRef | None:
    """Write a customer's rows; return what to destroy once this has committed."""
    item = sealed_rows.row(sealed, how)
    item.save(force_insert=True)
    gone = None
    if old is None:
        row_ = Row.objects.create(
            id=sealed.ref.record,
            register_id=sealed.ref.tenant,
            object=item,
            changed_at=now,
        )
    else:
        row_, before = old, old.object
        gone = before.ref()
        row_.object, row_.changed_at, row_.version = item, now, row_.version + 1
        row_.save(update_fields=["object", "changed_at", "version"])
        before.delete()
    _index(row_, customer, desk, now)
    return gone


def _index(row_: Row, customer: Customer, desk: Desk, now: datetime) -> None:
    month = f"{retention.local_day(now):%Y-%m}"
    row_.indexes.all().delete()
    CustomerIndex.objects.bulk_create(
        CustomerIndex(
            customer=row_,
            field=one.field,
            month=month,
            value=desk.vault.blind_index(
                tenant=row_.register_id, month=month, field=one.field, value=one.value
            ),
        )
        for one in sorted(customer.identifiers)
    )
