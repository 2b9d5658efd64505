"""Rights requests: every move by hand, and no way around identity and approval."""

import itertools

import pytest

from seloste.domain import rights
from seloste.domain.rights import (
    MOVES,
    Asker,
    RefusalReason,
    RequestKind,
    RequestMove,
    RequestRefused,
    RequestState,
)

ALLOWED = {
    ("unconfirmed", "confirm"): "received",
    ("unconfirmed", "expire"): "expired",
    ("unconfirmed", "withdraw"): "withdrawn",
    ("received", "ask-identity"): "identifying",
    ("received", "identify"): "identified",
    ("received", "extend"): "received",
    ("received", "propose-refusal"): "refusing",
    ("received", "withdraw"): "withdrawn",
    ("received", "forward"): "forwarded",
    ("identifying", "identify"): "identified",
    ("identifying", "extend"): "identifying",
    ("identifying", "propose-refusal"): "refusing",
    ("identifying", "withdraw"): "withdrawn",
    ("identifying", "forward"): "forwarded",
    ("identified", "ask-identity"): "identifying",
    ("identified", "decide"): "deciding",
    ("identified", "extend"): "identified",
    ("identified", "propose-refusal"): "refusing",
    ("identified", "withdraw"): "withdrawn",
    ("identified", "forward"): "forwarded",
    ("deciding", "ask-identity"): "identifying",
    ("deciding", "review"): "reviewed",
    ("deciding", "extend"): "deciding",
    ("deciding", "propose-refusal"): "refusing",
    ("deciding", "withdraw"): "withdrawn",
    ("deciding", "forward"): "forwarded",
    ("reviewed", "approve"): "approved",
    ("reviewed", "return"): "deciding",
    ("reviewed", "extend"): "reviewed",
    ("reviewed", "withdraw"): "withdrawn",
    ("approved", "release"): "released",
    ("approved", "return"): "deciding",
    ("approved", "extend"): "approved",
    ("approved", "withdraw"): "withdrawn",
    ("refusing", "approve-refusal"): "refused",
    ("refusing", "return"): "received",
    ("refusing", "extend"): "refusing",
    ("refusing", "withdraw"): "withdrawn",
    ("released", "close"): "closed",
    ("refused", "close"): "closed",
    ("withdrawn", "close"): "closed",
    ("forwarded", "close"): "closed",
}
REFUSED = set(itertools.product(RequestState, RequestMove)) - ALLOWED.keys()


@pytest.mark.parametrize(("at", "to"), sorted(ALLOWED.items()))
def test_a_move_of_the_table_leads_where_it_says(at: tuple[str, str], to: str) -> None:
    state, move = RequestState(at[0]), RequestMove(at[1])

    assert rights.next_state(state, move) == to


@pytest.mark.parametrize(("state", "move"), sorted(REFUSED))
def test_every_other_move_is_refused(state: RequestState, move: RequestMove) -> None:
    with pytest.raises(RequestRefused) as refusal:
        rights.next_state(state, move)

    assert refusal.value.reason == "no-such-move"


def reached(start: RequestState, without: RequestMove) -> set[RequestState]:
    """Return every state that can be reached when one move is never taken."""
    found, waiting = {start}, [start]
    while waiting:
        state = waiting.pop()
        for (at, move), to in MOVES.items():
            if at is state and move is not without and to not in found:
                found.add(to)
                waiting.append(to)
    return found


@pytest.mark.parametrize("needed", ["identify", "review", "approve"])
@pytest.mark.parametrize("start", ["unconfirmed", "received"])
def test_nothing_is_released_without_identity_review_and_approval(
    start: str, needed: str
) -> None:
    state, move = RequestState(start), RequestMove(needed)

    assert RequestState.RELEASED not in reached(state, move)
    assert RequestState.CLOSED in reached(state, move)


def test_nothing_is_refused_without_a_second_person() -> None:
    states = reached(RequestState.RECEIVED, RequestMove.APPROVE_REFUSAL)

    assert RequestState.REFUSING in states
    assert RequestState.REFUSED not in states


def test_the_moves_that_may_be_taken_are_those_of_the_table() -> None:
    assert rights.moves(RequestState.REVIEWED) == (
        RequestMove.RETURN,
        RequestMove.APPROVE,
        RequestMove.EXTEND,
        RequestMove.WITHDRAW,
    )
    assert rights.moves(RequestState.CLOSED) == ()


@pytest.mark.parametrize(
    ("state", "answered", "ended"),
    [
        ("unconfirmed", False, False),
        ("received", False, False),
        ("identifying", False, False),
        ("identified", False, False),
        ("deciding", False, False),
        ("reviewed", False, False),
        ("approved", False, False),
        ("refusing", False, False),
        ("released", True, False),
        ("refused", True, False),
        ("withdrawn", True, False),
        ("forwarded", True, False),
        ("expired", True, True),
        ("closed", True, True),
    ],
)
def test_a_state_says_whether_the_person_has_an_answer(
    state: str, answered: bool, ended: bool
) -> None:
    one = RequestState(state)

    assert (one.answered, one.ended) == (answered, ended)


@pytest.mark.parametrize(
    ("kind", "article", "holds", "from_interest"),
    [
        ("confirmation", "15(1)", True, True),
        ("access", "15", True, True),
        ("transcript", "15(3)", True, True),
        ("rectification", "16", False, True),
        ("erasure", "17", False, True),
        ("restriction", "18", False, True),
        ("portability", "20", True, False),
        ("objection", "21", False, True),
        ("withdrawal", "7(3)", False, False),
    ],
)
def test_a_kind_has_its_article_its_hold_and_its_basis(
    kind: str, article: str, holds: bool, from_interest: bool
) -> None:
    one = RequestKind(kind)
    of_interest = ("13", "14", "15", "16", "17", "18", "21", "22", "77")

    assert (one.article, one.holds) == (article, holds)
    assert rights.follows_from(one, of_interest) is from_interest


@pytest.mark.parametrize(
    ("reason", "article"),
    [
        ("not-identified", "12(2)"),
        ("deceased", "recital-27"),
        ("no-authority", "12(6)"),
        ("unfounded", "12(5)"),
        ("excessive", "12(5)"),
        ("not-from-basis", "12(4)"),
        ("others", "15(4)"),
        ("legal-claim", "17(3)(e)"),
        ("legal-duty", "17(3)(b)"),
        ("section-34", "tietosuojalaki-34"),
    ],
)
def test_a_refusal_has_its_ground_in_law(reason: str, article: str) -> None:
    assert RefusalReason(reason).article == article


def test_who_handled_a_request_does_not_approve_it() -> None:
    rights.check_approver("staff:onni", handled_by=["staff:aino", "staff:eino"])

    with pytest.raises(RequestRefused) as refusal:
        rights.check_approver("staff:aino", handled_by=["staff:aino", "staff:eino"])

    assert refusal.value.reason == "same-person"


def test_only_who_asks_for_themselves_shows_no_authority() -> None:
    assert [one.value for one in Asker if not one.for_another] == ["person"]


def test_a_part_that_is_not_open_is_done() -> None:
    assert [one.value for one in rights.PartState if not one.done] == ["open"]


def test_whoever_did_anything_handled_it_but_for_looking_at_anothers_work() -> None:
    acts = [
        ("received", "system:portal"),
        ("match-confirmed", "staff:aino"),
        ("decided", "staff:bertta"),
        ("alert-cleared", "staff:onni"),
        ("decision-approved", "staff:onni"),
        ("letter-taken", "staff:cilla"),
        ("approve", "staff:onni"),
        ("release", "staff:daavid"),
        ("resume", "staff:eino"),
    ]

    assert rights.handlers(acts) == {"staff:aino", "staff:bertta"}
