"""What is sent and answered about work; the description is made of it."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from seloste.domain.work_item import (
    Move,
    Outcome,
    Priority,
    Reason,
    WorkKind,
    WorkState,
)
from seloste.domain.work_words import TEXT_LIMIT, TITLE_LIMIT
from seloste.services import work_page
from seloste.services.work_bulk import Act
from seloste.services.work_page import WorkLine, WorkPage
from seloste.web.api.schemas import Moment, Sent
from seloste.web.api.shapes import (
    Day,
    Filters,
    MaybeSlug,
    Pages,
    Slug,
    maybe_words,
    words,
)

MOST = 200
Standing = Literal[
    "", "unended", "new", "open", "waiting", "decided", "closed", "merged"
]
Whose = Literal["", "me", "nobody"]


class WorkFilters(Filters, Pages):
    """Which work to list."""

    kind: WorkKind | None = None
    state: Standing = Field("unended", description="Only these; empty is all.")
    assignee: Whose = Field("", description="Only mine, or only nobody's.")
    queue: UUID | None = None
    late: bool = Field(default=False, description="Only what missed a day or target.")


class WorkRowOut(BaseModel):
    """A work item in a list. The title is of people who may read it only."""

    id: UUID
    number: int
    register_: str = Field(serialization_alias="register")
    kind: WorkKind
    state: WorkState
    priority: Priority
    title: str
    queue: UUID | None
    assignee: UUID | None
    opened_at: datetime
    due_on: date | None
    respond_by: datetime | None
    solve_by: datetime | None
    late: bool
    version: int


class WorkListOut(BaseModel):
    """A page of work, the most urgent first."""

    work: list[WorkRowOut]
    page: int
    more: bool


class StepOut(BaseModel):
    """A step of a checklist."""

    text: str
    done: bool


class NoteOut(BaseModel):
    """An internal note."""

    id: UUID
    author: str
    written_at: datetime
    text: str


class WorkOut(WorkRowOut):
    """A work item, opened for a purpose that it serves."""

    purpose: str
    purposes: list[str]
    description: str
    outcome: str
    outcome_words: str
    checklist: list[StepOut]
    notes: list[NoteOut]
    contacts: list[UUID]
    restricted_contacts: int
    moves: list[Move]
    held: bool


class WorkPurpose(BaseModel):
    """For what a work item is opened."""

    purpose: Slug = Field(description="The id of a purpose of the notice.")


class NewWorkIn(Sent):
    """A task, feedback or complaint to be opened. Its words are sealed."""

    register_: Annotated[Slug, Field(alias="register")]
    kind: WorkKind
    title: Annotated[str, words(TITLE_LIMIT)]
    description: Annotated[str, maybe_words(TEXT_LIMIT)] = ""
    contacts: Annotated[tuple[UUID, ...], Field(max_length=50)] = ()
    controller: MaybeSlug = ""
    queue: UUID | None = None
    assignee: UUID | None = None
    priority: Priority = Priority.NORMAL
    reason: Reason | None = None
    due_on: Day | None = None
    remind_at: Moment | None = None


class WorkMoveIn(Sent):
    """What is done with work; a move that ends it, or decides, names an outcome."""

    move: Move
    outcome: Outcome | None = None
    words: Annotated[str, maybe_words(TEXT_LIMIT)] = ""


class WorkStateOut(BaseModel):
    """Where a work item stands."""

    state: WorkState


class PlanIn(Sent):
    """By when, how urgent, and when to be reminded."""

    due_on: Day | None = None
    remind_at: Moment | None = None
    priority: Priority = Priority.NORMAL


class LinkIn(Sent):
    """A contact that work is about; it is held while the work is open."""

    contact: UUID
    items: Annotated[tuple[UUID, ...], Field(max_length=100)] = ()


class MergeIn(Sent):
    """Into which other work item this goes up, and why."""

    into: UUID
    reason: Annotated[str, words(500)]


class SplitIn(Sent):
    """Which contacts leave, under what title, and why."""

    title: Annotated[str, words(TITLE_LIMIT)]
    contacts: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=50)]
    reason: Annotated[str, words(500)]


class BulkIn(Sent):
    """What is done to many; each act uses the fields it needs."""

    act: Act
    work: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=MOST)]
    queue: UUID | None = None
    staff: UUID | None = None
    priority: Priority = Priority.NORMAL
    outcome: Outcome | None = None


class LeftOut(BaseModel):
    """How many are left alone, and why."""

    reason: str
    count: int


class BulkOut(BaseModel):
    """How many change, and how many are left alone."""

    changed: int
    left: list[LeftOut]


def row(line: WorkLine) -> WorkRowOut:
    """Return a line of a list as the interface shows it."""
    work = line.work
    return WorkRowOut(
        id=work.pk,
        number=work.number,
        register_=work.register_id,
        kind=WorkKind(work.kind),
        state=WorkState(work.state),
        priority=Priority(work.priority),
        title=line.title,
        queue=work.queue_id,
        assignee=work.assignee_id,
        opened_at=work.opened_at,
        due_on=work.due_on,
        respond_by=work.respond_by,
        solve_by=work.solve_by,
        late=line.late,
        version=work.version,
    )


def whole(page: WorkPage, now: datetime) -> WorkOut:
    """Return an opened work item as the interface shows it."""
    line = WorkLine(page.work, page.words.title, late=work_page.is_late(page.work, now))
    return WorkOut(
        **dict(row(line)),
        purpose=page.purpose.id,
        purposes=[one.id for one in page.purposes],
        description=page.words.description,
        outcome=page.work.outcome,
        outcome_words=page.words.outcome,
        checklist=[
            StepOut(text=one.text, done=one.done) for one in page.words.checklist
        ],
        notes=[
            NoteOut(
                id=one.id, author=one.author, written_at=one.written_at, text=one.text
            )
            for one in page.notes
        ],
        contacts=[one.contact_id for one in page.links],
        restricted_contacts=page.restricted,
        moves=list(page.moves),
        held=page.held,
    )
