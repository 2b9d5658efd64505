"""Stored customers: which identifiers are one person's, as people decided.

The identifiers and reasons are sealed in an object of their own; the row knows
dates. A person nobody merged anything for has no row at all.
"""

import uuid

from django.db import models

from seloste.records.models.register import Register
from seloste.records.models.sealed import SealedObject
from seloste.records.personal_data import PersonalData


class Customer(models.Model):
    """A person whose identifiers were merged.

    ``released_at`` is the last time something was handed out on the strength of
    it: steps before are final.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="customers"
    )
    object = models.OneToOneField(
        SealedObject, on_delete=models.CASCADE, related_name="customer"
    )
    changed_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    personal_data = PersonalData(
        erase={"id", "register", "object", "changed_at", "released_at", "version"},
        keep=set(),
    )


class CustomerIndex(models.Model):
    """A blind index of one identifier of a customer, under a month's key."""

    customer = models.ForeignKey(
        Customer, on_delete=models.CASCADE, related_name="indexes"
    )
    field = models.CharField(max_length=12)
    month = models.CharField(max_length=7)
    value = models.BinaryField(max_length=16)

    personal_data = PersonalData(
        erase={"id", "customer", "field", "month", "value"},
        keep=set(),
        not_exported="keyed hashes, made again from the sealed identifiers",
    )

    class Meta:
        indexes = (
            models.Index(
                fields=["field", "month", "value"], name="customer_index_lookup"
            ),
        )
