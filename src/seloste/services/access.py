"""Who may read what, for which purpose: asked before every reading.

The notice a contact was captured under decides; the roles are those a person
holds now. What only a hold keeps serves only that hold's purposes. A contact
somebody has no role for does not exist for them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from seloste.domain.contact import Kind
from seloste.domain.errors import SelosteError
from seloste.domain.hold import DisposalHold, active_holds, purposes_of_held
from seloste.domain.notice import HoldKind, Notice, Purpose, PurposeRefused
from seloste.domain.staff import Actor, Role
from seloste.records.models import Contact, SealedObject, WorkItem
from seloste.services import held, limits, staff, work_access
from seloste.services.notices import store

CATEGORY = {
    Kind.META: "identity",
    Kind.RECORDING: "recording",
    Kind.WAVEFORM: "recording",
    Kind.TRANSCRIPT: "recording",
    Kind.MESSAGE: "content",
    Kind.ATTACHMENT: "content",
    Kind.FORM_ANSWER: "content",
    Kind.NOTE: "content",
    Kind.DRAFT: "content",
    Kind.STATEMENT: "content",
}


class NotFound(SelosteError):
    """There is no such record, or not for this person: both look the same."""

    code = "not-found"


@dataclass(frozen=True, slots=True)
class Reader:
    """A person with the roles held for one register at one moment."""

    staff_id: UUID
    roles: frozenset[Role]

    def actor(self, role: Role | None = None) -> Actor:
        """Return the reader as the audit log knows them."""
        return Actor(id=f"staff:{self.staff_id}", role=role, staff_id=self.staff_id)


def reader(staff_id: UUID, register: str, now: datetime) -> Reader:
    """Return the person with their roles; raises NotFound where they have none."""
    roles = staff.roles_of(staff_id, register, now)
    if not roles - {Role.ADMIN}:
        raise NotFound("no such record")
    return Reader(staff_id, roles)


def contact_for(
    contact_id: UUID, staff_id: UUID, now: datetime
) -> tuple[Contact, Reader]:
    """Return a contact and its reader. Raises NotFound.

    A restricted contact exists only for those who serve claims and requests.
    """
    contact = (
        Contact.objects.select_related("notice_version", "controller", "source")
        .filter(pk=contact_id)
        .first()
    )
    if contact is None:
        raise NotFound("no such record")
    who = reader(staff_id, contact.register_id, now)
    if not limits.exists_for(contact, who.roles, now):
        raise NotFound("no such record")
    return contact, who


def purposes(notice: Notice, who: Reader, category: str) -> tuple[Purpose, ...]:
    """Return the purposes for which the reader may read a category, in order."""
    return tuple(
        purpose
        for purpose in notice.purposes
        if category in purpose.categories and purpose.roles & who.roles
    )


def purposes_for(
    item: SealedObject, who: Reader, holds: Collection[DisposalHold], now: datetime
) -> tuple[Purpose, ...]:
    """Return for what the reader may read an item with these holds, as ``allow`` does.

    What a person or the law has stopped is for the caller to leave out, of many
    items at once (``limits.stopped``).
    """
    if item.notice_version is None:
        return ()
    notice = notice_of(item)
    found = purposes(notice, who, category_of(item))
    if now < item.act_at:
        return found
    serving = serving_holds(active_holds(holds, now), who)
    served = purposes_of_held(notice, serving)
    return tuple(one for one in found if one.id in served)


def allow(
    item: SealedObject,
    *,
    who: Reader,
    purpose_id: str,
    now: datetime,
    original: bool = False,
) -> Role:
    """Return the role in which the reader may read an item.

    ``original`` asks for what is otherwise shown redacted: fewer may.

    Raises PurposeRefused where the notice gives none of the reader's roles
    this category for this purpose, where only a hold of another purpose keeps
    it, and where it is restricted or its person objected to the purpose.
    """
    notice = notice_of(item)
    category = category_of(item)
    purpose = notice.purpose(purpose_id)
    _allow_held(item, notice, purpose_id, who, now)
    limits.check(item, purpose, now)
    roles = purpose.original_roles if original else purpose.roles
    for role in sorted(roles & who.roles):
        notice.allow_reading(role=role, purpose_id=purpose_id, category=category)
        return role
    raise PurposeRefused("the notice does not allow this reading")


def allows(
    item: SealedObject,
    *,
    who: Reader,
    purpose_id: str,
    now: datetime,
    original: bool = False,
) -> bool:
    """Tell whether ``allow`` would let the reader read an item."""
    try:
        allow(item, who=who, purpose_id=purpose_id, now=now, original=original)
    except PurposeRefused:
        return False
    return True


def category_of(item: SealedObject) -> str:
    """Return the notice's category of an item; a statement has its parent's."""
    if item.kind == Kind.STATEMENT and item.parent is not None:
        return CATEGORY[Kind(item.parent.kind)]
    return CATEGORY.get(Kind(item.kind), "")


def notice_of(item: SealedObject) -> Notice:
    """Return the notice an item is kept under. Raises PurposeRefused without one."""
    if item.notice_version is None:
        raise PurposeRefused("the item belongs to no notice")
    return store.parsed(item.notice_version)


def _allow_held(
    item: SealedObject, notice: Notice, purpose_id: str, who: Reader, now: datetime
) -> None:
    """Refuse what only a hold keeps to every purpose but the hold's (rule 10).

    What only a task or a complaint keeps is for those who handle it.
    """
    if now < item.act_at:
        return
    keeping = held.of_items([item.id]).get(item.id, ())
    serving = serving_holds(active_holds(keeping, now), who)
    if purpose_id not in purposes_of_held(notice, serving):
        raise PurposeRefused("kept only by a hold for another purpose")


def serving_holds(
    holds: Collection[DisposalHold], who: Reader
) -> tuple[DisposalHold, ...]:
    """Return the holds whose purposes the reader may name for what they keep."""
    keepers = work_access.keepers([hold.id for hold in holds])
    return tuple(hold for hold in holds if _serves(hold, keepers.get(hold.id), who))


def _serves(
    hold: DisposalHold, works: Collection[WorkItem] | None, who: Reader
) -> bool:
    """A hold of work serves those for whom the work exists.

    One for a complaint that was placed by hand serves the overseers only (R-07).
    """
    if works is not None:
        seen = work_access.seen_by(works, staff_id=who.staff_id, roles=who.roles)
        return bool(seen)
    return hold.kind is not HoldKind.COMPLAINT or bool(
        who.roles & work_access.OVERSEERS
    )
