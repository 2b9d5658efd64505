"""Conversations: whose turn it is in each thread, and by when to answer.

Written in the transaction of whatever happened: a contact that arrives opens
the conversation of its thread again, an answer hands the turn to the customer.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain import conversation as rules
from seloste.domain.audit import Action
from seloste.domain.contact import Author, Channel, Direction
from seloste.domain.conversation import (
    ConversationMove,
    ConversationRefused,
    ConversationState,
)
from seloste.domain.staff import Actor
from seloste.records.models import Contact, Conversation, Queue, QueueMember
from seloste.services import audit, business_calendar, queues, staff, talk_reach
from seloste.services.access import NotFound

ANSWERED = frozenset({Channel.MAIL, Channel.CHAT, Channel.FORM, Channel.PAPER})
"""Channels whose contacts wait for an answer; a call was answered on the phone."""


def arrived(
    contact: Contact,
    *,
    address: str,
    now: datetime,
    author: Author = Author.PERSON,
) -> None:
    """Note that a contact arrived, inside the transaction of its capture.

    What a machine wrote begins a conversation, so that somebody sees it, but
    takes nobody's turn; what a mail system says of a mail of ours does neither.
    """
    if contact.channel not in ANSWERED or author is Author.MAIL_SYSTEM:
        return
    talk = Conversation.objects.select_for_update().filter(pk=contact.thread).first()
    if talk is not None and author is Author.MACHINE:
        return
    if contact.direction == Direction.OUTBOUND:
        if talk is not None:
            _answered(talk, now)
        return
    if talk is None:
        _begin(contact, address, now)
        return
    _our_turn(talk, now)


def undelivered(thread: UUID, *, now: datetime) -> None:
    """Take the turn back: an answer of ours never reached its reader."""
    talk = Conversation.objects.select_for_update().filter(pk=thread).first()
    if talk is not None:
        _our_turn(talk, now)


def _our_turn(talk: Conversation, now: datetime) -> None:
    talk.state = rules.next_state(
        ConversationState(talk.state), ConversationMove.ARRIVE
    )
    talk.arrived_at = now
    talk.reply_by = _reply_by(talk.queue, now)
    talk.version += 1
    talk.save(update_fields=["state", "arrived_at", "reply_by", "version"])


def _begin(contact: Contact, address: str, now: datetime) -> None:
    queue = queues.queue_of_form(contact.source_id) or queues.queue_for(
        contact.register_id, address=address, channel=Channel(contact.channel)
    )
    Conversation.objects.create(
        thread=contact.thread,
        register_id=contact.register_id,
        controller_id=contact.controller_id,
        capacity=contact.capacity,
        channel=contact.channel,
        state=ConversationState.NEW,
        queue=queue,
        assignee_id=queues.next_member(queue, now=now) if queue else None,
        began_at=now,
        arrived_at=now,
        reply_by=_reply_by(queue, now),
    )


def _reply_by(queue: Queue | None, now: datetime) -> datetime | None:
    if queue is None:
        return None
    hours = business_calendar.hours_of(queue.hours)
    return business_calendar.target(now, queue.respond_minutes, hours)


def unreached(talk: Conversation) -> bool:
    """Tell whether it waits without a target, as its queue has no hours for one."""
    if talk.reply_by is not None or talk.queue is None:
        return False
    if talk.state not in (ConversationState.NEW, ConversationState.OPEN):
        return False
    return _reply_by(talk.queue, talk.arrived_at) is None


def _answered(talk: Conversation, now: datetime) -> None:
    talk.state = rules.next_state(
        ConversationState(talk.state), ConversationMove.ANSWER
    )
    talk.answered_at = now
    talk.first_answered_at = talk.first_answered_at or now
    talk.reply_by = None
    talk.version += 1
    talk.save(
        update_fields=[
            "state",
            "answered_at",
            "first_answered_at",
            "reply_by",
            "version",
        ]
    )


def locked(thread: UUID, *, actor: Actor, now: datetime) -> Conversation:
    """Return a conversation that the actor may work on, locked. Raises NotFound."""
    if actor.staff_id is None:
        raise NotFound("no such record")
    talk, _ = talk_reach.reach(thread, staff_id=actor.staff_id, now=now, lock=True)
    return talk


@transaction.atomic
def move(
    thread: UUID, wanted: ConversationMove, *, actor: Actor, now: datetime
) -> ConversationState:
    """Take, finish or reopen a conversation; return its new state.

    Raises NotFound, ConversationRefused.
    """
    talk = locked(thread, actor=actor, now=now)
    state = rules.next_state(ConversationState(talk.state), wanted)
    if wanted is ConversationMove.TAKE:
        talk.assignee_id = actor.staff_id
    if state is ConversationState.DONE:
        talk.reply_by = None
    talk.state = state
    talk.version += 1
    talk.save(update_fields=["state", "assignee", "reply_by", "version"])
    audit.record(
        action=Action.CONVERSATION_MOVED,
        actor=actor,
        object_id=thread,
        now=now,
        details={"move": wanted.value, "state": state.value},
    )
    return state


@transaction.atomic
def assign(
    thread: UUID,
    *,
    queue_id: UUID | None,
    staff_id: UUID | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Give a conversation to a queue of its register, and to a member or nobody.

    Raises NotFound, ConversationRefused.
    """
    talk = locked(thread, actor=actor, now=now)
    queue = None
    if queue_id is not None:
        queue = Queue.objects.filter(pk=queue_id, register=talk.register_id).first()
        if queue is None:
            raise ConversationRefused("other-queue")
    if staff_id is not None and not _may_take(talk, queue, staff_id, now):
        raise ConversationRefused("not-a-member")
    talk.queue, talk.assignee_id = queue, staff_id
    talk.version += 1
    talk.save(update_fields=["queue", "assignee", "version"])
    audit.record(
        action=Action.CONVERSATION_ASSIGNED,
        actor=actor,
        object_id=thread,
        now=now,
        details={"assignee": str(staff_id or "nobody")},
    )


def adopt(thread: UUID, *, actor: Actor, now: datetime) -> None:
    """Let a conversation that is nobody's be that of whoever answered it.

    Called in the transaction of the answer. Whoever is not of its queue answers
    for it and leaves it to the queue.
    """
    talk = Conversation.objects.select_for_update().get(pk=thread)
    me = actor.staff_id
    if talk.assignee_id is not None or me is None:
        return
    if not _may_take(talk, talk.queue, me, now):
        return
    talk.assignee_id = me
    talk.save(update_fields=["assignee"])
    audit.record(
        action=Action.CONVERSATION_ASSIGNED,
        actor=actor,
        object_id=thread,
        now=now,
        details={"assignee": str(me)},
    )


def _may_take(
    talk: Conversation, queue: Queue | None, staff_id: UUID, now: datetime
) -> bool:
    if not staff.roles_of(staff_id, talk.register_id, now):
        return False
    members = QueueMember.objects.filter(queue=queue) if queue else None
    return (
        members is None
        or not members.exists()
        or members.filter(staff=staff_id).exists()
    )
