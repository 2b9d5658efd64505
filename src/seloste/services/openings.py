"""Opening content: the one way to read what is sealed.

An opening names a purpose, is audited before the first byte leaves, and lets
one person read one item for a quarter of an hour. Every byte asks again
whether it still stands: a role taken away stops a playing recording.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from seloste.domain.audit import Action, Details
from seloste.domain.contact import Kind, Party
from seloste.domain.metadata import Metadata
from seloste.domain.notice import PurposeRefused
from seloste.domain.staff import Role
from seloste.ports.audio import AudioFacts
from seloste.ports.desk import Desk
from seloste.records.models import Contact, Opening, SealedObject
from seloste.services import access, audit, scans, shown_copies
from seloste.services.access import NotFound, Reader
from seloste.services.shown_copies import Right

LASTS = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Opened:
    """An item that may be read: its id, kind, media type and size in bytes."""

    opening_id: UUID
    item_id: UUID
    contact_id: UUID
    kind: Kind
    media_type: str
    size: int
    purpose: str
    expires_at: datetime
    original: bool = False


def open_item(
    item_id: UUID,
    *,
    staff_id: UUID,
    purpose_id: str,
    now: datetime,
    original: bool = False,
) -> Opened:
    """Open an item for a purpose and return the opening.

    What is read is the redacted copy where there is one, unless ``original`` is
    asked for, which fewer may. The audit leaf is committed before this returns;
    where it cannot be written, nothing is opened. Raises NotFound and
    PurposeRefused (which is audited too), RedactionPending.
    """
    item = _item(item_id)
    who = access.reader(staff_id, item.register_id, now)
    try:
        role = access.allow(
            item, who=who, purpose_id=purpose_id, now=now, original=original
        )
        shown_copies.check(item, _right(item, purpose_id, original=original))
    except PurposeRefused:
        _audit(Action.CONTENT_DENIED, item, who, purpose_id, now)
        raise
    with transaction.atomic():
        opening = Opening.objects.create(
            staff_id=staff_id,
            item=item,
            purpose=purpose_id,
            role=role,
            original=original,
            opened_at=now,
            expires_at=now + LASTS,
        )
        _audit(
            Action.CONTENT_OPENED,
            item,
            who,
            purpose_id,
            now,
            role=role,
            original=original,
        )
    return _opened(opening, item)


def _right(item: SealedObject, purpose_id: str, *, original: bool) -> Right:
    notice = access.notice_of(item)
    return shown_copies.right(notice, purpose_id, original=original)


def right_of(opening: Opening) -> Right:
    """Return what an opening shows of its item."""
    return _right(opening.item, opening.purpose, original=opening.original)


def _shown(opening: Opening) -> SealedObject:
    """Return the item whose bytes an opening gives. Raises NotFound."""
    shown = shown_copies.item(opening.item, right_of(opening))
    if shown is None:
        raise NotFound("no such record")
    return shown


def _item(item_id: UUID) -> SealedObject:
    item = (
        SealedObject.objects.select_related("notice_version")
        .filter(pk=item_id, state=SealedObject.State.KEPT, contact__isnull=False)
        .first()
    )
    if item is None or item.kind not in access.CATEGORY:
        raise NotFound("no such record")
    return item


def _audit(
    action: Action,
    item: SealedObject,
    who: Reader,
    purpose_id: str,
    now: datetime,
    *,
    role: Role | None = None,
    original: bool = False,
) -> None:
    """Write the leaf of a reading; a purpose the notice does not have is not named."""
    which: Details = {"scope": "original"} if original else {}
    denied = action is Action.CONTENT_DENIED
    with transaction.atomic():
        audit.record(
            action=action,
            actor=who.actor(role),
            object_id=item.contact_id or item.record_id,
            now=now,
            purpose="" if denied else purpose_id,
            outcome="refused" if denied else "done",
            details={"item": str(item.id), "kind": item.kind, **which},
        )


def _opened(opening: Opening, item: SealedObject) -> Opened:
    shown = _shown(opening)
    return Opened(
        opening_id=opening.id,
        item_id=item.id,
        contact_id=item.contact_id or item.record_id,
        kind=Kind(item.kind),
        media_type=_media_type(item) if shown == item else _copied_type(item),
        size=shown.size,
        original=opening.original,
        purpose=opening.purpose,
        expires_at=opening.expires_at,
    )


def _copied_type(item: SealedObject) -> str:
    return shown_copies.WAV if item.kind == Kind.RECORDING else _media_type(item)


def _media_type(item: SealedObject) -> str:
    if hasattr(item, "dialog"):
        return item.dialog.media_type
    if hasattr(item, "attachment"):
        return item.attachment.media_type
    return "application/json"


def _standing(
    opening_id: UUID, staff_id: UUID, now: datetime
) -> tuple[Opening, SealedObject]:
    """Return an opening that still stands, asked anew.

    Raises NotFound, PurposeRefused.
    """
    opening = (
        Opening.objects.select_related("item__notice_version")
        .filter(pk=opening_id, staff_id=staff_id, expires_at__gt=now)
        .first()
    )
    if opening is None or opening.item.state != SealedObject.State.KEPT:
        raise NotFound("no such record")
    who = access.reader(staff_id, opening.item.register_id, now)
    access.allow(
        opening.item,
        who=who,
        purpose_id=opening.purpose,
        now=now,
        original=opening.original,
    )
    return opening, opening.item


def opened_item(opening_id: UUID, *, staff_id: UUID, now: datetime) -> SealedObject:
    """Return the item of an opening that still stands, for services that read it.

    Its own bytes are given by ``read``, ``read_range`` and ``sound`` only, which
    give the redacted copy. Raises NotFound, PurposeRefused.
    """
    return _standing(opening_id, staff_id, now)[1]


def sound(
    opening_id: UUID, *, staff_id: UUID, now: datetime
) -> tuple[SealedObject, AudioFacts]:
    """Return whose bytes are heard of an opened recording, and what they are.

    Raises NotFound, PurposeRefused, RedactionPending.
    """
    opening, item = _standing(opening_id, staff_id, now)
    if item.kind != Kind.RECORDING:
        raise NotFound("no such record")
    return _shown(opening), shown_copies.facts(item, right_of(opening))


def opened(opening_id: UUID, *, staff_id: UUID, now: datetime) -> Opened:
    """Return an opening that still stands. Raises NotFound, PurposeRefused."""
    return _opened(*_standing(opening_id, staff_id, now))


def read(opening_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime) -> bytes:
    """Return the whole plaintext of an opened item.

    Raises NotFound, PurposeRefused, ContentWithheld.
    """
    opening, item = _standing(opening_id, staff_id, now)
    scans.check(item, desk=desk)
    shown = _shown(opening)
    return desk.vault.open(shown.ref(), inline=shown.inline())


def read_range(
    opening_id: UUID,
    *,
    staff_id: UUID,
    start: int,
    length: int,
    desk: Desk,
    now: datetime,
) -> Iterator[bytes]:
    """Yield part of an opened item, decrypting only what it touches."""
    opening, item = _standing(opening_id, staff_id, now)
    scans.check(item, desk=desk)
    return desk.vault.open_range(_shown(opening).ref(), start=start, length=length)


def waveform(
    opening_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime
) -> bytes | None:
    """Return the waveform (JSON) of an opened recording, or None before it is made.

    It is part of the recording: its opening and its audit leaf cover both.
    """
    opening, item = _standing(opening_id, staff_id, now)
    if item.kind != Kind.RECORDING:
        return None
    derived = shown_copies.waveform(item, right_of(opening))
    if derived is None:
        return None
    return desk.vault.open(derived.ref(), inline=derived.inline())


def unmask(
    contact_id: UUID,
    *,
    staff_id: UUID,
    purpose_id: str,
    desk: Desk,
    now: datetime,
) -> tuple[Party, ...]:
    """Return the parties of a contact with names and numbers in full; audited first.

    Raises NotFound, PurposeRefused.
    """
    contact, who = access.contact_for(contact_id, staff_id, now)
    meta = meta_of(contact)
    try:
        role = access.allow(meta, who=who, purpose_id=purpose_id, now=now)
    except PurposeRefused:
        _audit(Action.CONTENT_DENIED, meta, who, purpose_id, now)
        raise
    _audit(Action.NUMBER_UNMASKED, meta, who, purpose_id, now, role=role)
    return metadata(meta, desk).parties


def meta_of(contact: Contact) -> SealedObject:
    """Return the item that holds the contact's metadata. Raises NotFound."""
    meta = (
        SealedObject.objects.select_related("notice_version")
        .filter(contact=contact, kind=Kind.META, state=SealedObject.State.KEPT)
        .first()
    )
    if meta is None:
        raise NotFound("no such record")
    return meta


def metadata(meta: SealedObject, desk: Desk) -> Metadata:
    """Return the opened metadata; the caller has asked for leave."""
    return Metadata.from_json(desk.vault.open(meta.ref(), inline=meta.inline()))
