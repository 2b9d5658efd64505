"""Rights requests: received from another system, listed, read and moved on."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from seloste.domain.api_key import Scope
from seloste.domain.notice import Language
from seloste.domain.rights import (
    Asker,
    ExtensionReason,
    RefusalReason,
    RequestChannel,
    RequestKind,
    RequestMove,
    RequestState,
)
from seloste.domain.rights_words import LONGEST_LINE, RequestWords
from seloste.domain.staff import Role
from seloste.services import (
    rights,
    rights_moves,
    rights_page,
    rights_protection,
    rights_words,
)
from seloste.services.rights import NewRequest
from seloste.services.rights_page import RequestFilter, Tab
from seloste.web.api.bodies import read_json
from seloste.web.api.errors import Problem, RequestInvalid
from seloste.web.api.person import acting, by, caller_of, operation, reading
from seloste.web.api.schemas import MAILBOX, PRINTABLE, TELEPHONE, Sent, text
from seloste.web.api.shapes import ASKED, Filters, Pages, Slug, maybe_words
from seloste.web.audience import CONTACT_ROLES

router = Router(tags=["rights requests"])
ONE = "/rights-requests/{request_id}"
ROLES = (Role.RECORDS_MANAGER, Role.DPO)
Line = Annotated[str, text(LONGEST_LINE, PRINTABLE)]


class Asking(Filters, Pages):
    """Which requests of the board are listed."""

    tab: Tab = Field(Tab.OPEN, description="Which part of the board.")


class RightsRowOut(BaseModel):
    """A request: what is asked and by when it is answered; nobody is named."""

    id: UUID
    register_: str = Field(serialization_alias="register")
    number: int
    reference: str
    kind: RequestKind
    asker: Asker
    channel: RequestChannel
    state: RequestState
    received_at: datetime
    plan_on: date
    law_on: date
    extended: bool
    assurance: int


class RightsListOut(BaseModel):
    """A page of the board."""

    requests: list[RightsRowOut]
    page: int
    more: bool


class RightsIn(Sent):
    """A request as it reached another system. Every text is sealed.

    Somebody must be reachable: by `email`, `tel` or `address`. `known_by` are
    numbers, e-mails and customer numbers, one each. No identity code is kept.
    """

    register_: Annotated[Slug, Field(alias="register")]
    kind: RequestKind
    channel: RequestChannel = RequestChannel.API
    asker: Asker = Asker.PERSON
    language: Language = Language.FI
    received_at: AwareDatetime | None = None
    contact: UUID | None = None
    message: Annotated[str, maybe_words(20_000)] = ""
    name: Line = ""
    email: Annotated[str, text(LONGEST_LINE, MAILBOX)] = ""
    tel: Annotated[str, text(40, TELEPHONE)] = ""
    address: Annotated[str, maybe_words(1000)] = ""
    known_by: list[Line] = Field(default=[], max_length=20)
    subject_name: Line = ""
    authority: Annotated[str, maybe_words(1000)] = ""
    protected: bool = False


class RightsMadeOut(BaseModel):
    """The receipt of a request. `token` opens its status page."""

    id: UUID
    reference: str
    token: str
    plan_on: date
    law_on: date


class RightsWordsOut(BaseModel):
    """The words of a request, opened for answering it."""

    message: str
    name: str
    email: str
    tel: str
    address: str
    subject_name: str
    authority: str
    protected: bool


class RightsMoveIn(Sent):
    """What is done. `reason` belongs to extending and to a refusal, and is one of
    the words the glossary has for them.
    """

    move: RequestMove
    reason: Annotated[
        str, StringConstraints(pattern=r"^[a-z0-9-]{0,24}$", max_length=24)
    ] = ""


@operation(
    router,
    "GET",
    "/rights-requests",
    name="listRightsRequests",
    scope=Scope.RIGHTS_READ,
    roles=ROLES,
    answers={200: RightsListOut},
)
def list_requests(request: HttpRequest, asked: Asking = ASKED) -> RightsListOut:
    """List the requests of the person's registers, the next due first."""
    about = reading(request)
    found = rights_page.board(
        RequestFilter(register=asked.register_, tab=asked.tab),
        staff_id=about["staff_id"],
        now=about["now"],
        page=asked.page,
    )
    return RightsListOut(
        requests=[_row(one.request) for one in found.lines],
        page=found.number,
        more=found.more,
    )


@operation(
    router,
    "POST",
    "/rights-requests",
    name="receiveRightsRequest",
    scope=Scope.RIGHTS_WRITE,
    roles=CONTACT_ROLES,
    sent=RightsIn,
    answers={201: RightsMadeOut},
)
def receive(request: HttpRequest) -> Status[RightsMadeOut]:
    """Take a request in; what it may cover is kept from now until it is answered."""
    sent = read_json(request, RightsIn)
    wanted = NewRequest(
        register=sent.register_,
        kind=sent.kind,
        channel=sent.channel,
        words=RequestWords(
            message=sent.message,
            name=sent.name,
            email=sent.email,
            tel=sent.tel,
            address=sent.address,
            identifiers=rights_words.known_by("\n".join(sent.known_by)),
            subject_name=sent.subject_name,
            authority=sent.authority,
            protected=sent.protected,
        ),
        asker=sent.asker,
        language=sent.language,
        received_at=sent.received_at,
        origin=sent.contact,
    )
    made = rights.receive(wanted, **acting(request))
    return Status(
        201,
        RightsMadeOut(
            id=made.id,
            reference=made.reference,
            token=made.token,
            plan_on=made.plan_on,
            law_on=made.law_on,
        ),
    )


@operation(
    router,
    "GET",
    ONE,
    name="readRightsRequest",
    scope=Scope.RIGHTS_READ,
    roles=ROLES,
    answers={200: RightsRowOut},
)
def read(request: HttpRequest, request_id: UUID) -> RightsRowOut:
    """Ask where a request stands, without its words."""
    return _row(_handled(request, request_id))


@operation(
    router,
    "POST",
    f"{ONE}/open",
    name="openRightsRequest",
    scope=Scope.RIGHTS_READ,
    roles=ROLES,
    answers={200: RightsWordsOut},
)
def open_words(request: HttpRequest, request_id: UUID) -> RightsWordsOut:
    """Open the words of a request, to answer it; that is written into the log."""
    about = acting(request)
    row = rights_page.handled(
        request_id, staff_id=caller_of(request).staff_id, now=about["now"]
    )
    words = rights_words.read(row, **about)
    return RightsWordsOut(
        message=words.message,
        name=words.name,
        email=words.email,
        tel=words.tel,
        address=rights_protection.address_of(words),
        subject_name=words.subject_name,
        authority=words.authority,
        protected=words.protected,
    )


@operation(
    router,
    "POST",
    f"{ONE}/moves",
    name="moveRightsRequest",
    scope=Scope.RIGHTS_WRITE,
    roles=ROLES,
    sent=RightsMoveIn,
    answers={200: RightsRowOut},
)
def move(request: HttpRequest, request_id: UUID) -> RightsRowOut:
    """Move a request on; who handled it cannot approve it."""
    sent = read_json(request, RightsMoveIn)
    _take(request, request_id, sent)
    return _row(_handled(request, request_id))


def _handled(request: HttpRequest, request_id: UUID) -> Any:
    """Return a request that the caller handles. Raises NotFound."""
    about = reading(request)
    return rights_page.handled(request_id, staff_id=about["staff_id"], now=about["now"])


def _take(request: HttpRequest, request_id: UUID, sent: RightsMoveIn) -> None:
    if sent.move is RequestMove.EXTEND:
        if sent.reason not in set(ExtensionReason):
            raise RequestInvalid(Problem("body.reason", "is none of the words"))
        reason = ExtensionReason(sent.reason)
        rights_moves.extend(request_id, reason=reason, **by(request))
        return
    if sent.move is RequestMove.PROPOSE_REFUSAL:
        if sent.reason not in set(RefusalReason):
            raise RequestInvalid(Problem("body.reason", "is none of the words"))
        ground = RefusalReason(sent.reason)
        rights_moves.propose_refusal(request_id, reason=ground, **by(request))
        return
    if sent.move in PLAIN:
        PLAIN[sent.move](request_id, **by(request))
    elif sent.move in WITH_DESK:
        WITH_DESK[sent.move](request_id, **acting(request))
    else:
        raise RequestInvalid(Problem("body.move", "is not taken here"))


PLAIN = {
    RequestMove.CONFIRM: rights_moves.confirm,
    RequestMove.ASK_IDENTITY: rights_moves.ask_identity,
    RequestMove.REVIEW: rights_moves.review,
    RequestMove.RETURN: rights_moves.send_back,
    RequestMove.WITHDRAW: rights_moves.withdraw,
    RequestMove.FORWARD: rights_moves.forward,
}
WITH_DESK = {
    RequestMove.DECIDE: rights_moves.decide,
    RequestMove.APPROVE: rights_moves.approve,
    RequestMove.APPROVE_REFUSAL: rights_moves.approve_refusal,
    RequestMove.RELEASE: rights_moves.release,
    RequestMove.CLOSE: rights_moves.close,
}


def _row(row: Any) -> RightsRowOut:
    return RightsRowOut(
        id=row.pk,
        register_=row.register_id,
        number=row.number,
        reference=row.reference,
        kind=RequestKind(row.kind),
        asker=Asker(row.asker),
        channel=RequestChannel(row.channel),
        state=RequestState(row.state),
        received_at=row.received_at,
        plan_on=row.plan_on,
        law_on=row.law_on,
        extended=row.extended_at is not None,
        assurance=row.assurance,
    )
