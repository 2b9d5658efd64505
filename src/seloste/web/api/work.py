"""Work of a person: tasks, feedback and complaints, and what is done with them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from seloste.domain.api_key import Scope
from seloste.domain.work_words import WorkWords
from seloste.services import (
    expected,
    notes,
    work_bulk,
    work_items,
    work_merge,
    work_moves,
    work_page,
)
from seloste.services.work_bulk import Bulk
from seloste.services.work_items import NewWork
from seloste.services.work_merge import Apart
from seloste.services.work_moves import Closing
from seloste.services.work_page import WorkFilter
from seloste.web import clock
from seloste.web.api import description
from seloste.web.api.bodies import read_json
from seloste.web.api.person import (
    acting,
    by,
    once,
    operation,
    reading,
    version_asked,
)
from seloste.web.api.shapes import ASKED, GivenIn, MadeOut, NoteIn
from seloste.web.api.work_schemas import (
    BulkIn,
    BulkOut,
    LeftOut,
    LinkIn,
    MergeIn,
    NewWorkIn,
    PlanIn,
    SplitIn,
    WorkFilters,
    WorkListOut,
    WorkMoveIn,
    WorkOut,
    WorkPurpose,
    WorkStateOut,
    row,
    whole,
)
from seloste.web.audience import WORK_ROLES

router = Router(tags=["work"])
ONE = "/work/{work_id}"


@operation(
    router,
    "GET",
    "/work",
    name="listWork",
    scope=Scope.WORK_READ,
    roles=WORK_ROLES,
    answers={200: WorkListOut},
)
def list_work(request: HttpRequest, wanted: WorkFilters = ASKED) -> WorkListOut:
    """List the open work that exists for the person, the most urgent first."""
    limits = WorkFilter(
        register=wanted.register_,
        kind=wanted.kind.value if wanted.kind else "",
        state=wanted.state,
        assignee=wanted.assignee,
        queue=wanted.queue,
        late=wanted.late,
    )
    found = work_page.list_work(limits, **reading(request), page=wanted.page)
    return WorkListOut(
        work=[row(one) for one in found.lines], page=found.number, more=found.more
    )


@operation(
    router,
    "POST",
    "/work",
    name="openWork",
    scope=Scope.WORK_WRITE,
    roles=WORK_ROLES,
    answers={201: MadeOut},
    sent=NewWorkIn,
    repeatable=True,
)
def open_work(request: HttpRequest) -> Status[MadeOut]:
    """Open a task, feedback or complaint, and hold what it is about."""
    sent = read_json(request, NewWorkIn)
    wanted = NewWork(
        register=sent.register_,
        kind=sent.kind,
        words=WorkWords(sent.title.strip(), sent.description.strip()),
        contact_ids=sent.contacts,
        controller=sent.controller,
        queue_id=sent.queue,
        assignee_id=sent.assignee,
        priority=sent.priority,
        reason=sent.reason,
        due_on=sent.due_on,
        remind_at=sent.remind_at,
    )
    made = once(request, sent, lambda: work_items.open_work(wanted, **acting(request)))
    return Status(201, MadeOut(id=made))


@operation(
    router,
    "GET",
    ONE,
    name="readWork",
    scope=Scope.WORK_READ,
    roles=WORK_ROLES,
    answers={200: WorkOut},
    extra=description.etag_answered(),
)
def read(
    request: HttpRequest,
    work_id: UUID,
    response: HttpResponse,
    asked: WorkPurpose = ASKED,
) -> WorkOut:
    """Open a work item for a purpose that it serves, and read it.

    `ETag` is its version, which a change can be bound to.
    """
    page = work_page.open_page(work_id, purpose_id=asked.purpose, **reading(request))
    response.headers["ETag"] = f'"{page.work.version}"'
    return whole(page, clock.now())


@operation(
    router,
    "POST",
    f"{ONE}/moves",
    name="moveWork",
    scope=Scope.WORK_WRITE,
    roles=WORK_ROLES,
    answers={200: WorkStateOut},
    sent=WorkMoveIn,
    versioned=True,
)
def move(request: HttpRequest, work_id: UUID) -> WorkStateOut:
    """Move a work item on; closing it lets go of what it holds.

    Words about the outcome are sealed before the move, so with them the version
    is compared first and not held.
    """
    sent, acts = read_json(request, WorkMoveIn), by(request)
    version = version_asked(request)
    ends = Closing(sent.outcome.value, sent.words) if sent.outcome else None
    if ends is not None and ends.words:
        expected.check_work(work_id, version, **acts)
        state = work_moves.move(work_id, sent.move, closing=ends, **acting(request))
        return WorkStateOut(state=state)
    with expected.work_at(work_id, version, **acts):
        state = work_moves.move(work_id, sent.move, closing=ends, **acting(request))
    return WorkStateOut(state=state)


@operation(
    router,
    "POST",
    f"{ONE}/assignments",
    name="assignWork",
    scope=Scope.WORK_WRITE,
    roles=WORK_ROLES,
    answers={204: None},
    sent=GivenIn,
    versioned=True,
)
def assign(request: HttpRequest, work_id: UUID) -> Status[None]:
    """Give a work item to a queue, and to a person of it or to nobody."""
    sent, acts = read_json(request, GivenIn), by(request)
    with expected.work_at(work_id, version_asked(request), **acts):
        work_moves.assign(work_id, queue_id=sent.queue, staff_id=sent.staff, **acts)
    return Status(204, None)


@operation(
    router,
    "POST",
    f"{ONE}/plan",
    name="planWork",
    scope=Scope.WORK_WRITE,
    roles=WORK_ROLES,
    answers={204: None},
    sent=PlanIn,
    versioned=True,
)
def plan(request: HttpRequest, work_id: UUID) -> Status[None]:
    """Set its day, a reminder and how urgent it is."""
    sent, acts = read_json(request, PlanIn), by(request)
    with expected.work_at(work_id, version_asked(request), **acts):
        work_moves.plan(
            work_id,
            due_on=sent.due_on,
            remind_at=sent.remind_at,
            priority=sent.priority,
            **acts,
        )
    return Status(204, None)


@operation(
    router,
    "POST",
    f"{ONE}/links",
    name="linkContact",
    scope=Scope.WORK_WRITE,
    roles=WORK_ROLES,
    answers={204: None},
    sent=LinkIn,
    versioned=True,
)
def link(request: HttpRequest, work_id: UUID) -> Status[None]:
    """Link a contact to open work, whole or only some of its items, and hold it."""
    sent, acts = read_json(request, LinkIn), by(request)
    with expected.work_at(work_id, version_asked(request), **acts):
        work_items.link(work_id, contact_id=sent.contact, item_ids=sent.items, **acts)
    return Status(204, None)


@operation(
    router,
    "DELETE",
    f"{ONE}/links/{{contact_id}}",
    name="unlinkContact",
    scope=Scope.WORK_WRITE,
    roles=WORK_ROLES,
    answers={204: None},
    versioned=True,
)
def unlink(request: HttpRequest, work_id: UUID, contact_id: UUID) -> Status[None]:
    """Take a contact from open work; it is no longer held by it."""
    acts = by(request)
    with expected.work_at(work_id, version_asked(request), **acts):
        work_items.unlink(work_id, contact_id=contact_id, **acts)
    return Status(204, None)


@operation(
    router,
    "POST",
    f"{ONE}/notes",
    name="writeWorkNote",
    scope=Scope.WORK_WRITE,
    roles=WORK_ROLES,
    answers={201: MadeOut},
    sent=NoteIn,
    repeatable=True,
)
def write_note(request: HttpRequest, work_id: UUID) -> Status[MadeOut]:
    """Write an internal note on a work item."""
    sent = read_json(request, NoteIn)
    made = once(
        request,
        sent,
        lambda: notes.write_on_work(work_id, sent.text, **acting(request)),
    )
    return Status(201, MadeOut(id=made))


@operation(
    router,
    "POST",
    f"{ONE}/merge",
    name="mergeWork",
    scope=Scope.WORK_WRITE,
    roles=WORK_ROLES,
    answers={204: None},
    sent=MergeIn,
    versioned=True,
)
def merge(request: HttpRequest, work_id: UUID) -> Status[None]:
    """Let a work item go up in another of its kind; links and notes follow."""
    sent = read_json(request, MergeIn)
    expected.check_work(work_id, version_asked(request), **by(request))
    work_merge.merge(work_id, into=sent.into, reason=sent.reason, **acting(request))
    return Status(204, None)


@operation(
    router,
    "POST",
    f"{ONE}/split",
    name="splitWork",
    scope=Scope.WORK_WRITE,
    roles=WORK_ROLES,
    answers={201: MadeOut},
    sent=SplitIn,
    versioned=True,
    repeatable=True,
)
def split(request: HttpRequest, work_id: UUID) -> Status[MadeOut]:
    """Open a work item of its own for some contacts of another."""
    sent = read_json(request, SplitIn)
    expected.check_work(work_id, version_asked(request), **by(request))
    apart = Apart(sent.title.strip(), sent.contacts, sent.reason)
    made = once(
        request, sent, lambda: work_merge.split(work_id, apart, **acting(request))
    )
    return Status(201, MadeOut(id=made))


@operation(
    router,
    "POST",
    "/work-bulk/preview",
    name="previewBulkWork",
    scope=Scope.WORK_READ,
    roles=WORK_ROLES,
    answers={200: BulkOut},
    sent=BulkIn,
)
def preview_bulk(request: HttpRequest) -> BulkOut:
    """Tell what a change of many would do; nothing is changed."""
    return _bulk_out(work_bulk.preview(_bulk(request), **acting(request)))


@operation(
    router,
    "POST",
    "/work-bulk",
    name="changeManyWork",
    scope=Scope.WORK_WRITE,
    roles=WORK_ROLES,
    answers={200: BulkOut},
    sent=BulkIn,
)
def do_bulk(request: HttpRequest) -> BulkOut:
    """Change many work items, each that allows it."""
    return _bulk_out(work_bulk.do(_bulk(request), **acting(request)))


def _bulk(request: HttpRequest) -> Bulk:
    sent = read_json(request, BulkIn)
    return Bulk(
        act=sent.act,
        work_ids=sent.work,
        queue_id=sent.queue,
        staff_id=sent.staff,
        priority=sent.priority,
        outcome=sent.outcome.value if sent.outcome else "",
    )


def _bulk_out(done: work_bulk.Result) -> BulkOut:
    return BulkOut(
        changed=done.changed,
        left=[LeftOut(reason=reason, count=count) for reason, count in done.refused],
    )
