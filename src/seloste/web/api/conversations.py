"""Conversations: listed, shown, opened, moved, given on, answered."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status
from pydantic import BaseModel, Field

from seloste.domain.api_key import Scope
from seloste.domain.contact import Channel, Kind, Party
from seloste.domain.conversation import ConversationMove, ConversationState
from seloste.domain.draft import LONGEST, DraftWords
from seloste.domain.inbox import Order, Tab, cursor
from seloste.domain.notice import Language
from seloste.services import (
    conversation_page,
    conversations,
    expected,
    inbox,
    notes,
    reply_at_once,
)
from seloste.services.conversation_page import ConversationPage, Entry
from seloste.services.reply_at_once import WholeReply
from seloste.web.api import contents, description
from seloste.web.api.bodies import read_json
from seloste.web.api.contents import OpeningOut
from seloste.web.api.person import (
    acting,
    by,
    once,
    operation,
    reading,
    version_asked,
)
from seloste.web.api.schemas import Sent, text
from seloste.web.api.shapes import (
    ASKED,
    Filters,
    GivenIn,
    MadeOut,
    NoteIn,
    PartyOut,
    Slug,
    party,
    words,
)
from seloste.web.audience import DESK_ROLES

router = Router(tags=["conversations"])
ONE = "/conversations/{thread}"
MAIL = r"^[^\s@<>:;,\u0000-\u001f]+@[^\s@<>:;,\u0000-\u001f]+$"
Address = Annotated[str, text(254, MAIL)]


class TalkFilters(Filters):
    """Which conversations to list, in which order, and where to go on."""

    tab: Tab = Tab.ALL
    channel: Channel | None = None
    queue: UUID | None = None
    late: bool = Field(default=False, description="Only those answered too late.")
    order: Order = Order.NEWEST
    after: Annotated[str, text(200)] = ""


class TalkOut(BaseModel):
    """A conversation in a list; `who` is masked."""

    id: UUID
    register_: str = Field(serialization_alias="register")
    channel: Channel
    state: ConversationState
    queue: UUID | None
    assignee: UUID | None
    arrived_at: datetime
    reply_by: datetime | None
    version: int
    late: bool
    who: PartyOut | None


class TalkListOut(BaseModel):
    """A part of a list; ask on with `after`, null where nothing follows."""

    conversations: list[TalkOut]
    after: str | None


class WholeTalkOut(TalkOut):
    """A conversation without its content."""

    contacts: list[UUID]
    moves: list[ConversationMove]
    queues: list[UUID]
    colleagues: list[UUID]
    work: list[UUID]


class EntryOut(BaseModel):
    """One thing that was said; `opening` reads it, `text` is a note's own."""

    contact: UUID
    kind: Kind
    at: datetime
    outbound: bool
    opening: OpeningOut | None
    refused: str
    text: str


class TimelineOut(BaseModel):
    """What was opened of a conversation, and how many entries were before it."""

    entries: list[EntryOut]
    earlier: int
    purpose: str


class OpenIn(Sent):
    """For what a conversation is opened; `every` opens all of it."""

    purpose: Slug
    every: bool = False


class TalkMoveIn(Sent):
    """What is done with a conversation."""

    move: Literal[
        ConversationMove.TAKE, ConversationMove.FINISH, ConversationMove.REOPEN
    ]


class ReplyIn(Sent):
    """A reply; without `to` it goes to the customer."""

    purpose: Slug
    text: Annotated[str, words(LONGEST)]
    subject: Annotated[str, text(500)] = ""
    to: Annotated[tuple[Address, ...], Field(max_length=20)] = ()
    cc: Annotated[tuple[Address, ...], Field(max_length=20)] = ()
    language: Language | None = None
    strangers: bool = Field(
        default=False, description="Let it go to those who take no part yet."
    )


class TalkStateOut(BaseModel):
    """Where a conversation stands."""

    state: ConversationState


@operation(
    router,
    "GET",
    "/conversations",
    name="listConversations",
    scope=Scope.CONVERSATIONS_READ,
    roles=DESK_ROLES,
    answers={200: TalkListOut},
)
def list_conversations(
    request: HttpRequest, wanted: TalkFilters = ASKED
) -> TalkListOut:
    """List conversations that the person may work on."""
    limits = inbox.Wanted(
        tab=wanted.tab,
        register=wanted.register_,
        channel=wanted.channel.value if wanted.channel else "",
        queue=wanted.queue,
        late=wanted.late,
        order=wanted.order,
        after=cursor(wanted.after),
    )
    found = inbox.list_inbox(limits, **reading(request))
    return TalkListOut(
        conversations=[
            _talk(one.talk, who=one.who, late=one.late) for one in found.lines
        ],
        after=found.end.text() if found.end and found.more else None,
    )


@operation(
    router,
    "GET",
    ONE,
    name="readConversation",
    scope=Scope.CONVERSATIONS_READ,
    roles=DESK_ROLES,
    answers={200: WholeTalkOut},
    extra=description.etag_answered(),
)
def read(request: HttpRequest, thread: UUID, response: HttpResponse) -> WholeTalkOut:
    """Read a conversation without its content.

    `ETag` is its version, which a change can be bound to.
    """
    page = conversation_page.show(thread, **reading(request))
    response.headers["ETag"] = f'"{page.talk.version}"'
    return _whole(page)


@operation(
    router,
    "POST",
    f"{ONE}/messages",
    name="openConversation",
    scope=Scope.CONTENT_READ,
    roles=DESK_ROLES,
    answers={200: TimelineOut},
    sent=OpenIn,
)
def open_messages(request: HttpRequest, thread: UUID) -> TimelineOut:
    """Open the newest messages of a conversation for a purpose, or all of them."""
    sent = read_json(request, OpenIn)
    found = conversation_page.open_thread(
        thread, purpose_id=sent.purpose, every=sent.every, **reading(request)
    )
    return TimelineOut(
        entries=[_entry(one) for one in found.entries],
        earlier=found.earlier,
        purpose=found.purpose,
    )


@operation(
    router,
    "POST",
    f"{ONE}/moves",
    name="moveConversation",
    scope=Scope.CONVERSATIONS_WRITE,
    roles=DESK_ROLES,
    answers={200: TalkStateOut},
    sent=TalkMoveIn,
    versioned=True,
)
def move(request: HttpRequest, thread: UUID) -> TalkStateOut:
    """Take, finish or reopen a conversation."""
    sent, acts = read_json(request, TalkMoveIn), by(request)
    with expected.talk_at(thread, version_asked(request), **acts):
        state = conversations.move(thread, sent.move, **acts)
    return TalkStateOut(state=state)


@operation(
    router,
    "POST",
    f"{ONE}/assignments",
    name="assignConversation",
    scope=Scope.CONVERSATIONS_WRITE,
    roles=DESK_ROLES,
    answers={204: None},
    sent=GivenIn,
    versioned=True,
)
def assign(request: HttpRequest, thread: UUID) -> Status[None]:
    """Give a conversation to a queue, and to a person of it or to nobody."""
    sent, acts = read_json(request, GivenIn), by(request)
    with expected.talk_at(thread, version_asked(request), **acts):
        conversations.assign(thread, queue_id=sent.queue, staff_id=sent.staff, **acts)
    return Status(204, None)


@operation(
    router,
    "POST",
    f"{ONE}/notes",
    name="writeConversationNote",
    scope=Scope.CONVERSATIONS_WRITE,
    roles=DESK_ROLES,
    answers={201: MadeOut},
    sent=NoteIn,
    repeatable=True,
)
def write_note(request: HttpRequest, thread: UUID) -> Status[MadeOut]:
    """Write an internal note on the last contact of a conversation."""
    sent = read_json(request, NoteIn)
    page = conversation_page.show(thread, **reading(request))
    made = once(
        request,
        sent,
        lambda: notes.write_on_contact(page.latest.pk, sent.text, **acting(request)),
    )
    return Status(201, MadeOut(id=made))


@operation(
    router,
    "POST",
    f"{ONE}/replies",
    name="replyToConversation",
    scope=Scope.CONVERSATIONS_WRITE,
    roles=DESK_ROLES,
    answers={201: MadeOut},
    sent=ReplyIn,
    versioned=True,
    repeatable=True,
)
def reply(request: HttpRequest, thread: UUID) -> Status[MadeOut]:
    """Answer a conversation by mail; the answer is the contact that it became.

    It goes to those who take part, unless `strangers` is true.
    """
    sent = read_json(request, ReplyIn)
    whole = WholeReply(
        purpose=sent.purpose,
        words=DraftWords(
            text=sent.text,
            subject=sent.subject,
            to=sent.to,
            cc=sent.cc,
            language=sent.language.value if sent.language else "",
        ),
        strangers=sent.strangers,
        version=version_asked(request),
    )
    made = once(
        request, sent, lambda: reply_at_once.send(thread, whole, **acting(request))
    )
    return Status(201, MadeOut(id=made))


def _talk(talk: Any, *, who: Party | None, late: bool) -> TalkOut:
    return TalkOut(
        id=talk.pk,
        register_=talk.register_id,
        channel=Channel(talk.channel),
        state=ConversationState(talk.state),
        queue=talk.queue_id,
        assignee=talk.assignee_id,
        arrived_at=talk.arrived_at,
        reply_by=talk.reply_by,
        version=talk.version,
        late=late,
        who=party(who) if who else None,
    )


def _whole(page: ConversationPage) -> WholeTalkOut:
    return WholeTalkOut(
        **dict(_talk(page.talk, who=page.who, late=page.late)),
        contacts=[one.contact.pk for one in page.contacts],
        moves=sorted(page.moves),
        queues=[one.pk for one in page.queues],
        colleagues=[one.pk for one in page.colleagues],
        work=[one.work.pk for one in page.works],
    )


def _entry(entry: Entry) -> EntryOut:
    return EntryOut(
        contact=entry.contact.pk,
        kind=entry.kind,
        at=entry.at,
        outbound=entry.outbound,
        opening=contents.shown(entry.opened) if entry.opened else None,
        refused=entry.refused,
        text=entry.text,
    )
