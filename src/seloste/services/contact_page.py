"""Everything one page shows of a contact, without its content.

Names and numbers are masked, items are listed but not opened. The timeline is
the audit log's own.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from seloste.domain import mask
from seloste.domain.audit import Leaf
from seloste.domain.contact import Kind, Party
from seloste.domain.hold import DisposalHold, active_holds
from seloste.domain.notice import HoldRule, Notice, Promise, Purpose, RetentionClass
from seloste.ports.desk import Desk
from seloste.records.models import Contact, Hold, SealedObject
from seloste.services import (
    access,
    audit,
    chat_anchors,
    held,
    hold_page,
    limits,
    openings,
    shown_copies,
)
from seloste.services.access import Reader
from seloste.services.notices import store


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item of a contact and the purposes for which the reader may open it.

    ``hides`` says that part of it is hidden in what is shown of it; ``originals``
    are the purposes for which the reader may have all of it.
    """

    item: SealedObject
    purposes: tuple[Purpose, ...]
    holds: tuple[DisposalHold, ...]
    hides: bool = False
    originals: tuple[Purpose, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactPage:
    """A contact as its page shows it.

    ``promise`` says in the words of the notice when it is destroyed;
    ``hold_rules`` are the holds that the reader may place. ``held`` tells that
    something is kept by a hold; ``holds`` are those that exist for the reader: that
    somebody complains is for those who handle it (R-07).
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
    held: bool
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
        .filter(chat_anchors.stands_for_its_chat())
        .order_by("captured_at", "pk")
    )
    holds = held.of_items([item.id for item in items])
    stopped = limits.stopped([item.pk for item in items], notice.purposes, now)
    lines = [
        _line(item, who, holds.get(item.id, ()), stopped.get(item.id, frozenset()), now)
        for item in items
    ]
    lines = _with_originals(lines, who)
    every = {hold.id: hold for item_holds in holds.values() for hold in item_holds}
    standing = active_holds(every.values(), now)
    retention_class = _class(notice, contact)
    return ContactPage(
        contact=contact,
        notice=notice,
        retention_class=retention_class,
        promise=_promise(notice, retention_class.promise),
        parties=_masked(items, desk),
        recordings=_of_kind(lines, Kind.RECORDING),
        messages=_of_kind(lines, Kind.MESSAGE, Kind.FORM_ANSWER),
        attachments=_of_kind(lines, Kind.ATTACHMENT),
        identity_purposes=_identity_purposes(lines),
        held=bool(standing),
        holds=access.serving_holds(standing, who),
        hold_rules=hold_page.rules_for_register(contact.register_id, who, now),
        timeline=_told(audit.timeline([contact.id]), who),
    )


def _told(leaves: Collection[Leaf], who: Reader) -> tuple[Leaf, ...]:
    """Return what happened; of a hold that is not the reader's, not what kind it is."""
    named = {str(leaf.details["hold"]) for leaf in leaves if "hold" in leaf.details}
    rows = [hold.to_domain() for hold in Hold.objects.filter(pk__in=named)]
    known = {str(hold.id) for hold in access.serving_holds(rows, who)}
    return tuple(
        replace(leaf, details={})
        if str(leaf.details.get("hold", "")) in named - known
        else leaf
        for leaf in leaves
    )


def _line(
    item: SealedObject,
    who: Reader,
    holds: tuple[DisposalHold, ...],
    stopped: frozenset[str],
    now: datetime,
) -> ItemLine:
    """Return the line of an item, without the purposes that somebody has stopped."""
    purposes = access.purposes_for(item, who, holds, now)
    left = tuple(one for one in purposes if one.id not in stopped)
    return ItemLine(item, left, holds)


def _with_originals(lines: list[ItemLine], who: Reader) -> list[ItemLine]:
    """Return the lines, saying of which part is hidden and who may have all of it."""
    redacted = shown_copies.redacted_among([line.item.pk for line in lines])
    return [
        replace(
            line,
            hides=True,
            originals=tuple(p for p in line.purposes if p.original_roles & who.roles),
        )
        if line.item.pk in redacted
        else line
        for line in lines
    ]


def _of_kind(lines: list[ItemLine], *kinds: Kind) -> tuple[ItemLine, ...]:
    return tuple(line for line in lines if line.item.kind in kinds)


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
