"""Paper: nothing here can see a sheet, but it knows what people said of each.

Nothing is ever proved of paper. What was registered and not confirmed destroyed
in time, or lies where there is no lock, breaks the promise.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q, QuerySet

from seloste.domain.audit import Action
from seloste.domain.paper import Lock, PaperState
from seloste.domain.verification import Evidence
from seloste.records.models import AuditLeaf, PaperItem, PaperPlace
from seloste.services import paper_page
from seloste.services.verification.findings import any_broken, attested, gap
from seloste.services.verification.gather import Gathered

COUNTED_EVERY = timedelta(days=366)


def check(facts: Gathered) -> Iterator[Evidence]:
    """Yield where paper is said to be, and what is wrong about it."""
    rows = PaperItem.objects.filter(register_id=facts.register)
    there = rows.exclude(state=PaperState.DESTROYED)
    if there.exists():
        yield attested("paper-registered", there.count())
    yield from overdue(facts)
    unlocked = there.filter(place__lock=Lock.NONE)
    yield from any_broken(_numbers(unlocked), "paper-unlocked")
    yield from any_broken(
        _numbers(there.filter(state=PaperState.MISSING)), "paper-missing"
    )
    destroyed = rows.filter(state=PaperState.DESTROYED)
    if destroyed.exists():
        yield attested("paper-destroyed", destroyed.count())
    yield from any_broken(_unrecorded(destroyed), "paper-unrecorded")
    yield from _uncounted(facts)


def overdue(facts: Gathered) -> Iterator[Evidence]:
    """Yield the sheets that should be gone and that nobody said are."""
    late = paper_page.overdue(facts.register, facts.now)
    yield from any_broken([f"P-{row.number}" for row in late], "paper-overdue")


def _uncounted(facts: Gathered) -> Iterator[Evidence]:
    """Yield the places with paper that nobody counted for a year."""
    since = facts.now - COUNTED_EVERY
    holding = PaperPlace.objects.filter(
        Q(checked_at=None) | Q(checked_at__lt=since),
        register_id=facts.register,
        papers__registered_at__lt=since,
        papers__state__in=paper_page.STANDING,
    )
    ids = list(holding.values_list("pk", flat=True).distinct())
    if ids:
        yield gap("paper-uncounted", len(ids), ids)


def _numbers(rows: QuerySet[PaperItem]) -> list[str]:
    return [f"P-{number}" for number in rows.values_list("number", flat=True)]


def _unrecorded(destroyed: QuerySet[PaperItem]) -> list[str]:
    """Return the sheets whose destruction the log does not know of."""
    ids = {str(pk): number for pk, number in destroyed.values_list("pk", "number")}
    known = AuditLeaf.objects.filter(
        action=Action.PAPER_DESTROYED.value, object_id__in=list(ids)
    )
    recorded = set(known.values_list("object_id", flat=True))
    return [f"P-{number}" for pk, number in ids.items() if pk not in recorded]
