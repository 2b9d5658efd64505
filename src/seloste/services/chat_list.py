"""Who waits for an answer in chat: read once for everybody, told to each.

With hundreds of chats open something always changes, and every console wants to
know. The rows are therefore read at once for all of them, and each person is
told what their registers, roles and queues allow. The list names no visitor.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from seloste.domain.chat import ChatState
from seloste.domain.staff import Role
from seloste.records.models import Chat, Queue, QueueMember
from seloste.services import staff

GOING_ON = (ChatState.QUEUED, ChatState.AWAY, ChatState.OPEN, ChatState.LEFT)
COLUMNS = (
    "pk",
    "site__register",
    "contact__register",
    "state",
    "language",
    "queue",
    "queued_at",
    "assignee",
    "assignee__display_name",
    "last_seq",
    "agent_seen",
)


@dataclass(frozen=True, slots=True)
class WaitingQueue:
    """A queue by its names in each language; one without members is everybody's."""

    names: dict[str, str]
    members: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class GoingOn:
    """A chat that goes on, before anybody asks who may see it.

    ``position`` is the place in its queue, from 1, or 0 where it does not wait.
    """

    id: UUID
    register: str
    state: ChatState
    language: str
    queue: WaitingQueue | None
    position: int
    since: datetime
    assignee: UUID | None
    agent: str
    unread: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A chat in somebody's list: where it waits and since when; nobody is named."""

    id: UUID
    register: str
    state: ChatState
    language: str
    queue: str
    position: int
    since: datetime
    mine: bool
    assignee: str
    unread: int


def going_on() -> tuple[GoingOn, ...]:
    """Return every chat that goes on, who waits longest first.

    Three statements, however many chats there are.
    """
    queues, lengths = _queues(), Counter[tuple[UUID | None, str]]()
    rows = Chat.objects.filter(state__in=GOING_ON).order_by("queued_at", "pk")
    found = []
    for row in rows.values_list(*COLUMNS):
        chat, register, kept_in, state, language, queue, since = row[:7]
        assignee, agent, last_seq, agent_seen = row[7:]
        position = 0
        if state == ChatState.QUEUED:
            lengths[queue, kept_in] += 1
            position = lengths[queue, kept_in]
        found.append(
            GoingOn(
                id=chat,
                register=register,
                state=ChatState(state),
                language=language,
                queue=queues.get(queue),
                position=position,
                since=since,
                assignee=assignee,
                agent=agent or "",
                unread=max(0, last_seq - agent_seen),
            )
        )
    return tuple(found)


def _queues() -> dict[UUID, WaitingQueue]:
    members: dict[UUID, set[UUID]] = {}
    for queue, member in QueueMember.objects.values_list("queue", "staff"):
        members.setdefault(queue, set()).add(member)
    return {
        row.pk: WaitingQueue(
            {code: getattr(row, f"name_{code}") for code, _ in settings.LANGUAGES},
            frozenset(members.get(row.pk, ())),
        )
        for row in Queue.objects.all()
    }


def visible_to(
    staff_id: UUID, chats: Iterable[GoingOn], *, now: datetime
) -> list[GoingOn]:
    """Return the chats somebody may answer: theirs first, then who waits longest."""
    registers = {
        register
        for register in staff.registers_of(staff_id, now)
        if staff.roles_of(staff_id, register, now) - {Role.ADMIN}
    }
    may = [one for one in chats if one.register in registers and _theirs(one, staff_id)]
    return sorted(may, key=lambda one: one.assignee != staff_id)


def _theirs(chat: GoingOn, staff_id: UUID) -> bool:
    """Tell whether somebody answers a chat already, or works in its queue."""
    return (
        chat.assignee == staff_id
        or chat.queue is None
        or not chat.queue.members
        or staff_id in chat.queue.members
    )


def as_seen(chat: GoingOn, staff_id: UUID | None, language: str) -> Waiting:
    """Return a chat as somebody sees it; None is anybody who does not answer it."""
    mine = staff_id is not None and chat.assignee == staff_id
    return Waiting(
        id=chat.id,
        register=chat.register,
        state=chat.state,
        language=chat.language,
        queue=chat.queue.names.get(language, "") if chat.queue else "",
        position=chat.position,
        since=chat.since,
        mine=mine,
        assignee=chat.agent,
        unread=chat.unread if mine else 0,
    )
