"""Hints of health and diet on which nobody has decided: which recordings wait.

Listed is what the reader may open for some purpose in a role that decides; what is
restricted is in no list. There is neither a word of a hint here nor its second: who
decides opens the recording, for a purpose, and that is noted.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from seloste.domain.contact import Kind
from seloste.domain.notice import Purpose
from seloste.domain.redaction import Scope
from seloste.records.models import Dialog, Redaction, SealedObject
from seloste.services import access, held, limits, redaction_tool, staff
from seloste.services.access import Reader

PAGE = 25
AT_ONCE = 100
"""Recordings whose purposes are worked out together."""


@dataclass(frozen=True, slots=True)
class Row:
    """A recording with hints, and for what the reader may open it to decide."""

    dialog: Dialog
    count: int
    purposes: tuple[Purpose, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of rows, its number from 1, and whether more follow."""

    rows: tuple[Row, ...]
    number: int
    more: bool


def registers(staff_id: UUID, now: datetime) -> tuple[str, ...]:
    """Return the registers in which somebody decides."""
    return tuple(_deciding(staff_id, now))


def undecided(
    *, staff_id: UUID, now: datetime, register: str = "", page: int = 1
) -> Page:
    """Return a page of the recordings that wait for a decision, the oldest first.

    Without a ``register`` it is of every one in which the reader decides.
    """
    readers = _deciding(staff_id, now)
    start = (page - 1) * PAGE
    those = [one for one in readers if register in ("", one)]
    readable = _readable(_waiting(those, now), readers, now)
    found = list(islice(readable, start, start + PAGE + 1))
    counts = _counts([item.pk for item, _ in found])
    rows = tuple(
        Row(item.dialog, counts.get(item.pk, 0), purposes)
        for item, purposes in found[:PAGE]
    )
    return Page(rows, page, more=len(found) > PAGE)


def _deciding(staff_id: UUID, now: datetime) -> dict[str, Reader]:
    """Return the reader with the roles that decide, by register."""
    roles = {
        slug: staff.roles_of(staff_id, slug, now) & redaction_tool.EDITORS
        for slug in staff.registers_of(staff_id, now)
    }
    return {slug: Reader(staff_id, those) for slug, those in roles.items() if those}


def _hinted() -> QuerySet[Redaction]:
    return Redaction.objects.filter(scope=Scope.EVERYONE, hints__gt=0, decided_at=None)


def _waiting(registers: Sequence[str], now: datetime) -> QuerySet[SealedObject]:
    return (
        SealedObject.objects.select_related("notice_version", "dialog__contact")
        .filter(
            Exists(_hinted().filter(dialog__object=OuterRef("pk"))),
            register__in=registers,
            kind=Kind.RECORDING,
            state=SealedObject.State.KEPT,
            notice_version__isnull=False,
        )
        .exclude(limits.restricted(now))
        .order_by("dialog__contact__started_at", "pk")
    )


def _counts(item_ids: Sequence[UUID]) -> dict[UUID, int]:
    rows = _hinted().filter(dialog__object__in=item_ids)
    return dict(rows.values_list("dialog__object", "hints"))


type _Readable = tuple[SealedObject, tuple[Purpose, ...]]


def _readable(
    items: QuerySet[SealedObject], readers: dict[str, Reader], now: datetime
) -> Iterator[_Readable]:
    """Yield what the reader may open, with the purposes; looked at a few at a time."""
    every = items.iterator(chunk_size=AT_ONCE)
    while some := list(islice(every, AT_ONCE)):
        holds = held.of_items([item.pk for item in some])
        found = [
            (
                item,
                access.purposes_for(
                    item, readers[item.register_id], holds.get(item.pk, ()), now
                ),
            )
            for item in some
        ]
        yield from _unstopped(found, now)


def _unstopped(found: Collection[_Readable], now: datetime) -> Iterator[_Readable]:
    """Yield what is left once restrictions and objections have stopped purposes."""
    every = {one.id: one for _, purposes in found for one in purposes}
    stopped = limits.stopped([item.pk for item, _ in found], every.values(), now)
    for item, purposes in found:
        no_more = stopped.get(item.pk, frozenset())
        if left := tuple(one for one in purposes if one.id not in no_more):
            yield item, left
