"""Playlists: what was drawn, and where it can be heard while it is kept.

A playlist points; what it points at goes on its own day and is then shown as
destroyed. Nothing here copies anything, and an entry has no title and no name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Count

from seloste.domain.staff import Role
from seloste.records.models import (
    Certificate,
    Evaluation,
    Playlist,
    PlaylistEntry,
    SealedObject,
)
from seloste.services import access, openings, samples
from seloste.services.access import NotFound
from seloste.services.openings import Opened

PAGE = 25


class EntryState(StrEnum):
    """What has become of an entry."""

    USABLE = "usable"
    LEFT_OUT = "left-out"
    DESTROYED = "destroyed"


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of a playlist; ``item`` is None once it is destroyed.

    ``destroyed_at`` comes from the certificate. ``evaluated`` tells whether the
    reader has evaluated it already.
    """

    position: int
    state: EntryState
    item: SealedObject | None
    destroyed_at: datetime | None = None
    evaluated: bool = False


def list_playlists(
    *, staff_id: UUID, now: datetime, page: int = 1
) -> tuple[Sequence[Playlist], bool]:
    """Return a page of the playlists of a trainer's registers, newest first."""
    start = (page - 1) * PAGE
    rows = list(
        Playlist.objects.filter(register__in=samples.registers_for(staff_id, now))
        .select_related("drawn_by", "queue", "agent")
        .annotate(size=Count("entries"))
        .order_by("-drawn_at", "-pk")[start : start + PAGE + 1]
    )
    return rows[:PAGE], len(rows) > PAGE


def playlist(playlist_id: UUID, *, staff_id: UUID, now: datetime) -> Playlist:
    """Return a playlist of a register the reader trains for. Raises NotFound."""
    row = (
        Playlist.objects.select_related("drawn_by", "queue", "agent")
        .filter(pk=playlist_id)
        .first()
    )
    if row is None:
        raise NotFound("no such record")
    if Role.TRAINER not in access.reader(staff_id, row.register_id, now).roles:
        raise NotFound("no such record")
    return row


def entries(row: Playlist, *, staff_id: UUID, now: datetime) -> tuple[Entry, ...]:
    """Return the places of a playlist as they stand now, in their order."""
    places = list(row.entries.order_by("position"))
    ids = [one.item_id for one in places]
    kept = SealedObject.objects.filter(pk__in=ids, register=row.register_id)
    items = {
        one.pk: one for one in kept.select_related("contact", "dialog") if one.contact
    }
    usable = set(
        samples.usable(kept, purpose_id=row.purpose, now=now).values_list(
            "pk", flat=True
        )
    )
    mine = set(
        Evaluation.objects.filter(item__in=ids, author=staff_id).values_list(
            "item", flat=True
        )
    )
    return tuple(
        Entry(
            one.position,
            EntryState.USABLE,
            items[one.item_id],
            None,
            one.item_id in mine,
        )
        if one.item_id in usable
        else _unusable(one, items.get(one.item_id))
        for one in places
    )


def _unusable(place: PlaylistEntry, item: SealedObject | None) -> Entry:
    if item is not None:
        return Entry(place.position, EntryState.LEFT_OUT, item)
    return Entry(
        place.position, EntryState.DESTROYED, None, destroyed_at=destroyed_at(place)
    )


def destroyed_at(place: PlaylistEntry) -> datetime | None:
    """Return when the certificate says an entry's item was destroyed, if any does."""
    for one in Certificate.objects.filter(record_id=place.record_id):
        if str(place.item_id) in one.document:
            return one.issued_at
    return None


def open_entry(
    playlist_id: UUID, position: int, *, staff_id: UUID, now: datetime
) -> Opened:
    """Open what a place points at, for the playlist's purpose; audited first.

    Raises NotFound where it is gone or may not serve any more, PurposeRefused.
    """
    row = playlist(playlist_id, staff_id=staff_id, now=now)
    place = row.entries.filter(position=position)
    items = SealedObject.objects.filter(pk__in=place.values("item_id"))
    if not samples.usable(items, purpose_id=row.purpose, now=now).exists():
        raise NotFound("no such record")
    return openings.open_item(
        items.get().pk, staff_id=staff_id, purpose_id=row.purpose, now=now
    )
