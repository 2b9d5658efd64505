"""Restrictions and objections: what they stop was not used, and how they end.

Every reading, sample and list of calls is held against what was restricted or
objected to at that moment, as the rows and the audit log have it.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from seloste.domain import restriction as rules
from seloste.domain.audit import Action, Leaf
from seloste.domain.objection import STOPPING, Cause, ObjectionState
from seloste.domain.restriction import Ground
from seloste.domain.rights import RequestKind
from seloste.domain.verification import Evidence
from seloste.records.models import (
    CallEntry,
    Objection,
    PlaylistEntry,
    Restriction,
    SealedObject,
    Suppressed,
)
from seloste.services.verification.findings import all_or_broken, any_broken
from seloste.services.verification.gather import Gathered, leaves


def restrictions(facts: Gathered, kinds: frozenset[RequestKind]) -> Iterator[Evidence]:
    """Yield whether what is restricted was only stored, and lifted in order."""
    del kinds
    rows = list(
        Restriction.objects.filter(register=facts.register)
        .select_related("hold")
        .prefetch_related("items")
    )
    reaching = {one.id for one in facts.notice.purposes if rules.reaches(one)}
    yield all_or_broken(
        _read(rows, reaching),
        right="restrictions-kept",
        count=len(rows),
        otherwise="restricted-read",
    )
    yield from any_broken(
        [one.pk for one in rows if _lifted_untold(one)], "restriction-lifted-untold"
    )
    yield from any_broken(
        [one.pk for one in rows if _unheld(one)], "restriction-hold-released"
    )
    yield from any_broken(_unrecorded_restrictions(rows), "restriction-unrecorded")


def restrictions_alone(
    facts: Gathered, kinds: frozenset[RequestKind]
) -> Iterator[Evidence]:
    """Yield the same where only the hold is promised, not the right itself."""
    if RequestKind.RESTRICTION not in kinds:
        yield from restrictions(facts, kinds)


def _read(rows: Iterable[Restriction], reaching: set[str]) -> list[str]:
    """Return the items that were opened while restricted, for another purpose."""
    wrong: set[str] = set()
    whole: dict[str, list[Restriction]] = {}
    single: dict[str, list[Restriction]] = {}
    for row in rows:
        for tie in row.items.all():
            if tie.item_id is None:
                whole.setdefault(str(tie.contact_id), []).append(row)
            else:
                single.setdefault(str(tie.item_id), []).append(row)
    if not whole and not single:
        return []
    for leaf in leaves(Action.CONTENT_OPENED, Action.NUMBER_UNMASKED):
        item = str(leaf.details.get("item"))
        standing = whole.get(leaf.object_id, []) + single.get(item, [])
        if leaf.purpose not in reaching and any(_stood(r, leaf) for r in standing):
            wrong.add(item)
    return sorted(wrong)


def _stood(row: Restriction, leaf: Leaf) -> bool:
    if leaf.at <= row.placed_at:
        return False
    return row.lifted_at is None or leaf.at < row.lifted_at


def _lifted_untold(row: Restriction) -> bool:
    if row.lifted_at is None:
        return False
    if row.told_at is None or row.lift_from is None:
        return True
    return row.lifted_at < row.told_at + rules.WARNING


def _unheld(row: Restriction) -> bool:
    """Tell whether what the person wants kept could be destroyed."""
    if not rules.keeps(Ground(row.ground)) or row.lifted_at is not None:
        return False
    return row.hold is None or row.hold.released_at is not None


def _unrecorded_restrictions(rows: Iterable[Restriction]) -> list[str]:
    """Return restrictions that are not in the log as they are, or gone from here."""
    placed = _own(Action.RESTRICTION_PLACED, "ground")
    told = _own(Action.RESTRICTION_TOLD, "ground")
    lifted = _own(Action.RESTRICTION_LIFTED, "ground")
    wrong = {
        str(row.pk)
        for row in rows
        if placed.get(str(row.pk)) != row.placed_at
        or told.get(str(row.pk)) != row.told_at
        or lifted.get(str(row.pk)) != row.lifted_at
    }
    there = {str(pk) for pk in Restriction.objects.values_list("pk", flat=True)}
    return sorted(wrong | (set(placed) - there))


def _own(action: Action, mark: str) -> dict[str, datetime]:
    """Return when an act was done to each thing: the leaf of the thing has a mark."""
    return {leaf.object_id: leaf.at for leaf in leaves(action) if mark in leaf.details}


def objections(facts: Gathered, kinds: frozenset[RequestKind]) -> Iterator[Evidence]:
    """Yield whether a purpose stopped for whoever objected to it (R-09, R-34)."""
    del kinds
    yield from _stopped(facts, Cause.OBJECTION, "objections-kept")


def withdrawals(facts: Gathered, kinds: frozenset[RequestKind]) -> Iterator[Evidence]:
    """Yield whether a purpose stopped for whoever withdrew consent (R-33)."""
    del kinds
    yield from _stopped(facts, Cause.WITHDRAWAL, "withdrawals-kept")


def _stopped(facts: Gathered, cause: Cause, right: str) -> Iterator[Evidence]:
    rows = list(
        Objection.objects.filter(register=facts.register, cause=cause).prefetch_related(
            "contacts"
        )
    )
    yield all_or_broken(
        [*_opened(rows), *_drawn(rows)],
        right=right,
        count=len(rows),
        otherwise="objected-used",
    )
    yield from any_broken(_listed(rows), "objected-listed")
    yield from any_broken(_unrecorded_objections(rows, cause), "objection-unrecorded")


def _until(row: Objection) -> datetime | None:
    """Return when an objection stopped standing, or None while it does."""
    return None if ObjectionState(row.state) in STOPPING else row.decided_at


def _opened(rows: Iterable[Objection]) -> list[str]:
    """Return the items that were opened for a purpose their person objected to."""
    by_contact: dict[tuple[str, str], list[Objection]] = {}
    for row in rows:
        for one in row.contacts.all():
            by_contact.setdefault((str(one.contact_id), row.purpose), []).append(row)
    if not by_contact:
        return []
    wrong = set()
    for leaf in leaves(Action.CONTENT_OPENED, Action.NUMBER_UNMASKED):
        for row in by_contact.get((leaf.object_id, leaf.purpose), ()):
            until = _until(row)
            if leaf.at > row.received_at and (until is None or leaf.at < until):
                wrong.add(str(leaf.details.get("item")))
    return sorted(wrong)


def _drawn(rows: Iterable[Objection]) -> list[UUID]:
    """Return the items that a sample drew for a purpose objected to before."""
    wrong: list[UUID] = []
    for row in rows:
        contacts = row.contacts.values("contact_id")
        drawn = PlaylistEntry.objects.filter(
            playlist__purpose=row.purpose,
            playlist__drawn_at__gt=row.received_at,
            record_id__in=contacts,
        )
        until = _until(row)
        if until is not None:
            drawn = drawn.filter(playlist__drawn_at__lt=until)
        wrong += drawn.values_list("item_id", flat=True)
    return sorted(set(wrong))


def _listed(rows: Iterable[Objection]) -> list[UUID]:
    """Return entries of lists of calls that name somebody who objected to them."""
    wrong: list[UUID] = []
    for row in rows:
        if ObjectionState(row.state) not in STOPPING:
            continue
        values = Suppressed.objects.filter(objection=row, field="tel")
        keys = [bytes(one).hex() for one in values.values_list("value", flat=True)]
        entries = CallEntry.objects.filter(
            key__in=keys,
            call_list__register=row.register_id,
            call_list__purpose=row.purpose,
            object__state=SealedObject.State.KEPT,
        )
        wrong += entries.values_list("pk", flat=True)
    return sorted(set(wrong))


def _unrecorded_objections(rows: Iterable[Objection], cause: Cause) -> list[str]:
    """Return objections that are not in the log as they are, or gone from here."""
    action = (
        Action.CONSENT_WITHDRAWN
        if cause is Cause.WITHDRAWAL
        else Action.OBJECTION_RECORDED
    )
    received = _own(action, "state")
    decided = _own(Action.OBJECTION_DECIDED, "state")
    wrong = {
        str(row.pk)
        for row in rows
        if received.get(str(row.pk)) != row.received_at
        or decided.get(str(row.pk)) != row.decided_at
    }
    there = {str(pk) for pk in Objection.objects.values_list("pk", flat=True)}
    return sorted(wrong | (set(received) - there))
