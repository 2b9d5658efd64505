"""The queue of PostgreSQL: Procrastinate, plus the rescue of stalled jobs.

Jobs are deferred through Django's own connection, so in the record's own
transaction. Procrastinate leaves jobs of dead workers to its user: they are
looked for and put back before each round.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from django.db import connection, connections
from procrastinate import App, BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app as django_app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import DeleteJobCondition
from procrastinate.jobs import Job as StoredJob
from procrastinate.worker import Worker

from seloste.ports.jobs import (
    ATTEMPTS,
    SAME_AGAIN,
    SPEECH,
    Counts,
    Handler,
    Handlers,
    Job,
    backoff,
)

_FORGET_FAILED = (
    "DELETE FROM procrastinate_jobs WHERE task_name = %s AND status = 'failed'"
    " AND args->>'object_id' = ANY(%s)"
)
STALLED_AFTER = 30.0  # seconds without a heartbeat; the worker is taken for dead


class _Again(BaseRetryStrategy):
    """Tries a failed job again until it has had its attempts."""

    def get_retry_decision(
        self, *, exception: BaseException, job: StoredJob
    ) -> RetryDecision | None:
        """Return when to try again, or None to give the job up."""
        if not isinstance(exception, Exception) or job.attempts + 1 >= ATTEMPTS:
            return None
        wait = backoff(job.attempts + 1)
        return RetryDecision(retry_in={"seconds": int(wait.total_seconds())})


class PostgresQueue:
    """Implements ``seloste.ports.jobs.JobQueue`` with Procrastinate."""

    def enqueue(
        self,
        job: Job,
        *,
        object_id: UUID | None,
        run_at: datetime | None,
        priority: int,
    ) -> None:
        """Ask for a job; it exists exactly if the surrounding transaction commits."""
        django_app.configure_task(
            name=job.value, priority=priority, schedule_at=run_at, queue=lane(job)
        ).defer(object_id=str(object_id) if object_id else None)

    def ask_again(
        self, job: Job, object_ids: Collection[UUID], *, priority: int
    ) -> int:
        """Ask for a job for each object for which none waits; return for how many."""
        wanted = [str(one) for one in object_ids]
        with connection.cursor() as cursor:
            cursor.execute(_FORGET_FAILED, [job.value, wanted])
        known = ProcrastinateJob.objects.filter(
            task_name=job.value,
            status__in=("todo", "doing"),
            args__object_id__in=wanted,
        )
        missing = set(wanted) - {
            str(args["object_id"]) for args in known.values_list("args", flat=True)
        }
        for one in sorted(missing):
            self.enqueue(job, object_id=UUID(one), run_at=None, priority=priority)
        return len(missing)

    def given_up(self, job: Job, *, most: int) -> frozenset[UUID]:
        """Return objects whose job was given up, any so many of them."""
        rows = ProcrastinateJob.objects.filter(task_name=job.value, status="failed")
        every = rows.order_by("?").values_list("args", flat=True)[:most]
        ids = (args["object_id"] for args in every)
        return frozenset(UUID(one) for one in ids if one is not None)

    def waiting(self, job: Job) -> bool:
        """Tell whether such a job waits already."""
        return ProcrastinateJob.objects.filter(
            task_name=job.value, status="todo"
        ).exists()

    def asked_for(self, job: Job) -> frozenset[UUID]:
        """Return the objects of which such a job waits or is being done."""
        rows = ProcrastinateJob.objects.filter(
            task_name=job.value, status__in=("todo", "doing")
        )
        ids = (args["object_id"] for args in rows.values_list("args", flat=True))
        return frozenset(UUID(one) for one in ids if one)

    def work_off(
        self,
        handlers: Handlers,
        *,
        now: datetime,  # noqa: ARG002 - PostgreSQL's own clock says what is due
        worker: str,
        most: int | None = None,
    ) -> int:
        """Do every job that is due by PostgreSQL's clock; return how many were done."""
        round_ = _Round(handlers, worker, most)
        asyncio.run(round_.run())
        return round_.done

    def counts(self, job: Job | None = None) -> Counts:
        """Return how much waits and how much was given up, of one kind or of all."""
        every = ProcrastinateJob.objects
        jobs = every.filter(task_name=job.value) if job else every.all()
        return Counts(
            waiting=jobs.filter(status__in=("todo", "doing")).count(),
            failed=jobs.filter(status="failed").count(),
        )


def lane(job: Job) -> str:
    """Return the queue of a job: jobs that take minutes have one of their own."""
    return "speech" if job in SPEECH else "default"


class _Round:
    """One round of work: everything that is due, or at most so many of it."""

    def __init__(self, handlers: Handlers, name: str, most: int | None) -> None:
        self._handlers = handlers
        self._name = name
        self._most = most
        self._taken = 0
        self._same: Counter[tuple[Job, str | None]] = Counter()
        self.done = 0

    async def run(self) -> None:
        """Put back what dead workers left, then work until nothing is due."""
        app = App(connector=DjangoConnector().get_worker_connector())
        async with app.open_async():
            for stalled in await app.job_manager.get_stalled_jobs(
                seconds_since_heartbeat=STALLED_AFTER
            ):
                await app.job_manager.retry_job(stalled)
            worker = Worker(
                app,
                queues=sorted({lane(job) for job in self._handlers}),
                name=self._name,
                wait=False,
                listen_notify=False,
                install_signal_handlers=False,
                delete_jobs=DeleteJobCondition.SUCCESSFUL,
            )
            for job, handler in self._handlers.items():
                task = self._task(job, handler, worker.stop)
                app.task(name=job.value, retry=_Again())(task)
            await worker.run()  # type: ignore[no-untyped-call] # it has no types

    def _task(
        self, job: Job, handler: Handler, stop: Callable[[], object]
    ) -> Callable[[str | None], None]:
        def run(object_id: str | None = None) -> None:
            self._taken += 1
            self._same[job, object_id] += 1
            enough = self._most is not None and self._taken >= self._most
            if enough or self._same[job, object_id] >= SAME_AGAIN:
                stop()
            try:
                handler(UUID(object_id) if object_id else None)
            finally:
                connections.close_all()  # this thread and its connection end with it
            self.done += 1

        return run
