"""Finding leaves. What is returned names nobody, so reading is not an act itself."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from seloste.domain.audit import Action, Leaf, decoded
from seloste.domain.errors import SelosteError
from seloste.records.models.audit import AuditCheckpoint, AuditLeaf


class LeafUnknown(SelosteError):
    """The log has no such leaf."""

    code = "leaf-unknown"


def leaf(seq: int) -> Leaf:
    """Return one leaf by its index."""
    row = AuditLeaf.objects.filter(seq=seq).first()
    if row is None:
        raise LeafUnknown(f"the log has no leaf {seq}")
    return decoded(row.body.encode())


def newest_about(object_id: UUID | str) -> Leaf:
    """Return the newest leaf about an object."""
    rows = AuditLeaf.objects.filter(object_id=str(object_id)).order_by("-seq")
    row = rows.first()
    if row is None:
        raise LeafUnknown("the log says nothing about that object")
    return decoded(row.body.encode())


def timeline(object_ids: Collection[UUID | str]) -> list[Leaf]:
    """Return what happened to these objects, oldest first."""
    rows = AuditLeaf.objects.filter(object_id__in={str(id_) for id_ in object_ids})
    return [decoded(row.body.encode()) for row in rows.order_by("seq")]


def latest(
    *, limit: int, action: Action | None = None, before: int | None = None
) -> list[Leaf]:
    """Return the newest leaves, newest first; with ``before``, those below it."""
    rows = AuditLeaf.objects.order_by("-seq")
    if before is not None:
        rows = rows.filter(seq__lt=before)
    if action:
        rows = rows.filter(action=action.value)
    return [decoded(row.body.encode()) for row in rows[:limit]]


@dataclass(frozen=True, slots=True)
class Signed:
    """The newest checkpoint: how many leaves it covers, their root, and when."""

    size: int
    root: str
    at: datetime


def signed() -> Signed | None:
    """Return the newest checkpoint, or None before the first."""
    row = AuditCheckpoint.objects.order_by("-size").first()
    return None if row is None else Signed(row.size, bytes(row.root).hex(), row.at)
