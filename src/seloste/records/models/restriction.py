"""Stored restrictions of processing, and what they take out of use."""

import uuid

from django.db import models

from seloste.domain.restriction import Ground
from seloste.records.models.hold import Hold
from seloste.records.models.register import Register
from seloste.records.personal_data import PersonalData


class Restriction(models.Model):
    """Why some items are stored and not used, and whether that is to end.

    ``request`` is the rights request it answers, where there is one; ``hold``
    stops destruction where the person wants the data kept (Art. 18(1)(b), (c)).
    ``told_at`` is the notice of Art. 18(3), ``lift_from`` when its time is over.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="restrictions"
    )
    ground = models.CharField(
        max_length=10, choices=[(g.value, g.name) for g in Ground]
    )
    request = models.UUIDField(null=True, db_index=True)
    hold = models.OneToOneField(
        Hold, on_delete=models.PROTECT, null=True, related_name="restriction"
    )
    placed_at = models.DateTimeField()
    placed_by = models.CharField(max_length=64)
    told_at = models.DateTimeField(null=True, blank=True)
    lift_from = models.DateTimeField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.CharField(max_length=64, blank=True)

    personal_data = PersonalData(
        erase=set(),
        keep={
            "id",
            "register",
            "ground",
            "request",
            "hold",
            "placed_at",
            "placed_by",
            "told_at",
            "lift_from",
            "lifted_at",
            "lifted_by",
        },
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="restriction_lifted_after_telling",
                condition=models.Q(lifted_at__isnull=True)
                | models.Q(lifted_at__gte=models.F("lift_from")),
            ),
        )
        indexes = (models.Index(fields=["lifted_at"], name="restriction_standing"),)


class RestrictedItem(models.Model):
    """One item of a restriction, or all of a contact where ``item_id`` is empty.

    What is made from an item, or added to the contact, is restricted with it.
    """

    restriction = models.ForeignKey(
        Restriction, on_delete=models.PROTECT, related_name="items"
    )
    item_id = models.UUIDField(null=True, db_index=True)
    contact_id = models.UUIDField(db_index=True)

    personal_data = PersonalData(
        erase=set(), keep={"id", "restriction", "item_id", "contact_id"}
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["restriction", "item_id", "contact_id"],
                name="item_once_in_a_restriction",
            ),
        )
