"""Kept as long as promised and no longer: classes with a period, holds, backups."""

from collections.abc import Iterator

from seloste.domain.notice import HoldKind, Promise, RetentionClass
from seloste.domain.verification import Evidence, Verdict
from seloste.services.verification import (
    backups,
    holds,
    log,
    paper,
    schedules,
    stores,
    sweep,
    work_holds,
)
from seloste.services.verification.access import sealed_whole
from seloste.services.verification.certificates import certificates
from seloste.services.verification.gather import Gathered

BACKUPS = "security.backups"


def check(promise: Promise, facts: Gathered) -> Iterator[Evidence]:
    """Yield what shows that things go on their day, or stay for a reason."""
    if BACKUPS in promise.facts:
        yield from backups.check(facts)
        return
    classes = _classes(promise, facts)
    kinds = [HoldKind(name) for name in _ids(promise, "holds")]
    periods = [one.id for one in classes if one.period is not None]
    yield from sweep.check(facts)
    if periods:
        yield from _periods(facts, periods)
    if kinds:
        yield from holds.check(facts, kinds)
        yield from work_holds.check(facts, kinds)
    until_done = [one.id for one in classes if one.period is None]
    if until_done:
        yield from _until_done(facts, until_done)
    yield from log.base(facts)


def _periods(facts: Gathered, classes: list[str]) -> Iterator[Evidence]:
    """Yield that every store lets go of a class on its day, and nothing else."""
    yield sweep.overdue(facts, classes)
    yield from paper.overdue(facts)
    yield from schedules.check(facts, classes)
    yield from stores.check(facts)
    yield from sealed_whole(facts)
    yield from certificates(facts)


def _until_done(facts: Gathered, classes: list[str]) -> Iterator[Evidence]:
    """Yield that what is kept until a matter is handled goes once it is."""
    late = sweep.overdue(facts, classes)
    if late.verdict is Verdict.BROKEN:
        yield late
    yield from schedules.check(facts, classes)


def _classes(promise: Promise, facts: Gathered) -> list[RetentionClass]:
    wanted = _ids(promise, "retention")
    return [one for one in facts.notice.retention if one.id in wanted]


def _ids(promise: Promise, noun: str) -> list[str]:
    """Return what a promise points at of one kind, in its order."""
    prefix = f"{noun}."
    return [fact.removeprefix(prefix) for fact in promise.facts if prefix in fact]
