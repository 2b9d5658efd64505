"""The sweep is alive, believes its clock, and leaves nothing behind."""

from collections.abc import Collection, Iterator
from datetime import timedelta

from seloste.domain.verification import Evidence
from seloste.records.models import Disposal, DisposalBrake, Heartbeat, SealedObject
from seloste.services import held, sweeps, trusted_time
from seloste.services.verification.findings import (
    all_or_broken,
    broken,
    gap,
    proved,
)
from seloste.services.verification.gather import SLA, Gathered

STOPPED = timedelta(hours=1)


def check(facts: Gathered) -> Iterator[Evidence]:
    """Yield whether things that are due would go."""
    yield _alive(facts)
    yield _clock(facts)
    yield from _brake()
    yield _unfinished(facts)


def _alive(facts: Gathered) -> Evidence:
    """Say whether the sweep ran in the last hour: it runs every ten minutes.

    Before its first run nothing shows that it works, and what has been stored
    for an hour shows that it does not.
    """
    beat = Heartbeat.objects.filter(name=sweeps.HEARTBEAT).first()
    if beat is not None:
        late = facts.now - beat.at > STOPPED
        return broken("sweep-stopped", ids=[beat.at]) if late else proved("sweep-alive")
    waited = SealedObject.objects.filter(captured_at__lt=facts.now - STOPPED)
    return broken("sweep-stopped") if waited.exists() else gap("sweep-not-yet")


def _clock(facts: Gathered) -> Evidence:
    since = trusted_time.distrusted_since()
    if since is None:
        return proved("clock-trusted")
    if facts.now - since < trusted_time.ALARM:
        return gap("clock-doubted", ids=[since])
    return broken("clock-paused", ids=[since])


def _brake() -> Iterator[Evidence]:
    """Yield the sweeps that were stopped since the last one that was not."""
    beat = Heartbeat.objects.filter(name=sweeps.HEARTBEAT).first()
    waiting = DisposalBrake.objects.filter(approved_at=None)
    if beat is not None:
        waiting = waiting.filter(tripped_at__gte=beat.at)
    ids = list(waiting.values_list("pk", flat=True))
    if ids:
        yield gap("brake-waiting", len(ids), ids)


def _unfinished(facts: Gathered) -> Evidence:
    stuck = Disposal.objects.filter(
        finished_at=None, intended_at__lt=facts.now - SLA
    ).values_list("pk", flat=True)
    return all_or_broken(
        list(stuck), right="disposals-finished", count=0, otherwise="disposal-stuck"
    )


def overdue(facts: Gathered, classes: Collection[str]) -> Evidence:
    """Say whether anything of these classes is there a day after it should be gone.

    What a hold kept has a day from its release.
    """
    deadline = facts.now - SLA
    kept = SealedObject.objects.filter(
        register_id=facts.register, retention_class__in=classes
    )
    late = kept.filter(state=SealedObject.State.KEPT, act_at__lte=deadline).exclude(
        held.is_held(deadline)
    )
    return all_or_broken(
        list(late.values_list("pk", flat=True)),
        right="nothing-overdue",
        count=kept.count(),
        otherwise="overdue",
    )
