"""Internal notes on contacts and work items: sealed, and read for a purpose.

A note on a contact lives as long as the contact; one on a work item as long as
the item's own words. Notes are the controller's, and part of what a data
subject may ask for.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain.audit import Action
from seloste.domain.contact import Kind
from seloste.domain.errors import SelosteError
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.ports.vault import Sealed
from seloste.records.models import Contact, HoldItem, Note, SealedObject, WorkItem
from seloste.services import (
    access,
    audit,
    openings,
    sealed_rows,
    search_rows,
    work_items,
    work_words,
)
from seloste.services.access import NotFound
from seloste.services.sealed_rows import Keeping

LIMIT = 20_000


class NoteUnfit(SelosteError):
    """The note is empty or too long; ``reason`` is empty or too-long."""

    code = "note-unfit"

    def __init__(self, reason: str) -> None:
        super().__init__(f"note: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note as it is shown; ``author`` is the name of whoever wrote it."""

    id: UUID
    author: str
    written_at: datetime
    text: str


def _check(text: str) -> bytes:
    if not text.strip():
        raise NoteUnfit("empty")
    if len(text) > LIMIT:
        raise NoteUnfit("too-long")
    return text.strip().encode()


def write_on_contact(
    contact_id: UUID, text: str, *, desk: Desk, actor: Actor, now: datetime
) -> UUID:
    """Write a note on a contact; it is kept and held as the contact is.

    Raises NotFound, NoteUnfit.
    """
    data = _check(text)
    if actor.staff_id is None:
        raise NotFound("no such record")
    contact, _ = access.contact_for(contact_id, actor.staff_id, now)
    meta = openings.meta_of(contact)
    kept = sealed_rows.as_item(meta)
    sealed = _seal(data, contact.pk, contact.register_id, kept, desk)
    try:
        with transaction.atomic():
            row = _write(sealed, kept, actor, now, contact=contact)
            HoldItem.objects.bulk_create(
                HoldItem(hold=one.hold, item_id=row.object_id, contact_id=contact.pk)
                for one in HoldItem.objects.filter(item_id=meta.pk)
            )
            _tell(contact.pk, row, actor, now)
    except Exception:
        desk.vault.destroy([sealed.ref])
        raise
    return row.pk


def write_on_work(
    work_id: UUID, text: str, *, desk: Desk, actor: Actor, now: datetime
) -> UUID:
    """Write a note on a work item; it is kept and held as the item's words are.

    Raises NotFound, NoteUnfit.
    """
    data = _check(text)
    with transaction.atomic():
        work = work_items.locked(work_id, actor=actor, now=now)
        kept = work_words.keeping_of(work, now=now, desk=desk)
        sealed = _seal(data, work.pk, work.register_id, kept, desk)
        row = _write(sealed, kept, actor, now, work=work)
        for hold in (work.hold, work.claim_hold):
            if hold is not None and hold.released_at is None:
                HoldItem.objects.create(hold=hold, item_id=row.object_id)
        _tell(work.pk, row, actor, now)
    return row.pk


def _seal(
    data: bytes, record: UUID, register: str, kept: Keeping, desk: Desk
) -> Sealed:
    with desk.vault.sealing(
        tenant=register, record=record, due=kept.key_day
    ) as sealing:
        return sealing.inline(object_id=uuid.uuid4(), kind=Kind.NOTE, data=data)


def _write(
    sealed: Sealed,
    kept: Keeping,
    actor: Actor,
    now: datetime,
    *,
    contact: Contact | None = None,
    work: WorkItem | None = None,
) -> Note:
    sealed_rows.row(
        sealed, kept, contact=contact, work_item=work.pk if work else None
    ).save(force_insert=True)
    return Note.objects.create(
        object_id=sealed.ref.object,
        contact=contact,
        work_item=work,
        author_id=actor.staff_id,
        written_at=now,
    )


def _tell(object_id: UUID, row: Note, actor: Actor, now: datetime) -> None:
    search_rows.ask(row.object_id)
    audit.record(
        action=Action.NOTE_WRITTEN,
        actor=actor,
        object_id=object_id,
        now=now,
        details={"item": str(row.object_id)},
    )


def texts(
    *, contact: Contact | None = None, work: WorkItem | None = None, desk: Desk
) -> tuple[NoteText, ...]:
    """Return the notes on something, oldest first; the caller has asked for leave."""
    rows = (
        Note.objects.select_related("object", "author")
        .filter(contact=contact, work_item=work, object__state=SealedObject.State.KEPT)
        .order_by("written_at", "pk")
    )
    return tuple(
        NoteText(
            id=row.pk,
            author=row.author.display_name if row.author else "",
            written_at=row.written_at,
            text=desk.vault.open(row.object.ref(), inline=row.object.inline()).decode(),
        )
        for row in rows
    )
