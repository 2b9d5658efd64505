"""The decision of a request as its page shows it, and what it set going."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from seloste.domain.contact import Kind
from seloste.domain.disclosure import DisclosureRefused
from seloste.domain.hold import HoldRefused
from seloste.domain.metadata import Metadata
from seloste.domain.objection import ObjectionRefused
from seloste.domain.restriction import RestrictionRefused
from seloste.domain.rights import RequestKind, RequestRefused
from seloste.domain.rights_decision import POSSIBLE, DecisionRefused, Line, Outcome
from seloste.domain.rights_keeping import purpose_for
from seloste.ports.desk import Desk
from seloste.records.models import (
    Contact,
    Forwarding,
    Objection,
    ProposedCorrection,
    RecipientNotice,
    Restriction,
    RightsDecision,
    RightsDecisionLine,
    RightsRequest,
    SealedObject,
)
from seloste.services import (
    corrections,
    decision_gates,
    disclosures,
    forwardings,
    objections,
    openings,
    recipients,
    rectifications,
    restrictions,
    rights_decisions,
    rights_gates,
    rights_page,
    rights_scope,
)
from seloste.services.access import NotFound
from seloste.services.notices import store

Refusals = (
    DecisionRefused,
    RequestRefused,
    RestrictionRefused,
    ObjectionRefused,
    DisclosureRefused,
    HoldRefused,
)
"""Everything that deciding and carrying out may refuse."""


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one contact; ``contact`` is None for what belongs to none."""

    contact_id: UUID
    contact: Contact | None
    lines: tuple[Line | RightsDecisionLine, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A recipient to be told, by name."""

    notice: RecipientNotice
    name: str


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A part of another controller, and who that is where it was forwarded."""

    row: Forwarding
    name: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What the part of the page about the decision shows.

    ``decision`` is None before anything is decided. ``acts``: there is something
    to carry out, on the data or for a client. ``second`` says who approved,
    ``may_approve`` that the reader may be the second person.
    """

    decision: RightsDecision | None
    groups: tuple[Group, ...]
    acts: bool
    second: str
    may_approve: bool
    corrected: int
    proposed: tuple[ProposedCorrection, ...]
    told: tuple[Told, ...]
    restrictions: tuple[Restriction, ...]
    objections: tuple[Objection, ...]
    forwardings: tuple[Forwarded, ...]
    contacts: tuple[Contact, ...]


def shown(
    request: RightsRequest, *, staff_id: UUID, desk: Desk, now: datetime
) -> Shown:
    """Return what is decided of a request; the caller has asked for leave."""
    del now
    decision = next(iter(rights_decisions.of_request(request.pk)), None)
    lines = tuple(decision.lines.order_by("contact_id", "item_id")) if decision else ()
    handlers = rights_gates.handlers_of(request)
    return Shown(
        decision=decision,
        groups=groups(lines),
        acts=RequestKind(request.kind) in decision_gates.ACTING
        or any(line.outcome == Outcome.FORWARD for line in lines),
        second=rights_decisions.second_of(request, decision) if decision else "",
        may_approve=f"staff:{staff_id}" not in handlers,
        corrected=len(rectifications.of_request(request.pk)),
        proposed=corrections.waiting_of(request),
        told=tuple(
            Told(one, disclosures.name_of(one.disclosure, desk=desk))
            for one in recipients.of_request(request.pk)
        ),
        restrictions=restrictions.of_request(request.pk),
        objections=objections.of_request(request.pk),
        forwardings=tuple(
            Forwarded(one, forwardings.receiver(one, desk).name)
            for one in forwardings.of_request(request.pk)
        ),
        contacts=tuple(
            rights_scope.descriptions(rights_scope.contacts_of(request)).values()
        ),
    )


def groups(lines: Iterable[Line | RightsDecisionLine]) -> tuple[Group, ...]:
    """Return lines by contact, the newest contact first."""
    found: dict[UUID, list[Line | RightsDecisionLine]] = {}
    for line in lines:
        found.setdefault(line.contact_id, []).append(line)
    known = rights_scope.descriptions(list(found))
    rows = [Group(one, known.get(one), tuple(some)) for one, some in found.items()]
    dated = [one for one in rows if one.contact is not None]
    dated.sort(key=lambda one: one.contact.started_at, reverse=True)  # type: ignore[union-attr] # asked a line above
    return (*dated, *(one for one in rows if one.contact is None))


def statable(contact_id: UUID) -> tuple[SealedObject, ...]:
    """Return the items of a contact beside which a statement can stand."""
    rows = SealedObject.objects.filter(
        contact=contact_id,
        parent=None,
        state=SealedObject.State.KEPT,
        kind__in=(Kind.RECORDING, Kind.MESSAGE, Kind.FORM_ANSWER),
    )
    return tuple(rows.order_by("captured_at", "pk"))


def possible(asked: RequestKind) -> tuple[Outcome, ...]:
    """Return what a person may decide of an item, in the order of ``Outcome``."""
    return tuple(one for one in Outcome if one in POSSIBLE[asked])


def request_of(decision_id: UUID) -> UUID:
    """Return the request of a decision. Raises NotFound."""
    row = RightsDecision.objects.filter(pk=decision_id).first()
    if row is None:
        raise NotFound("no such record")
    return row.request_id


def request_of_notice(notice_id: UUID) -> UUID | None:
    """Return the request a notice to a recipient came from, if any. Raises NotFound."""
    row = RecipientNotice.objects.filter(pk=notice_id).first()
    if row is None:
        raise NotFound("no such record")
    return row.request


def request_of_restriction(restriction_id: UUID) -> UUID | None:
    """Return the request a restriction came from, if any. Raises NotFound."""
    row = Restriction.objects.filter(pk=restriction_id).first()
    if row is None:
        raise NotFound("no such record")
    return row.request


def forwarding(forwarding_id: UUID, *, staff_id: UUID, now: datetime) -> Forwarding:
    """Return a client's part to somebody who handles the request. Raises NotFound."""
    row = (
        Forwarding.objects.select_related("request", "acting")
        .filter(pk=forwarding_id)
        .first()
    )
    if row is None:
        raise NotFound("no such record")
    rights_page.handled(row.request_id, staff_id=staff_id, now=now)
    return row


def metadata_of(
    request: RightsRequest,
    contact_id: UUID,
    *,
    staff_id: UUID,
    desk: Desk,
    now: datetime,
) -> Metadata:
    """Return who took part in one of the person's contacts; audited first.

    Raises NotFound, PurposeRefused.
    """
    if contact_id not in rights_scope.contacts_of(request):
        raise NotFound("no such record")
    notice = store.parsed(request.notice_version)
    openings.unmask(
        contact_id,
        staff_id=staff_id,
        purpose_id=purpose_for(notice).id,
        desk=desk,
        now=now,
    )
    contact = Contact.objects.get(pk=contact_id)
    return openings.metadata(openings.meta_of(contact), desk)
