"""Stored objections to a purpose, withdrawn consent, and suppression."""

import uuid

from django.db import models

from seloste.domain.objection import Cause, ObjectionState
from seloste.records.models.register import Register
from seloste.records.models.sealed import SealedObject
from seloste.records.personal_data import PersonalData


class Objection(models.Model):
    """A purpose that stops for one person. The reason of a decision is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="objections"
    )
    purpose = models.SlugField(max_length=64)
    cause = models.CharField(max_length=10, choices=[(c.value, c.name) for c in Cause])
    state = models.CharField(
        max_length=10, choices=[(s.value, s.name) for s in ObjectionState]
    )
    request = models.UUIDField(null=True, db_index=True)
    reason = models.ForeignKey(
        SealedObject, on_delete=models.SET_NULL, null=True, related_name="objection_of"
    )
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=64)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=64, blank=True)

    personal_data = PersonalData(
        erase={"reason"},
        keep={
            "id",
            "register",
            "purpose",
            "cause",
            "state",
            "request",
            "received_at",
            "received_by",
            "decided_at",
            "decided_by",
        },
    )

    class Meta:
        indexes = (
            models.Index(
                fields=["register", "purpose", "state"], name="objection_standing"
            ),
        )


class ObjectedContact(models.Model):
    """A contact of the person who objected."""

    objection = models.ForeignKey(
        Objection, on_delete=models.PROTECT, related_name="contacts"
    )
    contact_id = models.UUIDField(db_index=True)

    personal_data = PersonalData(erase=set(), keep={"id", "objection", "contact_id"})

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["objection", "contact_id"], name="contact_once_in_an_objection"
            ),
        )


class Suppressed(models.Model):
    """An identifier of a person who objected: 128 bits of a hash under an own key.

    Without the key it says nothing; with the key it says whether one identifier
    is among them. It keeps the person out of what they objected to, also where
    nothing else of theirs is left.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    objection = models.ForeignKey(
        Objection, on_delete=models.CASCADE, related_name="suppressed"
    )
    field = models.CharField(max_length=12)
    value = models.BinaryField(max_length=16)

    personal_data = PersonalData(
        erase={"value"},
        keep={"id", "objection", "field"},
        not_exported="keyed hashes, of use to nobody but the one who is asked",
    )

    class Meta:
        indexes = (models.Index(fields=["field", "value"], name="suppressed_lookup"),)
