"""The row of a sealed object: written in one way, wherever it comes from.

Dates, class and promise are the caller's to know; what the vault returned and
where the object belongs are copied here.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from seloste.domain.notice import Mode, RetentionClass
from seloste.domain.retention import Schedule
from seloste.ports.vault import Sealed
from seloste.records.models import Contact, SealedObject


@dataclass(frozen=True, slots=True)
class Keeping:
    """Under which promise something is kept, and until when (aware UTC).

    ``key_day`` is the day its key is filed under; None is the hold epoch.
    """

    notice_version_id: UUID | None
    retention_class: str
    promise: str
    mode: Mode
    captured_at: datetime
    destroy_by: datetime
    act_at: datetime
    key_day: date | None


def keeping(
    retention_class: RetentionClass,
    plan: Schedule,
    *,
    notice_version_id: UUID | None,
    captured_at: datetime,
    key_day: date | None,
) -> Keeping:
    """Return how something new of a class is kept under a schedule."""
    return Keeping(
        notice_version_id=notice_version_id,
        retention_class=retention_class.id,
        promise=retention_class.promise,
        mode=retention_class.mode,
        captured_at=captured_at,
        destroy_by=plan.destroy_by,
        act_at=plan.act_at,
        key_day=key_day,
    )


def as_item(item: SealedObject) -> Keeping:
    """Return how ``item`` is kept: what belongs to it inherits that."""
    return Keeping(
        notice_version_id=item.notice_version_id,
        retention_class=item.retention_class,
        promise=item.promise,
        mode=Mode(item.mode),
        captured_at=item.captured_at,
        destroy_by=item.destroy_by,
        act_at=item.act_at,
        key_day=item.key_day,
    )


def row(
    sealed: Sealed,
    kept: Keeping,
    *,
    contact: Contact | UUID | None = None,
    work_item: UUID | None = None,
    parent: SealedObject | None = None,
) -> SealedObject:
    """Return the unsaved row of a sealed object."""
    return SealedObject(
        id=sealed.ref.object,
        register_id=sealed.ref.tenant,
        contact_id=contact.pk if isinstance(contact, Contact) else contact,
        work_item_id=work_item,
        record_id=sealed.ref.record,
        parent=parent,
        kind=sealed.ref.kind,
        version=sealed.ref.version,
        format=sealed.format,
        size=sealed.size,
        sealed_size=sealed.sealed_size,
        sha256=sealed.sha256,
        sealed=sealed.inline,
        notice_version_id=kept.notice_version_id,
        retention_class=kept.retention_class,
        promise=kept.promise,
        mode=kept.mode,
        captured_at=kept.captured_at,
        destroy_by=kept.destroy_by,
        act_at=kept.act_at,
        key_day=kept.key_day,
    )
