"""Stored queues: where work waits, who takes it, and how fast it shall be done."""

import uuid

from django.db import models

from seloste.records.models.register import Register
from seloste.records.models.staff import StaffUser
from seloste.records.personal_data import PersonalData


class Queue(models.Model):
    """A queue of one register. Its name is the organisation's, never a customer's.

    ``addresses`` are lines and mailboxes (lower case) whose contacts come here;
    the queue with none takes the rest. ``hours`` is {"0": ["08:00", "16:00"], …}
    by weekday, Monday first. ``respond_minutes`` and ``solve_minutes`` are
    targets in business time; ``channels`` those whose contacts come here (empty:
    all). ``skills`` are words a member must have to be given work by turns.
    """

    class Assignment(models.TextChoices):
        MANUAL = "manual"
        ROUND_ROBIN = "round-robin"
        LEAST_LOAD = "least-load"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="queues"
    )
    slug = models.SlugField(max_length=64)
    name_fi = models.CharField(max_length=100)
    name_sv = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    addresses = models.JSONField(default=list)
    channels = models.JSONField(default=list)
    skills = models.JSONField(default=list)
    hours = models.JSONField(default=dict)
    assignment = models.CharField(
        max_length=12, choices=Assignment.choices, default=Assignment.MANUAL
    )
    complaints = models.BooleanField(default=False)
    respond_minutes = models.PositiveIntegerField(default=240)
    solve_minutes = models.PositiveIntegerField(default=2400)
    active = models.BooleanField(default=True)

    personal_data = PersonalData(
        erase=set(),
        keep={
            "id",
            "register",
            "slug",
            "name_fi",
            "name_sv",
            "name_en",
            "addresses",
            "channels",
            "skills",
            "hours",
            "assignment",
            "complaints",
            "respond_minutes",
            "solve_minutes",
            "active",
        },
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["register", "slug"], name="queue_named_once"
            ),
        )


class QueueMember(models.Model):
    """Somebody who takes work from a queue; ``last_given_at`` is for taking turns."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    queue = models.ForeignKey(Queue, on_delete=models.CASCADE, related_name="members")
    staff = models.ForeignKey(
        StaffUser, on_delete=models.PROTECT, related_name="queues"
    )
    skills = models.JSONField(default=list)
    available = models.BooleanField(default=True)
    last_given_at = models.DateTimeField(null=True, blank=True)

    personal_data = PersonalData(
        erase=set(),
        keep={"id", "queue", "staff", "skills", "available", "last_given_at"},
        not_exported="staff, not data subjects of a register",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["queue", "staff"], name="member_once_in_a_queue"
            ),
        )
