"""What stands in the way of using an item: restrictions and objections. Reads only.

Asked before every reading and by every list, search, sample and hand-over. A
restriction leaves only storage, legal claims and what the law itself asks; an
objection stops one purpose. Neither touches figures, which name nobody.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from seloste.domain import restriction
from seloste.domain.notice import (
    HoldKind,
    Notice,
    Purpose,
    PurposeRefused,
)
from seloste.domain.objection import STOPPING
from seloste.domain.staff import Actor, Role
from seloste.records.models import (
    Contact,
    NoticeVersion,
    ObjectedContact,
    RestrictedItem,
    SealedObject,
)
from seloste.services import held, staff
from seloste.services.notices import store

OVERSEERS = frozenset({Role.RECORDS_MANAGER, Role.DPO})


def oversees(actor: Actor, register: str, now: datetime) -> bool:
    """Tell whether somebody answers for a register's records.

    The program itself, and the operator at the command line, are no persons.
    """
    if actor.staff_id is None:
        return True
    return bool(staff.roles_of(actor.staff_id, register, now) & OVERSEERS)


def standing(now: datetime) -> QuerySet[RestrictedItem]:
    """Return what ties items and contacts to the restrictions that stand."""
    return RestrictedItem.objects.filter(
        Q(restriction__lifted_at=None) | Q(restriction__lifted_at__gt=now)
    )


def restricted(now: datetime) -> Q:
    """Return the condition that an item (by its ``pk``) is restricted.

    What was made from a restricted item is restricted with it.
    """
    rows = standing(now)
    by_hand = held.standing(now).filter(
        hold__kind=HoldKind.RESTRICTION, hold__restriction=None
    )
    return (
        Q(Exists(rows.filter(item_id=OuterRef("pk"))))
        | Q(Exists(rows.filter(item_id=OuterRef("parent"))))
        | Q(Exists(rows.filter(item_id=OuterRef("parent__parent"))))
        | Q(Exists(rows.filter(item_id=None, contact_id=OuterRef("contact"))))
        | Q(Exists(by_hand.filter(item_id=OuterRef("pk"))))
    )


def contact_restricted(now: datetime) -> Q:
    """Return the condition that all of a contact (by its ``pk``) is restricted."""
    rows = standing(now).filter(item_id=None)
    return Q(Exists(rows.filter(contact_id=OuterRef("pk"))))


def objected(purpose_id: str) -> Q:
    """Return the condition that an item's person objected to a purpose."""
    rows = ObjectedContact.objects.filter(
        objection__purpose=purpose_id, objection__state__in=list(STOPPING)
    )
    return Q(Exists(rows.filter(contact_id=OuterRef("contact"))))


def usable(
    items: QuerySet[SealedObject], *, purpose_id: str, now: datetime
) -> QuerySet[SealedObject]:
    """Return those of some items that a purpose may use now.

    Left out are restricted items, unless the purpose serves claims or the law,
    and those whose person objected to it.
    """
    reaching = [
        version.pk
        for version in NoticeVersion.objects.all()
        if _reaches(store.parsed(version), purpose_id)
    ]
    free = ~restricted(now) | Q(notice_version__in=reaching)
    return items.filter(free).exclude(objected(purpose_id))


def _reaches(notice: Notice, purpose_id: str) -> bool:
    return any(
        one.id == purpose_id and restriction.reaches(one) for one in notice.purposes
    )


def check(item: SealedObject, purpose: Purpose, now: datetime) -> None:
    """Refuse using an item for a purpose that a person or the law has stopped.

    Raises PurposeRefused.
    """
    found = (
        SealedObject.objects.filter(pk=item.pk)
        .annotate(is_restricted=restricted(now), is_objected=objected(purpose.id))
        .values_list("is_restricted", "is_objected")
        .first()
    )
    is_restricted, is_objected = found or (False, False)
    if is_restricted and not restriction.reaches(purpose):
        raise PurposeRefused("the item is restricted")
    if is_objected:
        raise PurposeRefused("the person objected to this purpose")


def stopped(
    item_ids: Collection[UUID], purposes: Collection[Purpose], now: datetime
) -> dict[UUID, frozenset[str]]:
    """Return the purposes that are stopped for each item, by item."""
    rows = SealedObject.objects.filter(pk__in=item_ids)
    found: dict[UUID, set[str]] = {}
    kept_out = [one.id for one in purposes if not restriction.reaches(one)]
    for item_id in rows.filter(restricted(now)).values_list("pk", flat=True):
        found.setdefault(item_id, set()).update(kept_out)
    objections = ObjectedContact.objects.filter(
        contact_id__in=rows.values("contact"), objection__state__in=list(STOPPING)
    )
    by_contact: dict[UUID, set[str]] = {}
    for contact_id, purpose in objections.values_list(
        "contact_id", "objection__purpose"
    ):
        by_contact.setdefault(contact_id, set()).add(purpose)
    for item_id, contact_id in rows.values_list("pk", "contact_id"):
        if contact_id in by_contact:
            found.setdefault(item_id, set()).update(by_contact[contact_id])
    return {item_id: frozenset(names) for item_id, names in found.items()}


def exists_for(contact: Contact, roles: frozenset[Role], now: datetime) -> bool:
    """Tell whether a contact exists for somebody: a restricted one for few.

    It does for those whose role serves claims or answers requests.
    """
    one = Contact.objects.filter(pk=contact.pk)
    if not one.filter(contact_restricted(now)).exists():
        return True
    notice = store.parsed(contact.notice_version)
    return any(one.roles & roles for one in notice.purposes if restriction.reaches(one))


def shown(contacts: QuerySet[Contact], now: datetime) -> QuerySet[Contact]:
    """Return the contacts that lists show: restricted ones are in none."""
    return contacts.exclude(contact_restricted(now))


def hidden_threads(now: datetime) -> list[UUID]:
    """Return the threads of which every contact is restricted."""
    ids = standing(now).filter(item_id=None).values("contact_id")
    threads = set(Contact.objects.filter(pk__in=ids).values_list("thread", flat=True))
    alive = shown(Contact.objects.filter(thread__in=threads), now)
    return sorted(threads - set(alive.values_list("thread", flat=True)))
