"""Chats: beginning one, whose it is, and its end.

A chat becomes a contact through ``capture`` before anybody answers, with the
version and the language of the notice that the visitor was shown (promise
R-02). Every move follows the table of ``domain.chat``; lines are written by
``chat_lines``.
"""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain import chat as rules
from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.chat import Author, ChatMove, ChatRefused, ChatState
from seloste.domain.contact import (
    Channel,
    Delivery,
    NoticeShown,
    Party,
    PartyRole,
)
from seloste.domain.staff import Actor, system
from seloste.ports.desk import Desk
from seloste.records.models import (
    Chat,
    ChatSite,
    Contact,
    NoticeVersion,
    Queue,
    QueueMember,
)
from seloste.services import (
    audit,
    chat_changes,
    chat_lines,
    chat_sites,
    chat_turns,
    staff,
)
from seloste.services.capture import Result, capture
from seloste.services.chat_lines import Said
from seloste.services.notices import store

VISITOR = Actor(id="visitor:chat")


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a visitor's page sends to begin; name and address are theirs to give.

    ``token`` is drawn by the browser and lets it come back. ``notice`` is the
    number of the version it showed.
    """

    token: str
    notice: int
    language: str
    name: str = ""
    mailto: str = ""


def begin(site: ChatSite, wanted: Beginning, *, desk: Desk, now: datetime) -> UUID:
    """Begin a chat and return its contact; the same token again changes nothing.

    Raises ChatRefused and what ``capture`` raises.
    """
    digest = token_digest(wanted.token)
    known = Chat.objects.filter(token_sha256=digest).first()
    if known is not None:
        return known.contact_id
    if not chat_sites.is_open(site, now):
        raise ChatRefused("closed")
    version = shown_version(site, wanted.notice, now)
    receipt = capture(_delivery(site, wanted, digest, now), desk=desk, now=now)
    if receipt.result is Result.QUARANTINED or receipt.id is None:
        raise ChatRefused("not-kept")
    with transaction.atomic():
        contact = Contact.objects.select_for_update(of=("self",)).get(pk=receipt.id)
        if not Chat.objects.filter(pk=contact.pk).exists():
            _create(
                site, wanted, contact=contact, version=version, digest=digest, now=now
            )
    shown = f"begun {wanted.notice} {wanted.language}"
    _say(receipt.id, "begun", shown, desk=desk, now=now)
    return receipt.id


def token_digest(token: str) -> str:
    """Return the hash under which a visitor's token is kept. Raises ChatRefused."""
    return hashlib.sha256(rules.check_token(token).encode()).hexdigest()


def shown_version(site: ChatSite, number: int, now: datetime) -> NoticeVersion:
    """Return the version that was shown, if it is the one in force.

    Raises ChatRefused: another took effect meanwhile and is to be shown first.
    """
    row = store.version_row(site.register_id, retention.local_day(now))
    if row.number != number:
        raise ChatRefused("notice-changed")
    return row


def party_of(name: str, mailto: str) -> tuple[Party, ...]:
    """Return the visitor as a party, as far as they said who they are."""
    said = " ".join(name.split())
    if len(said) > rules.LONGEST_NAME:
        raise ChatRefused("too-long")
    address = rules.check_mailto(mailto) if mailto.strip() else ""
    if not said and not address:
        return ()
    return (Party(role=PartyRole.CUSTOMER, name=said, mailto=address),)


def _delivery(
    site: ChatSite, wanted: Beginning, digest: str, now: datetime
) -> Delivery:
    return Delivery(
        source=site.source_id,
        source_id=f"chat:{digest}",
        channel=Channel.CHAT,
        started_at=now,
        address=site.address,
        language=wanted.language,
        parties=party_of(wanted.name, wanted.mailto),
        shown=NoticeShown(wanted.notice, wanted.language, now),
    )


def _create(
    site: ChatSite,
    wanted: Beginning,
    *,
    contact: Contact,
    version: NoticeVersion,
    digest: str,
    now: datetime,
) -> None:
    queue = chat_sites.queue_of(site)
    Chat.objects.create(
        contact=contact,
        site=site,
        state=ChatState.QUEUED,
        language=wanted.language,
        notice_version=version,
        token_sha256=digest,
        token_expires_at=now + rules.TOKEN_LASTS,
        queue=queue,
        began_at=now,
        queued_at=now,
        visitor_at=now,
    )
    chat_turns.waits_in(contact.thread, queue)
    chat_changes.tell(contact.pk)
    audit.record(
        action=Action.CHAT_BEGUN,
        actor=VISITOR,
        object_id=contact.pk,
        now=now,
        details={
            "notice": str(version.id),
            "version": version.number,
            "language": wanted.language,
        },
    )


def locked(chat_id: UUID) -> Chat:
    """Return a chat, locked, inside a transaction. Raises ChatRefused."""
    row = (
        Chat.objects.select_for_update(of=("self",))
        .select_related("contact", "site")
        .filter(pk=chat_id)
        .first()
    )
    if row is None:
        raise ChatRefused("unknown-chat")
    return row


def _move(chat: Chat, move: ChatMove, *fields: str) -> None:
    """Let a chat make a move and save it with the fields that go with it."""
    chat.state = rules.next_state(ChatState(chat.state), move)
    chat.save(update_fields=["state", *fields])
    chat_changes.tell(chat.pk)


def take(chat_id: UUID, *, actor: Actor, name: str, desk: Desk, now: datetime) -> None:
    """Let a member of the chat's queue answer it, or take it over.

    The caller has opened it for a purpose. Raises ChatRefused.
    """
    with transaction.atomic():
        chat = locked(chat_id)
        if actor.staff_id is None or not may_answer(chat, actor.staff_id, now):
            raise ChatRefused("not-a-member")
        if chat.assignee_id == actor.staff_id:
            return
        chat.assignee_id = actor.staff_id
        chat.taken_at = chat.taken_at or now
        _move(chat, ChatMove.TAKE, "assignee", "taken_at")
        chat_turns.taken(chat.contact.thread, actor.staff_id, now)
        audit.record(
            action=Action.CHAT_TAKEN,
            actor=actor,
            object_id=chat_id,
            now=now,
            details={"seconds": int((now - chat.queued_at).total_seconds())},
        )
    once = f"taken {now.isoformat()}"
    _say(chat_id, once, "taken", name, desk=desk, now=now)


def may_answer(chat: Chat, staff_id: UUID, now: datetime) -> bool:
    """Tell whether somebody works in the chat's queue; one without members is all's."""
    if not staff.roles_of(staff_id, chat.contact.register_id, now):
        return False
    members = QueueMember.objects.filter(queue=chat.queue_id) if chat.queue_id else None
    return (
        members is None
        or not members.exists()
        or members.filter(staff=staff_id).exists()
    )


def transfer(
    chat_id: UUID,
    *,
    queue_id: UUID | None,
    staff_id: UUID | None,
    actor: Actor,
    desk: Desk,
    now: datetime,
) -> None:
    """Hand a chat on: back to a queue of its register, or to somebody by name.

    Raises ChatRefused.
    """
    with transaction.atomic():
        chat = locked(chat_id)
        if chat.assignee_id != actor.staff_id:
            raise ChatRefused("not-yours")
        _hand_on(chat, queue_id, staff_id, now)
        audit.record(
            action=Action.CONVERSATION_ASSIGNED,
            actor=actor,
            object_id=chat_id,
            now=now,
            details={"assignee": str(staff_id or "nobody")},
        )
    once = f"transferred {now.isoformat()}"
    _say(chat_id, once, "transferred", desk=desk, now=now)


def _hand_on(
    chat: Chat, queue_id: UUID | None, staff_id: UUID | None, now: datetime
) -> None:
    if staff_id is not None:
        if not may_answer(chat, staff_id, now):
            raise ChatRefused("not-a-member")
        chat.assignee_id = staff_id
        _move(chat, ChatMove.TAKE, "assignee")
        chat_turns.taken(chat.contact.thread, staff_id, now)
        return
    queue = Queue.objects.filter(
        pk=queue_id or UUID(int=0), register=chat.contact.register_id, active=True
    ).first()
    if queue is None:
        raise ChatRefused("other-queue")
    chat.queue, chat.assignee, chat.queued_at = queue, None, now
    _move(chat, ChatMove.TRANSFER, "queue", "assignee", "queued_at")
    chat_turns.waits_in(chat.contact.thread, queue)


def end(chat_id: UUID, *, actor: Actor, desk: Desk, now: datetime) -> None:
    """End a chat; one that has ended stays so. Raises ChatRefused."""
    chat = Chat.objects.filter(pk=chat_id).first()
    if chat is None:
        raise ChatRefused("unknown-chat")
    if chat.state == ChatState.ENDED:
        return
    _allow_ending(chat, actor)
    _say(chat_id, "ended", f"ended {_who(actor)}", desk=desk, now=now)
    with transaction.atomic():
        chat = locked(chat_id)
        if chat.state == ChatState.ENDED:
            return
        _allow_ending(chat, actor)
        chat.ended_at = now
        chat.token_expires_at = now + rules.AFTERWARDS
        _move(chat, ChatMove.END, "ended_at", "token_expires_at")
        Contact.objects.filter(pk=chat_id).update(ended_at=now)
        chat_turns.ended(chat, now)
        audit.record(
            action=Action.CHAT_ENDED,
            actor=actor,
            object_id=chat_id,
            now=now,
            details={"parts": chat.last_seq},
        )


def _allow_ending(chat: Chat, actor: Actor) -> None:
    """Refuse a member of staff who does not answer this chat."""
    if actor.staff_id and chat.assignee_id != actor.staff_id:
        raise ChatRefused("not-yours")


def _who(actor: Actor) -> str:
    if actor.staff_id:
        return Author.AGENT.value
    return Author.VISITOR.value if actor == VISITOR else Author.SYSTEM.value


def _say(
    chat_id: UUID,
    once: str,
    what: str,
    name: str = "",
    *,
    desk: Desk,
    now: datetime,
) -> None:
    """Write a line of the program's own: a stable word, and who it is about.

    ``once`` tells one such line from another: the same is written once.
    """
    said = Said(
        author=Author.SYSTEM,
        client_id=uuid.uuid5(chat_id, once),
        text=what,
        name=name,
    )
    chat_lines.say(chat_id, said, desk=desk, now=now)


def heard(chat_id: UUID, now: datetime) -> None:
    """Note that the visitor's page is there; who had left comes back."""
    Chat.objects.filter(pk=chat_id).update(visitor_at=now)
    gone = (ChatState.AWAY, ChatState.LEFT)
    if not Chat.objects.filter(pk=chat_id, state__in=gone).exists():
        return
    with transaction.atomic():
        chat = locked(chat_id)
        if chat.state in gone:
            _move(chat, ChatMove.RETURN)


def tidy(*, desk: Desk, now: datetime) -> None:
    """Note who has left, and end the chats of those who stay away."""
    silent = Chat.objects.filter(visitor_at__lte=now - rules.AWAY_AFTER)
    here = (ChatState.QUEUED, ChatState.OPEN)
    for chat_id in list(silent.filter(state__in=here).values_list("pk", flat=True)):
        _leave(chat_id, now)
    over = Chat.objects.filter(
        visitor_at__lte=now - rules.OVER_AFTER,
        state__in=(ChatState.AWAY, ChatState.LEFT),
    )
    for chat_id in list(over.values_list("pk", flat=True)):
        end(chat_id, actor=system("chat"), desk=desk, now=now)


@transaction.atomic
def _leave(chat_id: UUID, now: datetime) -> None:
    chat = locked(chat_id)
    still = chat.visitor_at <= now - rules.AWAY_AFTER
    if still and chat.state in {ChatState.QUEUED, ChatState.OPEN}:
        _move(chat, ChatMove.LEAVE)
