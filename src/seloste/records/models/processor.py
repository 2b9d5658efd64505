"""Stored processors, and the machines that are the organisation's own.

Both say where data may go; neither names a data subject.
"""

import uuid

from django.db import models
from django.db.models import F, Q

from seloste.domain.processor import TransferGround
from seloste.records.models.register import Register
from seloste.records.personal_data import PersonalData


class ProcessorEntry(models.Model):
    """A line of the register of processors; see ``domain.processor.Processor``.

    Entries are never removed: who handled data once must be known later.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="processors"
    )
    recipient = models.SlugField(max_length=64)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    ground = models.CharField(
        max_length=12,
        blank=True,
        choices=[(one.value, one.name) for one in TransferGround],
    )
    contract = models.CharField(max_length=200, blank=True)
    contract_on = models.DateField(null=True, blank=True)
    sub_processors = models.JSONField(default=list)
    safeguards = models.TextField(blank=True)
    hosts = models.JSONField(default=list)
    review_on = models.DateField(null=True, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField()

    personal_data = PersonalData(
        erase=set(),
        keep={
            "id",
            "register",
            "recipient",
            "name",
            "country",
            "ground",
            "contract",
            "contract_on",
            "sub_processors",
            "safeguards",
            "hosts",
            "review_on",
            "since",
            "until",
            "changed_at",
        },
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="processor_ends_after_it_begins",
            ),
        )
        indexes = (
            models.Index(fields=["register", "name"], name="processors_by_name"),
        )


class OwnHost(models.Model):
    """A machine of the organisation's own: what goes there stays with it."""

    host = models.CharField(max_length=253, unique=True)
    named_at = models.DateTimeField()

    personal_data = PersonalData(erase=set(), keep={"id", "host", "named_at"})
