"""What is to be done later, asked for in the record's own transaction.

The queue is Procrastinate where the records are in PostgreSQL, and a small
lease table where they are in SQLite; one contract test holds both to
``seloste.ports.jobs``.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection

from seloste.ports.jobs import Job, JobQueue
from seloste.services.jobs.leases import LeaseQueue

__all__ = ["Job", "ask_again", "enqueue", "queue"]


def queue() -> JobQueue:
    """Return the queue of the database the records are in."""
    if connection.vendor == "postgresql":
        from seloste.services.jobs.postgres import (  # noqa: PLC0415 - its app is only installed there
            PostgresQueue,
        )

        return PostgresQueue()
    return LeaseQueue()


def enqueue(
    job: Job,
    *,
    object_id: UUID | None = None,
    run_at: datetime | None = None,
    priority: int = 0,
) -> None:
    """Ask for a job; it exists exactly if the surrounding transaction commits."""
    queue().enqueue(job, object_id=object_id, run_at=run_at, priority=priority)


def ask_again(job: Job, object_ids: Collection[UUID], *, priority: int) -> int:
    """Ask for a job for each object for which none waits; return for how many."""
    return queue().ask_again(job, object_ids, priority=priority)
