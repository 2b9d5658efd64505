"""Stored disclosures: who received what, on which basis, and who allowed it."""

import uuid

from django.db import models

from seloste.domain.disclosure import DisclosureState, Event, Form, TellState
from seloste.records.models.register import Register
from seloste.records.models.sealed import SealedObject
from seloste.records.models.work_item import WorkItem
from seloste.records.personal_data import PersonalData


class Disclosure(models.Model):
    """One hand-over to a recipient of the notice (Art. 15(1)(c), 30(1)(d)).

    ``details`` seals the recipient's name and address; ``document`` an
    authority's written request. ``statute`` is a number of the statute book.
    ``package_sha256`` is of what was handed over.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="disclosures"
    )
    number = models.PositiveIntegerField()
    recipient = models.SlugField(max_length=64)
    purpose = models.SlugField(max_length=64)
    basis = models.CharField(max_length=16)
    form = models.CharField(max_length=8, choices=[(f.value, f.name) for f in Form])
    statute = models.CharField(max_length=64, blank=True)
    claim = models.ForeignKey(
        WorkItem, on_delete=models.SET_NULL, null=True, related_name="disclosures"
    )
    claim_hold = models.UUIDField(null=True)
    state = models.CharField(
        max_length=12, choices=[(s.value, s.name) for s in DisclosureState]
    )
    details = models.ForeignKey(
        SealedObject, on_delete=models.SET_NULL, null=True, related_name="disclosure_of"
    )
    document = models.ForeignKey(
        SealedObject,
        on_delete=models.SET_NULL,
        null=True,
        related_name="disclosure_asked_by",
    )
    prepared_at = models.DateTimeField()
    prepared_by = models.CharField(max_length=64)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=64, blank=True)
    handed_at = models.DateTimeField(null=True, blank=True)
    handed_by = models.CharField(max_length=64, blank=True)
    package_sha256 = models.CharField(max_length=64, blank=True)

    personal_data = PersonalData(
        erase={"details", "document"},
        keep={
            "id",
            "register",
            "number",
            "recipient",
            "purpose",
            "basis",
            "form",
            "statute",
            "claim",
            "claim_hold",
            "state",
            "prepared_at",
            "prepared_by",
            "decided_at",
            "decided_by",
            "handed_at",
            "handed_by",
            "package_sha256",
        },
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["register", "number"], name="disclosure_numbered_once"
            ),
            models.CheckConstraint(
                name="disclosure_of_two_people",
                condition=models.Q(decided_by="")
                | models.Q(state="refused")
                | ~models.Q(decided_by=models.F("prepared_by")),
            ),
        )


class DisclosedItem(models.Model):
    """One item that went out, by the hash of its sealed bytes.

    The item's row may be gone while this history stays.
    """

    disclosure = models.ForeignKey(
        Disclosure, on_delete=models.PROTECT, related_name="items"
    )
    item_id = models.UUIDField(db_index=True)
    contact_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=12)
    sha256 = models.CharField(max_length=64)

    personal_data = PersonalData(
        erase=set(),
        keep={"id", "disclosure", "item_id", "contact_id", "kind", "sha256"},
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["disclosure", "item_id"], name="item_once_in_a_disclosure"
            ),
        )


class RecipientNotice(models.Model):
    """That a recipient is told of what happened to disclosed items (Art. 19)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    disclosure = models.ForeignKey(
        Disclosure, on_delete=models.PROTECT, related_name="notices"
    )
    request = models.UUIDField(null=True, db_index=True)
    event = models.CharField(max_length=10, choices=[(e.value, e.name) for e in Event])
    items = models.JSONField(default=list)
    state = models.CharField(
        max_length=10, choices=[(s.value, s.name) for s in TellState]
    )
    method = models.CharField(max_length=8, blank=True)
    reason = models.ForeignKey(
        SealedObject,
        on_delete=models.SET_NULL,
        null=True,
        related_name="untold_because",
    )
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=64, blank=True)

    personal_data = PersonalData(
        erase={"reason"},
        keep={
            "id",
            "disclosure",
            "request",
            "event",
            "items",
            "state",
            "method",
            "created_at",
            "ended_at",
            "ended_by",
        },
    )

    class Meta:
        indexes = (
            models.Index(fields=["state", "created_at"], name="recipient_to_be_told"),
        )
