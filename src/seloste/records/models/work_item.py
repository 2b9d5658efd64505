"""Stored tasks, feedback and complaints, what they link to, and internal notes.

No column says what a matter is about: title, description, checklist and
outcome in words are in the item's sealed ``work`` object, notes in objects of
their own.
"""

import uuid

from django.db import models

from seloste.domain.notice import Capacity
from seloste.domain.work_item import Outcome, Priority, Reason, WorkKind, WorkState
from seloste.records.models.contact import Contact
from seloste.records.models.hold import Hold
from seloste.records.models.queue import Queue
from seloste.records.models.register import Controller, NoticeVersion, Register
from seloste.records.models.sealed import SealedObject
from seloste.records.models.staff import StaffUser
from seloste.records.personal_data import PersonalData


class WorkItem(models.Model):
    """One task, feedback or complaint.

    ``hold`` keeps what is linked while the item is open; ``claim_hold`` what a
    raised legal claim needs. ``respond_by`` and ``solve_by`` are targets in
    business time; both move by the time spent waiting for the customer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveBigIntegerField()
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="work_items"
    )
    controller = models.ForeignKey(
        Controller, on_delete=models.PROTECT, related_name="work_items"
    )
    capacity = models.CharField(
        max_length=10, choices=[(c.value, c.name) for c in Capacity]
    )
    notice_version = models.ForeignKey(
        NoticeVersion, on_delete=models.PROTECT, related_name="work_items"
    )
    kind = models.CharField(
        max_length=10, choices=[(k.value, k.name) for k in WorkKind]
    )
    state = models.CharField(
        max_length=8, choices=[(s.value, s.name) for s in WorkState]
    )
    priority = models.CharField(
        max_length=6, choices=[(p.value, p.name) for p in Priority]
    )
    reason = models.CharField(
        max_length=12, blank=True, choices=[(r.value, r.name) for r in Reason]
    )
    outcome = models.CharField(
        max_length=16, blank=True, choices=[(o.value, o.name) for o in Outcome]
    )
    queue = models.ForeignKey(
        Queue, on_delete=models.PROTECT, null=True, related_name="work_items"
    )
    assignee = models.ForeignKey(
        StaffUser, on_delete=models.PROTECT, null=True, related_name="work_items"
    )
    opened_by = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    remind_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    respond_by = models.DateTimeField(null=True, blank=True)
    responded_at = models.DateTimeField(null=True, blank=True)
    solve_by = models.DateTimeField(null=True, blank=True)
    waiting_since = models.DateTimeField(null=True, blank=True)
    waited_minutes = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="merged_from"
    )
    hold = models.ForeignKey(
        Hold, on_delete=models.PROTECT, null=True, related_name="work_items"
    )
    claim_hold = models.ForeignKey(
        Hold, on_delete=models.PROTECT, null=True, related_name="claims"
    )
    version = models.PositiveIntegerField(default=1)

    personal_data = PersonalData(
        erase={
            "id",
            "number",
            "register",
            "controller",
            "capacity",
            "notice_version",
            "kind",
            "state",
            "priority",
            "reason",
            "outcome",
            "queue",
            "assignee",
            "opened_by",
            "opened_at",
            "due_on",
            "remind_at",
            "reminded_at",
            "escalated_at",
            "respond_by",
            "responded_at",
            "solve_by",
            "waiting_since",
            "waited_minutes",
            "closed_at",
            "merged_into",
            "hold",
            "claim_hold",
            "version",
        },
        keep=set(),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["register", "number"], name="work_item_numbered_once"
            ),
        )
        indexes = (
            models.Index(fields=["register", "state", "kind"], name="work_by_state"),
            models.Index(fields=["assignee", "state"], name="work_by_assignee"),
            models.Index(fields=["remind_at"], name="work_to_remind"),
        )


class WorkLink(models.Model):
    """A contact of a work item: all of it, or only items named in the hold."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    work_item = models.ForeignKey(
        WorkItem, on_delete=models.CASCADE, related_name="links"
    )
    contact = models.ForeignKey(
        Contact, on_delete=models.CASCADE, related_name="work_links"
    )
    whole = models.BooleanField(default=True)
    linked_at = models.DateTimeField()
    linked_by = models.CharField(max_length=64)

    personal_data = PersonalData(
        erase={"id", "work_item", "contact", "whole", "linked_at", "linked_by"},
        keep=set(),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["work_item", "contact"], name="contact_linked_once"
            ),
        )


class Note(models.Model):
    """An internal note on a contact or a work item; its words are sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    object = models.OneToOneField(
        SealedObject, on_delete=models.CASCADE, related_name="note"
    )
    contact = models.ForeignKey(
        Contact, on_delete=models.CASCADE, null=True, related_name="notes"
    )
    work_item = models.ForeignKey(
        WorkItem, on_delete=models.CASCADE, null=True, related_name="notes"
    )
    author = models.ForeignKey(
        StaffUser, on_delete=models.PROTECT, null=True, related_name="notes"
    )
    written_at = models.DateTimeField()

    personal_data = PersonalData(
        erase={"id", "object", "contact", "work_item", "author", "written_at"},
        keep=set(),
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="note_on_one_thing",
                condition=models.Q(contact__isnull=True, work_item__isnull=False)
                | models.Q(contact__isnull=False, work_item__isnull=True),
            ),
        )
