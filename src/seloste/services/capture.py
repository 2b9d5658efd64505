"""Capture: the one way in.

Every channel and every source ends here. A delivery becomes a contact, joins
one, changes nothing because it was here before, or goes to quarantine with a
reason. What is acknowledged is durable: bytes, then keys, then rows. Nothing
here knows files, mail servers or HTTP.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import IntegrityError, transaction

from seloste.domain import capture as rules
from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.capture import Announced, CaptureDecision, CaptureQuarantined
from seloste.domain.contact import Delivery
from seloste.domain.errors import SelosteError
from seloste.domain.metadata import Metadata, metadata_of
from seloste.domain.retention import Schedule
from seloste.domain.staff import Actor
from seloste.ports.audio import AudioRefused
from seloste.ports.desk import Desk
from seloste.ports.reserve import DiskFull
from seloste.records.models import (
    Contact,
    NoticeVersion,
    Quarantined,
    SealedObject,
    Source,
    Tombstone,
)
from seloste.services import (
    audit,
    call_evidence,
    contact_rows,
    conversations,
    derivations,
    disposal,
    parts,
    quarantine,
    scans,
    search_rows,
)
from seloste.services.contact_rows import Leg, LostRace
from seloste.services.notices import store
from seloste.services.parts import Inspected, SealedParts

ATTEMPTS = 5


class Result(StrEnum):
    """What became of a delivery."""

    CAPTURED = "captured"
    LEG_ADDED = "leg-added"
    DUPLICATE = "duplicate"
    DESTROYED_BEFORE = "destroyed-before"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The acknowledgement of a delivery.

    ``id`` is the contact's, or the quarantine entry's where ``result`` is
    quarantined, or None where it was destroyed before. Whoever holds a receipt
    may let go of the original.
    """

    result: Result
    id: UUID | None
    reason: str = ""


class SourceUnknown(SelosteError):
    """No active source of that name may hand over contacts."""

    code = "source-unknown"


class CaptureContended(SelosteError):
    """Others kept changing the same contact; nothing was kept, send it again."""

    code = "capture-contended"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A delivery with what is known of it before it is sealed."""

    delivery: Delivery
    source: Source
    contact_key: str
    leg_key: str
    content_key: str
    now: datetime
    retry_of: UUID | None


def capture(
    delivery: Delivery, *, desk: Desk, now: datetime, retry_of: UUID | None = None
) -> Receipt:
    """Keep a delivery if the notice in force lets it be kept.

    Idempotent on (source, source id, leg): delivered twice, at once or out of
    order, it gives one contact. ``retry_of`` is the quarantine entry that is
    delivered again. Raises SourceUnknown, NoticeNotInForce, CaptureContended,
    DiskFull and the refusals of the vault; then nothing was kept and the sender
    keeps its file.
    """
    if not desk.reserve.tend():
        raise DiskFull("a volume is almost full; nothing is captured")
    arrival = _arrival(delivery, desk=desk, now=now, retry_of=retry_of)
    for _ in range(ATTEMPTS):
        existing = _existing(arrival)
        if receipt := _known(arrival, existing, desk):
            return receipt
        try:
            return _decide(arrival, existing, desk=desk)
        except (IntegrityError, LostRace):
            continue
    raise CaptureContended("the same contact was changed by others meanwhile")


def _arrival(
    delivery: Delivery, *, desk: Desk, now: datetime, retry_of: UUID | None
) -> Arrival:
    source = Source.objects.filter(slug=delivery.source, active=True).first()
    if source is None:
        raise SourceUnknown("no active source has this name")
    tenant, contact = source.register_id, f"{source.slug}\x1f{delivery.source_id}"
    contact_key = desk.vault.fingerprint(tenant=tenant, value=contact)
    delivery = replace(delivery, address=delivery.address or source.address)
    return Arrival(
        delivery=call_evidence.attach(delivery, source=source, key=contact_key),
        source=source,
        contact_key=contact_key,
        leg_key=desk.vault.fingerprint(
            tenant=tenant, value=f"{contact}\x1f{delivery.leg}"
        ),
        content_key=desk.vault.fingerprint(tenant=tenant, value=parts.digest(delivery)),
        now=now,
        retry_of=retry_of,
    )


def _known(arrival: Arrival, existing: Contact | None, desk: Desk) -> Receipt | None:
    """Return the receipt of a delivery that was here before."""
    of_source = {"source": arrival.source}
    if Tombstone.objects.filter(key=arrival.contact_key, **of_source).exists():
        return Receipt(Result.DESTROYED_BEFORE, None)
    waiting = Quarantined.objects.filter(
        key__in=(arrival.leg_key, arrival.content_key),
        state=Quarantined.State.WAITING,
        **of_source,
    ).first()
    if waiting and waiting.id != arrival.retry_of:
        return Receipt(Result.QUARANTINED, waiting.id, waiting.reason)
    if existing and _says_nothing_new(existing, arrival, desk):
        return Receipt(Result.DUPLICATE, existing.id)
    return None


def _existing(arrival: Arrival) -> Contact | None:
    return Contact.objects.filter(
        source=arrival.source, key=arrival.contact_key
    ).first()


def _says_nothing_new(contact: Contact, arrival: Arrival, desk: Desk) -> bool:
    if contact.announced == Announced.REFUSED:
        return True
    if arrival.delivery.announcement.refused:
        return False
    if arrival.delivery.parts:
        return contact_rows.has_leg(
            contact, leg_key=arrival.leg_key, content_key=arrival.content_key
        )
    known = _metadata(contact_rows.meta_row(contact), desk)
    return known.merged(metadata_of(arrival.delivery, {})) == known


def _metadata(row: SealedObject, desk: Desk) -> Metadata:
    return Metadata.from_json(desk.vault.open(row.ref(), inline=row.inline()))


def _decide(arrival: Arrival, existing: Contact | None, *, desk: Desk) -> Receipt:
    """Ask the notice, look into the parts, and keep them or put them aside."""
    source, delivery = arrival.source, arrival.delivery
    if existing and contact_rows.has_leg(existing, leg_key=arrival.leg_key):
        return _put_aside_other(existing, arrival, desk=desk)
    version = store.version_row(source.register_id, retention.local_day(arrival.now))
    attested = source.announcement_attested_until
    try:
        decision = rules.decide_capture(
            store.parsed(version),
            delivery,
            attested=attested is not None and arrival.now < attested,
            received_at=arrival.now,
        )
        inspected = parts.inspect(delivery, decision, audio=desk.audio)
    except (CaptureQuarantined, AudioRefused) as refusal:
        return _put_aside(arrival, version, refusal.reason, desk=desk)
    if existing:
        return _add_leg(existing, arrival, decision, inspected, desk=desk)
    return _create(arrival, version, decision, inspected, desk=desk)


def _put_aside_other(existing: Contact, arrival: Arrival, *, desk: Desk) -> Receipt:
    """Put aside other content under an id and leg that were used already.

    A forged Message-ID must not make a later mail look like a duplicate.
    """
    entry_id = quarantine.put(
        arrival.delivery,
        source=arrival.source,
        version=existing.notice_version,
        key=arrival.content_key,
        reason="same-id-other-content",
        desk=desk,
        now=arrival.now,
        contact_key=arrival.contact_key,
    )
    return Receipt(Result.QUARANTINED, entry_id, "same-id-other-content")


def _put_aside(
    arrival: Arrival, version: NoticeVersion, reason: str, *, desk: Desk
) -> Receipt:
    if arrival.retry_of:
        return Receipt(Result.QUARANTINED, arrival.retry_of, reason)
    entry_id = quarantine.put(
        arrival.delivery,
        source=arrival.source,
        version=version,
        key=arrival.leg_key,
        reason=reason,
        desk=desk,
        now=arrival.now,
        contact_key=arrival.contact_key,
    )
    return Receipt(Result.QUARANTINED, entry_id, reason)


def _create(
    arrival: Arrival,
    version: NoticeVersion,
    decision: CaptureDecision,
    inspected: tuple[Inspected, ...],
    *,
    desk: Desk,
) -> Receipt:
    contact_id = arrival.delivery.begins or uuid.uuid4()
    plan = _plan(decision, desk)
    metadata = metadata_of(arrival.delivery, parts.filenames(inspected))
    sealed = _seal(
        metadata,
        inspected,
        contact_id=contact_id,
        act_at=plan.act_at,
        arrival=arrival,
        desk=desk,
    )
    with _taken_back(sealed, desk), transaction.atomic():
        contact = contact_rows.create_contact(
            arrival.delivery,
            contact_id=contact_id,
            key=arrival.contact_key,
            thread=_thread(arrival) or contact_id,
            source=arrival.source,
            version=version,
            decision=decision,
            plan=plan,
            now=arrival.now,
        )
        _write(contact, metadata, sealed, arrival=arrival, desk=desk)
    return Receipt(Result.CAPTURED, contact_id)


def _thread(arrival: Arrival) -> UUID | None:
    """Return the thread the delivery continues, if anything of it is left."""
    thread = arrival.delivery.continues
    if thread is None:
        return None
    of_register = Contact.objects.filter(register_id=arrival.source.register_id)
    return thread if of_register.filter(thread=thread).exists() else None


def _add_leg(
    existing: Contact,
    arrival: Arrival,
    decision: CaptureDecision,
    inspected: tuple[Inspected, ...],
    *,
    desk: Desk,
) -> Receipt:
    """Add a leg, or what was not known of the contact, to the one there is.

    Its class and dates stay those of its capture. A caller who turns out to
    have refused the recording loses what was recorded (promise S-18).
    """
    old = contact_rows.meta_row(existing)
    old_ref = old.ref()
    metadata = _metadata(old, desk).merged(
        metadata_of(arrival.delivery, parts.filenames(inspected))
    )
    sealed = _seal(
        metadata,
        inspected,
        contact_id=existing.id,
        act_at=existing.act_at,
        arrival=arrival,
        desk=desk,
    )
    with _taken_back(sealed, desk), transaction.atomic():
        contact = contact_rows.lock_for_leg(
            existing.id, leg_key=arrival.leg_key, meta_id=old_ref.object
        )
        if _tells_more(contact, decision):
            contact.announced = decision.announced
            contact.save(update_fields=["announced"])
        contact_rows.move_holds(old_ref.object, sealed.meta.ref.object)
        old.delete()
        _write(contact, metadata, sealed, arrival=arrival, desk=desk, added=True)
    desk.vault.destroy([old_ref])
    if decision.announced is Announced.REFUSED:
        disposal.discard_recordings(existing.id, desk=desk, now=arrival.now)
    return Receipt(Result.LEG_ADDED, existing.id)


def _tells_more(contact: Contact, decision: CaptureDecision) -> bool:
    """Tell whether a leg brings the first evidence, or a refusal: that outweighs."""
    return decision.announced is Announced.REFUSED or (
        contact.announced == Announced.NOT_NEEDED
        and decision.announced is not Announced.NOT_NEEDED
    )


def _plan(decision: CaptureDecision, desk: Desk) -> Schedule:
    return retention.schedule(
        anchored_at=decision.anchor.at,
        mode=decision.retention_class.mode,
        period=decision.period,
        key_backup_days=desk.key_backup_days,
    )


def _seal(
    metadata: Metadata,
    inspected: tuple[Inspected, ...],
    *,
    contact_id: UUID,
    act_at: datetime,
    arrival: Arrival,
    desk: Desk,
) -> SealedParts:
    return parts.seal(
        metadata,
        inspected,
        tenant=arrival.source.register_id,
        contact_id=contact_id,
        due=max(retention.local_day(act_at), retention.local_day(arrival.now)),
        vault=desk.vault,
    )


def _write(
    contact: Contact,
    metadata: Metadata,
    sealed: SealedParts,
    *,
    arrival: Arrival,
    desk: Desk,
    added: bool = False,
) -> None:
    """Write what hangs on the contact, its audit leaf and the jobs that follow."""
    contact_rows.write_objects(
        contact,
        sealed,
        delivery=arrival.delivery,
        leg=Leg(arrival.leg_key, arrival.content_key),
    )
    if added:
        contact_rows.forget_parties(contact)
        contact_rows.join_holds(contact, [part.ref.object for _, part in sealed.parts])
    else:
        conversations.arrived(
            contact,
            address=metadata.address,
            author=arrival.delivery.author,
            now=arrival.now,
        )
    contact_rows.write_parties(contact, metadata, vault=desk.vault)
    audit.record(
        action=Action.CONTACT_LEG_ADDED if added else Action.CONTACT_CAPTURED,
        actor=Actor(id=f"source:{arrival.source.slug}"),
        object_id=contact.id,
        now=arrival.now,
        details={"channel": contact.channel, "parts": len(sealed.parts)},
    )
    derivations.request(sealed)
    search_rows.request(sealed)
    scans.request(sealed, desk=desk, now=arrival.now)


@contextmanager
def _taken_back(sealed: SealedParts, desk: Desk) -> Iterator[None]:
    """Destroy what was sealed when its rows could not be written.

    A crash in between leaves keys and bytes without a row: the sweep finds and
    destroys those (``orphans``).
    """
    try:
        yield
    except Exception:
        desk.vault.destroy(sealed.refs())
        raise
