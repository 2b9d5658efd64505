"""The queue of the embedded database: a table of jobs, leased one by one.

A worker that dies keeps its lease until it runs out; then another takes the
job over with a higher fence, and the first can no longer finish it.
"""

from collections import Counter
from collections.abc import Collection
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from seloste.domain.errors import SelosteError
from seloste.ports.jobs import (
    ATTEMPTS,
    LEASE,
    SAME_AGAIN,
    Counts,
    Handlers,
    Job,
    backoff,
)
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

    def ask_again(
        self, job: Job, object_ids: Collection[UUID], *, priority: int
    ) -> int:
        """Ask for a job for each object for which none waits; return for how many."""
        rows = JobRow.objects.filter(name=job, object_id__in=object_ids)
        rows.filter(state=JobRow.State.FAILED).delete()
        known = rows.filter(state=JobRow.State.WAITING)
        missing = set(object_ids) - set(known.values_list("object_id", flat=True))
        for object_id in sorted(missing):
            self.enqueue(job, object_id=object_id, run_at=None, priority=priority)
        return len(missing)

    def given_up(self, job: Job, *, most: int) -> frozenset[UUID]:
        """Return objects whose job was given up, any so many of them."""
        rows = JobRow.objects.filter(name=job, state=JobRow.State.FAILED)
        ids = rows.order_by("?").values_list("object_id", flat=True)[:most]
        return frozenset(one for one in ids if one is not None)

    def waiting(self, job: Job) -> bool:
        """Tell whether such a job waits already."""
        waiting = JobRow.objects.filter(name=job, state=JobRow.State.WAITING)
        return waiting.exists()

    def asked_for(self, job: Job) -> frozenset[UUID]:
        """Return the objects of which such a job waits or is being done."""
        rows = JobRow.objects.filter(name=job, state=JobRow.State.WAITING)
        ids = rows.values_list("object_id", flat=True)
        return frozenset(one for one in ids if one is not None)

    def work_off(
        self, handlers: Handlers, *, now: datetime, worker: str, most: int | None = None
    ) -> int:
        """Do every job that is due at ``now``; return how many were done."""
        done = taken = 0
        same: Counter[tuple[str, UUID | None]] = Counter()
        while most is None or taken < most:
            row = self.lease(now=now, worker=worker, names=handlers)
            if row is None:
                break
            taken += 1
            done += self._do(row, handlers, now)
            same[row.name, row.object_id] += 1
            if same[row.name, row.object_id] >= SAME_AGAIN:
                break
        return done

    @transaction.atomic
    def lease(
        self, *, now: datetime, worker: str, names: Collection[Job] = tuple(Job)
    ) -> JobRow | None:
        """Take the next job that is due and free, or return None."""
        free = Q(leased_until=None) | Q(leased_until__lte=now)
        row = (
            JobRow.objects.select_for_update(skip_locked=True)
            .filter(free, state=JobRow.State.WAITING, run_at__lte=now)
            .filter(name__in=[name.value for name in names])
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

    def counts(self, job: Job | None = None) -> Counts:
        """Return how much waits and how much was given up, of one kind or of all."""
        rows = JobRow.objects.filter(name=job) if job else JobRow.objects.all()
        return Counts(
            waiting=rows.filter(state=JobRow.State.WAITING).count(),
            failed=rows.filter(state=JobRow.State.FAILED).count(),
        )
