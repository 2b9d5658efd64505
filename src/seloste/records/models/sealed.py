"""Stored items: one row for every sealed object there is.

An item is what retention, holds and disposal speak of. Its row knows sizes,
hashes of the sealed bytes and dates; never what is inside.
"""

import uuid

from django.db import models

from seloste.domain.contact import Kind
from seloste.domain.notice import Mode
from seloste.ports.vault import ObjectRef
from seloste.records.models.register import NoticeVersion, Register
from seloste.records.personal_data import PersonalData


class SealedObject(models.Model):
    """A sealed object, the promise it is kept under, and when it must be gone.

    ``contact_id`` is empty for what belongs to no contact (quarantine, uploads,
    reasons of holds); ``work_item_id`` is set for the words of a work item.
    ``key_day`` is the day its key is filed under; empty is the hold epoch.
    ``act_at`` is when the sweep acts, never after ``destroy_by``.
    """

    class State(models.TextChoices):
        KEPT = "kept"
        DESTROYING = "destroying"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="objects_of"
    )
    contact = models.ForeignKey(
        "records.Contact",
        on_delete=models.PROTECT,
        null=True,
        related_name="objects_of",
    )
    work_item = models.ForeignKey(
        "records.WorkItem",
        on_delete=models.PROTECT,
        null=True,
        related_name="objects_of",
    )
    record_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=12, choices=[(k.value, k.name) for k in Kind])
    version = models.PositiveSmallIntegerField(default=1)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="children"
    )
    format = models.PositiveSmallIntegerField()
    size = models.BigIntegerField()
    sealed_size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    sealed = models.BinaryField(null=True)
    notice_version = models.ForeignKey(
        NoticeVersion, on_delete=models.PROTECT, null=True, related_name="objects_of"
    )
    retention_class = models.SlugField(max_length=64)
    promise = models.CharField(max_length=16)
    mode = models.CharField(max_length=8, choices=[(m.value, m.name) for m in Mode])
    captured_at = models.DateTimeField()
    destroy_by = models.DateTimeField()
    act_at = models.DateTimeField()
    key_day = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.KEPT)
    disposal = models.ForeignKey(
        "records.Disposal", on_delete=models.PROTECT, null=True, related_name="items"
    )

    personal_data = PersonalData(
        erase={
            "id",
            "register",
            "contact",
            "work_item",
            "record_id",
            "kind",
            "version",
            "parent",
            "format",
            "size",
            "sealed_size",
            "sha256",
            "sealed",
            "notice_version",
            "retention_class",
            "promise",
            "mode",
            "captured_at",
            "destroy_by",
            "act_at",
            "key_day",
            "state",
            "disposal",
        },
        keep=set(),
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="acts_before_it_must_be_gone",
                condition=models.Q(act_at__lte=models.F("destroy_by")),
            ),
            models.CheckConstraint(
                name="destroying_belongs_to_a_disposal",
                condition=models.Q(state="kept") | models.Q(disposal__isnull=False),
            ),
        )
        indexes = (
            models.Index(fields=["state", "act_at"], name="sealed_due"),
            models.Index(fields=["register", "act_at"], name="sealed_calendar"),
        )

    def ref(self) -> ObjectRef:
        """Return the identity the vault bound the bytes to."""
        return ObjectRef(
            tenant=self.register_id,
            record=self.record_id,
            object=self.id,
            kind=self.kind,
            version=self.version,
        )

    def inline(self) -> bytes | None:
        """Return the sealed bytes where the row keeps them."""
        return None if self.sealed is None else bytes(self.sealed)
