"""Contacts as a person reads them: lists, details, people, notes, vCon."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status
from pydantic import BaseModel, Field

from seloste.domain.api_key import Scope
from seloste.domain.contact import Channel, Kind
from seloste.services import contact_page, contacts, notes, openings, vcon_export
from seloste.services.contact_page import ContactPage, ItemLine
from seloste.services.identifiers import IdentifierField
from seloste.services.vcon_export import Export
from seloste.web.api import contacts as of_sources
from seloste.web.api import description
from seloste.web.api.bodies import read_json
from seloste.web.api.person import acting, once, operation, reading
from seloste.web.api.schemas import Moment, Sent, text
from seloste.web.api.shapes import (
    ASKED,
    ContactListOut,
    Filters,
    MadeOut,
    NoteIn,
    Pages,
    PartyOut,
    PurposeIn,
    Slug,
    contact_rows,
    party,
)
from seloste.web.audience import CONTACT_ROLES, RECORDS_ROLES

router = Router(tags=["contacts"])
VCON = "application/vcon+json"
Shown = Literal["", "kept", "held", "due", "overdue", "suspect"]


class ContactFilters(Filters, Pages):
    """Which contacts to list."""

    channel: Channel | None = None
    since: Moment | None = None
    until: Moment | None = None
    state: Shown = Field("", description="Only these; empty is all.")


class LookupIn(Sent):
    """Whom to look for, and for what. Identifiers stand in no address."""

    register_: Annotated[Slug, Field(alias="register")]
    purpose: Slug
    field: IdentifierField
    value: Annotated[str, text(320)]
    page: Annotated[int, Field(ge=1, le=10_000)] = 1


class ItemOut(BaseModel):
    """A recording, message or file of a contact, and for what it may be opened."""

    id: UUID
    kind: Kind
    size: int
    purposes: list[str]
    held: bool


class ContactOut(BaseModel):
    """A contact without its content, names and numbers masked."""

    id: UUID
    register_: str = Field(serialization_alias="register")
    controller: str
    channel: Channel
    started_at: datetime
    ended_at: datetime | None
    conversation: UUID
    notice_version: int
    retention_class: str
    destroy_by: datetime
    held: bool
    parties: list[PartyOut]
    identity_purposes: list[str]
    items: list[ItemOut]


class PeopleOut(BaseModel):
    """The people of a contact in full."""

    parties: list[PartyOut]


@operation(
    of_sources.router,
    "GET",
    "/contacts",
    name="listContacts",
    scope=Scope.CONTACTS_READ,
    roles=CONTACT_ROLES,
    answers={200: ContactListOut},
)
def list_contacts(
    request: HttpRequest, wanted: ContactFilters = ASKED
) -> ContactListOut:
    """List contacts, newest first.

    Those that the person's roles reach, and no others.
    """
    limits = contacts.Filter(
        register=wanted.register_,
        channel=wanted.channel.value if wanted.channel else "",
        since=wanted.since,
        until=wanted.until,
        state=wanted.state,
    )
    return contact_rows(
        contacts.list_contacts(limits, **reading(request), page=wanted.page)
    )


@operation(
    router,
    "POST",
    "/lookups",
    name="lookUpContacts",
    scope=Scope.CONTACTS_READ,
    roles=CONTACT_ROLES,
    answers={200: ContactListOut},
    sent=LookupIn,
)
def look_up(request: HttpRequest) -> ContactListOut:
    """Look for the contacts of one person.

    It is done for a purpose and written in the audit log.
    """
    sent = read_json(request, LookupIn)
    wanted = contacts.Lookup(
        register=sent.register_,
        field=sent.field,
        value=sent.value,
        purpose=sent.purpose,
    )
    return contact_rows(contacts.lookup(wanted, **reading(request), page=sent.page))


@operation(
    router,
    "GET",
    "/contacts/{contact_id}/details",
    name="readContact",
    scope=Scope.CONTACTS_READ,
    roles=CONTACT_ROLES,
    answers={200: ContactOut},
)
def read_contact(request: HttpRequest, contact_id: UUID) -> ContactOut:
    """Read a contact without its content.

    Names and numbers are masked. `items` can be opened for their `purposes`.
    """
    return _contact(contact_page.contact_page(contact_id, **reading(request)))


@operation(
    router,
    "POST",
    "/contacts/{contact_id}/people",
    name="openPeople",
    scope=Scope.CONTENT_READ,
    roles=CONTACT_ROLES,
    answers={200: PeopleOut},
    sent=PurposeIn,
)
def people(request: HttpRequest, contact_id: UUID) -> PeopleOut:
    """Read the people of a contact in full, for a purpose."""
    sent = read_json(request, PurposeIn)
    found = openings.unmask(contact_id, purpose_id=sent.purpose, **reading(request))
    return PeopleOut(parties=[party(one) for one in found])


@operation(
    router,
    "POST",
    "/contacts/{contact_id}/notes",
    name="writeContactNote",
    scope=Scope.CONTACTS_WRITE,
    roles=CONTACT_ROLES,
    answers={201: MadeOut},
    sent=NoteIn,
    repeatable=True,
)
def write_note(request: HttpRequest, contact_id: UUID) -> Status[MadeOut]:
    """Write an internal note on a contact."""
    sent = read_json(request, NoteIn)
    made = once(
        request,
        sent,
        lambda: notes.write_on_contact(contact_id, sent.text, **acting(request)),
    )
    return Status(201, MadeOut(id=made))


@operation(
    router,
    "POST",
    "/contacts/{contact_id}/vcon",
    name="exportContact",
    scope=Scope.EXPORT_READ,
    roles=RECORDS_ROLES,
    answers={200: None},
    sent=PurposeIn,
    extra=description.bytes_answered(VCON),
)
def export(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """Write a contact as a vCon, for a purpose.

    What the purpose does not reach is left out.
    """
    sent = read_json(request, PurposeIn)
    written = vcon_export.export(contact_id, Export(sent.purpose), **reading(request))
    return HttpResponse(written.document, content_type=VCON)


def _contact(page: ContactPage) -> ContactOut:
    contact = page.contact
    lines = (*page.recordings, *page.messages, *page.attachments)
    return ContactOut(
        id=contact.pk,
        register_=contact.register_id,
        controller=contact.controller.name,
        channel=Channel(contact.channel),
        started_at=contact.started_at,
        ended_at=contact.ended_at,
        conversation=contact.thread,
        notice_version=contact.notice_version.number,
        retention_class=contact.retention_class,
        destroy_by=contact.destroy_by,
        held=page.held,
        parties=[party(one) for one in page.parties],
        identity_purposes=[one.id for one in page.identity_purposes],
        items=[_item(one) for one in lines],
    )


def _item(line: ItemLine) -> ItemOut:
    return ItemOut(
        id=line.item.pk,
        kind=Kind(line.item.kind),
        size=line.item.size,
        purposes=[one.id for one in line.purposes],
        held=bool(line.holds),
    )
