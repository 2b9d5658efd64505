"""Stored jobs: what is to be done, on the embedded database.

PostgreSQL uses Procrastinate's own tables instead. Arguments are identifiers
only, never personal data.
"""

import uuid

from django.db import models

from seloste.records.personal_data import PersonalData


class Job(models.Model):
    """One thing to do, leased by one worker at a time.

    ``fence`` grows with every lease: a worker whose lease was taken over
    cannot finish the job any more.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=64)
    object_id = models.UUIDField(null=True)
    priority = models.SmallIntegerField(default=0)
    run_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    fence = models.PositiveIntegerField(default=0)
    leased_by = models.CharField(max_length=64, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=64, blank=True)

    personal_data = PersonalData(
        erase=set(),
        keep={
            "id",
            "name",
            "object_id",
            "priority",
            "run_at",
            "attempts",
            "state",
            "fence",
            "leased_by",
            "leased_until",
            "error",
        },
        not_exported="work of this machine",
    )

    class Meta:
        indexes = (
            models.Index(
                fields=["state", "-priority", "run_at"], name="job_next_in_line"
            ),
        )
