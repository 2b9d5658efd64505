"""Many conversations at once: first what will and will not happen, and then that.

The preview asks the same rules as the doing. What changed in between is left
alone and said.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain import conversation as rules
from seloste.domain.conversation import (
    ConversationMove,
    ConversationRefused,
    ConversationState,
)
from seloste.domain.inbox import Bulk, InboxRefused
from seloste.domain.staff import Actor
from seloste.records.models import Conversation, Queue
from seloste.services import conversations, inbox
from seloste.services.access import NotFound

MOST = 100


@dataclass(frozen=True, slots=True)
class Plan:
    """What a bulk action will do, and how many it leaves alone for which reason.

    Reasons: no-such-move, already, other-register, not-here, changed.
    """

    action: Bulk
    will: tuple[UUID, ...]
    wont: tuple[tuple[str, int], ...]
    queue: Queue | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of which conversations."""

    action: Bulk
    threads: tuple[UUID, ...]
    queue: UUID | None = None


def preview(asked: Asked, *, actor: Actor, now: datetime) -> Plan:
    """Return what would happen; nothing is changed. Raises InboxRefused, NotFound."""
    me = _me(actor)
    queue = _checked(asked, me, now)
    will, wont = [], Counter[str]()
    for thread in dict.fromkeys(asked.threads):
        reason = _reason(thread, asked.action, queue, me, now)
        if reason:
            wont[reason] += 1
        else:
            will.append(thread)
    return Plan(asked.action, tuple(will), tuple(sorted(wont.items())), queue)


def carry_out(asked: Asked, *, actor: Actor, now: datetime) -> Plan:
    """Do it, each conversation by itself; return what was and was not done."""
    me = _me(actor)
    queue = _checked(asked, me, now)
    done, wont = [], Counter[str]()
    for thread in dict.fromkeys(asked.threads):
        reason = _reason(thread, asked.action, queue, me, now)
        try:
            if not reason:
                _do(thread, asked.action, queue, actor, now)
                done.append(thread)
        except (ConversationRefused, NotFound):
            reason = "changed"
        if reason:
            wont[reason] += 1
    return Plan(asked.action, tuple(done), tuple(sorted(wont.items())), queue)


def _me(actor: Actor) -> UUID:
    if actor.staff_id is None:
        raise NotFound("no such record")
    return actor.staff_id


def _checked(asked: Asked, me: UUID, now: datetime) -> Queue | None:
    if not asked.threads:
        raise InboxRefused("nothing-chosen")
    if len(asked.threads) > MOST:
        raise InboxRefused("too-many")
    if asked.action is not Bulk.QUEUE:
        return None
    mine = inbox.registers_of(me, now)
    offered = Queue.objects.filter(active=True, register__in=mine)
    queue = offered.filter(pk=asked.queue).first() if asked.queue else None
    if queue is None:
        raise InboxRefused("no-queue")
    return queue


def _reason(
    thread: UUID, action: Bulk, queue: Queue | None, me: UUID, now: datetime
) -> str:
    """Return why a conversation is left alone, or nothing."""
    try:
        talk, _ = inbox.reach(thread, staff_id=me, now=now)
    except NotFound:
        return "not-here"
    if queue is not None:
        if talk.register_id != queue.register_id:
            return "other-register"
        return "already" if talk.queue_id == queue.pk else ""
    if action is Bulk.TAKE and talk.assignee_id == me:
        return "already"
    return _no_move(talk, MOVES[action])


MOVES = {Bulk.TAKE: ConversationMove.TAKE, Bulk.FINISH: ConversationMove.FINISH}


def _no_move(talk: Conversation, wanted: ConversationMove) -> str:
    try:
        rules.next_state(ConversationState(talk.state), wanted)
    except ConversationRefused as refusal:
        return refusal.reason
    return ""


@transaction.atomic
def _do(
    thread: UUID, action: Bulk, queue: Queue | None, actor: Actor, now: datetime
) -> None:
    if queue is None:
        conversations.move(thread, MOVES[action], actor=actor, now=now)
        return
    conversations.assign(thread, queue_id=queue.pk, staff_id=None, actor=actor, now=now)
