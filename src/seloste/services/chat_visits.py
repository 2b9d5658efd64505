"""What a visitor sees of their chat, and what their page may do.

Whoever holds the resume token is the visitor; only its hash is kept. A visitor
sees the lines of this one chat and nothing else of the register.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest

from seloste.domain.chat import TYPING_LASTS, Author, ChatRefused, ChatState, Line
from seloste.ports.desk import Desk
from seloste.records.models import Chat
from seloste.services import chat_changes, chat_lines, chat_sites, satisfaction
from seloste.services.chat_lines import Said
from seloste.services.chats import token_digest


@dataclass(frozen=True, slots=True)
class Visit:
    """Where a chat stands, as one side is told.

    ``position`` is the place in the queue, from 1, or 0; ``got`` and ``seen``
    count the lines that the other side has received and looked at.
    ``waited_long`` is when leaving a message is offered.
    """

    chat_id: UUID
    state: ChatState
    position: int
    agent: str
    last_seq: int
    got: int
    seen: int
    typing: bool
    waited_long: bool
    version: int


def chat_of(token: str, *, origin: str, now: datetime) -> UUID:
    """Return the chat a token opens, for a page of the same site.

    An unknown, old or foreign one reads the same. Raises ChatRefused.
    """
    chat = (
        Chat.objects.select_related("site")
        .filter(token_sha256=token_digest(token), token_expires_at__gt=now)
        .first()
    )
    if chat is None or not chat.site.active or origin not in chat.site.origins:
        raise ChatRefused("unknown-chat")
    return chat.contact_id


def visit(chat_id: UUID, *, now: datetime) -> Visit:
    """Return where a chat stands for its visitor. Raises ChatRefused."""
    chat = (
        Chat.objects.select_related("assignee", "site__queue")
        .filter(pk=chat_id, token_expires_at__gt=now, site__active=True)
        .first()
    )
    if chat is None:
        raise ChatRefused("unknown-chat")
    waited = (now - chat.queued_at).total_seconds() / 60
    queued = chat.state == ChatState.QUEUED
    late = waited >= chat.site.patience_minutes or not chat_sites.is_open(
        chat.site, now
    )
    return Visit(
        chat_id=chat_id,
        state=ChatState(chat.state),
        position=position(chat),
        agent=chat.assignee.display_name if chat.assignee else "",
        last_seq=chat.last_seq,
        got=chat.agent_got,
        seen=chat.agent_seen,
        typing=is_typing(chat.agent_typing_at, now),
        waited_long=queued and late,
        version=chat.version,
    )


def is_typing(at: datetime | None, now: datetime) -> bool:
    """Tell whether somebody was typing a moment ago."""
    return at is not None and now - at < TYPING_LASTS


def position(chat: Chat) -> int:
    """Return the place of a waiting chat in its queue, from 1; 0 where it waits not."""
    if chat.state != ChatState.QUEUED:
        return 0
    before = Q(queued_at__lt=chat.queued_at) | Q(
        queued_at=chat.queued_at, pk__lt=chat.pk
    )
    waiting = Chat.objects.filter(state=ChatState.QUEUED, queue=chat.queue_id)
    same = waiting.filter(contact__register=chat.site.register_id)
    return same.filter(before).count() + 1


def say(chat_id: UUID, *, client_id: UUID, text: str, desk: Desk, now: datetime) -> int:
    """Keep what the visitor says and return its number. Raises ChatRefused."""
    said = Said(author=Author.VISITOR, client_id=client_id, text=text)
    return chat_lines.say(chat_id, said, desk=desk, now=now)


def lines(chat_id: UUID, *, after: int, desk: Desk) -> tuple[Line, ...]:
    """Return the lines after a number: what the visitor said or was told."""
    return chat_lines.lines(chat_id, after=after, desk=desk)


def mark(chat_id: UUID, side: Author, *, got: int, seen: int) -> None:
    """Note how many lines a side has received and looked at; never backwards."""
    names = (f"{side.value}_got", f"{side.value}_seen")
    chat = Chat.objects.filter(pk=chat_id)
    known = chat.values_list(*names, "last_seq").first()
    if known is None:
        return
    wanted = (min(max(got, seen), known[2]), min(seen, known[2]))
    if wanted[0] <= known[0] and wanted[1] <= known[1]:
        return
    higher = {
        name: Greatest(F(name), value)
        for name, value in zip(names, wanted, strict=True)
    }
    chat.update(**higher)
    chat_changes.tell(chat_id)


@transaction.atomic
def satisfaction_path(chat_id: UUID, *, now: datetime) -> str:
    """Return the path of the anonymous question, once, after a chat was answered.

    Raises ChatRefused: it goes on, nobody answered, or its page was asked before.
    """
    chat = (
        Chat.objects.select_for_update(of=("self",))
        .select_related("contact")
        .filter(pk=chat_id, state=ChatState.ENDED, satisfaction_asked=False)
        .exclude(taken_at=None)
        .first()
    )
    if chat is None:
        raise ChatRefused("not-asked")
    chat.satisfaction_asked = True
    chat.save(update_fields=["satisfaction_asked"])
    return satisfaction.ask(chat.contact.thread, now=now)


def typing(chat_id: UUID, side: Author, *, now: datetime) -> None:
    """Note that a side is typing; said anew only when the last word fades."""
    name = f"{side.value}_typing_at"
    stale = Q(**{name: None}) | Q(**{f"{name}__lt": now - TYPING_LASTS / 2})
    changed = Chat.objects.filter(stale, pk=chat_id).update(**{name: now})
    if changed:
        chat_changes.tell(chat_id)
