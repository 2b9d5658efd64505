"""What a new version took the place of: it goes at once, or as soon as it can.

The new version is committed by then, so nothing here fails for whoever made it.
What has to go is noted in that transaction: its words leave the index by a job
that waits until the index answers, and a key that is left is a stray of the sweep.
"""

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from seloste.ports.desk import Desk
from seloste.ports.search_index import SearchUnavailable
from seloste.ports.vault import ObjectRef, VaultUnavailable
from seloste.records.models import Stray
from seloste.services import search_rows


def note(item_id: UUID, gone: Collection[ObjectRef], *, now: datetime) -> None:
    """Note what has to go of an item; belongs to the transaction that replaces it."""
    Stray.objects.bulk_create(
        [Stray(object_id=ref.object, seen_at=now) for ref in gone],
        ignore_conflicts=True,
    )
    search_rows.ask(item_id)


def let_go(item_id: UUID, gone: Collection[ObjectRef], *, desk: Desk) -> None:
    """Take old words out of the index, then destroy their keys; later in an outage."""
    if not gone:
        return
    with suppress(SearchUnavailable, VaultUnavailable):
        search_rows.forget([item_id], desk=desk)
        desk.vault.destroy(gone)
        Stray.objects.filter(pk__in=[ref.object for ref in gone]).delete()
