"""Everything of one person that one role may see for one purpose.

Found through every identifier that somebody merged, never through a guess: what
occurs together is only suggested. Each look names its purpose and is audited
before anything is shown; what the reader may not see is not counted either.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.contact import Kind, PartyRole
from seloste.domain.customer import Customer, CustomerRefused, Identifier, Step
from seloste.domain.metadata import Metadata
from seloste.domain.notice import PurposeRefused
from seloste.domain.staff import Role
from seloste.ports.desk import Desk
from seloste.records.models import Contact, Conversation, PartyIndex, SealedObject
from seloste.services import (
    access,
    audit,
    contacts,
    customer_rows,
    talk_reach,
    work_page,
)
from seloste.services.access import NotFound, Reader
from seloste.services.contacts import LookupRefused, Page
from seloste.services.identifiers import IdentifierField, normalise
from seloste.services.notices import store
from seloste.services.work_page import WorkLine

__all__ = ["CustomerRefused", "LookupRefused", "View", "Wanted", "of_contact", "view"]

PAGE = 25
CANDIDATES = 5000
SUGGESTED_FROM = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom somebody looks at: by an identifier, or by a customer's id.

    ``value`` is never written down; ``purpose`` is one of the notice's.
    """

    register: str
    purpose: str
    field: str = ""
    value: str = ""
    customer_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An identifier that stood beside a known one in so many contacts."""

    identifier: Identifier
    contacts: int


@dataclass(frozen=True, slots=True)
class View:
    """A person as one reader may see them.

    ``customer_id`` is None where nobody merged anything. ``work`` and
    ``conversations`` are only those that exist for the reader.
    """

    register: str
    purpose: str
    customer_id: UUID | None
    released_at: datetime | None
    identifiers: tuple[Identifier, ...]
    steps: tuple[Step, ...]
    names: tuple[str, ...]
    page: Page
    total: int
    conversations: tuple[Conversation, ...]
    work: tuple[WorkLine, ...]
    suggestions: tuple[Suggestion, ...]


def of_contact(
    contact_id: UUID, *, purpose: str, staff_id: UUID, desk: Desk, now: datetime
) -> Wanted:
    """Return how to look at the customer of a contact.

    Raises NotFound where the contact has no customer with an identifier: an
    unknown caller stays unknown.
    """
    contact, who = access.contact_for(contact_id, staff_id, now)
    _role(contact.register_id, purpose, who, now)
    sealed = contacts.metadatas([contact], desk).get(contact.pk)
    for identifier in sorted(_all(sealed)) if sealed else ():
        return Wanted(contact.register_id, purpose, identifier.field, identifier.value)
    raise NotFound("no such record")


def view(
    wanted: Wanted, *, staff_id: UUID, desk: Desk, now: datetime, page: int = 1
) -> View:
    """Return everything of a person that the reader may see, newest first.

    Raises NotFound, PurposeRefused, LookupRefused.
    """
    who = access.reader(staff_id, wanted.register, now)
    role = _role(wanted.register, wanted.purpose, who, now)
    row, customer = _customer(wanted, desk)
    _audit(wanted, row.pk if row else None, who, role, now)
    found = _contacts(wanted.register, customer, desk)
    shown = [
        (contact, sealed)
        for contact, sealed in found
        if _may_see(contact, who, wanted.purpose, now)
    ]
    start = (page - 1) * PAGE
    rows = contacts.rows_of(
        [one.pk for one, _ in shown[start : start + PAGE]], desk, now
    )
    return View(
        register=wanted.register,
        purpose=wanted.purpose,
        customer_id=row.pk if row else None,
        released_at=row.released_at if row else None,
        identifiers=tuple(sorted(customer.identifiers)),
        steps=customer.steps,
        names=_names(customer, [sealed for _, sealed in shown]),
        page=Page(rows, number=page, more=len(shown) > start + PAGE),
        total=len(shown),
        conversations=_conversations([one for one, _ in shown], who, now),
        work=_work([one for one, _ in shown], who, desk, now),
        suggestions=_suggestions(customer, [sealed for _, sealed in shown]),
    )


def _role(register: str, purpose_id: str, who: Reader, now: datetime) -> Role:
    """Return the role in which the reader may know who somebody is (R-06, R-23)."""
    notice = store.in_force(register, retention.local_day(now)).notice
    purpose = notice.purpose(purpose_id)
    for role in sorted(purpose.roles & who.roles):
        notice.allow_reading(role=role, purpose_id=purpose_id, category="identity")
        return role
    raise PurposeRefused("the notice does not allow this reading")


def may_identify(register: str, purpose_id: str, who: Reader, now: datetime) -> bool:
    """Tell whether the reader may know who somebody is for a purpose."""
    try:
        _role(register, purpose_id, who, now)
    except PurposeRefused:
        return False
    return True


def _customer(wanted: Wanted, desk: Desk) -> tuple[customer_rows.Row | None, Customer]:
    """Return the person that is meant, merged or not."""
    if wanted.customer_id is not None:
        row = customer_rows.row(wanted.customer_id, wanted.register)
        if row is None:
            raise NotFound("no such record")
        return row, customer_rows.opened(row, desk)
    identifier = identifier_of(wanted.field, wanted.value)
    known = customer_rows.by_identifier(wanted.register, identifier, desk)
    return known if known else (None, Customer(first=identifier))


def identifier_of(field: str, value: str) -> Identifier:
    """Return an identifier in its one form. Raises LookupRefused."""
    if field not in set(IdentifierField):
        raise LookupRefused("no such identifier")
    form = normalise(IdentifierField(field), value)
    if not form:
        raise LookupRefused("not a phone number, e-mail address or customer number")
    return Identifier(field, form)


def _audit(
    wanted: Wanted, customer_id: UUID | None, who: Reader, role: Role, now: datetime
) -> None:
    with transaction.atomic():
        audit.record(
            action=Action.CUSTOMER_VIEWED,
            actor=who.actor(role),
            object_id=str(customer_id or f"register:{wanted.register}"),
            now=now,
            purpose=wanted.purpose,
            details={"register": wanted.register},
        )


def _contacts(
    register: str, customer: Customer, desk: Desk
) -> list[tuple[Contact, Metadata]]:
    """Return the person's contacts, newest first: indexes find, the seal decides."""
    matching = Q(pk__in=[])
    for one in customer.identifiers:
        values = desk.vault.blind_indexes(
            tenant=register, field=one.field, value=one.value
        )
        for month, index in values.items():
            matching |= Q(field=one.field, month=month, value=index)
    ids = set(
        PartyIndex.objects.filter(matching).values_list("contact_id", flat=True)[
            :CANDIDATES
        ]
    )
    rows = list(
        Contact.objects.filter(register_id=register, pk__in=ids - customer.excluded)
        .select_related("notice_version")
        .order_by("-started_at", "-pk")
    )
    sealed = contacts.metadatas(rows, desk)
    return [
        (one, sealed[one.pk])
        for one in rows
        if one.pk in sealed and customer.identifiers & _all(sealed[one.pk])
    ]


def _all(sealed: Metadata) -> set[Identifier]:
    """Return every identifier of the customers of a contact."""
    return {one for party in _parties(sealed) for one in party}


def _parties(sealed: Metadata) -> list[set[Identifier]]:
    """Return the identifiers of each customer of a contact, in one form each."""
    found = []
    for party in sealed.parties:
        if party.role is not PartyRole.CUSTOMER:
            continue
        values = {
            field: normalise(field, getattr(party, field)) for field in IdentifierField
        }
        found.append(
            {Identifier(field.value, value) for field, value in values.items() if value}
        )
    return found


def _may_see(contact: Contact, who: Reader, purpose_id: str, now: datetime) -> bool:
    """Tell whether the contact exists for this reader and this purpose."""
    meta = (
        SealedObject.objects.select_related("notice_version")
        .filter(contact=contact, kind=Kind.META, state=SealedObject.State.KEPT)
        .first()
    )
    return meta is not None and access.allows(
        meta, who=who, purpose_id=purpose_id, now=now
    )


def _names(customer: Customer, sealed: Iterable[Metadata]) -> tuple[str, ...]:
    """Return the names that stand beside the person's identifiers, most used first."""
    counted: Counter[str] = Counter()
    for one in sealed:
        for party in one.parties:
            if party.name and party.role is PartyRole.CUSTOMER:
                own = _parties(Metadata(source_id="", parties=(party,)))[0]
                if own & customer.identifiers:
                    counted[party.name] += 1
    return tuple(name for name, _ in counted.most_common(5))


def _suggestions(
    customer: Customer, sealed: Collection[Metadata]
) -> tuple[Suggestion, ...]:
    """Return what stands beside a known identifier of the same party, to be judged."""
    counted: Counter[Identifier] = Counter()
    for one in list(sealed)[:SUGGESTED_FROM]:
        for party in _parties(one):
            if party & customer.identifiers:
                counted.update(party - customer.identifiers)
    return tuple(Suggestion(one, count) for one, count in counted.most_common(10))


def _conversations(
    rows: Collection[Contact], who: Reader, now: datetime
) -> tuple[Conversation, ...]:
    """Return the open conversations that exist for the reader: their queues' only."""
    threads = {one.thread for one in rows}
    theirs = talk_reach.registers_of(who.staff_id, now)
    found = Conversation.objects.filter(
        talk_reach.within(who.staff_id, theirs, now), thread__in=threads
    ).exclude(state="done")
    return tuple(
        found.select_related("queue", "assignee").order_by("-arrived_at")[:PAGE]
    )


def _work(
    rows: Collection[Contact], who: Reader, desk: Desk, now: datetime
) -> tuple[WorkLine, ...]:
    return work_page.of_contacts(rows, who=who, desk=desk, now=now)
