"""The table of moves of outgoing mail, written out by hand."""

import itertools
from datetime import timedelta

import pytest

from seloste.domain.outgoing import (
    OutgoingMove,
    OutgoingRefused,
    OutgoingState,
    next_state,
    wait_after,
)

ALLOWED = {
    ("waiting", "try"): "sending",
    ("deferred", "try"): "sending",
    ("sending", "try"): "sending",
    ("sending", "taken"): "sent",
    ("sending", "defer"): "deferred",
    ("sending", "refuse"): "failed",
    ("sending", "bounce"): "bounced",
    ("sent", "bounce"): "bounced",
    ("failed", "retry"): "waiting",
    ("bounced", "retry"): "waiting",
}
REFUSED = set(itertools.product(OutgoingState, OutgoingMove)) - ALLOWED.keys()


@pytest.mark.parametrize(("pair", "after"), ALLOWED.items())
def test_a_message_moves_as_the_table_says(pair: tuple[str, str], after: str) -> None:
    state, move = pair

    assert next_state(OutgoingState(state), OutgoingMove(move)) == after


@pytest.mark.parametrize(("state", "move"), sorted(REFUSED))
def test_every_other_move_is_refused(state: OutgoingState, move: OutgoingMove) -> None:
    with pytest.raises(OutgoingRefused, match="no-such-move"):
        next_state(state, move)


def test_the_first_attempts_follow_soon_and_the_last_days_apart() -> None:
    assert wait_after(1) == timedelta(minutes=1)
    assert wait_after(12) == timedelta(days=1)


def test_trying_ends_between_four_and_five_days_after_it_began() -> None:
    waits = [wait_after(attempts) for attempts in range(1, 13)]

    total = sum((wait for wait in waits if wait), start=timedelta())
    assert timedelta(days=4) < total < timedelta(days=5)
    assert wait_after(13) is None
