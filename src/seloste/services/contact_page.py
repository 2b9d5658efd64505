"""Everything one page shows of a contact, without its content.

Names and numbers are masked, items are listed but not opened. The timeline is
the audit log's own.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from seloste.domain import mask
from seloste.domain.audit import Leaf
from seloste.domain.contact import Kind, Party
from seloste.domain.hold import DisposalHold, active_holds, purposes_of_held
from seloste.domain.notice import HoldRule, Notice, Promise, Purpose, RetentionClass
from seloste.ports.desk import Desk
from seloste.records.models import Contact, SealedObject
from seloste.services import access, audit, held, hold_page, openings
from seloste.services.access import Reader
from seloste.services.notices import store


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item of a contact and the purposes for which the reader may open it."""

    item: SealedObject
    purposes: tuple[Purpose, ...]
    holds: tuple[DisposalHold, ...]


@dataclass(frozen=True, slots=True)
class ContactPage:
    """A contact as its page shows it.

    ``promise`` says in the words of the notice when it is destroyed;
    ``hold_rules`` are the holds that the reader may place.
    """

    contact: Contact
    notice: Notice
    retention_class: RetentionClass
    promise: Promise | None
    parties: tuple[Party, ...]
    recordings: tuple[ItemLine, ...]
    messages: tuple[ItemLine, ...]
    attachments: tuple[ItemLine, ...]
    identity_purposes: tuple[Purpose, ...]
    holds: tuple[DisposalHold, ...]
    hold_rules: tuple[HoldRule, ...]
    timeline: tuple[Leaf, ...]


def contact_page(
    contact_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime
) -> ContactPage:
    """Return what the page of a contact shows. Raises NotFound."""
    contact, who = access.contact_for(contact_id, staff_id, now)
    notice = store.parsed(contact.notice_version)
    items = list(
        SealedObject.objects.select_related("notice_version", "dialog", "attachment")
        .filter(contact=contact, state=SealedObject.State.KEPT)
        .order_by("captured_at", "pk")
    )
    holds = held.of_items([item.id for item in items])
    lines = [_line(item, notice, who, holds.get(item.id, ()), now) for item in items]
    every = {hold.id: hold for item_holds in holds.values() for hold in item_holds}
    retention_class = _class(notice, contact)
    return ContactPage(
        contact=contact,
        notice=notice,
        retention_class=retention_class,
        promise=_promise(notice, retention_class.promise),
        parties=_masked(items, desk),
        recordings=_of_kind(lines, Kind.RECORDING),
        messages=_of_kind(lines, Kind.MESSAGE),
        attachments=_of_kind(lines, Kind.ATTACHMENT),
        identity_purposes=_identity_purposes(lines),
        holds=active_holds(every.values(), now),
        hold_rules=hold_page.rules_for_register(contact.register_id, who, now),
        timeline=tuple(audit.timeline([contact.id])),
    )


def _line(
    item: SealedObject,
    notice: Notice,
    who: Reader,
    holds: tuple[DisposalHold, ...],
    now: datetime,
) -> ItemLine:
    """Return the line of an item; what only holds keep serves only their purposes."""
    purposes = access.purposes(notice, who, access.CATEGORY[Kind(item.kind)])
    if now >= item.act_at:
        served = purposes_of_held(notice, active_holds(holds, now))
        purposes = tuple(purpose for purpose in purposes if purpose.id in served)
    return ItemLine(item, purposes, holds)


def _of_kind(lines: list[ItemLine], kind: Kind) -> tuple[ItemLine, ...]:
    return tuple(line for line in lines if line.item.kind == kind)


def _identity_purposes(lines: list[ItemLine]) -> tuple[Purpose, ...]:
    """Return for what the reader may see names and numbers: they are in the meta."""
    metas = _of_kind(lines, Kind.META)
    return metas[0].purposes if metas else ()


def _class(notice: Notice, contact: Contact) -> RetentionClass:
    return next(one for one in notice.retention if one.id == contact.retention_class)


def _promise(notice: Notice, promise_id: str) -> Promise | None:
    return next((one for one in notice.promises if one.id == promise_id), None)


def _masked(items: list[SealedObject], desk: Desk) -> tuple[Party, ...]:
    for item in items:
        if item.kind == Kind.META:
            parties = openings.metadata(item, desk).parties
            return tuple(mask.party(party) for party in parties)
    return ()
