"""Paper: sheets with their place and custodian, moved, and at last destroyed."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from ninja import Router, Status
from pydantic import BaseModel, Field

from seloste.domain.api_key import Scope
from seloste.domain.contact import Direction, Party, PartyRole
from seloste.domain.paper import PaperKind, PaperState, Way
from seloste.services import paper_page, paper_places, papers
from seloste.services.paper_page import PaperLine
from seloste.services.papers import Destruction, NewPaper
from seloste.web import clock
from seloste.web.api.bodies import read_json
from seloste.web.api.person import (
    acting,
    by,
    caller_of,
    once,
    operation,
)
from seloste.web.api.schemas import MAILBOX, TELEPHONE, Sent, text
from seloste.web.api.shapes import ASKED, Day, MadeOut, Pages, Slug
from seloste.web.audience import HOLD_ROLES, RECORDS_ROLES

router = Router(tags=["paper"])
ONE = "/papers/{paper_id}"
Which = Literal["", "due", "overdue", "missing", "claimed", "destroyed"]


class PaperFilters(Pages):
    """Which sheets to list."""

    show: Which = ""
    place: UUID | None = None


class PaperOut(BaseModel):
    """A sheet: where it is, in whose keeping, and until when."""

    id: UUID
    number: int
    register_: str = Field(serialization_alias="register")
    contact: UUID | None
    kind: PaperKind
    direction: Direction
    state: PaperState
    sheets: int
    scanned: bool
    place: UUID
    custodian: UUID
    received_on: date
    act_at: datetime
    destroy_by: datetime
    held: bool
    due: bool
    overdue: bool


class PaperListOut(BaseModel):
    """A page of sheets, those to go first in front."""

    papers: list[PaperOut]
    page: int
    more: bool


class PaperPlaceOut(BaseModel):
    """A place where paper is locked away."""

    id: UUID
    register_: str = Field(serialization_alias="register")
    name: str
    lock: str


class PlacesOut(BaseModel):
    """The places in use."""

    places: list[PaperPlaceOut]


class PaperIn(Sent):
    """A sheet that came, or that somebody wrote. Subject and person are sealed."""

    register_: Annotated[Slug, Field(alias="register")]
    address: Annotated[str, text(254)] = Field(
        description="Where it was received: an address of a controller in the notice."
    )
    place: UUID
    custodian: UUID
    received_on: Day
    kind: PaperKind = PaperKind.LETTER
    direction: Direction = Direction.INBOUND
    sheets: Annotated[int, Field(ge=1, le=9999)] = 1
    subject: Annotated[str, text(200)] = ""
    name: Annotated[str, text(200)] = ""
    mailto: Annotated[str, text(200, MAILBOX)] = ""
    tel: Annotated[str, text(40, TELEPHONE)] = ""
    customer_no: Annotated[str, text(64)] = ""


class PaperMoveIn(Sent):
    """Where a sheet goes, and into whose keeping."""

    place: UUID
    custodian: UUID


class DestroyedIn(Sent):
    """Somebody's word that they destroyed a sheet, or saw it destroyed."""

    way: Way
    destroyed_on: Day


class SeenIn(Sent):
    """A second person's word that a sheet was destroyed, or was not."""

    saw_it: bool


class PaperStateOut(BaseModel):
    """Where a sheet stands."""

    state: PaperState


@operation(
    router,
    "GET",
    "/papers",
    name="listPapers",
    scope=Scope.PAPER_READ,
    roles=HOLD_ROLES,
    answers={200: PaperListOut},
)
def list_papers(request: HttpRequest, wanted: PaperFilters = ASKED) -> PaperListOut:
    """List the sheets of the person's registers, those to go first in front."""
    found = paper_page.listing(
        registers=_registers(request),
        now=clock.now(),
        show=wanted.show,
        place_id=wanted.place,
        page=wanted.page,
    )
    return PaperListOut(
        papers=[_out(one) for one in found.lines], page=found.number, more=found.more
    )


@operation(
    router,
    "GET",
    "/paper-places",
    name="listPaperPlaces",
    scope=Scope.PAPER_READ,
    roles=HOLD_ROLES,
    answers={200: PlacesOut},
)
def list_places(request: HttpRequest) -> PlacesOut:
    """List the places where paper is locked away."""
    found = paper_places.places(_registers(request))
    return PlacesOut(
        places=[
            PaperPlaceOut(
                id=one.pk, register_=one.register_id, name=one.name, lock=one.lock
            )
            for one in found
        ]
    )


@operation(
    router,
    "POST",
    "/papers",
    name="registerPaper",
    scope=Scope.PAPER_WRITE,
    roles=HOLD_ROLES,
    answers={201: MadeOut},
    sent=PaperIn,
    repeatable=True,
)
def register(request: HttpRequest) -> Status[MadeOut]:
    """Register a sheet; its number is written on it."""
    sent = read_json(request, PaperIn)
    wanted = NewPaper(
        register=sent.register_,
        address=sent.address,
        place_id=sent.place,
        custodian_id=sent.custodian,
        received_on=sent.received_on,
        kind=sent.kind,
        direction=sent.direction,
        sheets=sent.sheets,
        subject=sent.subject,
        person=Party(
            PartyRole.CUSTOMER,
            name=sent.name,
            mailto=sent.mailto,
            tel=sent.tel,
            customer_no=sent.customer_no,
        ),
    )
    made = once(request, sent, lambda: papers.register_paper(wanted, **acting(request)))
    return Status(201, MadeOut(id=made))


@operation(
    router,
    "GET",
    ONE,
    name="readPaper",
    scope=Scope.PAPER_READ,
    roles=HOLD_ROLES,
    answers={200: PaperOut},
)
def read(request: HttpRequest, paper_id: UUID) -> PaperOut:
    """Read where a sheet is and until when."""
    page = paper_page.paper_page(
        paper_id, staff_id=caller_of(request).staff_id, now=clock.now()
    )
    return _out(page.line)


@operation(
    router,
    "POST",
    f"{ONE}/moves",
    name="movePaper",
    scope=Scope.PAPER_WRITE,
    roles=HOLD_ROLES,
    answers={204: None},
    sent=PaperMoveIn,
)
def move(request: HttpRequest, paper_id: UUID) -> Status[None]:
    """Take a sheet to another place or custodian."""
    sent = read_json(request, PaperMoveIn)
    papers.move_paper(
        paper_id, place_id=sent.place, custodian_id=sent.custodian, **by(request)
    )
    return Status(204, None)


@operation(
    router,
    "POST",
    f"{ONE}/destruction",
    name="confirmPaperDestroyed",
    scope=Scope.PAPER_WRITE,
    roles=RECORDS_ROLES,
    answers={200: PaperStateOut},
    sent=DestroyedIn,
)
def destroyed(request: HttpRequest, paper_id: UUID) -> PaperStateOut:
    """Give one's word that a sheet was destroyed."""
    sent = read_json(request, DestroyedIn)
    said = Destruction(sent.way, sent.destroyed_on, second=settings.PAPER_SECOND_PERSON)
    return PaperStateOut(
        state=papers.confirm_destruction(paper_id, said, **by(request))
    )


@operation(
    router,
    "POST",
    f"{ONE}/second",
    name="secondPaperDestroyed",
    scope=Scope.PAPER_WRITE,
    roles=RECORDS_ROLES,
    answers={200: PaperStateOut},
    sent=SeenIn,
)
def second(request: HttpRequest, paper_id: UUID) -> PaperStateOut:
    """Give a second person's word that a sheet was destroyed, or was not."""
    sent = read_json(request, SeenIn)
    state = papers.second_destruction(paper_id, saw_it=sent.saw_it, **by(request))
    return PaperStateOut(state=state)


def _registers(request: HttpRequest) -> tuple[str, ...]:
    return paper_page.registers_for(caller_of(request).staff_id, clock.now())


def _out(line: PaperLine) -> PaperOut:
    row = line.paper
    return PaperOut(
        id=row.pk,
        number=row.number,
        register_=row.register_id,
        contact=row.contact_id,
        kind=PaperKind(row.kind),
        direction=Direction(row.direction),
        state=PaperState(row.state),
        sheets=row.sheets,
        scanned=row.scanned,
        place=row.place_id,
        custodian=row.custodian_id,
        received_on=row.received_on,
        act_at=row.act_at,
        destroy_by=row.destroy_by,
        held=line.held,
        due=line.due,
        overdue=line.overdue,
    )
