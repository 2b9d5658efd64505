"""Checking that every sealed object there is still opens, and has a row.

A scrub reads everything and changes nothing: what is damaged or missing is
for people to restore, and ``orphans`` destroys strays after their time. A
store that does not answer ends the scrub; it is never taken for an absence.
"""

from collections.abc import Iterator
from itertools import batched
from uuid import UUID

from seloste.ports.vault import Health, Scrubbed, Vault
from seloste.records.models import SealedObject

_BATCH = 500


def count_objects() -> int:
    """Return how many objects a scrub will check."""
    return SealedObject.objects.count()


def scrub(*, vault: Vault) -> Iterator[Scrubbed]:
    """Yield the health of every object as it is found, orphans last.

    What is destroyed while the scrub runs is not reported as missing, and what
    was captured while it ran is not reported as an orphan.
    """
    strays = dict(_without_row(vault))
    for item in _items():
        health = vault.check(item.ref(), inline=item.inline(), sha256=item.sha256)
        if health is Health.OK or _still_kept(item.id):
            yield Scrubbed(object=item.id, state=health)
    for stray, state in sorted(strays.items()):
        if not SealedObject.objects.filter(pk=stray).exists():
            yield Scrubbed(object=stray, state=state)


def _items() -> Iterator[SealedObject]:
    """Yield every row in batches, so that no transaction stays open meanwhile."""
    last = UUID(int=0)
    while batch := list(
        SealedObject.objects.filter(pk__gt=last).order_by("pk")[:_BATCH]
    ):
        yield from batch
        last = batch[-1].pk


def _still_kept(object_id: UUID) -> bool:
    kept = SealedObject.State.KEPT
    return SealedObject.objects.filter(pk=object_id, state=kept).exists()


def _without_row(vault: Vault) -> Iterator[tuple[UUID, Health]]:
    for batch in batched(vault.objects(), _BATCH):
        ids = [object_id for object_id, _, _ in batch]
        known = set(
            SealedObject.objects.filter(pk__in=ids).values_list("pk", flat=True)
        )
        for object_id, has_key, _ in batch:
            if object_id not in known:
                yield object_id, Health.ORPHAN_KEY if has_key else Health.ORPHAN_BLOB
