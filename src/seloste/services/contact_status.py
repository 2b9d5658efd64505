"""What became of a delivery, for the source that handed it over. No content."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from seloste.records.models import Contact, Quarantined, SealedObject
from seloste.services import held
from seloste.services.access import NotFound

KEPT = "kept"
DESTROYING = "destroying"
QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class ContactStatus:
    """How a contact, or what waits in quarantine for it, is kept.

    ``state`` is kept, destroying, quarantined (with ``reason``), captured (a
    quarantined delivery that became a contact since) or discarded. Of what is
    no longer kept, ``act_at`` is None.
    """

    id: UUID
    state: str
    reason: str
    register: str
    notice_version: int | None
    retention_class: str
    destroy_by: datetime
    act_at: datetime | None
    held: bool


def status(contact_id: UUID, *, source: str, now: datetime) -> ContactStatus:
    """Return what became of what a receipt named.

    Raises NotFound for what is not there, what another source handed over and
    what was destroyed: all look the same.
    """
    found = _of_contact(contact_id, source, now) or _of_entry(contact_id, source, now)
    if found is None:
        raise NotFound("no such record")
    return found


def _of_contact(contact_id: UUID, source: str, now: datetime) -> ContactStatus | None:
    contact = (
        Contact.objects.select_related("notice_version")
        .filter(pk=contact_id, source_id=source)
        .first()
    )
    if contact is None:
        return None
    items = SealedObject.objects.filter(contact=contact)
    kept = items.filter(state=SealedObject.State.KEPT).exists()
    return ContactStatus(
        id=contact.id,
        state=KEPT if kept else DESTROYING,
        reason="",
        register=contact.register_id,
        notice_version=contact.notice_version.number,
        retention_class=contact.retention_class,
        destroy_by=contact.destroy_by,
        act_at=contact.act_at,
        held=items.filter(held.is_held(now)).exists(),
    )


def _of_entry(entry_id: UUID, source: str, now: datetime) -> ContactStatus | None:
    entry = Quarantined.objects.filter(pk=entry_id, source_id=source).first()
    if entry is None:
        return None
    items = SealedObject.objects.filter(record_id=entry.id)
    first = items.select_related("notice_version").order_by("act_at").first()
    waiting = entry.state == Quarantined.State.WAITING
    version = first.notice_version if first else None
    return ContactStatus(
        id=entry.id,
        state=QUARANTINED if waiting else entry.state,
        reason=entry.reason,
        register=entry.register_id,
        notice_version=version.number if version else None,
        retention_class=first.retention_class if first else "",
        destroy_by=entry.destroy_by,
        act_at=first.act_at if first else None,
        held=items.filter(held.is_held(now)).exists(),
    )
