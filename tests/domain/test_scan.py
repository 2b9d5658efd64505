"""Where a scanned file stands, written out by hand."""

import itertools

import pytest

from seloste.domain.scan import (
    ContentWithheld,
    ScanMove,
    ScanRefused,
    ScanState,
    check,
    next_state,
)

ALLOWED = {
    ("waiting", "clear"): "clean",
    ("waiting", "find"): "found",
    ("waiting", "miss"): "failed",
    ("failed", "clear"): "clean",
    ("failed", "find"): "found",
    ("failed", "miss"): "failed",
    ("found", "release"): "released",
}
REFUSED = set(itertools.product(ScanState, ScanMove)) - ALLOWED.keys()


@pytest.mark.parametrize(("state", "move"), ALLOWED)
def test_what_may_happen_leads_somewhere(state: str, move: str) -> None:
    assert next_state(ScanState(state), ScanMove(move)) == ALLOWED[state, move]


@pytest.mark.parametrize(("state", "move"), sorted(REFUSED))
def test_everything_else_is_refused(state: ScanState, move: ScanMove) -> None:
    with pytest.raises(ScanRefused, match="no-such-move"):
        next_state(state, move)


HANDED_OVER = {
    (None, False),
    ("waiting", False),
    ("clean", False),
    ("failed", False),
    ("released", False),
    ("clean", True),
    ("released", True),
}


@pytest.mark.parametrize("state", [None, *ScanState])
@pytest.mark.parametrize("scanner", [True, False])
def test_only_this_is_handed_over(state: ScanState | None, scanner: bool) -> None:
    try:
        check(state, scanner=scanner)
    except ContentWithheld:
        handed_over = False
    else:
        handed_over = True

    assert handed_over == ((state, scanner) in HANDED_OVER)
