"""Every reading there was, held against what the notice allows.

The audit log names the purpose, the role and the kind of each reading. A
contact that is gone is known by its certificate; which version it was kept
under is then not known, and any version of the register may have allowed it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from seloste.domain.audit import Action, Leaf
from seloste.domain.contact import Kind
from seloste.domain.hold import purposes_of_held
from seloste.domain.notice import Notice, PurposeRefused
from seloste.domain.verification import Evidence
from seloste.records.models import Certificate, Contact, SealedObject
from seloste.services import access, held, search_scope
from seloste.services.verification import log
from seloste.services.verification.findings import all_or_broken, any_broken
from seloste.services.verification.gather import Gathered, leaves

READINGS = (
    Action.CONTENT_OPENED,
    Action.NUMBER_UNMASKED,
    Action.LOOKUP_MADE,
    Action.SEARCH_MADE,
)
_REGISTER = "register:"
NOBODY = UUID(int=0)


@dataclass(slots=True)
class _Tally:
    """The readings of one register, by the index of their leaf where wrong."""

    count: int = 0
    foreign: list[int] = field(default_factory=list)
    unknown: list[int] = field(default_factory=list)


def check_reads(facts: Gathered) -> Iterator[Evidence]:
    """Yield whether each reading was for a purpose, and in a role, of the notice."""
    tally = _tally(facts)
    yield all_or_broken(
        tally.foreign,
        right="reads-in-purpose",
        count=tally.count,
        otherwise="reads-foreign",
    )
    yield from any_broken(tally.unknown, "reads-unknown")
    yield from any_broken(_of_held(facts), "held-read-outside")
    yield from log.base(facts)


def _tally(facts: Gathered) -> _Tally:
    """Hold every reading of the register against the notices that could allow it."""
    tally, every = _Tally(), [k.notice for k in facts.versions if k.notice]
    by_version = {k.row.pk: [k.notice] for k in facts.versions if k.notice}
    kept = dict(
        Contact.objects.filter(register_id=facts.register).values_list(
            "pk", "notice_version_id"
        )
    )
    gone = set(_certified(facts.register))
    for leaf in leaves(*READINGS):
        contact = _contact(leaf)
        if contact in kept:
            notices = by_version.get(kept[contact], [])
        elif contact in gone or leaf.object_id == f"{_REGISTER}{facts.register}":
            notices = every
        else:
            if not _elsewhere(contact, leaf):
                tally.unknown.append(leaf.seq)
            continue
        tally.count += 1
        if not any(_allowed(leaf, notice) for notice in notices):
            tally.foreign.append(leaf.seq)
    return tally


def _contact(leaf: Leaf) -> UUID:
    """Return the contact that was read; no contact has the id of a search."""
    try:
        return UUID(leaf.object_id)
    except ValueError:
        return NOBODY


def _certified(register: str) -> Iterable[UUID]:
    certificates = Certificate.objects.filter(register_id=register)
    return certificates.values_list("record_id", flat=True).iterator()


def _elsewhere(contact: UUID, leaf: Leaf) -> bool:
    """Tell whether what was read is, or provably was, of some register."""
    return (
        leaf.object_id.startswith(_REGISTER)
        or Contact.objects.filter(pk=contact).exists()
        or Certificate.objects.filter(record_id=contact).exists()
    )


def _allowed(leaf: Leaf, notice: Notice) -> bool:
    return any(
        _reaches(leaf, notice, category) for category in _categories(leaf) if category
    )


def _categories(leaf: Leaf) -> tuple[str | None, ...]:
    """Return the categories a reading may have been of; a search finds several."""
    if leaf.action is Action.SEARCH_MADE:
        return tuple(access.CATEGORY[kind] for kind in search_scope.FOUND)
    kind = str(leaf.details.get("kind", Kind.META.value))
    return (access.CATEGORY.get(Kind(kind)) if kind in set(Kind) else None,)


def _reaches(leaf: Leaf, notice: Notice, category: str) -> bool:
    if leaf.role is None:
        return False
    try:
        purpose = notice.allow_reading(
            role=leaf.role, purpose_id=leaf.purpose, category=category
        )
    except PurposeRefused:
        return False
    whole = leaf.details.get("scope") == "original"
    return not whole or leaf.role in purpose.original_roles


def _of_held(facts: Gathered) -> list[int]:
    """Return readings of what only a hold of another purpose kept (rule 10)."""
    due = SealedObject.objects.filter(
        register_id=facts.register, act_at__lte=facts.now, contact__isnull=False
    )
    act_at = {str(pk): at for pk, at in due.values_list("pk", "act_at")}
    if not act_at:
        return []
    holds = held.of_items([UUID(pk) for pk in act_at])
    wrong = []
    for leaf in leaves(Action.CONTENT_OPENED):
        item = str(leaf.details.get("item", ""))
        if item not in act_at or leaf.at < act_at[item]:
            continue
        standing = [one for one in holds.get(UUID(item), ()) if one.active(leaf.at)]
        if leaf.purpose not in purposes_of_held(facts.notice, standing):
            wrong.append(leaf.seq)
    return wrong
