"""What a rights request is about: the items of the contacts that are the person's.

Only contacts that a person confirmed to be the requester's count (D2). What is
made from an item follows it and has no line of its own.
"""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Count, Q

from seloste.domain.contact import Direction, Kind, PartyRole
from seloste.domain.customer import Identifier
from seloste.domain.hold import DisposalHold
from seloste.domain.identity import MatchState
from seloste.domain.notice import Capacity, Notice
from seloste.domain.rights import RequestKind
from seloste.domain.rights_decision import ItemFacts
from seloste.ports.desk import Desk
from seloste.records.models import (
    CallEntry,
    Contact,
    Correction,
    IdentityMatch,
    NoticeVersion,
    RightsRequest,
    SealedObject,
    WorkItem,
    WorkLink,
)
from seloste.services import access, customer_rows, held, rights_words, suppression
from seloste.services.notices import store

HEARD = frozenset({Kind.RECORDING, Kind.TRANSCRIPT})
WIDE = frozenset(
    {
        RequestKind.CONFIRMATION,
        RequestKind.ACCESS,
        RequestKind.PORTABILITY,
        RequestKind.ERASURE,
    }
)
"""Rights that reach what is kept of a person beside their contacts."""


def contacts_of(request: RightsRequest) -> tuple[UUID, ...]:
    """Return the contacts confirmed to be the requester's, in a fixed order."""
    rows = IdentityMatch.objects.filter(request=request, state=MatchState.CONFIRMED)
    return tuple(sorted(rows.values_list("contact_id", flat=True)))


def identifiers_of(request: RightsRequest, desk: Desk) -> tuple[Identifier, ...]:
    """Return what the requester is known by, from the sealed words."""
    if request.words is None:
        return ()
    return rights_words.opened(request, desk).identifiers


def facts(request: RightsRequest, *, desk: Desk) -> tuple[ItemFacts, ...]:
    """Return what is known of every item a request is about, in a fixed order."""
    ids = contacts_of(request)
    wide = RequestKind(request.kind) in WIDE
    wanted = Q(contact__in=ids)
    if wide:
        wanted |= Q(work_item__in=_whole_work(ids))
    rows = SealedObject.objects.filter(
        wanted, state=SealedObject.State.KEPT, parent=None
    )
    items = list(rows.select_related("contact", "notice_version").order_by("pk"))
    if wide:
        items += _apart(request, desk)
    holds = held.of_items([one.pk for one in items])
    knowing = _Knowing(request, ids)
    return tuple(
        knowing.facts(one, holds=holds.get(one.pk, ()))
        for one in sorted(items, key=lambda one: (str(one.record_id), str(one.pk)))
    )


def _whole_work(contact_ids: Collection[UUID]) -> Collection[UUID]:
    """Return the work that is about these contacts and no others."""
    linked = WorkLink.objects.filter(contact__in=contact_ids).values("work_item")
    others = WorkLink.objects.exclude(contact__in=contact_ids).values("work_item")
    rows = WorkItem.objects.filter(pk__in=linked).exclude(pk__in=others)
    return list(rows.values_list("pk", flat=True))


def _apart(request: RightsRequest, desk: Desk) -> list[SealedObject]:
    """Return what is kept of the person beside contacts: merges and lists of calls."""
    found: dict[UUID, SealedObject] = {}
    for one in identifiers_of(request, desk):
        known = customer_rows.by_identifier(request.register_id, one, desk)
        if known is not None:
            found[known[0].object.pk] = known[0].object
        key = suppression.key(request.register_id, one.field, one.value, desk.vault)
        entries = CallEntry.objects.filter(
            key=key.hex(), call_list__register=request.register_id
        ).select_related("object")
        found.update({entry.object.pk: entry.object for entry in entries})
    return list(found.values())


class _Knowing:
    """What many items share, asked once."""

    def __init__(self, request: RightsRequest, contact_ids: Collection[UUID]) -> None:
        """Ask who takes part in each contact, and what was corrected."""
        done = Correction.objects.filter(request=request.pk)
        self._corrected = {
            one.old_item if one.statement else one.new_item for one in done
        }
        counted = Contact.objects.filter(pk__in=contact_ids).annotate(
            customers=Count("parties", filter=Q(parties__role=PartyRole.CUSTOMER)),
            strangers=Count("parties", filter=Q(parties__role=PartyRole.OTHER)),
        )
        self._contacts = {one.pk: one for one in counted}
        self._notices: dict[UUID, Notice] = {}

    def facts(
        self, item: SealedObject, *, holds: tuple[DisposalHold, ...]
    ) -> ItemFacts:
        """Return what is known of one item."""
        contact = self._contacts.get(item.contact_id) if item.contact_id else None
        notice = self._notice(item.notice_version)
        return ItemFacts(
            item_id=item.pk,
            contact_id=item.contact_id or item.record_id,
            kind=Kind(item.kind),
            act_at=item.act_at,
            holds=holds,
            bases=_bases(item, notice),
            processor=contact is not None and contact.capacity == Capacity.PROCESSOR,
            incoming=contact is not None and contact.direction == Direction.INBOUND,
            others=_others(contact),
            special=_special(item, notice),
            corrected=item.pk in self._corrected,
        )

    def _notice(self, version: NoticeVersion | None) -> Notice | None:
        if version is None:
            return None
        if version.pk not in self._notices:
            self._notices[version.pk] = store.parsed(version)
        return self._notices[version.pk]


def _others(contact: Contact | None) -> int:
    """Count the people of a contact beside one customer and the staff."""
    if contact is None:
        return 0
    customers: int = getattr(contact, "customers", 0)
    strangers: int = getattr(contact, "strangers", 0)
    return max(customers - 1, 0) + strangers


def _bases(item: SealedObject, notice: Notice | None) -> frozenset[str]:
    """Return the bases of every purpose the notice gives this item, the law's apart."""
    category = access.CATEGORY.get(Kind(item.kind), "content")
    if notice is None:
        return frozenset()
    return frozenset(
        basis.article
        for purpose in notice.purposes
        if category in purpose.categories and not purpose.statutory
        for basis in purpose.bases
    )


def _special(item: SealedObject, notice: Notice | None) -> bool:
    """Tell whether a notice says that what is heard may be of Art. 9."""
    if notice is None or Kind(item.kind) not in HEARD:
        return False
    return any(category.special for category in notice.categories)


def descriptions(contact_ids: Collection[UUID]) -> Mapping[UUID, Contact]:
    """Return the rows of some contacts, to say when and how without content."""
    rows = Contact.objects.filter(pk__in=contact_ids).select_related("controller")
    return {one.pk: one for one in rows}
