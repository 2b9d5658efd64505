"""What is to be done later, asked for in the record's own transaction."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from seloste.records.models import Job as JobRow


class Job(StrEnum):
    """Everything that can be asked for."""

    WAVEFORM = "waveform"
    SWEEP = "sweep"
    CHECKPOINT = "checkpoint"


def enqueue(
    job: Job, *, run_at: datetime, object_id: UUID | None = None, priority: int = 0
) -> None:
    """Ask for a job; it exists exactly if the surrounding transaction commits."""
    JobRow.objects.create(
        name=job, object_id=object_id, priority=priority, run_at=run_at
    )
