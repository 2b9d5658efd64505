"""Searching: in the words of what somebody may open, for a purpose they name.

A search is audited with its purpose before anything is shown, and what was
searched for is sealed: an auditor may read it for a month. What is shown comes
from the vault and not from the index, so that a destroyed key shows nothing.
Nothing somebody may not read changes what they see or how often (R-06, R-23).
"""

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from seloste.domain import retention, search_hits
from seloste.domain import search as rules
from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.excerpt import Piece, excerpt
from seloste.domain.notice import Mode, PurposeRefused
from seloste.domain.search import SearchRefused, Sought
from seloste.domain.staff import Role
from seloste.ports.desk import Desk
from seloste.ports.search_index import RANKED, Found, Narrowed
from seloste.ports.vault import Sealed
from seloste.records.models import Contact, Conversation, SealedObject, Search, WorkItem
from seloste.services import (
    access,
    audit,
    indexing,
    missed,
    registers,
    sealed_rows,
    search_scope,
    search_texts,
    search_words,
)
from seloste.services.access import NotFound, Reader
from seloste.services.sealed_rows import Keeping
from seloste.services.search_texts import SearchText
from seloste.services.search_words import Matcher

__all__ = ["SearchRefused"]

PAGE = 10
LAST_PAGE = RANKED // PAGE
KEPT = timedelta(days=30)
CLASS = "search-words"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for, in which register and for which purpose.

    ``words`` are personal data. Times are aware, empty means no limit; ``queue``
    narrows to the conversations of a queue.
    """

    register: str
    purpose: str
    words: str = field(repr=False)
    channel: str = ""
    language: str = ""
    controller: UUID | None = None
    queue: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """One text that was found; ``item`` is what is opened to read or hear it.

    ``pieces`` are an excerpt around its best stretches, ``second`` is when the best
    of them is spoken, ``further`` when others are, in the order of the call.
    """

    item: UUID
    kind: Kind
    started_at: datetime
    contact: Contact | None
    work: WorkItem | None
    pieces: tuple[Piece, ...] = field(repr=False)
    second: float | None = None
    further: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """One page of what was found; ``complete`` is False while the index is made.

    ``waiting`` is how many texts of the whole installation are not searchable yet.

    ``exact`` is False where there are more than ``total``: then these are the newest
    of them, and no page is beyond them.
    """

    search_id: UUID
    total: int
    exact: bool
    results: tuple[Result, ...]
    number: int
    more: bool
    complete: bool
    waiting: int


@dataclass(frozen=True, slots=True)
class SearchWords:
    """What an auditor sees of a search once it was opened."""

    search: Search
    words: str
    shown: tuple[UUID, ...]
    total: int
    exact: bool


def search(
    wanted: Wanted, *, staff_id: UUID, desk: Desk, now: datetime, page: int = 1
) -> Results:
    """Return a page of what somebody may open and that answers, best first.

    Audited before it returns. Raises SearchRefused, NotFound, PurposeRefused (which
    is audited too), SearchMissing and SearchUnavailable.
    """
    who = access.reader(staff_id, wanted.register, now)
    try:
        role = _role(wanted, who, now)
    except PurposeRefused:
        _record_refusal(wanted, who, now)
        raise
    terms = rules.parse(wanted.words)
    if not 1 <= page <= LAST_PAGE:
        raise SearchRefused("bad-page")
    index, lemmas = indexing.parts(desk)
    sought = search_words.sought(terms, lemmas=lemmas)
    found = index.find(
        sought,
        scope=search_scope.scope(wanted.register, wanted.purpose, who=who, now=now),
        narrowed=_narrowed(wanted),
        offset=(page - 1) * PAGE,
        limit=PAGE,
    )
    results = _results(found, sought, wanted, who=who, desk=desk, now=now)
    search_id = _record(wanted, found, results, who, role=role, desk=desk, now=now)
    return Results(
        search_id=search_id,
        total=found.total,
        exact=found.exact,
        results=results,
        number=page,
        more=found.total > page * PAGE,
        complete=indexing.ready(desk=desk),
        waiting=missed.waiting(),
    )


def _role(wanted: Wanted, who: Reader, now: datetime) -> Role:
    """Return the role in which somebody searches. Raises PurposeRefused."""
    notice = registers.notice_of(wanted.register, now)
    for purpose in search_scope.purposes(notice, who):
        if purpose.id == wanted.purpose:
            return min(purpose.roles & who.roles)
    raise PurposeRefused("the notice does not allow this reading")


@transaction.atomic
def _record_refusal(wanted: Wanted, who: Reader, now: datetime) -> None:
    """Write that somebody was refused; neither words nor an unknown purpose."""
    audit.record(
        action=Action.SEARCH_DENIED,
        actor=who.actor(None),
        object_id=f"register:{wanted.register}",
        now=now,
        outcome="refused",
    )


def _narrowed(wanted: Wanted) -> Narrowed:
    if wanted.since and wanted.until and wanted.since >= wanted.until:
        raise SearchRefused("bad-period")
    return Narrowed(
        channel=wanted.channel,
        language=wanted.language,
        controller=wanted.controller,
        since=wanted.since,
        until=wanted.until,
        contacts=_of_queue(wanted) if wanted.queue else None,
    )


def _of_queue(wanted: Wanted) -> frozenset[UUID]:
    threads = Conversation.objects.filter(
        register=wanted.register, queue=wanted.queue
    ).values("thread")
    contacts = Contact.objects.filter(register=wanted.register, thread__in=threads)
    return frozenset(contacts.values_list("pk", flat=True))


def _results(
    found: Found,
    sought: tuple[Sought, ...],
    wanted: Wanted,
    *,
    who: Reader,
    desk: Desk,
    now: datetime,
) -> tuple[Result, ...]:
    """Return what was found with excerpts; each item is asked for leave once more."""
    _, lemmas = indexing.parts(desk)
    matcher = Matcher(sought, lemmas=lemmas)
    ids = [hit.item for hit in found.hits]
    rows = search_texts.searchable().select_related("contact__controller")
    items = {item.pk: item for item in rows.filter(pk__in=ids)}
    shown = []
    for item_id in ids:
        item = items.get(item_id)
        if item is None or not access.allows(
            item, who=who, purpose_id=wanted.purpose, now=now
        ):
            continue
        text = search_texts.text_of(item, desk=desk)
        if text is not None:
            shown.append(_result(item, text, matcher))
    return tuple(shown)


def _result(item: SealedObject, text: SearchText, matcher: Matcher) -> Result:
    places = matcher.places(text.text, language=text.facts.language)
    best = search_hits.stretches(places)
    cut = excerpt(
        text.text,
        [(place.start, place.end) for place in places],
        around=[(one.start, one.end) for one in best],
    )
    second, *further = [text.second_at(one.start) for one in best] or [None]
    return Result(
        item=item.pk,
        kind=Kind(text.facts.kind),
        started_at=text.facts.started_at,
        contact=item.contact,
        work=item.work_item,
        pieces=cut,
        second=second,
        further=tuple(sorted(one for one in further if one is not None)),
    )


def _record(
    wanted: Wanted,
    found: Found,
    results: Iterable[Result],
    who: Reader,
    *,
    role: Role,
    desk: Desk,
    now: datetime,
) -> UUID:
    """Write who searched and why, and seal what for; nothing is shown before."""
    search_id, until = uuid.uuid4(), now + KEPT
    day = retention.local_day(until)
    data = {
        "words": wanted.words,
        "shown": [str(result.item) for result in results],
        "total": found.total,
        "exact": found.exact,
    }
    with desk.vault.sealing(
        tenant=wanted.register, record=search_id, due=day
    ) as sealing:
        sealed = sealing.inline(
            object_id=uuid.uuid4(),
            kind=Kind.SEARCH,
            data=json.dumps(data, ensure_ascii=False).encode(),
        )
    kept = Keeping(None, CLASS, "", Mode.AT_MOST, now, until, until, day)
    try:
        _write(search_id, wanted, sealed, kept, who, role=role, now=now)
    except Exception:
        desk.vault.destroy([sealed.ref])
        raise
    return search_id


@transaction.atomic
def _write(
    search_id: UUID,
    wanted: Wanted,
    sealed: Sealed,
    kept: Keeping,
    who: Reader,
    *,
    role: Role,
    now: datetime,
) -> None:
    sealed_rows.row(sealed, kept).save(force_insert=True)
    Search.objects.create(
        id=search_id,
        register_id=wanted.register,
        staff_id=who.staff_id,
        purpose=wanted.purpose,
        object_id=sealed.ref.object,
        searched_at=now,
    )
    audit.record(
        action=Action.SEARCH_MADE,
        actor=who.actor(role),
        object_id=f"register:{wanted.register}",
        now=now,
        purpose=wanted.purpose,
        details={"reference": str(search_id)},
    )


def made(register: str, *, staff_id: UUID, now: datetime) -> tuple[Search, ...]:
    """Return the searches of a month in a register, newest first, without words.

    Raises NotFound for whoever does not answer for the register.
    """
    _auditor(register, staff_id, now)
    rows = Search.objects.select_related("staff").filter(
        register=register, object__state=SealedObject.State.KEPT
    )
    return tuple(rows.order_by("-searched_at", "-pk")[:200])


def open_words(
    search_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime
) -> SearchWords:
    """Return what somebody searched for, to an auditor; audited first.

    Raises NotFound.
    """
    row = (
        Search.objects.select_related("object", "staff")
        .filter(pk=search_id, object__state=SealedObject.State.KEPT)
        .first()
    )
    if row is None:
        raise NotFound("no such record")
    who, role = _auditor(row.register_id, staff_id, now)
    with transaction.atomic():
        audit.record(
            action=Action.SEARCH_READ,
            actor=who.actor(role),
            object_id=search_id,
            now=now,
            details={"register": row.register_id},
        )
    data = json.loads(desk.vault.open(row.object.ref(), inline=row.object.inline()))
    shown = tuple(UUID(item) for item in data["shown"])
    exact = data.get("exact", True)  # a search that was made before had all counted
    return SearchWords(row, data["words"], shown, data["total"], exact)


def _auditor(register: str, staff_id: UUID, now: datetime) -> tuple[Reader, Role]:
    """Return who looks into what others did: the data protection officer."""
    who = access.reader(staff_id, register, now)
    if Role.DPO not in who.roles:
        raise NotFound("no such record")
    return who, Role.DPO
