"""The queue of PostgreSQL: Procrastinate, plus the rescue of stalled jobs.

Jobs are deferred through Django's own connection, so in the record's own
transaction. Procrastinate leaves jobs of dead workers to its user: they are
looked for and put back before each round.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import connections
from procrastinate import App, BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app as django_app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job as StoredJob

from seloste.ports.jobs import ATTEMPTS, Counts, Handler, Handlers, Job, backoff

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
            name=job.value, priority=priority, schedule_at=run_at
        ).defer(object_id=str(object_id) if object_id else None)

    def waiting(self, job: Job) -> bool:
        """Tell whether such a job waits already."""
        return ProcrastinateJob.objects.filter(
            task_name=job.value, status="todo"
        ).exists()

    def work_off(self, handlers: Handlers, *, now: datetime, worker: str) -> int:  # noqa: ARG002 - PostgreSQL's own clock says what is due
        """Do every job that is due by PostgreSQL's clock; return how many were done."""
        done: list[Job] = []
        asyncio.run(_run(handlers, done, worker))
        return len(done)

    def counts(self) -> Counts:
        """Return how much waits and how much was given up."""
        jobs = ProcrastinateJob.objects
        return Counts(
            waiting=jobs.filter(status__in=("todo", "doing")).count(),
            failed=jobs.filter(status="failed").count(),
        )


async def _run(handlers: Handlers, done: list[Job], worker: str) -> None:
    """Put back what dead workers left, then work until nothing is due."""
    app = App(connector=DjangoConnector().get_worker_connector())
    for job, handler in handlers.items():
        app.task(name=job.value, retry=_Again())(_task(job, handler, done))
    async with app.open_async():
        for stalled in await app.job_manager.get_stalled_jobs(
            seconds_since_heartbeat=STALLED_AFTER
        ):
            await app.job_manager.retry_job(stalled)
        await app.run_worker_async(
            name=worker,
            wait=False,
            listen_notify=False,
            install_signal_handlers=False,
            delete_jobs="successful",
        )


def _task(job: Job, handler: Handler, done: list[Job]) -> Callable[[str | None], None]:
    def run(object_id: str | None = None) -> None:
        try:
            handler(UUID(object_id) if object_id else None)
        finally:
            connections.close_all()  # this thread and its connection end with the round
        done.append(job)

    return run
