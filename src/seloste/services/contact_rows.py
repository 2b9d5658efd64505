"""Writing the rows of a contact, and adding a leg to one.

Called by capture inside its transaction, after everything was sealed.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from seloste.domain import retention
from seloste.domain.capture import CaptureDecision
from seloste.domain.contact import Delivery, Kind, NoticeShown, PartyRole
from seloste.domain.contact import Party as PartyValue
from seloste.domain.customer import Identifier
from seloste.domain.metadata import Metadata
from seloste.domain.notice import RetentionClass
from seloste.domain.retention import Schedule
from seloste.ports.vault import ObjectRef, Vault
from seloste.records.models import (
    Attachment,
    Contact,
    Controller,
    Dialog,
    Hold,
    HoldItem,
    NoticeReceipt,
    NoticeVersion,
    Party,
    PartyIndex,
    SealedObject,
    Source,
)
from seloste.services import call_ties, identifiers, sealed_rows, suppression
from seloste.services.identifiers import IdentifierField
from seloste.services.notices import store
from seloste.services.parts import Inspected, SealedParts
from seloste.services.sealed_rows import Keeping

INDEXED = tuple(IdentifierField)


@dataclass(frozen=True, slots=True)
class Leg:
    """Keyed fingerprints of a leg: of its id, and of what was delivered."""

    key: str
    content: str


class LostRace(Exception):
    """Somebody else wrote the same contact or leg first; capture looks again."""


def create_contact(
    delivery: Delivery,
    *,
    contact_id: UUID,
    key: str,
    thread: UUID,
    source: Source,
    version: NoticeVersion,
    decision: CaptureDecision,
    plan: Schedule,
    now: datetime,
) -> Contact:
    """Write the row of a new contact."""
    contact = Contact.objects.create(
        id=contact_id,
        register_id=source.register_id,
        controller=Controller.objects.get(
            register_id=source.register_id, key=decision.controller
        ),
        capacity=decision.capacity,
        notice_version=version,
        source=source,
        key=key,
        thread=thread,
        channel=delivery.channel,
        direction=delivery.direction,
        language=delivery.language,
        started_at=min(delivery.started_at, now)
        if decision.anchor.suspect
        else delivery.started_at,
        ended_at=delivery.ended_at,
        received_at=now,
        anchored_at=decision.anchor.at,
        clock_suspect=decision.anchor.suspect,
        announced=decision.announced,
        retention_class=decision.retention_class.id,
        destroy_by=plan.destroy_by,
        act_at=plan.act_at,
    )
    _write_receipt(contact, delivery.shown)
    return contact


def _write_receipt(contact: Contact, shown: NoticeShown | None) -> None:
    """Write which notice was shown before the contact was made (promise R-02)."""
    if shown is None:
        return
    version = NoticeVersion.objects.filter(
        register_id=contact.register_id, number=shown.version
    ).first()
    if version is not None:
        NoticeReceipt.objects.create(
            contact=contact,
            notice_version=version,
            language=shown.language,
            shown_at=shown.at,
        )


def has_leg(contact: Contact, **keys: str) -> bool:
    """Tell whether a dialog or an attachment came under these fingerprints."""
    return (
        contact.dialogs.filter(**keys).exists()
        or contact.attachments.filter(**keys).exists()
    )


def lock_for_leg(contact_id: UUID, *, leg_key: str, meta_id: UUID) -> Contact:
    """Return the contact, locked, if nothing changed since it was looked at.

    Raises LostRace where the leg was added, the metadata were sealed anew or
    the contact was disposed of meanwhile.
    """
    contact = Contact.objects.select_for_update().filter(pk=contact_id).first()
    if contact is None or has_leg(contact, leg_key=leg_key):
        raise LostRace
    meta = meta_row(contact)
    if meta.id != meta_id or meta.state != SealedObject.State.KEPT:
        raise LostRace
    return contact


def meta_row(contact: Contact) -> SealedObject:
    """Return the row of the contact's sealed metadata: the one that is kept.

    A corrected one may still be on its way out.
    """
    rows = SealedObject.objects.filter(contact=contact, kind=Kind.META)
    return rows.order_by("-state")[:1].get()


def write_objects(
    contact: Contact,
    sealed: SealedParts,
    *,
    delivery: Delivery,
    leg: Leg,
) -> None:
    """Write the rows of the metadata and of every part."""
    kept = _kept(contact, _class_of(contact), sealed)
    SealedObject.objects.bulk_create(
        sealed_rows.row(one, kept, contact=contact)
        for one in (sealed.meta, *(part for _, part in sealed.parts))
    )
    for inspected, part in sealed.parts:
        _part_row(contact, inspected, part.ref, delivery=delivery, leg=leg)


def _class_of(contact: Contact) -> RetentionClass:
    """Return the class under the notice the contact was captured under."""
    notice = store.parsed(contact.notice_version)
    return next(one for one in notice.retention if one.id == contact.retention_class)


def move_holds(old: UUID, new: UUID) -> None:
    """Let the holds of an item keep the one that replaces it."""
    HoldItem.objects.filter(item_id=old).update(item_id=new)


def join_holds(contact: Contact, item_ids: Collection[UUID]) -> None:
    """Let open work that keeps the whole contact keep items just added to it."""
    links = contact.work_links.filter(whole=True).select_related("work_item")
    holds = [
        hold
        for link in links
        for hold in (link.work_item.hold_id, link.work_item.claim_hold_id)
        if hold is not None
    ]
    standing = Hold.objects.filter(pk__in=holds, released_at=None)
    HoldItem.objects.bulk_create(
        HoldItem(hold=hold, item_id=item_id, contact_id=contact.pk)
        for hold in standing
        for item_id in item_ids
    )


def _kept(
    contact: Contact, retention_class: RetentionClass, batch: SealedParts
) -> Keeping:
    return sealed_rows.keeping(
        retention_class,
        Schedule(destroy_by=contact.destroy_by, act_at=contact.act_at),
        notice_version_id=contact.notice_version_id,
        captured_at=contact.anchored_at,
        key_day=batch.key_day,
    )


def _part_row(
    contact: Contact,
    inspected: Inspected,
    ref: ObjectRef,
    *,
    delivery: Delivery,
    leg: Leg,
) -> None:
    if inspected.part.kind is Kind.ATTACHMENT:
        Attachment.objects.create(
            contact=contact,
            object_id=ref.object,
            leg_key=leg.key,
            content_key=leg.content,
            media_type=inspected.media_type,
        )
        return
    facts = inspected.audio
    Dialog.objects.create(
        contact=contact,
        object_id=ref.object,
        leg_key=leg.key,
        content_key=leg.content,
        started_at=delivery.recording_started_at or delivery.started_at,
        media_type=inspected.media_type,
        codec=facts.codec if facts else "",
        channels=facts.channels if facts else 0,
        sample_rate=facts.sample_rate if facts else 0,
        seconds=facts.seconds if facts else 0.0,
        gaps=delivery.gaps if facts else [],
    )


def forget_parties(contact: Contact) -> None:
    """Delete the rows of the parties and their indexes, to be written anew."""
    contact.parties.all().delete()
    contact.indexes.all().delete()


def write_parties(contact: Contact, metadata: Metadata, *, vault: Vault) -> None:
    """Write the rows of the parties and their blind indexes from the metadata.

    What one of the customers objected to stops for this contact too.
    """
    Party.objects.bulk_create(
        Party(contact=contact, role=party.role, position=position)
        for position, party in enumerate(metadata.parties)
    )
    month = f"{retention.local_day(contact.anchored_at):%Y-%m}"
    PartyIndex.objects.bulk_create(
        PartyIndex(
            contact=contact,
            field=field,
            month=month,
            value=vault.blind_index(
                tenant=contact.register_id, month=month, field=field, value=value
            ),
        )
        for field, value in sorted(indexed_values(metadata.parties))
    )
    customers = tuple(
        party for party in metadata.parties if party.role is PartyRole.CUSTOMER
    )
    known = [Identifier(field, value) for field, value in indexed_values(customers)]
    suppression.tie(contact, known, vault=vault)
    call_ties.tie(contact, known, vault=vault)


def indexed_values(parties: tuple[PartyValue, ...]) -> set[tuple[IdentifierField, str]]:
    """Return (field, normalised value) of everything a lookup may find."""
    found: set[tuple[IdentifierField, str]] = set()
    for party in parties:
        for field in INDEXED:
            value = identifiers.normalise(field, getattr(party, field))
            if value:
                found.add((field, value))
    return found
