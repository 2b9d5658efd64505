"""Jobs: what is to be done later, by whichever worker comes first.

A job is a name and at most one identifier, never personal data. It exists
exactly if the transaction that asked for it commits, is done by one worker at
a time, and is done again when its worker died: what it does is idempotent.
"""

from collections.abc import Callable, Collection, Mapping
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
    SEND_MAIL = "send-mail"
    POLL_MAIL = "poll-mail"
    SCAN = "scan"
    REMIND = "remind"
    COUNT = "count"
    RECONCILE = "reconcile"
    FETCH_RECORDING = "fetch-recording"
    WEBHOOK = "webhook"
    PACKAGE = "package"
    TELL_RECIPIENT = "tell-recipient"
    TELL_ERASED = "tell-erased"
    RIGHTS = "rights"
    RIGHTS_HOLD = "rights-hold"
    IDENTITY_CODES = "identity-codes"
    TRANSCRIBE = "transcribe"
    HIDE = "hide"
    INDEX = "index"
    ASK_AGAIN = "ask-again"


SPEECH = frozenset({Job.TRANSCRIBE})
"""Jobs that take minutes: they have a lane of their own, and nothing waits for them."""

ATTEMPTS = 5
SAME_AGAIN = 20
"""So often one job is done in a round: one that asks for itself by a clock that is
behind the queue's is due at once, and would never let the round end."""
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

    def ask_again(
        self, job: Job, object_ids: Collection[UUID], *, priority: int
    ) -> int:
        """Ask for a job for each object for which none waits or is being done.

        What was given up of them before is forgotten. Returns how many were asked
        for; inside a transaction, as ``enqueue``.
        """
        ...

    def given_up(self, job: Job, *, most: int) -> frozenset[UUID]:
        """Return objects whose job was given up, any so many of them."""
        ...

    def waiting(self, job: Job) -> bool:
        """Tell whether such a job waits already."""
        ...

    def asked_for(self, job: Job) -> frozenset[UUID]:
        """Return the objects of which such a job waits or is being done."""
        ...

    def work_off(
        self, handlers: Handlers, *, now: datetime, worker: str, most: int | None = None
    ) -> int:
        """Do every job that is due at ``now``; return how many were done.

        Only those that have a handler are done, and at most ``most``: lanes are
        either all of SPEECH, or everything but them, or everything.
        The most urgent (highest priority) go first, then the oldest. A job
        that fails is tried again later, five times, then given up and counted.
        Jobs of workers that died are taken over.
        """
        ...

    def counts(self, job: Job | None = None) -> Counts:
        """Return how much waits and how much was given up, of one kind or of all."""
        ...
