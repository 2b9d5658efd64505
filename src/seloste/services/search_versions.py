"""What a text is made of, to tell whether it changed while it was read.

Opening a text and finding its base forms takes a while, so it is done without a
lock. Whoever changes a text writes new sealed objects: where the objects are the
same under the lock as before the reading, what was read is what stands there.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from seloste.records.models import ChatLine, SealedObject

type _Part = tuple[UUID, str, str, datetime]
type Version = frozenset[_Part]


def of(item_ids: Collection[UUID]) -> dict[UUID, Version]:
    """Return what each text is made of now: its objects, and when they are due."""
    return _versions(item_ids, SealedObject.objects.all())


def locked(item_ids: Collection[UUID]) -> dict[UUID, Version]:
    """Return what each kept text is made of, locked until the transaction ends.

    An object that somebody else has locked is left out and not waited for: they
    change the text, or destroy it, and whoever waits for both waits for ever.
    """
    items = SealedObject.objects.select_for_update(of=("self",)).filter(
        pk__in=item_ids, state=SealedObject.State.KEPT
    )
    kept = set(items.order_by("pk").values_list("pk", flat=True))
    rows = SealedObject.objects.select_for_update(of=("self",), skip_locked=True)
    return _versions(kept, rows)


def _versions(
    item_ids: Collection[UUID], rows: QuerySet[SealedObject]
) -> dict[UUID, Version]:
    ids = set(item_ids)
    chat_of = dict(ChatLine.objects.filter(object__in=ids).values_list("chat", "pk"))
    lines = ChatLine.objects.filter(chat__in=chat_of).values_list("pk", "chat")
    stands_for = {line: chat_of[chat] for line, chat in lines}
    found: dict[UUID, set[_Part]] = {one: set() for one in ids}
    parts = rows.filter(Q(pk__in=ids | set(stands_for)) | Q(parent__in=ids))
    for pk, parent, state, sha256, act_at in parts.values_list(
        "pk", "parent", "state", "sha256", "act_at"
    ):
        for item in ids & {pk, parent, stands_for.get(pk)}:
            found[item].add((pk, state, sha256, act_at))
    return {item: frozenset(made_of) for item, made_of in found.items()}
