"""The register of disclosures: listed, prepared, approved by another, refused."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import BaseModel, Field

from seloste.domain.api_key import Scope
from seloste.domain.disclosure import DisclosureState, Form
from seloste.domain.staff import Role
from seloste.services import disclosure_page, disclosures
from seloste.services.disclosures import New, Receiver
from seloste.web.api.bodies import read_json
from seloste.web.api.person import acting, operation, reading
from seloste.web.api.schemas import MAILBOX, PRINTABLE, Sent, text
from seloste.web.api.shapes import ASKED, MadeOut, Pages, Slug, maybe_words

router = Router(tags=["disclosures"])
ONE = "/disclosures/{disclosure_id}"
ROLES = (Role.RECORDS_MANAGER, Role.DPO)
STATUTE = r"^(\d{1,4}/(?:18|19|20)\d\d(?: [0-9a-zA-Z:.§ ]{1,40})?)?$"


class DisclosureOut(BaseModel):
    """A disclosure: to which recipient of the notice, on which ground; no name."""

    id: UUID
    register_: str = Field(serialization_alias="register")
    number: int
    recipient: str
    purpose: str
    basis: str
    statute: str
    form: Form
    state: DisclosureState
    items: int
    prepared_at: datetime
    handed_at: datetime | None
    package_sha256: str


class DisclosuresOut(BaseModel):
    """A page of the register, newest first."""

    disclosures: list[DisclosureOut]
    page: int
    more: bool


class DisclosureIn(Sent):
    """What is to be disclosed. An authority's request is added on the page."""

    register_: Annotated[Slug, Field(alias="register")]
    recipient: Slug
    purpose: Slug
    name: Annotated[str, text(200, PRINTABLE)]
    email: Annotated[str, text(254, MAILBOX)] = ""
    address: Annotated[str, maybe_words(500)] = ""
    form: Form = Form.CONTENT
    contacts: list[UUID] = Field(default=[], max_length=100)
    claim: UUID | None = None
    statute: Annotated[str, text(60, STATUTE)] = ""


@operation(
    router,
    "GET",
    "/disclosures",
    name="listDisclosures",
    scope=Scope.RIGHTS_READ,
    roles=ROLES,
    answers={200: DisclosuresOut},
)
def list_disclosures(request: HttpRequest, asked: Pages = ASKED) -> DisclosuresOut:
    """List what was disclosed and what is prepared, newest first."""
    about = reading(request)
    lines, more = disclosure_page.lines(
        staff_id=about["staff_id"], now=about["now"], page=asked.page
    )
    found = [_row(one.row, one.items) for one in lines]
    return DisclosuresOut(disclosures=found, page=asked.page, more=more)


def _row(row: Any, items: int) -> DisclosureOut:
    return DisclosureOut(
        id=row.pk,
        register_=row.register_id,
        number=row.number,
        recipient=row.recipient,
        purpose=row.purpose,
        basis=row.basis,
        statute=row.statute,
        form=row.form,
        state=row.state,
        items=items,
        prepared_at=row.prepared_at,
        handed_at=row.handed_at,
        package_sha256=row.package_sha256,
    )


@operation(
    router,
    "POST",
    "/disclosures",
    name="prepareDisclosure",
    scope=Scope.RIGHTS_WRITE,
    roles=ROLES,
    sent=DisclosureIn,
    answers={201: MadeOut},
)
def prepare(request: HttpRequest) -> Status[MadeOut]:
    """Prepare a disclosure; nothing goes out before somebody else approves."""
    sent = read_json(request, DisclosureIn)
    new = New(
        register=sent.register_,
        recipient=sent.recipient,
        purpose=sent.purpose,
        receiver=Receiver(sent.name, sent.email, sent.address),
        contact_ids=tuple(sent.contacts),
        form=sent.form,
        statute=sent.statute,
        claim=sent.claim,
    )
    return Status(201, MadeOut(id=disclosures.prepare(new, **acting(request))))


@operation(
    router,
    "POST",
    f"{ONE}/approve",
    name="approveDisclosure",
    scope=Scope.RIGHTS_WRITE,
    roles=ROLES,
    answers={200: DisclosureOut},
)
def approve(request: HttpRequest, disclosure_id: UUID) -> DisclosureOut:
    """Approve what somebody else prepared."""
    about = acting(request)
    disclosures.approve(disclosure_id, actor=about["actor"], now=about["now"])
    return _shown(request, disclosure_id)


@operation(
    router,
    "POST",
    f"{ONE}/refuse",
    name="refuseDisclosure",
    scope=Scope.RIGHTS_WRITE,
    roles=ROLES,
    answers={200: DisclosureOut},
)
def refuse(request: HttpRequest, disclosure_id: UUID) -> DisclosureOut:
    """Let a disclosure not happen."""
    about = acting(request)
    disclosures.refuse(disclosure_id, actor=about["actor"], now=about["now"])
    return _shown(request, disclosure_id)


def _shown(request: HttpRequest, disclosure_id: UUID) -> DisclosureOut:
    about = acting(request)
    staff_id = reading(request)["staff_id"]
    shown = disclosure_page.show(
        disclosure_id, staff_id=staff_id, desk=about["desk"], now=about["now"]
    )
    return _row(shown.row, shown.items)
