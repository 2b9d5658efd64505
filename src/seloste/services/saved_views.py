"""Saved views: lists of conversations or work somebody comes back to, or shares.

A view holds codes of filters, never what was looked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from seloste.domain.inbox import InboxRefused, Listing
from seloste.domain.staff import Actor, Role
from seloste.records.models import SavedView
from seloste.services import calendar, inbox, staff
from seloste.services.access import NotFound

MOST = 30
CODES = {
    Listing.INBOX: (
        "tab",
        "register",
        "controller",
        "channel",
        "queue",
        "late",
        "order",
    ),
    Listing.WORK: ("tab", "register", "kind", "queue"),
}
"""The filters a view of each list may hold."""


@dataclass(frozen=True, slots=True)
class View:
    """A saved view as its readers see it; ``mine`` may be deleted by the reader."""

    id: UUID
    name: str
    query: dict[str, str]
    shared: bool
    mine: bool


def views_of(
    staff_id: UUID, now: datetime, *, listing: Listing = Listing.INBOX
) -> tuple[View, ...]:
    """Return the views of somebody and those shared in their registers, by name."""
    theirs = Q(staff=staff_id) | Q(register__in=_registers(listing, staff_id, now))
    rows = SavedView.objects.filter(theirs, listing=listing.value)
    return tuple(
        View(
            id=row.pk,
            name=row.name,
            query=row.query,
            shared=row.register_id is not None,
            mine=_may_remove(row, staff_id, now),
        )
        for row in rows.order_by("name", "pk")[: 4 * MOST]
    )


def _registers(listing: Listing, staff_id: UUID, now: datetime) -> tuple[str, ...]:
    """Return the registers whose colleagues somebody shares a list with."""
    if listing is Listing.INBOX:
        return tuple(inbox.registers_of(staff_id, now))
    return calendar.registers_for(staff_id, now)


def _may_remove(row: SavedView, staff_id: UUID, now: datetime) -> bool:
    if row.staff_id == staff_id:
        return True
    roles = staff.roles_of(staff_id, row.register_id, now) if row.register_id else ()
    return Role.RECORDS_MANAGER in roles


@transaction.atomic
def save(
    name: str,
    query: Mapping[str, str],
    *,
    actor: Actor,
    now: datetime,
    register: str = "",
    listing: Listing = Listing.INBOX,
) -> UUID:
    """Keep a view, for oneself or for everybody of ``register``.

    Raises NotFound, InboxRefused.
    """
    me = _me(actor)
    if not name.strip():
        raise InboxRefused("no-name")
    if register and register not in _registers(listing, me, now):
        raise NotFound("no such record")
    if SavedView.objects.filter(staff=me, listing=listing.value).count() >= MOST:
        raise InboxRefused("too-many-views")
    kept = {key: query[key] for key in CODES[listing] if query.get(key)}
    row = SavedView.objects.create(
        staff_id=me,
        register_id=register or None,
        listing=listing.value,
        name=name.strip()[:60],
        query=kept,
        made_at=now,
    )
    return row.pk


@transaction.atomic
def remove(view_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Forget a view: one's own, or a shared one as records manager.

    Raises NotFound.
    """
    row = SavedView.objects.select_for_update().filter(pk=view_id).first()
    if row is None or not _may_remove(row, _me(actor), now):
        raise NotFound("no such record")
    row.delete()


def _me(actor: Actor) -> UUID:
    if actor.staff_id is None:
        raise NotFound("no such record")
    return actor.staff_id
