"""The search index knows nothing that is gone, and finds nothing that is closed.

What it has words of is held against the records. Whether a search finds what its
reader may open, and nothing else, is asked for those who have a role now, over a
draw of what is indexed: the same question that every opening asks.
"""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Q

from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.verification import Evidence
from seloste.ports.search_index import Scope, SearchInsecure, SearchUnavailable
from seloste.records.models import SealedObject, Search, StaffRole
from seloste.services import access, indexing, search_scope, search_texts
from seloste.services.access import NotFound, Reader
from seloste.services.verification.findings import (
    all_or_broken,
    any_broken,
    broken,
)
from seloste.services.verification.gather import Gathered, leaves

DRAWN = 20
READERS = 5


def kept(facts: Gathered) -> Iterator[Evidence]:
    """Yield whether everything the index has words of is still kept."""
    if facts.desk.index is None:
        return
    try:
        strays = indexing.strays(desk=facts.desk)
        count = facts.desk.index.state().items
    except (SearchUnavailable, SearchInsecure):
        yield broken("search-unanswered")
        return
    yield all_or_broken(
        strays, right="search-rows-kept", count=count, otherwise="search-row-stray"
    )


def found(facts: Gathered) -> Iterator[Evidence]:
    """Yield where a search would find what its reader may not open, or be unsaid."""
    wider = [
        item.pk
        for who in _readers(facts)
        for purpose in search_scope.purposes(facts.notice, who)
        for item in _wrong(facts, who, purpose.id)
    ]
    yield from any_broken(sorted(set(wider)), "search-wider")
    yield from any_broken(_unrecorded(facts), "search-unrecorded")


def _readers(facts: Gathered) -> Iterator[Reader]:
    """Yield some of those who have a role here now."""
    reaching = Q(register__isnull=True) | Q(register_id=facts.register)
    rows = StaffRole.objects.filter(reaching).order_by("staff").values_list("staff")
    for (staff_id,) in rows.distinct()[:READERS]:
        try:
            yield access.reader(staff_id, facts.register, facts.now)
        except NotFound:
            continue


def _wrong(facts: Gathered, who: Reader, purpose: str) -> Iterator[SealedObject]:
    """Yield drawn items of which a search and an opening say different things."""
    scope = search_scope.scope(facts.register, purpose, who=who, now=facts.now)
    rows = search_texts.searchable().filter(register=facts.register, work_item=None)
    for item in rows.select_related("notice_version").order_by("pk")[:DRAWN]:
        opens = access.allows(item, who=who, purpose_id=purpose, now=facts.now)
        if _finds(scope, item) and not opens:
            yield item


def _finds(scope: Scope, item: SealedObject) -> bool:
    """Tell whether a scope reaches an item."""
    kind = Kind.TRANSCRIPT if item.kind == Kind.RECORDING else Kind(item.kind)
    granted = any(
        grant.notice == item.notice_version_id and kind.value in grant.kinds
        for grant in scope.grants
    )
    hidden = item.pk in scope.hidden or item.contact_id in scope.hidden_contacts
    return granted and not hidden


def _unrecorded(facts: Gathered) -> list[UUID]:
    """Return the searches of which the log does not know."""
    said = {
        (str(leaf.details.get("reference", "")), leaf.purpose)
        for leaf in leaves(Action.SEARCH_MADE)
    }
    rows = Search.objects.filter(register=facts.register)
    return [
        pk
        for pk, purpose in rows.values_list("pk", "purpose")
        if (str(pk), purpose) not in said
    ]
