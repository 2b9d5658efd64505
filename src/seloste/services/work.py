"""What each job does. Every one may be done twice without harm."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from seloste.domain.staff import system
from seloste.ports.desk import Desk
from seloste.ports.jobs import Handlers, Job
from seloste.records.models import Heartbeat
from seloste.services import audit, derivations, jobs, sweeps, trusted_time
from seloste.services.sweeps import BrakeTripped
from seloste.services.trusted_time import ClockDistrusted

SWEEP_EVERY = timedelta(minutes=10)
CHECKPOINT_EVERY = timedelta(minutes=1)
WORKER = "worker"


def handlers(desk: Desk) -> Handlers:
    """Return what each job does at this desk."""
    return {
        Job.WAVEFORM: _waveform(desk),
        Job.SWEEP: _sweep(desk),
        Job.CHECKPOINT: _checkpoint(desk),
    }


type _Handler = Callable[[UUID | None], None]


def _waveform(desk: Desk) -> _Handler:
    def run(object_id: UUID | None) -> None:
        if object_id is not None:
            derivations.make_waveform(object_id, desk=desk, now=desk.clock.now())

    return run


def _sweep(desk: Desk) -> _Handler:
    """Sweep at trusted time.

    A doubted clock or a tripped brake waits for people: both are shown and
    audited, and the next sweep asks again.
    """

    def run(_: UUID | None) -> None:
        try:
            now = trusted_time.trusted_now(desk.clock)
            sweeps.sweep(desk=desk, actor=system("sweep"), now=now)
        except (ClockDistrusted, BrakeTripped):
            return
        audit.checkpoint(signer=desk.signer, witness=desk.witness, now=now)

    return run


def _checkpoint(desk: Desk) -> _Handler:
    def run(_: UUID | None) -> None:
        audit.checkpoint(signer=desk.signer, witness=desk.witness, now=desk.clock.now())

    return run


def work(desk: Desk, *, worker: str) -> int:
    """Do one round: ask for what is regular, do what is due, beat the heart.

    First of all room is made where a disk is full: every round writes.
    """
    now = desk.clock.now()
    desk.reserve.tend()
    _ask_regular(now)
    done = jobs.queue().work_off(handlers(desk), now=now, worker=worker)
    Heartbeat.objects.update_or_create(name=WORKER, defaults={"at": now})
    return done


def _ask_regular(now: datetime) -> None:
    """Ask for a sweep and a checkpoint where none was asked for lately."""
    _ask(Job.SWEEP, every=SWEEP_EVERY, priority=10, now=now)
    _ask(Job.CHECKPOINT, every=CHECKPOINT_EVERY, priority=5, now=now)


@transaction.atomic
def _ask(job: Job, *, every: timedelta, priority: int, now: datetime) -> None:
    name = f"asked-{job}"
    asked = Heartbeat.objects.filter(name=name).first()
    if asked is not None and abs(now - asked.at) < every:
        return
    if not jobs.queue().waiting(job):
        jobs.enqueue(job, priority=priority)
    Heartbeat.objects.update_or_create(name=name, defaults={"at": now})
