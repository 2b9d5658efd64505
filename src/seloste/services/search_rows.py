"""What of an item lies in the search index, and how it leaves: reads no text.

Whatever destroys a key asks here first: words leave the index in the same step,
before the key. Whatever writes a text asks here for it to be indexed.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from seloste.domain.contact import Kind
from seloste.ports.desk import Desk
from seloste.records.models import ChatLine, SealedObject
from seloste.services import jobs
from seloste.services.jobs import Job
from seloste.services.parts import SealedParts

TEXTS = frozenset({Kind.MESSAGE, Kind.FORM_ANSWER, Kind.NOTE})
LATER = -1
"""Whatever else waits goes first: nobody waits for a text to be searchable."""


def request(sealed: SealedParts) -> None:
    """Ask for the words of what was just captured."""
    for _, part in sealed.parts:
        if part.ref.kind in TEXTS:
            ask(part.ref.object)


def ask(item_id: UUID, *, run_at: datetime | None = None) -> None:
    """Ask for the words of an item, once this transaction commits."""
    jobs.enqueue(Job.INDEX, object_id=item_id, run_at=run_at, priority=LATER)


def standing_for(item_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Return the items and whatever may stand for them in the index.

    A transcript and its copies stand under their recording, the lines of a chat
    under the first that is left.
    """
    ids = set(item_ids)
    parents = SealedObject.objects.filter(pk__in=ids).exclude(parent=None)
    above = set(parents.values_list("parent", flat=True)) | set(
        parents.exclude(parent__parent=None).values_list("parent__parent", flat=True)
    )
    chats = ChatLine.objects.filter(object__in=ids).values("chat")
    lines = ChatLine.objects.filter(chat__in=chats).values_list("object", flat=True)
    return frozenset(ids | {one for one in above if one} | set(lines))


def forget(item_ids: Collection[UUID], *, desk: Desk) -> None:
    """Take every word of some items out of the index, before their keys go.

    Of a chat that goes on without them the rest is indexed again. Raises
    SearchUnavailable; then nothing may be destroyed.
    """
    if desk.index is None or not item_ids:
        return
    desk.index.forget(standing_for(item_ids))
    _ask_for_rest(item_ids)


def _ask_for_rest(item_ids: Collection[UUID]) -> None:
    chats = ChatLine.objects.filter(object__in=item_ids).values("chat")
    kept = Q(object__state=SealedObject.State.KEPT)
    rest = ChatLine.objects.filter(kept, chat__in=chats).exclude(object__in=item_ids)
    last = {line.chat_id: line.object_id for line in rest.order_by("chat", "seq")}
    for item_id in last.values():
        ask(item_id)


def remaining(item_ids: Collection[UUID], *, desk: Desk) -> frozenset[UUID]:
    """Return those of some items of which the index still has words."""
    return desk.index.holds(item_ids) if desk.index else frozenset()
