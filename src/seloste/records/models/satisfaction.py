"""Stored answers to the anonymous question: sums, and links that nobody used yet.

Nothing here points at a contact, a person or an address.
"""

import uuid

from django.db import models

from seloste.domain.contact import Channel
from seloste.records.models.register import Register
from seloste.records.personal_data import PersonalData


class SatisfactionAsked(models.Model):
    """A link that may be answered once; deleted by its answer or after two weeks.

    ``queue`` is the slug of the queue that served, or empty. Only the SHA-256 of
    the token in the link is kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="satisfaction_asked"
    )
    queue = models.SlugField(max_length=64, blank=True)
    channel = models.CharField(
        max_length=8, choices=[(c.value, c.name) for c in Channel]
    )
    sha256 = models.CharField(max_length=64, unique=True)
    expires_on = models.DateField()

    personal_data = PersonalData(
        erase=set(),
        keep={"id", "register", "queue", "channel", "sha256", "expires_on"},
        not_exported="links that nobody used yet, about nobody",
    )


class SatisfactionCount(models.Model):
    """How often a value was given on a day, by queue and channel."""

    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="satisfaction_counts"
    )
    day = models.DateField()
    queue = models.SlugField(max_length=64, blank=True)
    channel = models.CharField(
        max_length=8, choices=[(c.value, c.name) for c in Channel]
    )
    value = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(default=0)

    personal_data = PersonalData(
        erase=set(),
        keep={"id", "register", "day", "queue", "channel", "value", "count"},
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["register", "day", "queue", "channel", "value"],
                name="satisfaction_counted_once",
            ),
            models.CheckConstraint(
                name="satisfaction_from_one_to_five",
                condition=models.Q(value__gte=1, value__lte=5),
            ),
        )
