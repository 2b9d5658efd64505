"""Stored API keys of people, and what was asked with them once already."""

import uuid

from django.db import models

from seloste.records.models.register import Register
from seloste.records.models.staff import StaffUser
from seloste.records.personal_data import PersonalData


class ApiKey(models.Model):
    """A credential that acts as a person within its scopes; only its hash is kept.

    ``register`` limits it to one register where it is set.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff = models.ForeignKey(
        StaffUser, on_delete=models.PROTECT, related_name="api_keys"
    )
    name = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, null=True, related_name="api_keys"
    )
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)

    personal_data = PersonalData(
        erase=set(),
        keep={
            "id",
            "staff",
            "name",
            "sha256",
            "scopes",
            "register",
            "issued_at",
            "issued_by",
            "expires_at",
            "revoked_at",
            "last_used_on",
        },
        not_exported="credentials",
    )


class ApiRepeat(models.Model):
    """A request that made something, so that sending it again makes nothing new.

    ``token`` and ``asked`` are keyed hashes; ``made`` is the id of what came of
    it, empty while it is being done.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey(ApiKey, on_delete=models.CASCADE, related_name="repeats")
    token = models.CharField(max_length=64)
    asked = models.CharField(max_length=64)
    made = models.UUIDField(null=True, blank=True)
    asked_at = models.DateTimeField(db_index=True)

    personal_data = PersonalData(
        erase=set(),
        keep={"id", "key", "token", "asked", "made", "asked_at"},
        not_exported="kept for a day",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["key", "token"], name="one_answer_a_token"),
        )
