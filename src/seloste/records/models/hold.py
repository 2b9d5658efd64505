"""Stored disposal holds and the items they keep."""

import uuid

from django.db import models

from seloste.domain.hold import DisposalHold
from seloste.domain.notice import HoldKind
from seloste.records.models.register import Register
from seloste.records.models.sealed import SealedObject
from seloste.records.personal_data import PersonalData


class Hold(models.Model):
    """Why some items are kept beyond their day, and until when that is looked at.

    ``promise`` is the mandate: the promise of the notice that allows it. The
    reason in words is sealed in ``reason``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="holds"
    )
    kind = models.CharField(
        max_length=16, choices=[(k.value, k.name) for k in HoldKind]
    )
    promise = models.CharField(max_length=16)
    reason = models.ForeignKey(
        SealedObject, on_delete=models.SET_NULL, null=True, related_name="reason_of"
    )
    placed_at = models.DateTimeField()
    placed_by = models.CharField(max_length=64)
    review_by = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.CharField(max_length=64, blank=True)

    personal_data = PersonalData(
        erase={"reason"},
        keep={
            "id",
            "register",
            "kind",
            "promise",
            "placed_at",
            "placed_by",
            "review_by",
            "released_at",
            "released_by",
        },
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="hold_released_after_placed",
                condition=models.Q(released_at__isnull=True)
                | models.Q(released_at__gte=models.F("placed_at")),
            ),
        )
        indexes = (models.Index(fields=["released_at"], name="hold_active"),)

    def to_domain(self) -> DisposalHold:
        """Return the hold as the domain sees it."""
        return DisposalHold(
            id=self.id,
            kind=HoldKind(self.kind),
            promise=self.promise,
            placed_at=self.placed_at,
            review_by=self.review_by,
            released_at=self.released_at,
        )


class HoldItem(models.Model):
    """One item of a hold. The item's row may be gone while this history stays."""

    hold = models.ForeignKey(Hold, on_delete=models.PROTECT, related_name="items")
    item_id = models.UUIDField(db_index=True)
    contact_id = models.UUIDField(null=True, db_index=True)

    personal_data = PersonalData(
        erase=set(), keep={"id", "hold", "item_id", "contact_id"}
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["hold", "item_id"], name="item_once_in_a_hold"
            ),
        )
