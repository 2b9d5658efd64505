"""Playlists refer and never copy: every entry leads to what is kept, or to its end."""

from collections.abc import Iterator
from uuid import UUID

from seloste.domain.contact import Kind
from seloste.domain.verification import Evidence
from seloste.records.models import Certificate, PlaylistEntry, SealedObject
from seloste.services.verification.findings import all_or_broken, any_broken
from seloste.services.verification.gather import Gathered

REFERENCE = {"id", "playlist", "position", "item_id", "record_id"}


def references(facts: Gathered) -> Iterator[Evidence]:
    """Yield that entries point at originals or at what has a certificate.

    An original is the item of a dialog, of the contact the entry names; a copy
    is neither, however well it is sealed.
    """
    entries = PlaylistEntry.objects.filter(playlist__register=facts.register)
    places = list(entries.values_list("item_id", "record_id"))
    yield all_or_broken(
        _copies(places),
        right="playlists-refer",
        count=len(places),
        otherwise="playlist-copy",
    )
    yield from any_broken(_lost(places), "playlist-entry-lost")
    yield from any_broken(_more_than_a_reference(), "playlist-holds-more")


def _more_than_a_reference() -> set[str]:
    """Return what an entry would hold besides where it points."""
    columns = {one.name for one in PlaylistEntry._meta.concrete_fields}  # noqa: SLF001 - Django's documented way
    return columns - REFERENCE


def _copies(places: list[tuple[UUID, UUID]]) -> list[UUID]:
    """Return the items pointed at that are not what was captured."""
    rows = SealedObject.objects.filter(pk__in=[item for item, _ in places])
    originals = rows.filter(kind__in=(Kind.RECORDING, Kind.MESSAGE), parent=None)
    there = set(rows.values_list("pk", flat=True))
    known = dict(originals.exclude(dialog=None).values_list("pk", "dialog__contact"))
    return [
        item for item, record in places if item in there and known.get(item) != record
    ]


def _lost(places: list[tuple[UUID, UUID]]) -> list[UUID]:
    """Return the items pointed at that are gone without a certificate."""
    ids = [item for item, _ in places]
    there = set(SealedObject.objects.filter(pk__in=ids).values_list("pk", flat=True))
    gone = [(item, record) for item, record in places if item not in there]
    said: dict[UUID, str] = {}
    records = {record for _, record in gone}
    for one in Certificate.objects.filter(record_id__in=records):
        said[one.record_id] = said.get(one.record_id, "") + one.document
    return [item for item, record in gone if str(item) not in said.get(record, "")]
