"""Open work holds exactly what is linked to it, and ended work holds nothing.

Compared item by item: what a hold of open work keeps, against its links, its
words and its notes as they are now (R-18 to R-20, S-15).
"""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import Q, QuerySet

from seloste.domain.notice import HoldKind
from seloste.domain.verification import Evidence
from seloste.domain.work_item import WorkKind, WorkState
from seloste.records.models import SealedObject, WorkItem
from seloste.services.verification.findings import all_or_broken, any_broken
from seloste.services.verification.gather import Gathered, batches

ENDED = (WorkState.CLOSED, WorkState.MERGED)


def check(facts: Gathered, kinds: Collection[HoldKind]) -> Iterator[Evidence]:
    """Yield whether work of these kinds holds its links and nothing else."""
    mine = [kind for kind in WorkKind if kind.hold_kind in kinds]
    if not mine:
        return
    rows = WorkItem.objects.filter(register_id=facts.register, kind__in=mine)
    more, less, count = _compared(rows)
    yield all_or_broken(
        more, right="work-holds-links", count=count, otherwise="work-holds-more"
    )
    yield from any_broken(less, "work-holds-less")
    left = rows.filter(state__in=ENDED, hold__isnull=False, hold__released_at=None)
    yield from any_broken(list(left.values_list("pk", flat=True)), "work-hold-left")


def _compared(rows: QuerySet[WorkItem]) -> tuple[list[UUID], list[UUID], int]:
    """Return the open work whose hold keeps too much, or too little; and how many."""
    more, less, count = [], [], 0
    for batch in batches(rows.exclude(state__in=ENDED).filter(hold__isnull=False)):
        for work in batch:
            count += 1
            held = set(_held(work))
            if held - _may(work):
                more.append(work.pk)
            if _must(work) - held:
                less.append(work.pk)
    return more, less, count


def _held(work: WorkItem) -> list[UUID]:
    if work.hold is None or work.hold.released_at is not None:
        return []
    return list(work.hold.items.values_list("item_id", flat=True))


def _may(work: WorkItem) -> set[UUID]:
    """Return what the hold may keep: what belongs to the item or to a linked contact.

    What is gone is looked at elsewhere, so only what is there is asked for.
    """
    linked = work.links.values("contact")
    there = SealedObject.objects.filter(Q(contact__in=linked) | Q(work_item=work))
    gone = set(_held(work)) - set(
        SealedObject.objects.filter(pk__in=_held(work)).values_list("pk", flat=True)
    )
    return set(there.values_list("pk", flat=True)) | gone


def _must(work: WorkItem) -> set[UUID]:
    """Return what the hold must keep: whole contacts, and the item's own words."""
    whole = work.links.filter(whole=True).values("contact")
    kept = SealedObject.objects.filter(state=SealedObject.State.KEPT)
    needed = kept.filter(Q(contact__in=whole) | Q(work_item=work))
    return set(needed.values_list("pk", flat=True))
