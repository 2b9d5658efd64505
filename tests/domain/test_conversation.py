"""Whose turn it is: the table of a conversation, by hand."""

import pytest

from seloste.domain.conversation import (
    ConversationMove,
    ConversationRefused,
    ConversationState,
    next_state,
)

EXPECTED = {
    ("new", "arrive"): "new",
    ("new", "take"): "open",
    ("new", "answer"): "waiting",
    ("new", "finish"): "done",
    ("open", "arrive"): "open",
    ("open", "take"): "open",
    ("open", "answer"): "waiting",
    ("open", "finish"): "done",
    ("waiting", "arrive"): "open",
    ("waiting", "take"): "open",
    ("waiting", "answer"): "waiting",
    ("waiting", "finish"): "done",
    ("done", "arrive"): "open",
    ("done", "reopen"): "open",
    ("done", "answer"): "waiting",
}


def test_every_move_leads_where_the_table_says_and_no_other_is_there() -> None:
    for state in ConversationState:
        for move in ConversationMove:
            after = EXPECTED.get((state.value, move.value))
            if after is None:
                with pytest.raises(ConversationRefused):
                    next_state(state, move)
            else:
                assert next_state(state, move) == after
