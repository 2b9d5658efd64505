"""Asking again for what should be there and is not: hidden copies, indexed words.

A job is given up after a few minutes, and an outage lasts longer. What is missing
is read from the records and from the index, not from the queue, so that what was
lost in any way is asked for again. Nothing here hides or indexes anything.
"""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import batched, chain, islice
from uuid import UUID

from django.db import transaction

from seloste.ports.desk import Desk
from seloste.records.models import ChatLine, SealedObject
from seloste.services import (
    indexing,
    jobs,
    search_rows,
    search_texts,
    shown_copies,
)
from seloste.services.jobs import Job

BATCH = 200
LOOKED = 50_000
"""So many texts are looked for in the index at a time, from a random one on."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How many jobs were asked for again."""

    hiding: int
    indexing: int


def ask_again(*, desk: Desk) -> Asked:
    """Ask for missing copies and missing words; where they wait already, once.

    An index that has to be made anew is left to that. Raises SearchUnavailable.
    """
    lacking = shown_copies.missing().order_by("?")
    hidden = lacking.values_list("dialog__object", flat=True)[:BATCH]
    hiding = _ask(Job.HIDE, hidden, priority=0)
    if desk.index is None or not indexing.ready(desk=desk):
        return Asked(hiding, 0)
    texts = _asked_by(islice(_unindexed(desk), BATCH))
    return Asked(hiding, _ask(Job.INDEX, texts, priority=search_rows.LATER))


@transaction.atomic
def _ask(job: Job, missing: Iterable[UUID], *, priority: int) -> int:
    """Ask for what is missing, and for what was given up: that may be there by now."""
    given_up = jobs.queue().given_up(job, most=BATCH)
    return jobs.ask_again(job, {*missing, *given_up}, priority=priority)


def waiting() -> int:
    """Return how many texts wait to be searchable, by the jobs there are for them."""
    queue = jobs.queue()
    counts = [queue.counts(job) for job in (Job.HIDE, Job.INDEX)]
    return sum(one.waiting + one.failed for one in counts)


def _unindexed(desk: Desk) -> Iterator[UUID]:
    """Yield texts of which the index has nothing, from a random one on."""
    index, _ = indexing.parts(desk)
    start = uuid.uuid4()
    texts = search_texts.legible(scanner=desk.scanner is not None)
    ids = texts.order_by("pk").values_list("pk", flat=True)
    after = ids.filter(pk__gte=start)[:LOOKED].iterator()
    before = ids.filter(pk__lt=start)[:LOOKED].iterator()
    for some in batched(islice(chain(after, before), LOOKED), 500, strict=False):
        yield from sorted(set(some) - index.holds(some))


def _asked_by(item_ids: Iterator[UUID]) -> list[UUID]:
    """Return what is asked for: of a chat the last line, whose job does it all."""
    return [_last_line(item_id) or item_id for item_id in item_ids]


def _last_line(item_id: UUID) -> UUID | None:
    line = ChatLine.objects.filter(object=item_id).first()
    if line is None:
        return None
    kept = ChatLine.objects.filter(
        chat=line.chat_id, object__state=SealedObject.State.KEPT
    )
    last = kept.order_by("-seq").first()
    return last.object_id if last else None
