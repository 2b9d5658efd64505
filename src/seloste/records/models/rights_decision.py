"""Stored decisions of rights requests, item by item, and what they set going."""

import uuid

from django.db import models

from seloste.domain.contact import Kind
from seloste.domain.rights import RequestKind
from seloste.domain.rights_decision import Outcome
from seloste.records.models.contact import Contact
from seloste.records.models.register import Controller, Register
from seloste.records.models.rights import RightsRequest
from seloste.records.models.sealed import SealedObject
from seloste.records.personal_data import PersonalData


class RightsDecision(models.Model):
    """What is decided of a request. One row a right of a request.

    ``ground`` is the case of Art. 17(1) or 18(1) the request rests on;
    ``purpose`` what is objected to. ``reason`` seals why a person overruled.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="rights_decisions"
    )
    request = models.ForeignKey(
        RightsRequest, on_delete=models.CASCADE, related_name="decisions"
    )
    asked = models.CharField(
        max_length=16, choices=[(a.value, a.name) for a in RequestKind]
    )
    ground = models.CharField(max_length=16)
    purpose = models.SlugField(max_length=64, blank=True)
    two_people = models.BooleanField()
    reason = models.ForeignKey(
        SealedObject, on_delete=models.SET_NULL, null=True, related_name="decision_of"
    )
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=64)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=64, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.CharField(max_length=64, blank=True)

    personal_data = PersonalData(
        erase={"reason"},
        keep={
            "id",
            "register",
            "request",
            "asked",
            "ground",
            "purpose",
            "two_people",
            "decided_at",
            "decided_by",
            "approved_at",
            "approved_by",
            "applied_at",
            "applied_by",
        },
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["request", "asked"], name="one_decision_a_right"
            ),
            models.CheckConstraint(
                name="decision_of_two_people",
                condition=models.Q(two_people=False)
                | models.Q(applied_at__isnull=True)
                | ~models.Q(approved_by=models.F("decided_by")),
            ),
        )


class RightsDecisionLine(models.Model):
    """What is decided of one item. The item's row may be gone meanwhile."""

    decision = models.ForeignKey(
        RightsDecision, on_delete=models.CASCADE, related_name="lines"
    )
    item_id = models.UUIDField(db_index=True)
    contact_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=12, choices=[(k.value, k.name) for k in Kind])
    outcome = models.CharField(
        max_length=8, choices=[(o.value, o.name) for o in Outcome]
    )
    proposed = models.CharField(
        max_length=8, choices=[(o.value, o.name) for o in Outcome]
    )
    ground = models.CharField(max_length=16)
    holds = models.JSONField(default=list)
    destroy_at = models.DateTimeField(null=True, blank=True)
    review_by = models.DateTimeField(null=True, blank=True)

    personal_data = PersonalData(
        erase=set(),
        keep={
            "id",
            "decision",
            "item_id",
            "contact_id",
            "kind",
            "outcome",
            "proposed",
            "ground",
            "holds",
            "destroy_at",
            "review_by",
        },
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["decision", "item_id"], name="item_decided_once"
            ),
        )


class RememberedErasure(models.Model):
    """An item that goes when what holds it ends, and whether the person was told.

    ``own_day`` says that no hold keeps it but the law, or what a person decided: it
    goes on its own day. ``address`` seals how the person is reached then: the
    request and its words may be closed by that time. It goes when they were told.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="remembered_erasures"
    )
    request = models.UUIDField(db_index=True)
    item_id = models.UUIDField(db_index=True)
    contact_id = models.UUIDField(db_index=True)
    address = models.ForeignKey(
        SealedObject, on_delete=models.SET_NULL, null=True, related_name="told_at_last"
    )
    language = models.CharField(max_length=2, default="fi")
    own_day = models.BooleanField(default=False)
    remembered_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    personal_data = PersonalData(
        erase={"address"},
        keep={
            "id",
            "register",
            "request",
            "item_id",
            "contact_id",
            "language",
            "own_day",
            "remembered_at",
            "erased_at",
            "told_at",
        },
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["request", "item_id"], name="erasure_remembered_once"
            ),
        )
        indexes = (models.Index(fields=["erased_at"], name="erasure_waiting"),)


class Correction(models.Model):
    """What a request corrected: a new version, or a statement beside the old one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.UUIDField(null=True, db_index=True)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="corrections"
    )
    contact = models.ForeignKey(
        Contact, on_delete=models.CASCADE, related_name="corrections"
    )
    old_item = models.UUIDField(db_index=True)
    new_item = models.UUIDField(db_index=True)
    statement = models.BooleanField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)

    personal_data = PersonalData(
        erase={
            "id",
            "request",
            "register",
            "contact",
            "old_item",
            "new_item",
            "statement",
            "made_at",
            "made_by",
        },
        keep=set(),
    )


class ProposedCorrection(models.Model):
    """Words that are to stand in the place of an item's, until somebody agrees.

    ``words`` seals the new words and the reason. Where ``two_people``, whoever
    proposed it does not agree to it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(
        RightsRequest, on_delete=models.CASCADE, related_name="proposed_corrections"
    )
    item_id = models.UUIDField(db_index=True)
    contact_id = models.UUIDField(db_index=True)
    words = models.ForeignKey(
        SealedObject,
        on_delete=models.SET_NULL,
        null=True,
        related_name="proposed_correction",
    )
    two_people = models.BooleanField()
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=64)
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.CharField(max_length=64, blank=True)

    personal_data = PersonalData(
        erase={"words"},
        keep={
            "id",
            "request",
            "item_id",
            "contact_id",
            "two_people",
            "proposed_at",
            "proposed_by",
            "applied_at",
            "applied_by",
        },
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="correction_of_two_people",
                condition=models.Q(two_people=False)
                | models.Q(applied_at__isnull=True)
                | ~models.Q(applied_by=models.F("proposed_by")),
            ),
        )


class Forwarding(models.Model):
    """A part of a request that another controller answers (Art. 28(3)(e)).

    ``acting`` is who keeps it as a processor; ``details`` seals whom it is
    forwarded to. ``due_at`` is the deadline that goes along.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="forwardings"
    )
    request = models.ForeignKey(
        RightsRequest, on_delete=models.CASCADE, related_name="forwardings"
    )
    acting = models.ForeignKey(
        Controller, on_delete=models.PROTECT, related_name="forwardings"
    )
    details = models.ForeignKey(
        SealedObject, on_delete=models.SET_NULL, null=True, related_name="forwarding_of"
    )
    contacts = models.JSONField(default=list)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    method = models.CharField(max_length=8, blank=True)
    package_sha256 = models.CharField(max_length=64, blank=True)
    forwarded_at = models.DateTimeField(null=True, blank=True)
    forwarded_by = models.CharField(max_length=64, blank=True)

    personal_data = PersonalData(
        erase={"details", "contacts"},
        keep={
            "id",
            "register",
            "request",
            "acting",
            "created_at",
            "due_at",
            "method",
            "package_sha256",
            "forwarded_at",
            "forwarded_by",
        },
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["request", "acting"], name="one_forwarding_a_controller"
            ),
        )
