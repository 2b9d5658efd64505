"""Who may read what, for which purpose: asked before every reading.

The notice a contact was captured under decides; the roles are those a person
holds now. What only a hold keeps serves only that hold's purposes. A contact
somebody has no role for does not exist for them.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from seloste.domain.contact import Kind
from seloste.domain.errors import SelosteError
from seloste.domain.hold import active_holds, purposes_of_held
from seloste.domain.notice import Notice, Purpose, PurposeRefused
from seloste.domain.staff import Actor, Role
from seloste.records.models import Contact, SealedObject
from seloste.services import held, staff
from seloste.services.notices import store

CATEGORY = {
    Kind.META: "identity",
    Kind.RECORDING: "recording",
    Kind.WAVEFORM: "recording",
    Kind.TRANSCRIPT: "recording",
    Kind.MESSAGE: "content",
    Kind.ATTACHMENT: "content",
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
    """Return a contact and its reader. Raises NotFound."""
    contact = (
        Contact.objects.select_related("notice_version", "controller", "source")
        .filter(pk=contact_id)
        .first()
    )
    if contact is None:
        raise NotFound("no such record")
    return contact, reader(staff_id, contact.register_id, now)


def purposes(notice: Notice, who: Reader, category: str) -> tuple[Purpose, ...]:
    """Return the purposes for which the reader may read a category, in order."""
    return tuple(
        purpose
        for purpose in notice.purposes
        if category in purpose.categories and purpose.roles & who.roles
    )


def allow(item: SealedObject, *, who: Reader, purpose_id: str, now: datetime) -> Role:
    """Return the role in which the reader may read an item.

    Raises PurposeRefused where the notice gives none of the reader's roles
    this category for this purpose, or only a hold of another purpose keeps it.
    """
    notice = _notice(item)
    category = CATEGORY[Kind(item.kind)]
    purpose = notice.purpose(purpose_id)
    _allow_held(item, notice, purpose_id, now)
    for role in sorted(purpose.roles & who.roles):
        notice.allow_reading(role=role, purpose_id=purpose_id, category=category)
        return role
    raise PurposeRefused("the notice does not allow this reading")


def _notice(item: SealedObject) -> Notice:
    if item.notice_version is None:
        raise PurposeRefused("the item belongs to no notice")
    return store.parsed(item.notice_version)


def _allow_held(
    item: SealedObject, notice: Notice, purpose_id: str, now: datetime
) -> None:
    """Refuse what only a hold keeps to every purpose but the hold's (rule 10)."""
    if now < item.act_at:
        return
    keeping = active_holds(held.of_items([item.id]).get(item.id, ()), now)
    if purpose_id not in purposes_of_held(notice, keeping):
        raise PurposeRefused("kept only by a hold for another purpose")
