"""Objections: what can be objected to, and what follows, written out by hand."""

import itertools

import pytest

from seloste.domain import objection
from seloste.domain.notice import LegalBasis, Purpose, Text
from seloste.domain.objection import Cause, ObjectionRefused, ObjectionState, Step

NAME = Text(fi="n", sv="n", en="n")
ALLOWED = {
    ("pending", "uphold"): "upheld",
    ("pending", "reject"): "rejected",
    ("pending", "take-back"): "taken-back",
    ("upheld", "take-back"): "taken-back",
}
REFUSED = set(itertools.product(ObjectionState, Step)) - ALLOWED.keys()


def purpose(*articles: str, claims: bool = False, statutory: bool = False) -> Purpose:
    return Purpose(
        id="p",
        name=NAME,
        bases=tuple(LegalBasis(article) for article in articles),
        roles=frozenset(),
        categories=frozenset(),
        claims=claims,
        statutory=statutory,
    )


@pytest.mark.parametrize(("pair", "expected"), ALLOWED.items())
def test_every_allowed_move_leads_where_it_should(
    pair: tuple[str, str], expected: str
) -> None:
    assert objection.move(ObjectionState(pair[0]), Step(pair[1])) == expected


@pytest.mark.parametrize(("state", "step"), sorted(REFUSED))
def test_every_other_move_is_refused(state: ObjectionState, step: Step) -> None:
    with pytest.raises(ObjectionRefused) as refused:
        objection.move(state, step)

    assert refused.value.reason == "no-such-move"


@pytest.mark.parametrize(
    ("one", "cause", "reason"),
    [
        (purpose("6(1)(f)", claims=True), Cause.OBJECTION, "claims-purpose"),
        (purpose("6(1)(c)", statutory=True), Cause.OBJECTION, "statutory-purpose"),
        (purpose("6(1)(b)"), Cause.OBJECTION, "other-basis"),
        (purpose("6(1)(b)", "6(1)(f)"), Cause.WITHDRAWAL, "no-consent"),
    ],
)
def test_what_cannot_be_stopped_says_why(
    one: Purpose, cause: Cause, reason: str
) -> None:
    with pytest.raises(ObjectionRefused) as refused:
        objection.check(one, cause)

    assert refused.value.reason == reason


def test_interest_can_be_objected_to_and_consent_withdrawn() -> None:
    objection.check(purpose("6(1)(b)", "6(1)(f)"), Cause.OBJECTION)
    objection.check(purpose("6(1)(a)"), Cause.WITHDRAWAL)

    assert objection.first_state(Cause.OBJECTION) == "pending"
    assert objection.first_state(Cause.WITHDRAWAL) == "upheld"


@pytest.mark.parametrize(
    ("state", "stops"),
    [("pending", True), ("upheld", True), ("rejected", False), ("taken-back", False)],
)
def test_a_purpose_stops_while_an_objection_is_pending_or_upheld(
    state: str, stops: bool
) -> None:
    assert objection.stops(ObjectionState(state)) is stops
