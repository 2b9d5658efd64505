"""Shapes that several operations of people share; nothing of them is content."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Query
from pydantic import BaseModel, Field, StringConstraints

from seloste.domain.contact import Channel, Direction, Party, PartyRole
from seloste.web.api.schemas import Sent, text
from seloste.web.paging import FURTHEST

SLUG = r"^[a-z0-9][a-z0-9-]{0,63}$"
MAYBE_SLUG = r"^([a-z0-9][a-z0-9-]{0,63})?$"
LINES = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)

Slug = Annotated[str, StringConstraints(pattern=SLUG)]
MaybeSlug = Annotated[str, StringConstraints(pattern=MAYBE_SLUG)]
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]


def words(limit: int) -> StringConstraints:
    """Return the limits of a text that must be there, in lines."""
    return StringConstraints(min_length=1, max_length=limit, pattern=LINES)


def maybe_words(limit: int) -> StringConstraints:
    """Return the limits of a text in lines that may be empty."""
    return StringConstraints(max_length=limit, pattern=LINES)


class Filters(BaseModel):
    """What limits a list; what is not given limits nothing."""

    register_: MaybeSlug = Field(
        "", alias="register", description="Only this register."
    )


class Pages(BaseModel):
    """Which page of a list is asked for."""

    page: int = Field(1, ge=1, le=FURTHEST, description="Which page, from 1.")


ASKED: Any = Query(...)  # type: ignore[type-arg] # a function here, as the framework has it
"""What lets a view take its parameters as one value."""


class MadeOut(BaseModel):
    """What was made."""

    id: UUID


class PurposeIn(Sent):
    """For what something is opened: the id of a purpose of the notice."""

    purpose: Slug


class OpeningIn(PurposeIn):
    """For what something is opened, and whether with what is hidden from others."""

    original: bool = False


class NoteIn(Sent):
    """An internal note. It is sealed; the person it is about may get a copy."""

    text: Annotated[str, words(10_000)]


class GivenIn(Sent):
    """To which queue and person something is given; null is none."""

    queue: UUID | None = None
    staff: UUID | None = None


class PartyOut(BaseModel):
    """Somebody in a contact; masked unless it was opened for a purpose."""

    role: PartyRole
    name: str
    tel: str
    mailto: str
    customer_no: str


class ContactRowOut(BaseModel):
    """A contact in a list; `who` is masked."""

    id: UUID
    register_: str = Field(serialization_alias="register")
    channel: Channel
    direction: Direction
    started_at: datetime
    ended_at: datetime | None
    seconds: float
    destroy_by: datetime
    held: bool
    conversation: UUID
    who: PartyOut | None


class ContactListOut(BaseModel):
    """A page of contacts, newest first."""

    contacts: list[ContactRowOut]
    page: int
    more: bool


class Reason(Sent):
    """Why something is done; sealed with it."""

    reason: Annotated[str, text(500)]


def party(one: Party) -> PartyOut:
    """Return somebody as the interface shows them."""
    return PartyOut(
        role=one.role,
        name=one.name,
        tel=one.tel,
        mailto=one.mailto,
        customer_no=one.customer_no,
    )


def contact_rows(found: Any) -> ContactListOut:
    """Return a page of contacts as the interface shows it."""
    return ContactListOut(
        contacts=[contact_row(one) for one in found.rows],
        page=found.number,
        more=found.more,
    )


def contact_row(row: Any) -> ContactRowOut:
    """Return one line of it."""
    contact = row.contact
    return ContactRowOut(
        id=contact.pk,
        register_=contact.register_id,
        channel=contact.channel,
        direction=contact.direction,
        started_at=contact.started_at,
        ended_at=contact.ended_at,
        seconds=row.seconds,
        destroy_by=contact.destroy_by,
        held=row.held,
        conversation=contact.thread,
        who=party(row.who) if row.who else None,
    )
