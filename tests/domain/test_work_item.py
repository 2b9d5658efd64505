"""What may be done with tasks, feedback and complaints: the tables, by hand."""

import pytest

from seloste.domain.work_item import (
    Move,
    WorkKind,
    WorkRefused,
    WorkState,
    check_outcome,
    moves,
    next_state,
)

TASK = """
new     take     open
new     close    closed
new     merge    merged
open    wait     waiting
open    close    closed
open    merge    merged
waiting resume   open
waiting close    closed
waiting merge    merged
closed  reopen   open
"""
FEEDBACK = """
new     take     open
new     merge    merged
open    wait     waiting
open    close    closed
open    merge    merged
waiting resume   open
waiting close    closed
closed  reopen   open
"""
COMPLAINT = """
new     acknowledge open
new     merge       merged
open    wait        waiting
open    decide      decided
open    merge       merged
waiting resume      open
waiting decide      decided
decided dispute     open
decided close       closed
closed  reopen      open
"""


def rows(table: str) -> dict[tuple[str, str], str]:
    lines = (line.split() for line in table.strip().splitlines())
    return {(before, move): after for before, move, after in lines}


@pytest.mark.parametrize(
    ("kind", "table"),
    [("task", TASK), ("feedback", FEEDBACK), ("complaint", COMPLAINT)],
)
def test_every_move_leads_where_the_table_says_and_no_other_is_there(
    kind: str, table: str
) -> None:
    expected = rows(table)

    for state in WorkState:
        for move in Move:
            after = expected.get((state.value, move.value))
            if after is None:
                with pytest.raises(WorkRefused) as refused:
                    next_state(WorkKind(kind), state, move)
                assert refused.value.reason == "no-such-move"
            else:
                assert next_state(WorkKind(kind), state, move) == after


def test_a_complaint_is_acknowledged_before_anything_else() -> None:
    assert moves(WorkKind.COMPLAINT, WorkState.NEW) == (Move.ACKNOWLEDGE, Move.MERGE)


def test_a_merged_item_moves_no_more() -> None:
    for kind in WorkKind:
        assert moves(kind, WorkState.MERGED) == ()


@pytest.mark.parametrize(
    ("kind", "outcome", "reason"),
    [
        ("task", "", "no-outcome"),
        ("task", "accepted", "wrong-outcome"),
        ("feedback", "rejected", "wrong-outcome"),
        ("complaint", "done", "wrong-outcome"),
    ],
)
def test_an_outcome_fits_its_kind(kind: str, outcome: str, reason: str) -> None:
    with pytest.raises(WorkRefused) as refused:
        check_outcome(WorkKind(kind), outcome)

    assert refused.value.reason == reason
