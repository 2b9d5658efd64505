"""Who else is at a conversation now: so that two do not answer the same customer.

A row says that somebody looks or writes, never what; it is forgotten half a
minute after they left. No trace of it is kept: it would be one of colleagues.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from seloste.records.models import Conversation, Presence
from seloste.services import inbox

LASTS = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else who is there, by the name they work under."""

    name: str
    writing: bool


@dataclass(frozen=True, slots=True)
class There:
    """Who else is at a conversation, and which version of it stands now."""

    others: tuple[Other, ...]
    version: int
    state: str


def beat(thread: UUID, *, staff_id: UUID, writing: bool, now: datetime) -> There:
    """Note that somebody is at a conversation; return who else is. Raises NotFound."""
    talk, _ = inbox.reach(thread, staff_id=staff_id, now=now)
    with transaction.atomic():
        forget(now=now)
        Presence.objects.update_or_create(
            conversation=talk,
            staff_id=staff_id,
            defaults={"writing": writing, "seen_at": now},
        )
    return There(others(talk, staff_id=staff_id, now=now), talk.version, talk.state)


def others(talk: Conversation, *, staff_id: UUID, now: datetime) -> tuple[Other, ...]:
    """Return who else is at a conversation, writers first."""
    rows = (
        Presence.objects.filter(conversation=talk, seen_at__gt=now - LASTS)
        .exclude(staff=staff_id)
        .select_related("staff")
        .order_by("-writing", "staff__display_name", "pk")
    )
    return tuple(Other(row.staff.display_name, row.writing) for row in rows)


def leave(thread: UUID, *, staff_id: UUID) -> None:
    """Note that somebody left a conversation."""
    Presence.objects.filter(conversation=thread, staff=staff_id).delete()


def forget(*, now: datetime) -> None:
    """Delete what is older than half a minute."""
    Presence.objects.filter(seen_at__lte=now - LASTS).delete()
