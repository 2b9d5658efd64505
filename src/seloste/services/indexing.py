"""The search index: kept as items come, emptied before their keys are destroyed.

An item is indexed by a job that was asked for in the transaction that wrote it.
While its words are put into the index its rows are locked and looked at again:
what was destroyed or changed since it was read is not put. Disposal takes words
out before their key is destroyed. Every step may be repeated. The index is never
restored: it is made again.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from uuid import UUID

from django.db import transaction

from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.errors import SelosteError
from seloste.domain.search import Streams
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.ports.lemmas import Lemmas
from seloste.ports.search_index import Entry, IndexState, SearchIndex
from seloste.ports.vault import VaultMissing
from seloste.records.models import ChatLine, SealedObject
from seloste.services import (
    audit,
    search_rows,
    search_texts,
    search_versions,
    search_words,
    shown_copies,
)
from seloste.services.access import NotFound
from seloste.services.search_texts import SearchText
from seloste.services.search_versions import Version

BATCH = 100
TRIES = 5
NO_WORDS = (Streams((), (), ()),)
"""What is put of a text without words: that it was looked at."""

type Progress = Callable[[int, int], None]


class SearchMissing(SelosteError):
    """There is no search index here."""

    code = "search-missing"


class IndexContended(SelosteError):
    """Others kept changing a text while it was read; its words are indexed later."""

    code = "index-contended"


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """How the index stands beside the records.

    ``ready`` is False where it was lost, emptied by a restore or a crash of the
    database, or made by another dictionary: ``seloste search rebuild`` is due.
    ``expected`` are the texts that may be read by now; ``waiting`` of them, and
    ``hiding`` transcripts whose numbers have to be hidden first, are asked for
    again every ten minutes.
    """

    ready: bool
    items: int
    expected: int
    hiding: int
    bytes: int
    made_with: str
    rebuilding: bool

    @property
    def waiting(self) -> int:
        """Return how many texts are not in the index yet."""
        return max(0, self.expected - self.items)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many items were indexed, and how many had nothing to index."""

    indexed: int
    empty: int


def parts(desk: Desk) -> tuple[SearchIndex, Lemmas]:
    """Return the index and what knows words. Raises SearchMissing."""
    if desk.index is None or desk.lemmas is None:
        raise SearchMissing("no search index is configured")
    return desk.index, desk.lemmas


def index_item(item_id: UUID, *, desk: Desk) -> bool:
    """Put the words of an item into the index; False where there are none.

    What stands for it is indexed: a recording for its transcript, a chat for its
    lines. Where nothing may be searched any more, its words are taken out.
    """
    if desk.index is None:
        return False
    if _is_followed(item_id):
        return False
    standing = search_rows.standing_for([item_id])
    items = search_texts.searchable().filter(pk__in=standing)
    ids = list(items.order_by("pk").values_list("pk", flat=True))
    if not ids:
        desk.index.forget(standing)
    return bool(_put(ids, desk))


def _is_followed(item_id: UUID) -> bool:
    """Tell whether a line of a chat has later ones: the job of the last does it all."""
    line = ChatLine.objects.filter(object=item_id).first()
    if line is None:
        return False
    kept = ChatLine.objects.filter(object__state=SealedObject.State.KEPT)
    return kept.filter(chat=line.chat_id, seq__gt=line.seq).exists()


@dataclass(frozen=True, slots=True)
class _Read:
    """An item's text as it was read; None where nothing is to be searched of it."""

    item: UUID
    version: Version
    entry: Entry | None

    @property
    def forgets(self) -> bool:
        """Tell whether words that stood here may stand here no more.

        Those of a transcript change; of other texts each version is an item, and
        to a chat lines are only added.
        """
        return self.entry is None or self.entry.facts.kind == Kind.TRANSCRIPT


def _put(item_ids: Collection[UUID], desk: Desk) -> int:
    """Put the words of items into the index; return how many have words.

    What changed between the reading and the lock is read again. Raises
    IndexContended.
    """
    done, left = 0, list(item_ids)
    for _ in range(TRIES):
        found = _read(left, desk)
        with transaction.atomic():
            now = search_versions.locked([one.item for one in found])
            same = [one for one in found if one.version == now.get(one.item)]
            done += _write(same, desk)
        left = [one.item for one in found if one not in same]
        if not left:
            return done
    raise IndexContended("a text was changed again and again while it was read")


def _write(texts: list[_Read], desk: Desk) -> int:
    """Put locked texts into the index; return how many have words."""
    index, _ = parts(desk)
    if old := index.holds([one.item for one in texts if one.forgets]):
        index.forget(old)
    entries = [one.entry for one in texts if one.entry is not None]
    if entries:
        index.put(entries)
    return sum(one.passages != NO_WORDS for one in entries)


def _read(item_ids: Collection[UUID], desk: Desk) -> list[_Read]:
    """Return the texts of those items that may be searched, as they are now."""
    versions = search_versions.of(item_ids)
    rows = search_texts.searchable().filter(pk__in=item_ids).order_by("pk")
    return [_Read(row.pk, versions[row.pk], _entry(row, desk)) for row in rows]


def _entry(item: SealedObject, desk: Desk) -> Entry | None:
    """Return what the index keeps of an item; None where it is going meanwhile."""
    try:
        found = search_texts.text_of(item, desk=desk)
    except (NotFound, VaultMissing):
        return None
    return _reduced(found, desk) if found is not None else None


def _reduced(found: SearchText, desk: Desk) -> Entry:
    _, lemmas = parts(desk)
    language = found.facts.language
    passages = search_words.streams(found.text, language=language, lemmas=lemmas)
    return Entry(found.facts, passages or NO_WORDS)


def strays(*, desk: Desk) -> frozenset[UUID]:
    """Return what the index has words of, and the records do not keep."""
    if desk.index is None:
        return frozenset()
    known = desk.index.items()
    kept: set[UUID] = set()
    for some in batched(known, 500, strict=False):
        rows = search_texts.searchable().filter(pk__in=some)
        kept |= set(rows.values_list("pk", flat=True))
    return known - kept


def status(*, desk: Desk) -> IndexStatus:
    """Return how the index stands. Raises SearchMissing, SearchUnavailable."""
    index, lemmas = parts(desk)
    state = index.state()
    return IndexStatus(
        ready=_is_ready(state, lemmas),
        items=state.items,
        expected=search_texts.legible(scanner=desk.scanner is not None).count(),
        hiding=shown_copies.missing().count(),
        bytes=state.bytes,
        made_with=state.made_with,
        rebuilding=state.cursor is not None,
    )


def ready(*, desk: Desk) -> bool:
    """Tell whether the index knows everything it should."""
    index, lemmas = parts(desk)
    return _is_ready(index.state(), lemmas)


def _is_ready(state: IndexState, lemmas: Lemmas) -> bool:
    return state.complete and state.made_with == search_words.made_with(lemmas)


def begin(*, desk: Desk) -> None:
    """Open the index of an installation that has nothing to search yet."""
    index, lemmas = parts(desk)
    if not ready(desk=desk) and not search_texts.searchable().exists():
        index.clear(made_with=search_words.made_with(lemmas))
        index.mark(None, complete=True)


def empty(*, desk: Desk) -> None:
    """Empty the index: what a restore brings back is not what it knows."""
    if desk.index is not None and desk.lemmas is not None:
        desk.index.clear(made_with=search_words.made_with(desk.lemmas))


def rebuild(
    *,
    desk: Desk,
    actor: Actor,
    now: datetime,
    anew: bool = False,
    progress: Progress | None = None,
) -> Rebuilt:
    """Make the index again from the vault, and go on where a run was cut short.

    ``anew`` begins from the beginning. Items that come or go meanwhile are
    indexed and forgotten as always. Raises SearchMissing, SearchUnavailable.
    """
    index, lemmas = parts(desk)
    state = index.state()
    known = search_words.made_with(lemmas)
    if anew or state.cursor is None or state.made_with != known:
        index.clear(made_with=known)
        cursor = None
    else:
        cursor = state.cursor
    report = _rebuild_from(cursor, desk=desk, progress=progress)
    with transaction.atomic():
        audit.record(
            action=Action.SEARCH_REBUILT,
            actor=actor,
            object_id="search",
            now=now,
            details={"items": report.indexed},
        )
    index.mark(None, complete=True)
    return report


def _rebuild_from(
    cursor: UUID | None, *, desk: Desk, progress: Progress | None
) -> Rebuilt:
    index, _ = parts(desk)
    rows = search_texts.searchable().order_by("pk")
    total = rows.count()
    done = rows.filter(pk__lte=cursor).count() if cursor else 0
    indexed = empty_ones = 0
    ids = rows.values_list("pk", flat=True)
    while batch := list((ids.filter(pk__gt=cursor) if cursor else ids)[:BATCH]):
        put = _put(batch, desk)
        indexed += put
        empty_ones += len(batch) - put
        cursor = batch[-1]
        index.mark(cursor, complete=False)
        done += len(batch)
        if progress:
            progress(min(done, total), total)
    return Rebuilt(indexed, empty_ones)
