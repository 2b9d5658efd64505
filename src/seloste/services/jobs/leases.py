"""The queue of the embedded database: a table of jobs, leased one by one.

A worker that dies keeps its lease until it runs out; then another takes the
job over with a higher fence, and the first can no longer finish it.
"""

from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from seloste.domain.errors import SelosteError
from seloste.ports.jobs import ATTEMPTS, LEASE, Counts, Handlers, Job, backoff
from seloste.records.models import Job as JobRow

AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)


class LeaseQueue:
    """Implements ``seloste.ports.jobs.JobQueue`` on the records database."""

    def enqueue(
        self,
        job: Job,
        *,
        object_id: UUID | None,
        run_at: datetime | None,
        priority: int,
    ) -> None:
        """Ask for a job; it exists exactly if the surrounding transaction commits."""
        JobRow.objects.create(
            name=job, object_id=object_id, priority=priority, run_at=run_at or AT_ONCE
        )

    def waiting(self, job: Job) -> bool:
        """Tell whether such a job waits already."""
        waiting = JobRow.objects.filter(name=job, state=JobRow.State.WAITING)
        return waiting.exists()

    def work_off(self, handlers: Handlers, *, now: datetime, worker: str) -> int:
        """Do every job that is due at ``now``; return how many were done."""
        done = 0
        while row := self.lease(now=now, worker=worker):
            done += self._do(row, handlers, now)
        return done

    @transaction.atomic
    def lease(self, *, now: datetime, worker: str) -> JobRow | None:
        """Take the next job that is due and free, or return None."""
        free = Q(leased_until=None) | Q(leased_until__lte=now)
        row = (
            JobRow.objects.select_for_update(skip_locked=True)
            .filter(free, state=JobRow.State.WAITING, run_at__lte=now)
            .order_by("-priority", "run_at", "pk")
            .first()
        )
        if row is None:
            return None
        row.leased_by, row.leased_until = worker, now + LEASE
        row.fence += 1
        row.attempts += 1
        row.save(update_fields=["leased_by", "leased_until", "fence", "attempts"])
        return row

    def _do(self, row: JobRow, handlers: Handlers, now: datetime) -> bool:
        try:
            handlers[Job(row.name)](row.object_id)
        except Exception as error:  # noqa: BLE001 - one job's failure is not the worker's
            self.fail(row, error, now=now)
            return False
        return self.finish(row)

    @staticmethod
    def finish(row: JobRow) -> bool:
        """Remove a job that is done; False where the lease was lost meanwhile."""
        removed, _ = JobRow.objects.filter(pk=row.pk, fence=row.fence).delete()
        return bool(removed)

    @staticmethod
    def fail(row: JobRow, error: Exception, *, now: datetime) -> None:
        """Try a job again later, or give it up; keeps the error's name only."""
        given_up = row.attempts >= ATTEMPTS
        code = error.code if isinstance(error, SelosteError) else type(error).__name__
        JobRow.objects.filter(pk=row.pk, fence=row.fence).update(
            state=JobRow.State.FAILED if given_up else JobRow.State.WAITING,
            run_at=now + backoff(row.attempts),
            leased_by="",
            leased_until=None,
            error=code[:64],
        )

    def counts(self) -> Counts:
        """Return how much waits and how much was given up."""
        return Counts(
            waiting=JobRow.objects.filter(state=JobRow.State.WAITING).count(),
            failed=JobRow.objects.filter(state=JobRow.State.FAILED).count(),
        )
