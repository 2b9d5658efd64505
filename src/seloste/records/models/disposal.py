"""Stored disposals: the ledger of intents, their certificates and their brakes."""

import uuid

from django.db import models

from seloste.records.models.register import Register
from seloste.records.personal_data import PersonalData


class Disposal(models.Model):
    """The ledger's intent to destroy some items; finished when all are gone."""

    class Cause(models.TextChoices):
        DUE = "due"
        RELEASED = "released"
        DISCARDED = "discarded"
        ORPHANED = "orphaned"
        REPEATED = "repeated"
        REQUESTED = "requested"
        RECTIFIED = "rectified"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cause = models.CharField(max_length=10, choices=Cause.choices)
    actor = models.CharField(max_length=64)
    intended_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    personal_data = PersonalData(
        erase=set(), keep={"id", "cause", "actor", "intended_at", "finished_at"}
    )

    class Meta:
        indexes = (models.Index(fields=["finished_at"], name="disposal_unfinished"),)


class Certificate(models.Model):
    """Proof that a contact's items were destroyed. It names nobody.

    ``document`` is canonical JSON whose SHA-256 is in the audit leaf ``seq``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    disposal = models.ForeignKey(
        Disposal, on_delete=models.PROTECT, related_name="certificates"
    )
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="certificates"
    )
    record_id = models.UUIDField(db_index=True)
    issued_at = models.DateTimeField()
    irrecoverable_on = models.DateField()
    document = models.TextField()
    seq = models.BigIntegerField()

    personal_data = PersonalData(
        erase=set(),
        keep={
            "id",
            "disposal",
            "register",
            "record_id",
            "issued_at",
            "irrecoverable_on",
            "document",
            "seq",
        },
    )

    class Meta:
        indexes = (
            models.Index(fields=["register", "-issued_at"], name="certificate_newest"),
        )


class DisposalBrake(models.Model):
    """A sweep that wanted too much at once and waits for a second person.

    ``due_by`` bounds what an approval covers: items due by then, no others.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tripped_at = models.DateTimeField()
    tripped_by = models.CharField(max_length=64)
    due_by = models.DateTimeField()
    due_count = models.PositiveIntegerField()
    usual_count = models.PositiveIntegerField()
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=64, blank=True)

    personal_data = PersonalData(
        erase=set(),
        keep={
            "id",
            "tripped_at",
            "tripped_by",
            "due_by",
            "due_count",
            "usual_count",
            "approved_at",
            "approved_by",
        },
    )


class ClockAnchor(models.Model):
    """The last moment at which an independent clock agreed (faults.md, clock rule)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    wall = models.DateTimeField()
    monotonic = models.FloatField()
    boot_id = models.CharField(max_length=64)
    reference = models.CharField(max_length=64)
    distrusted_since = models.DateTimeField(null=True, blank=True)

    personal_data = PersonalData(
        erase=set(),
        keep={
            "id",
            "wall",
            "monotonic",
            "boot_id",
            "reference",
            "distrusted_since",
        },
        not_exported="state of this machine's clock",
    )


class Heartbeat(models.Model):
    """When a worker, a sweep or a receiver was last alive."""

    name = models.CharField(primary_key=True, max_length=64)
    at = models.DateTimeField()

    personal_data = PersonalData(
        erase=set(), keep={"name", "at"}, not_exported="state of this machine"
    )


class Stray(models.Model):
    """A key or blob no row speaks for, and since when that is known.

    A crash between sealing and writing the row leaves one; what is being
    captured right now looks the same, so a stray is given an hour.
    """

    object_id = models.UUIDField(primary_key=True)
    seen_at = models.DateTimeField()

    personal_data = PersonalData(
        erase=set(), keep={"object_id", "seen_at"}, not_exported="gone within hours"
    )
