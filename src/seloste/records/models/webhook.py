"""Stored webhooks and the messages they owe. Nothing here names a data subject.

The secret a message is signed with is in no column: it follows from a key in
the keystore and the webhook's id.
"""

import uuid

from django.db import models

from seloste.domain.webhook import DeliveryState
from seloste.records.models.register import Register
from seloste.records.personal_data import PersonalData


class Webhook(models.Model):
    """A system that is told of some events of a register.

    ``recipient`` is the id of the notice's recipient; empty is a system of the
    organisation's own. ``seq`` is the last leaf of the audit log it was told of
    or spared; ``issue`` counts how often its secret was renewed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="webhooks"
    )
    url = models.CharField(max_length=500)
    recipient = models.SlugField(max_length=64, blank=True)
    events = models.JSONField(default=list)
    issue = models.PositiveIntegerField(default=1)
    seq = models.BigIntegerField()
    paused = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    personal_data = PersonalData(
        erase=set(),
        keep={
            "id",
            "register",
            "url",
            "recipient",
            "events",
            "issue",
            "seq",
            "paused",
            "made_at",
        },
    )


class WebhookDelivery(models.Model):
    """One message to one system: identifiers and codes only."""

    id = models.UUIDField(primary_key=True, editable=False)
    webhook = models.ForeignKey(
        Webhook, on_delete=models.CASCADE, related_name="deliveries"
    )
    event = models.CharField(max_length=32)
    body = models.TextField()
    state = models.CharField(
        max_length=8, choices=[(s.value, s.name) for s in DeliveryState]
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(max_length=32, blank=True)
    asked_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    personal_data = PersonalData(
        erase=set(),
        keep={
            "id",
            "webhook",
            "event",
            "body",
            "state",
            "attempts",
            "status",
            "asked_at",
            "next_at",
            "ended_at",
        },
        not_exported="kept for thirty days to look into failures",
    )

    class Meta:
        indexes = (
            models.Index(fields=["state", "next_at"], name="webhook_to_send"),
            models.Index(fields=["webhook", "-asked_at"], name="webhook_history"),
        )
