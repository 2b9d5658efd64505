"""Lists of calls to make: imported, worked through, ended; and who objects."""

from datetime import date
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import BaseModel, Field

from seloste.domain.api_key import ApiKeyRefused, Scope
from seloste.domain.call_list import CallResult, CallState
from seloste.domain.staff import Role
from seloste.services import call_list_page, call_lists, call_work, staff
from seloste.services.access import NotFound
from seloste.services.call_list_page import ListLine
from seloste.services.call_lists import NewList
from seloste.services.call_work import Outcome
from seloste.web import clock
from seloste.web.api import bodies, description
from seloste.web.api.bodies import read_json
from seloste.web.api.person import acting, caller_of, operation
from seloste.web.api.schemas import TELEPHONE, Sent
from seloste.web.api.schemas import text as limits
from seloste.web.api.shapes import ASKED, Day, MadeOut, Slug

router = Router(tags=["call lists"])
ONE = "/call-lists/{list_id}"
CALL_ROLES = (Role.AGENT, Role.RECORDS_MANAGER)


class CallListRowOut(BaseModel):
    """A list of calls: how far it is, and never whom it names."""

    id: UUID
    number: int
    register_: str = Field(serialization_alias="register")
    source: str
    purpose: str
    basis: str
    ends_on: date
    waiting: int
    done: int
    untold: int


class CallListsOut(BaseModel):
    """The lists of the person's registers, the newest first."""

    call_lists: list[CallListRowOut]


class StandsOn(BaseModel):
    """What an imported list stands on: only what the notice names."""

    register_: Slug = Field(alias="register")
    controller: Slug
    source: Slug
    purpose: Slug
    basis: Annotated[str, limits(16, r"^[0-9()a-z]{1,16}$")]
    ends_on: Day


class NextCallOut(BaseModel):
    """Whom to call now. `must_tell`: say where the data came from (Art. 14)."""

    entry: UUID
    tel: str
    name: str
    organisation: str
    customer_no: str
    note: str
    must_tell: bool


class CallResultIn(Sent):
    """What came of a call; `informed` says that the person was told."""

    result: CallResult
    informed: bool = False
    contact: UUID | None = None


class CallStateOut(BaseModel):
    """Where a call of a list stands."""

    state: CallState


class ObjectionIn(Sent):
    """Who is not to be called any more."""

    register_: Annotated[Slug, Field(alias="register")]
    tel: Annotated[str, limits(40, TELEPHONE)]


class GoneOut(BaseModel):
    """How many entries of lists went."""

    gone: int


@operation(
    router,
    "GET",
    "/call-lists",
    name="listCallLists",
    scope=Scope.CALLS_READ,
    roles=CALL_ROLES,
    answers={200: CallListsOut},
)
def list_lists(request: HttpRequest) -> CallListsOut:
    """List the lists of calls of the person's registers."""
    found = call_list_page.lines(caller_of(request).staff_id, clock.now())
    return CallListsOut(call_lists=[_row(one) for one in found])


@operation(
    router,
    "POST",
    "/call-lists",
    name="importCallList",
    scope=Scope.CALLS_WRITE,
    roles=CALL_ROLES,
    answers={201: MadeOut},
    extra=description.bytes_sent(
        bodies.TABLE, "A table whose first row names its columns: phone, name, …"
    ),
)
def import_list(request: HttpRequest, on: StandsOn = ASKED) -> Status[MadeOut]:
    """Import a list of calls, all of it or nothing.

    Whom it names is sealed, and destroyed after `ends_on`.
    """
    wanted = NewList(
        register=on.register_,
        controller=on.controller,
        source=on.source,
        purpose=on.purpose,
        basis=on.basis,
        ends_on=on.ends_on,
    )
    offered = call_list_page.offered(caller_of(request).staff_id, clock.now())
    if on.register_ not in {one.register_slug for one in offered}:
        raise NotFound("no such record")
    data = bodies.read_table(request)
    made = call_lists.import_list(wanted, data, **acting(request))
    return Status(201, MadeOut(id=made))


@operation(
    router,
    "GET",
    ONE,
    name="readCallList",
    scope=Scope.CALLS_READ,
    roles=CALL_ROLES,
    answers={200: CallListRowOut},
)
def read(request: HttpRequest, list_id: UUID) -> CallListRowOut:
    """Ask how far a list of calls is."""
    return _row(_line(request, list_id))


@operation(
    router,
    "POST",
    f"{ONE}/next",
    name="takeNextCall",
    scope=Scope.CALLS_WRITE,
    roles=CALL_ROLES,
    answers={200: NextCallOut},
)
def take(request: HttpRequest, list_id: UUID) -> NextCallOut:
    """Take the next call of a list, or the one that was taken already."""
    found = call_work.take(list_id, **acting(request))
    callee = found.callee
    return NextCallOut(
        entry=found.entry.pk,
        tel=callee.tel,
        name=callee.name,
        organisation=callee.organisation,
        customer_no=callee.customer_no,
        note=callee.note,
        must_tell=found.must_tell,
    )


@operation(
    router,
    "POST",
    "/call-entries/{entry_id}/results",
    name="recordCallResult",
    scope=Scope.CALLS_WRITE,
    roles=CALL_ROLES,
    answers={200: CallStateOut},
    sent=CallResultIn,
)
def result(request: HttpRequest, entry_id: UUID) -> CallStateOut:
    """Record what came of a call."""
    sent = read_json(request, CallResultIn)
    outcome = Outcome(sent.result, informed=sent.informed, contact_id=sent.contact)
    state = call_work.record_result(entry_id, outcome, **acting(request))
    return CallStateOut(state=state)


@operation(
    router,
    "POST",
    f"{ONE}/end",
    name="endCallList",
    scope=Scope.CALLS_WRITE,
    roles=CALL_ROLES,
    answers={204: None},
)
def end(request: HttpRequest, list_id: UUID) -> Status[None]:
    """End a list before its day and destroy whom it names."""
    _require(request, _line(request, list_id).row.register_id)
    call_lists.end(list_id, **acting(request))
    return Status(204, None)


@operation(
    router,
    "POST",
    "/call-objections",
    name="recordCallObjection",
    scope=Scope.CALLS_WRITE,
    roles=CALL_ROLES,
    answers={200: GoneOut},
    sent=ObjectionIn,
)
def objection(request: HttpRequest) -> GoneOut:
    """Record that somebody is not to be called any more."""
    sent = read_json(request, ObjectionIn)
    _require(request, sent.register_)
    gone = call_work.object_to_calls(sent.register_, sent.tel, **acting(request))
    return GoneOut(gone=gone)


def _require(request: HttpRequest, register: str) -> None:
    """Refuse what another register's roles would have to do, as the page does."""
    held = staff.roles_of(caller_of(request).staff_id, register, clock.now())
    if not held & set(CALL_ROLES):
        raise ApiKeyRefused("role")


def _line(request: HttpRequest, list_id: UUID) -> ListLine:
    return call_list_page.line(
        list_id, staff_id=caller_of(request).staff_id, now=clock.now()
    )


def _row(line: ListLine) -> CallListRowOut:
    row, counts = line.row, line.counts
    return CallListRowOut(
        id=row.pk,
        number=row.number,
        register_=row.register_id,
        source=row.source,
        purpose=row.purpose,
        basis=row.basis,
        ends_on=row.ends_on,
        waiting=counts.waiting,
        done=counts.done,
        untold=counts.untold,
    )
