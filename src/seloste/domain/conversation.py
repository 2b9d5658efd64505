"""Conversations: where an answer to a mail, chat or form stands.

A conversation is the thread of contacts that continue one another, seen as
something to be answered. It keeps nothing: each contact goes on its own day,
and the conversation with the last of them. Nothing here reads the clock.
"""

from collections.abc import Mapping
from enum import StrEnum

from seloste.domain.errors import SelosteError


class ConversationState(StrEnum):
    """Whose turn it is."""

    NEW = "new"
    OPEN = "open"
    WAITING = "waiting"
    DONE = "done"


class ConversationMove(StrEnum):
    """What can happen to a conversation."""

    ARRIVE = "arrive"
    TAKE = "take"
    ANSWER = "answer"
    FINISH = "finish"
    REOPEN = "reopen"


class ConversationRefused(SelosteError):
    """The conversation does not allow this; ``reason`` is a stable word.

    Reasons: no-such-move, taken, other-queue, not-a-member.
    """

    code = "conversation-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"conversation: {reason}")
        self.reason = reason


TABLE: Mapping[tuple[ConversationState, ConversationMove], ConversationState] = {
    (ConversationState.NEW, ConversationMove.ARRIVE): ConversationState.NEW,
    (ConversationState.NEW, ConversationMove.TAKE): ConversationState.OPEN,
    (ConversationState.NEW, ConversationMove.ANSWER): ConversationState.WAITING,
    (ConversationState.NEW, ConversationMove.FINISH): ConversationState.DONE,
    (ConversationState.OPEN, ConversationMove.ARRIVE): ConversationState.OPEN,
    (ConversationState.OPEN, ConversationMove.TAKE): ConversationState.OPEN,
    (ConversationState.OPEN, ConversationMove.ANSWER): ConversationState.WAITING,
    (ConversationState.OPEN, ConversationMove.FINISH): ConversationState.DONE,
    (ConversationState.WAITING, ConversationMove.ARRIVE): ConversationState.OPEN,
    (ConversationState.WAITING, ConversationMove.TAKE): ConversationState.OPEN,
    (ConversationState.WAITING, ConversationMove.ANSWER): ConversationState.WAITING,
    (ConversationState.WAITING, ConversationMove.FINISH): ConversationState.DONE,
    (ConversationState.DONE, ConversationMove.ARRIVE): ConversationState.OPEN,
    (ConversationState.DONE, ConversationMove.REOPEN): ConversationState.OPEN,
    (ConversationState.DONE, ConversationMove.ANSWER): ConversationState.WAITING,
}


def next_state(state: ConversationState, move: ConversationMove) -> ConversationState:
    """Return the state a move leads to. Raises ConversationRefused."""
    try:
        return TABLE[state, move]
    except KeyError:
        raise ConversationRefused("no-such-move") from None
