"""Customers: everything of one person, for a purpose, and whose identifiers are whose.

Everything goes by POST: identifiers stand in no address.
"""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Router
from pydantic import BaseModel, Field

from seloste.domain.api_key import Scope
from seloste.domain.customer import REASON_LIMIT, Identifier, Step, What
from seloste.services import customer_steps, customers
from seloste.services.customers import View, Wanted
from seloste.services.identifiers import IdentifierField
from seloste.web.api.bodies import read_json
from seloste.web.api.person import acting, operation, reading
from seloste.web.api.schemas import Sent, text
from seloste.web.api.shapes import (
    ContactListOut,
    MadeOut,
    Slug,
    contact_rows,
    words,
)
from seloste.web.audience import CONTACT_ROLES

router = Router(tags=["customers"])
WHY = words(REASON_LIMIT)


class IdentifierIn(Sent):
    """A telephone number, mail address or customer number."""

    field: IdentifierField
    value: Annotated[str, text(320)]


class WhomIn(Sent):
    """Whom to look at, and for what: by an identifier, or by the customer's id."""

    register_: Annotated[Slug, Field(alias="register")]
    purpose: Slug
    identifier: IdentifierIn | None = None
    customer: UUID | None = None
    page: Annotated[int, Field(ge=1, le=10_000)] = 1


class OtherIn(WhomIn):
    """Which other identifier it is about, and why."""

    other: IdentifierIn
    reason: Annotated[str, WHY]


class ExcludeIn(WhomIn):
    """Which contact is somebody else's, and why."""

    contact: UUID
    reason: Annotated[str, WHY]


class UndoIn(WhomIn):
    """Which step is taken back."""

    number: Annotated[int, Field(ge=1, le=100_000)]


class IdentifierOut(BaseModel):
    """A telephone number, mail address or customer number."""

    field: str
    value: str


class CustomerStepOut(BaseModel):
    """What somebody said about identifiers."""

    number: int
    what: What
    at: datetime
    reason: str
    identifiers: list[IdentifierOut]
    contact: UUID | None
    undone: bool


class CustomerOut(ContactListOut):
    """Everything of a person that the reader may see, newest first."""

    customer: UUID | None
    names: list[str]
    identifiers: list[IdentifierOut]
    steps: list[CustomerStepOut]
    total: int
    conversations: list[UUID]
    work: list[UUID]


@operation(
    router,
    "POST",
    "/customers/view",
    name="viewCustomer",
    scope=Scope.CUSTOMERS_READ,
    roles=CONTACT_ROLES,
    answers={200: CustomerOut},
    sent=WhomIn,
)
def view(request: HttpRequest) -> CustomerOut:
    """View everything of one person, for a purpose."""
    sent = read_json(request, WhomIn)
    return _shown(customers.view(_wanted(sent), **reading(request), page=sent.page))


@operation(
    router,
    "POST",
    "/customers/merge",
    name="mergeCustomer",
    scope=Scope.CUSTOMERS_WRITE,
    roles=CONTACT_ROLES,
    answers={200: MadeOut},
    sent=OtherIn,
)
def merge(request: HttpRequest) -> MadeOut:
    """Say that another identifier is the same person's."""
    sent = read_json(request, OtherIn)
    made = customer_steps.merge(
        _wanted(sent), _identifier(sent.other), reason=sent.reason, **acting(request)
    )
    return MadeOut(id=made)


@operation(
    router,
    "POST",
    "/customers/split",
    name="splitCustomer",
    scope=Scope.CUSTOMERS_WRITE,
    roles=CONTACT_ROLES,
    answers={200: MadeOut},
    sent=OtherIn,
)
def split(request: HttpRequest) -> MadeOut:
    """Say that an identifier is not this person's."""
    sent = read_json(request, OtherIn)
    made = customer_steps.split(
        _wanted(sent), _identifier(sent.other), reason=sent.reason, **acting(request)
    )
    return MadeOut(id=made)


@operation(
    router,
    "POST",
    "/customers/exclude",
    name="excludeContact",
    scope=Scope.CUSTOMERS_WRITE,
    roles=CONTACT_ROLES,
    answers={200: MadeOut},
    sent=ExcludeIn,
)
def exclude(request: HttpRequest) -> MadeOut:
    """Say that a contact is somebody else's."""
    sent = read_json(request, ExcludeIn)
    made = customer_steps.exclude(
        _wanted(sent), sent.contact, reason=sent.reason, **acting(request)
    )
    return MadeOut(id=made)


@operation(
    router,
    "POST",
    "/customers/undo",
    name="undoCustomerStep",
    scope=Scope.CUSTOMERS_WRITE,
    roles=CONTACT_ROLES,
    answers={200: MadeOut},
    sent=UndoIn,
)
def undo(request: HttpRequest) -> MadeOut:
    """Take a step back, unless something was released since."""
    sent = read_json(request, UndoIn)
    made = customer_steps.undo(_wanted(sent), sent.number, **acting(request))
    return MadeOut(id=made)


def _wanted(sent: WhomIn) -> Wanted:
    named = sent.identifier
    return Wanted(
        register=sent.register_,
        purpose=sent.purpose,
        field=named.field if named else "",
        value=named.value if named else "",
        customer_id=sent.customer,
    )


def _identifier(sent: IdentifierIn) -> Identifier:
    return Identifier(sent.field, sent.value)


def _shown(found: View) -> CustomerOut:
    return CustomerOut(
        **dict(contact_rows(found.page)),
        customer=found.customer_id,
        names=list(found.names),
        identifiers=[_identifier_out(one) for one in found.identifiers],
        steps=[_step(one) for one in found.steps],
        total=found.total,
        conversations=[one.pk for one in found.conversations],
        work=[one.work.pk for one in found.work],
    )


def _identifier_out(one: Identifier) -> IdentifierOut:
    return IdentifierOut(field=one.field, value=one.value)


def _step(one: Step) -> CustomerStepOut:
    return CustomerStepOut(
        number=one.number,
        what=one.what,
        at=one.at,
        reason=one.reason,
        identifiers=[_identifier_out(each) for each in one.identifiers],
        contact=one.contact,
        undone=one.undone,
    )
