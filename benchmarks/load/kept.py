"""What the records keep of a day: asked at the end, id by id.

Contacts are found by the keyed fingerprint of their source's id, so that only
who knows the ids can count them. One that has no part, or a part too many, is
not "kept once".
"""

from collections import Counter
from collections.abc import Collection

from django.db.models import Count

from benchmarks.load.tally import Tally, tally
from seloste.ports.desk import Desk
from seloste.records.models import (
    ChatLine,
    Contact,
    Dialog,
    Quarantined,
    Source,
)

STRANGER = "stranger:"


def contacts(
    source: str,
    acknowledged: Collection[str],
    *,
    desk: Desk,
    unanswered: Collection[str] = (),
) -> Tally:
    """Compare the ids a source had acknowledged with its contacts and quarantine."""
    row = Source.objects.get(pk=source)
    ids = {*acknowledged, *unanswered}
    names = {_key(row, one, desk): one for one in ids}
    kept = Counter[str]()
    parts = dict(
        Dialog.objects.filter(contact__source=row)
        .values_list("contact__key")
        .annotate(Count("pk"))
    )
    for key in Contact.objects.filter(source=row).values_list("key", flat=True):
        kept[names.get(key, f"{STRANGER}{key}")] += parts.get(key, 0)
    aside = Counter[str]()
    waiting = Quarantined.objects.filter(source=row).exclude(
        state=Quarantined.State.CAPTURED
    )
    for key in waiting.values_list("contact_key", flat=True):
        aside[names.get(key, f"{STRANGER}{key}")] += 1
    return tally(acknowledged, kept=kept, quarantined=aside, unanswered=unanswered)


def _key(source: Source, source_id: str, desk: Desk) -> str:
    value = f"{source.slug}\x1f{source_id}"
    return desk.vault.fingerprint(tenant=source.register_id, value=value)


def chats(begun: Collection[str], *, source: str, desk: Desk) -> Tally:
    """Compare chats that were begun, by their ids, with the contacts that are kept.

    A chat has many lines, so its parts are counted by ``lines``.
    """
    row = Source.objects.get(pk=source)
    names = {_key(row, one, desk): one for one in begun}
    keys = Contact.objects.filter(source=row).values_list("key", flat=True)
    kept = Counter(names.get(key, f"{STRANGER}{key}") for key in keys)
    return tally(begun, kept=kept, quarantined={})


def lines(acknowledged: Collection[str], *, unanswered: Collection[str] = ()) -> Tally:
    """Compare the lines whose ids were acknowledged with those of every chat."""
    rows = ChatLine.objects.exclude(author="system").values_list("client_id", flat=True)
    kept = Counter(str(one) for one in rows)
    return tally(acknowledged, kept=kept, quarantined={}, unanswered=unanswered)
