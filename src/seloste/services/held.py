"""Which items are held, and by what. Reads only."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from seloste.domain.hold import DisposalHold
from seloste.records.models import HoldItem


def of_items(item_ids: Collection[UUID]) -> dict[UUID, tuple[DisposalHold, ...]]:
    """Return every hold there is or was of each item, by item."""
    found: dict[UUID, list[DisposalHold]] = {}
    links = HoldItem.objects.filter(item_id__in=item_ids).select_related("hold")
    for link in links.order_by("hold__placed_at", "pk"):
        found.setdefault(link.item_id, []).append(link.hold.to_domain())
    return {item_id: tuple(holds) for item_id, holds in found.items()}


def standing(now: datetime) -> QuerySet[HoldItem]:
    """Return what ties items and contacts to the holds that stand at ``now``."""
    return HoldItem.objects.filter(
        Q(hold__released_at=None) | Q(hold__released_at__gt=now)
    )


def is_held(now: datetime) -> Q:
    """Return the condition that an item (by its ``pk``) is held at ``now``."""
    return Q(Exists(standing(now).filter(item_id=OuterRef("pk"))))
