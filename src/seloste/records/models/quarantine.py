"""Stored quarantine: what arrived and may not become a contact yet."""

import uuid

from django.db import models

from seloste.domain.contact import Channel
from seloste.records.models.register import Register
from seloste.records.models.source import Source
from seloste.records.personal_data import PersonalData


class Quarantined(models.Model):
    """A delivery that was refused, kept whole and sealed, with the reason.

    Its sealed objects carry this id as ``record_id``; their retention runs.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        CAPTURED = "captured"
        DISCARDED = "discarded"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="quarantined"
    )
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="quarantined"
    )
    key = models.CharField(max_length=64, db_index=True)
    contact_key = models.CharField(max_length=64, blank=True, db_index=True)
    channel = models.CharField(
        max_length=8, choices=[(c.value, c.name) for c in Channel]
    )
    reason = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    destroy_by = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.WAITING
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    personal_data = PersonalData(
        erase={"key", "contact_key"},
        keep={
            "id",
            "register",
            "source",
            "channel",
            "reason",
            "received_at",
            "destroy_by",
            "state",
            "ended_at",
        },
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["source", "key"],
                condition=models.Q(state="waiting"),
                name="delivery_waits_once",
            ),
        )
