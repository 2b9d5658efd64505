"""Saved views: lists of conversations somebody comes back to, alone or together.

A view holds codes of filters, never what was looked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from seloste.domain.inbox import InboxRefused
from seloste.domain.staff import Actor, Role
from seloste.records.models import SavedView
from seloste.services import inbox, staff
from seloste.services.access import NotFound

MOST = 30
CODES = frozenset(
    {"tab", "register", "controller", "channel", "queue", "late", "order"}
)


@dataclass(frozen=True, slots=True)
class View:
    """A saved view as its readers see it; ``mine`` may be deleted by the reader."""

    id: UUID
    name: str
    query: dict[str, str]
    shared: bool
    mine: bool


def views_of(staff_id: UUID, now: datetime) -> tuple[View, ...]:
    """Return the views of somebody and those shared in their registers, by name."""
    slugs = inbox.registers_of(staff_id, now)
    rows = SavedView.objects.filter(Q(staff=staff_id) | Q(register__in=slugs))
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
) -> UUID:
    """Keep a view, for oneself or for everybody of ``register``.

    Raises NotFound, InboxRefused.
    """
    me = _me(actor)
    if not name.strip():
        raise InboxRefused("no-name")
    if register and register not in inbox.registers_of(me, now):
        raise NotFound("no such record")
    if SavedView.objects.filter(staff=me).count() >= MOST:
        raise InboxRefused("too-many-views")
    kept = {key: value for key, value in query.items() if key in CODES and value}
    row = SavedView.objects.create(
        staff_id=me,
        register_id=register or None,
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
