"""What staff see of chats: who waits, and one chat opened for a purpose.

The list of who waits names nobody. A chat is opened once for a purpose, with
one audit leaf for all of it, and every batch of lines asks again whether that
still stands. While somebody answers a chat its opening is renewed each quarter
of an hour, with a leaf of its own.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from seloste.domain import retention
from seloste.domain.chat import Author, ChatRefused, ChatState, Line
from seloste.domain.contact import Kind
from seloste.domain.notice import Purpose, PurposeRefused, Text
from seloste.domain.staff import Role
from seloste.ports.desk import Desk
from seloste.records.models import (
    Chat,
    ChatLine,
    Opening,
    Queue,
    QueueMember,
    SealedObject,
    StaffUser,
)
from seloste.services import (
    access,
    chat_lines,
    chat_visits,
    chats,
    openings,
    staff,
)
from seloste.services.access import NotFound
from seloste.services.chat_visits import Visit
from seloste.services.notices import store


@dataclass(frozen=True, slots=True)
class OpenChat:
    """A chat as somebody who opened it sees it; ``name`` is "" if not theirs to see."""

    opening_id: UUID
    chat_id: UUID
    name: str
    mailto: str
    language: str
    address: str
    thread: UUID


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody, or a queue, that a chat can be handed on to."""

    id: UUID
    name: str | Text


def purposes(staff_id: UUID, register: str, now: datetime) -> tuple[Purpose, ...]:
    """Return the purposes for which somebody may read what is said in chats."""
    who = access.reader(staff_id, register, now)
    notice = store.in_force(register, retention.local_day(now)).notice
    return access.purposes(notice, who, "content")


def open_chat(
    chat_id: UUID, *, staff_id: UUID, purpose_id: str, desk: Desk, now: datetime
) -> OpenChat:
    """Open a chat for a purpose; one audit leaf stands for all its lines.

    Raises NotFound, ChatRefused, PurposeRefused.
    """
    chat = Chat.objects.select_related("contact", "site").filter(pk=chat_id).first()
    anchor = _anchor(chat_id)
    if chat is None or anchor is None:
        raise NotFound("no such record")
    access.reader(staff_id, chat.site.register_id, now)
    if not chats.may_answer(chat, staff_id, now):
        raise ChatRefused("not-a-member")
    opened = openings.open_item(
        anchor, staff_id=staff_id, purpose_id=purpose_id, now=now
    )
    name, mailto = _visitor(chat, staff_id, purpose_id, desk, now)
    return OpenChat(
        opening_id=opened.opening_id,
        chat_id=chat_id,
        name=name,
        mailto=mailto,
        language=chat.language,
        address=chat.site.address,
        thread=chat.contact.thread,
    )


def _anchor(chat_id: UUID) -> UUID | None:
    """Return the first line that is left: an opening of it is one of the chat."""
    row = ChatLine.objects.filter(
        chat_id=chat_id, object__state=SealedObject.State.KEPT
    ).order_by("seq")
    return row.values_list("object_id", flat=True).first()


def _visitor(
    chat: Chat, staff_id: UUID, purpose_id: str, desk: Desk, now: datetime
) -> tuple[str, str]:
    """Return what the visitor gave, where the purpose covers it; never audited apart.

    It is part of the chat that was opened.
    """
    meta = openings.meta_of(chat.contact)
    who = access.reader(staff_id, chat.site.register_id, now)
    try:
        access.allow(meta, who=who, purpose_id=purpose_id, now=now)
    except PurposeRefused:
        return "", ""
    parties = openings.metadata(meta, desk).parties
    return (parties[0].name, parties[0].mailto) if parties else ("", "")


def look(chat_id: UUID, *, now: datetime) -> Visit:
    """Return where a chat stands for whoever answers it. Raises ChatRefused."""
    chat = Chat.objects.select_related("assignee", "site").filter(pk=chat_id).first()
    if chat is None:
        raise ChatRefused("unknown-chat")
    return Visit(
        chat_id=chat_id,
        state=ChatState(chat.state),
        position=chat_visits.position(chat),
        agent=chat.assignee.display_name if chat.assignee else "",
        last_seq=chat.last_seq,
        got=chat.visitor_got,
        seen=chat.visitor_seen,
        typing=chat_visits.is_typing(chat.visitor_typing_at, now),
        waited_long=False,
        version=chat.version,
    )


def lines(
    opening_id: UUID, *, staff_id: UUID, after: int, desk: Desk, now: datetime
) -> tuple[Line, ...]:
    """Return the lines of an opened chat after a number, in order.

    Each is asked for again: a line that only a hold keeps may serve other
    purposes than its neighbour. Raises NotFound, PurposeRefused.
    """
    item = openings.opened_item(opening_id, staff_id=staff_id, now=now)
    if item.kind != Kind.MESSAGE or not hasattr(item, "chat_line"):
        raise NotFound("no such record")
    return chat_lines.lines(
        item.chat_line.chat_id,
        after=after,
        desk=desk,
        allowed=_allowed(item, opening_id, staff_id, after, now),
    )


def whole(
    opening_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime
) -> tuple[Line, ...]:
    """Return every line of an opened chat. Raises NotFound, PurposeRefused."""
    found: list[Line] = []
    while batch := lines(
        opening_id,
        staff_id=staff_id,
        after=found[-1].seq if found else 0,
        desk=desk,
        now=now,
    ):
        found += batch
    return tuple(found)


def stands(opening_id: UUID, chat_id: UUID, *, staff_id: UUID, now: datetime) -> bool:
    """Tell whether an opening of this very chat still stands."""
    try:
        item = openings.opened_item(opening_id, staff_id=staff_id, now=now)
    except (NotFound, PurposeRefused):
        return False
    return ChatLine.objects.filter(object=item, chat=chat_id).exists()


def _allowed(
    item: SealedObject, opening_id: UUID, staff_id: UUID, after: int, now: datetime
) -> frozenset[UUID] | None:
    """Return the lines that may be read, or None: all, as they are kept alike."""
    if now < item.act_at:
        return None
    who = access.reader(staff_id, item.register_id, now)
    purpose = Opening.objects.get(pk=opening_id).purpose
    allowed = set()
    rows = SealedObject.objects.select_related("notice_version").filter(
        chat_line__chat=item.chat_line.chat_id,
        chat_line__seq__gt=after,
        state=SealedObject.State.KEPT,
    )
    for row in rows:
        try:
            access.allow(row, who=who, purpose_id=purpose, now=now)
        except PurposeRefused:
            continue
        allowed.add(row.pk)
    return frozenset(allowed)


def say(
    chat_id: UUID,
    *,
    staff_id: UUID,
    client_id: UUID,
    text: str,
    desk: Desk,
    now: datetime,
) -> int:
    """Keep what the agent says, where the chat is theirs. Raises ChatRefused."""
    chat = Chat.objects.select_related("assignee").filter(pk=chat_id).first()
    if chat is None or chat.assignee_id != staff_id or chat.assignee is None:
        raise ChatRefused("not-yours")
    said = chat_lines.Said(
        author=Author.AGENT,
        client_id=client_id,
        text=text,
        name=chat.assignee.display_name,
        staff_id=staff_id,
    )
    return chat_lines.say(chat_id, said, desk=desk, now=now)


def colleagues(
    chat_id: UUID, *, staff_id: UUID, language: str, now: datetime
) -> tuple[tuple[Colleague, ...], tuple[Colleague, ...]]:
    """Return the queues and the people a chat can be handed on to. Raises NotFound."""
    chat = Chat.objects.select_related("contact").filter(pk=chat_id).first()
    if chat is None:
        raise NotFound("no such record")
    register = chat.contact.register_id
    access.reader(staff_id, register, now)
    queues = tuple(
        Colleague(row.pk, getattr(row, f"name_{language}", row.name_fi))
        for row in Queue.objects.filter(register=register, active=True).order_by("slug")
        if not row.complaints
    )
    members = QueueMember.objects.filter(queue=chat.queue_id) if chat.queue_id else None
    people = StaffUser.objects.filter(is_active=True).exclude(pk=staff_id)
    if members is not None and members.exists():
        people = people.filter(pk__in=members.values("staff"))
    may = [
        Colleague(row.pk, row.display_name)
        for row in people.order_by("display_name")
        if Role.AGENT in staff.roles_of(row.pk, register, now)
    ]
    return queues, tuple(may)
