"""What a chat means for its conversation: whose turn it is in the inbox.

Written inside the transaction that moves the chat. Somebody who left an
address and was never answered stays in the inbox, to be written to.
"""

from datetime import datetime
from uuid import UUID

from seloste.domain import conversation as rules
from seloste.domain.conversation import ConversationMove, ConversationState
from seloste.records.models import Chat, Conversation, PartyIndex, Queue
from seloste.services.identifiers import IdentifierField


def waits_in(thread: UUID, queue: Queue | None) -> None:
    """Note that the conversation waits in a queue for somebody to take it."""
    _change(thread, queue=queue, assignee=None)


def taken(thread: UUID, staff_id: UUID, now: datetime) -> None:
    """Note that somebody answers: the first answer of a chat is taking it."""
    talk = _locked(thread)
    if talk is None:
        return
    here = rules.next_state(ConversationState(talk.state), ConversationMove.ARRIVE)
    _change(
        thread,
        assignee_id=staff_id,
        state=rules.next_state(here, ConversationMove.TAKE),
        first_answered_at=talk.first_answered_at or now,
        answered_at=now,
        reply_by=None,
    )


def ended(chat: Chat, now: datetime) -> None:
    """Note that the chat is over; nothing is owed unless nobody ever answered."""
    if chat.taken_at is None and _left_an_address(chat):
        return
    talk = _locked(chat.contact.thread)
    if talk is None or talk.state == ConversationState.DONE:
        return
    state = rules.next_state(ConversationState(talk.state), ConversationMove.FINISH)
    _change(talk.thread, state=state, reply_by=None, answered_at=now)


def _left_an_address(chat: Chat) -> bool:
    return PartyIndex.objects.filter(
        contact=chat.pk, field=IdentifierField.MAILTO
    ).exists()


def _locked(thread: UUID) -> Conversation | None:
    return (
        Conversation.objects.select_for_update(of=("self",)).filter(pk=thread).first()
    )


def _change(thread: UUID, **fields: object) -> None:
    talk = _locked(thread)
    if talk is None:
        return
    for name, value in fields.items():
        setattr(talk, name, value)
    talk.version += 1
    talk.save(update_fields=[*(name.removesuffix("_id") for name in fields), "version"])
