"""Jobs: what is to be done later, by whichever worker comes first.

A job is a name and at most one identifier, never personal data. It exists
exactly if the transaction that asked for it commits, is done by one worker at
a time, and is done again when its worker died: what it does is idempotent.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class Job(StrEnum):
    """Everything that can be asked for."""

    WAVEFORM = "waveform"
    SWEEP = "sweep"
    CHECKPOINT = "checkpoint"


ATTEMPTS = 5
BACKOFF = timedelta(seconds=10)
LEASE = timedelta(minutes=10)

type Handler = Callable[[UUID | None], None]
type Handlers = Mapping[Job, Handler]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many jobs wait (due or not), and how many were given up."""

    waiting: int
    failed: int


def backoff(attempts: int) -> timedelta:
    """Return how long to wait after a failed attempt: 10, 20, 40, 80 seconds."""
    return BACKOFF * int(2 ** (attempts - 1))


class JobQueue(Protocol):
    """A queue of jobs. Its clock is the database's or the one passed in."""

    def enqueue(
        self,
        job: Job,
        *,
        object_id: UUID | None,
        run_at: datetime | None,
        priority: int,
    ) -> None:
        """Ask for a job; it exists exactly if the surrounding transaction commits.

        ``run_at`` is when it falls due; None is at once.
        """
        ...

    def waiting(self, job: Job) -> bool:
        """Tell whether such a job waits already."""
        ...

    def work_off(self, handlers: Handlers, *, now: datetime, worker: str) -> int:
        """Do every job that is due at ``now``; return how many were done.

        The most urgent (highest priority) go first, then the oldest. A job
        that fails is tried again later, five times, then given up and counted.
        Jobs of workers that died are taken over.
        """
        ...

    def counts(self) -> Counts:
        """Return how much waits and how much was given up."""
        ...
