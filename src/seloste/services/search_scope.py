"""What a search may find: exactly what its reader may open for its purpose now.

The rule is that of ``access.allow``, said once more as a condition of the query,
so that nothing is found, counted or weighed that may not be read. It is worked
out from the side that is small: the versions of the notice, and the items that
holds, restrictions, objections and disposals take out. A test holds both to
each other.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from seloste.domain import restriction
from seloste.domain.contact import Kind
from seloste.domain.hold import DisposalHold, active_holds, purposes_of_held
from seloste.domain.notice import HoldKind, Notice, Purpose
from seloste.domain.objection import STOPPING
from seloste.domain.work_item import WorkKind, purposes_for
from seloste.ports.search_index import Grant, Scope
from seloste.records.models import (
    NoticeVersion,
    ObjectedContact,
    SealedObject,
    WorkItem,
)
from seloste.services import access, held, limits, search_rows, work_access
from seloste.services.access import Reader
from seloste.services.notices import store

FOUND = (Kind.MESSAGE, Kind.FORM_ANSWER, Kind.NOTE, Kind.TRANSCRIPT)
_STORED = (*search_rows.TEXTS, Kind.RECORDING, Kind.TRANSCRIPT)

type _Purposes = dict[NoticeVersion, Purpose]


def scope(register: str, purpose_id: str, *, who: Reader, now: datetime) -> Scope:
    """Return what somebody may find in a register for a purpose."""
    purposes = _purposes(register, purpose_id, who)
    grants = (
        Grant(version.pk, frozenset(kind.value for kind in FOUND if _covers(one, kind)))
        for version, one in purposes.items()
    )
    hidden = {
        *_leaving(register),
        *_kept_for_others(register, purpose_id, who, now),
        *_restricted(register, purposes, now),
    }
    return Scope(
        register=register,
        grants=tuple(grant for grant in grants if grant.kinds),
        hidden=search_rows.standing_for(hidden),
        hidden_contacts=_objected(register, purpose_id),
        works=frozenset(_works(register, purposes, who)),
    )


def purposes(notice: Notice, who: Reader) -> tuple[Purpose, ...]:
    """Return the purposes for which somebody may search, in the notice's order."""
    return tuple(
        purpose
        for purpose in notice.purposes
        if purpose.roles & who.roles and any(_covers(purpose, kind) for kind in FOUND)
    )


def _covers(purpose: Purpose, kind: Kind) -> bool:
    return access.CATEGORY[kind] in purpose.categories


def _purposes(register: str, purpose_id: str, who: Reader) -> _Purposes:
    """Return what each version of the notice says of a purpose the reader may name."""
    found = {}
    for version in NoticeVersion.objects.filter(register=register):
        for purpose in store.parsed(version).purposes:
            if purpose.id == purpose_id and purpose.roles & who.roles:
                found[version] = purpose
    return found


def _leaving(register: str) -> Iterator[UUID]:
    """Yield what is being destroyed."""
    rows = SealedObject.objects.filter(state=SealedObject.State.DESTROYING)
    yield from rows.filter(register=register).values_list("pk", flat=True)


def _kept_for_others(
    register: str, purpose_id: str, who: Reader, now: datetime
) -> Iterator[UUID]:
    """Yield what only a hold keeps that does not serve this purpose (rule 10)."""
    rows = SealedObject.objects.select_related("notice_version").filter(
        register=register,
        act_at__lte=now,
        kind__in=_STORED,
        state=SealedObject.State.KEPT,
    )
    late = list(rows.defer("sealed"))
    holds = held.of_items([item.pk for item in late])
    known: dict[tuple[UUID | None, frozenset[UUID]], bool] = {}
    for item in late:
        standing = active_holds(holds.get(item.pk, ()), now)
        key = (item.notice_version_id, frozenset(hold.id for hold in standing))
        if key not in known:
            known[key] = _serves(item, standing, purpose_id, who)
        if not known[key]:
            yield item.pk


def _serves(
    item: SealedObject, standing: tuple[DisposalHold, ...], purpose_id: str, who: Reader
) -> bool:
    if item.notice_version is None:
        return False
    serving = access.serving_holds(standing, who)
    notice = store.parsed(item.notice_version)
    return purpose_id in purposes_of_held(notice, serving)


def _restricted(register: str, purposes: _Purposes, now: datetime) -> Iterator[UUID]:
    """Yield what a restriction takes from a purpose that does not reach it."""
    rows = limits.standing(now)
    by_hand = held.standing(now).filter(
        hold__kind=HoldKind.RESTRICTION, hold__restriction=None
    )
    contacts = rows.filter(item_id=None).values("contact_id")
    items = SealedObject.objects.filter(register=register, kind__in=_STORED)
    reaching = [
        one for one, purpose in purposes.items() if restriction.reaches(purpose)
    ]
    for some in (
        items.filter(contact__in=contacts),
        items.filter(pk__in=rows.exclude(item_id=None).values("item_id")),
        items.filter(parent__in=rows.exclude(item_id=None).values("item_id")),
        items.filter(pk__in=by_hand.values("item_id")),
    ):
        yield from some.exclude(notice_version__in=reaching).values_list(
            "pk", flat=True
        )


def _objected(register: str, purpose_id: str) -> frozenset[UUID]:
    """Return the contacts whose person objected to the purpose (Art. 21)."""
    rows = ObjectedContact.objects.filter(
        objection__register=register,
        objection__purpose=purpose_id,
        objection__state__in=list(STOPPING),
    )
    return frozenset(rows.values_list("contact_id", flat=True))


def _works(register: str, purposes: _Purposes, who: Reader) -> Iterator[UUID]:
    """Yield the work items whose notes the reader may read for the purpose (R-07)."""
    for version, purpose in purposes.items():
        notice = store.parsed(version)
        seen = work_access.visible(
            staff_id=who.staff_id, roles=who.roles, notice=notice
        )
        yield from (
            WorkItem.objects.filter(
                seen,
                register=register,
                notice_version=version,
                kind__in=list(_served(notice, purpose)),
                notes__isnull=False,
            )
            .distinct()
            .values_list("pk", flat=True)
        )


def _served(notice: Notice, purpose: Purpose) -> Iterable[WorkKind]:
    """Return the kinds of work that a purpose serves."""
    return (kind for kind in WorkKind if purpose in purposes_for(notice, kind))
