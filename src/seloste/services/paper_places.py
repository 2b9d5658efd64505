"""Places where paper is locked away."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain.audit import Action
from seloste.domain.paper import Lock, PaperRefused, PaperState
from seloste.domain.staff import Actor
from seloste.records.models import PaperItem, PaperPlace
from seloste.services import audit, papers
from seloste.services.access import NotFound


def set_place(
    *, register: str, name: str, lock: Lock, actor: Actor, now: datetime
) -> UUID:
    """Name a place and say how it is locked; the same name again changes the lock.

    Raises PaperRefused, NotFound.
    """
    papers.worker(actor, register, now, papers.DESTROYERS)
    if not name.strip():
        raise PaperRefused("no-name")
    with transaction.atomic():
        row, _ = PaperPlace.objects.update_or_create(
            register_id=register,
            name=name.strip(),
            defaults={"lock": lock, "active": True},
        )
        audit.record(
            action=Action.PAPER_PLACE_CHANGED,
            actor=actor,
            object_id=row.id,
            now=now,
            details={"register": register, "kind": lock.value},
        )
    return row.id


def close_place(place_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Put no more paper in a place. Raises PaperRefused where some is there."""
    with transaction.atomic():
        row = PaperPlace.objects.select_for_update().filter(pk=place_id).first()
        if row is None:
            raise NotFound("no such record")
        papers.worker(actor, row.register_id, now, papers.DESTROYERS)
        there = PaperItem.objects.filter(place=row).exclude(state=PaperState.DESTROYED)
        if there.exists():
            raise PaperRefused("place-in-use")
        row.active = False
        row.save(update_fields=["active"])
        audit.record(
            action=Action.PAPER_PLACE_CHANGED,
            actor=actor,
            object_id=row.id,
            now=now,
            details={"register": row.register_id, "state": "closed"},
        )


def places(registers: tuple[str, ...]) -> tuple[PaperPlace, ...]:
    """Return the places in use of some registers, by register and name."""
    return tuple(
        PaperPlace.objects.filter(register_id__in=registers, active=True)
        .select_related("checked_by")
        .order_by("register_id", "name")
    )
