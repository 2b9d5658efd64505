"""Finding contacts and showing one: without content, names and numbers masked.

Lists and lookups return only what the person's roles reach. A lookup names its
purpose and is audited; the words looked up are not written down anywhere.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from seloste.domain import mask, restriction, retention
from seloste.domain.audit import Action
from seloste.domain.contact import Kind, Party, PartyRole
from seloste.domain.errors import SelosteError
from seloste.domain.metadata import Metadata
from seloste.domain.notice import PurposeRefused
from seloste.domain.staff import Role
from seloste.ports.desk import Desk
from seloste.records.models import Contact, PartyIndex, SealedObject
from seloste.services import (
    access,
    audit,
    held,
    identifiers,
    limits,
    openings,
    staff,
)
from seloste.services.identifiers import IdentifierField
from seloste.services.notices import store

PAGE = 25
CANDIDATES = 5000

type Metadatas = dict[UUID, Metadata]


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list shows. Times are aware; empty means no limit.

    ``state`` is one of "" (all), kept, held, due (acts within ``due_days``),
    overdue, suspect.
    """

    register: str = ""
    channel: str = ""
    since: datetime | None = None
    until: datetime | None = None
    state: str = ""
    due_days: int = 30


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list; ``who`` is the masked customer."""

    contact: Contact
    seconds: float
    held: bool
    who: Party | None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of rows, its number from 1, and whether more follow."""

    rows: tuple[Row, ...]
    number: int
    more: bool


def list_contacts(
    wanted: Filter, *, staff_id: UUID, desk: Desk, now: datetime, page: int = 1
) -> Page:
    """Return a page of contacts, newest first, that the person's roles reach."""
    registers = _registers(wanted.register, staff_id, now)
    found = _filtered(
        limits.shown(Contact.objects.filter(register_id__in=registers), now),
        wanted,
        now,
    )
    start = (page - 1) * PAGE
    contacts = list(
        _shown(found, now).order_by("-started_at", "-pk")[start : start + PAGE + 1]
    )
    return Page(
        rows=_rows(contacts[:PAGE], metadatas(contacts[:PAGE], desk)),
        number=page,
        more=len(contacts) > PAGE,
    )


def _registers(register: str, staff_id: UUID, now: datetime) -> list[str]:
    """Return the registers the person may look into, or the one asked for."""
    mine = [
        slug
        for slug in staff.registers_of(staff_id, now)
        if staff.roles_of(staff_id, slug, now) - {Role.ADMIN}
    ]
    return [slug for slug in mine if register in ("", slug)]


def _filtered(
    contacts: QuerySet[Contact], wanted: Filter, now: datetime
) -> QuerySet[Contact]:
    if wanted.channel:
        contacts = contacts.filter(channel=wanted.channel)
    if wanted.since:
        contacts = contacts.filter(started_at__gte=wanted.since)
    if wanted.until:
        contacts = contacts.filter(started_at__lt=wanted.until)
    conditions = {
        "held": Q(_held(now)),
        "kept": ~Q(_held(now)),
        "due": Q(act_at__lte=now + timedelta(days=wanted.due_days)),
        "overdue": Q(act_at__lte=now) & ~Q(_held(now)),
        "suspect": Q(clock_suspect=True),
    }
    return contacts.filter(conditions.get(wanted.state, Q()))


def _held(now: datetime) -> Exists:
    return Exists(held.standing(now).filter(contact_id=OuterRef("pk")))


def _shown(contacts: QuerySet[Contact], now: datetime) -> QuerySet[Contact]:
    return contacts.select_related("controller", "source", "notice_version").annotate(
        held=_held(now), seconds=Sum("dialogs__seconds")
    )


def _rows(contacts: Sequence[Contact], sealed: Metadatas) -> tuple[Row, ...]:
    """Return the rows of annotated contacts, each with its masked customer."""
    return tuple(
        Row(
            contact=contact,
            seconds=getattr(contact, "seconds", None) or 0.0,
            held=getattr(contact, "held", False),
            who=_customer(sealed[contact.pk]) if contact.pk in sealed else None,
        )
        for contact in contacts
    )


def rows_of(ids: Sequence[UUID], desk: Desk, now: datetime) -> tuple[Row, ...]:
    """Return the rows of some contacts, newest first; the caller asked for leave."""
    found = _shown(Contact.objects.filter(pk__in=ids), now)
    contacts = list(found.order_by("-started_at", "-pk"))
    return _rows(contacts, metadatas(contacts, desk))


def metadatas(contacts: Collection[Contact], desk: Desk) -> Metadatas:
    """Return the opened metadata of contacts, by contact, each opened once."""
    metas = SealedObject.objects.filter(
        contact__in=contacts, kind=Kind.META, state=SealedObject.State.KEPT
    )
    return {
        meta.contact_id: openings.metadata(meta, desk)
        for meta in metas
        if meta.contact_id is not None
    }


def _customer(metadata: Metadata) -> Party | None:
    parties = sorted(
        metadata.parties, key=lambda party: party.role is not PartyRole.CUSTOMER
    )
    return mask.party(parties[0]) if parties else None


class LookupRefused(SelosteError):
    """What was looked up is no phone number, e-mail address or customer number."""

    code = "lookup-refused"


@dataclass(frozen=True, slots=True)
class Lookup:
    """What is looked up, in which register, and for which purpose.

    ``field`` is tel, mailto or customer_no; ``value`` is never written down.
    """

    register: str
    field: IdentifierField
    value: str
    purpose: str


def lookup(
    wanted: Lookup, *, staff_id: UUID, desk: Desk, now: datetime, page: int = 1
) -> Page:
    """Return a page of the contacts of one person, newest first.

    Blind indexes find candidates; the sealed metadata decides. Raises
    LookupRefused, NotFound, PurposeRefused.
    """
    value = identifiers.normalise(wanted.field, wanted.value)
    if not value:
        raise LookupRefused("not a phone number, e-mail address or customer number")
    who = access.reader(staff_id, wanted.register, now)
    role = _role_for(wanted, who, now)
    with transaction.atomic():
        audit.record(
            action=Action.LOOKUP_MADE,
            actor=who.actor(role),
            object_id=f"register:{wanted.register}",
            now=now,
            purpose=wanted.purpose,
            details={"field": wanted.field},
        )
    candidates = _candidates(wanted, value, desk)
    if not _reaches_restricted(wanted, now):
        candidates = limits.shown(candidates, now)
    found = _shown(candidates, now).order_by("-started_at", "-pk")
    start = (page - 1) * PAGE
    contacts = list(found[start : start + PAGE + 1])
    sealed = metadatas(contacts[:PAGE], desk)
    kept = [
        one
        for one in contacts[:PAGE]
        if one.pk in sealed and _is_of(sealed[one.pk], wanted.field, value)
    ]
    return Page(_rows(kept, sealed), number=page, more=len(contacts) > PAGE)


def _role_for(wanted: Lookup, who: access.Reader, now: datetime) -> Role:
    """Return the role in which the person may identify somebody (R-06, R-23)."""
    notice = store.in_force(wanted.register, retention.local_day(now)).notice
    purpose = notice.purpose(wanted.purpose)
    for role in sorted(purpose.roles & who.roles):
        notice.allow_reading(role=role, purpose_id=purpose.id, category="identity")
        return role
    raise PurposeRefused("the notice does not allow this reading")


def _reaches_restricted(wanted: Lookup, now: datetime) -> bool:
    """Tell whether the purpose of a lookup still reaches restricted contacts."""
    notice = store.in_force(wanted.register, retention.local_day(now)).notice
    return restriction.reaches(notice.purpose(wanted.purpose))


def _candidates(wanted: Lookup, value: str, desk: Desk) -> QuerySet[Contact]:
    by_month = desk.vault.blind_indexes(
        tenant=wanted.register, field=wanted.field, value=value
    )
    matching = Q(pk__in=[])
    for month, index in by_month.items():
        matching |= Q(month=month, value=index)
    links = PartyIndex.objects.filter(matching, field=wanted.field)
    candidates = set(links.values_list("contact_id", flat=True)[:CANDIDATES])
    return Contact.objects.filter(register_id=wanted.register, pk__in=candidates)


def _is_of(metadata: Metadata, field: IdentifierField, value: str) -> bool:
    """Tell whether a candidate really is of the person: indexes are truncated."""
    return any(
        identifiers.normalise(field, getattr(party, field)) == value
        for party in metadata.parties
    )
