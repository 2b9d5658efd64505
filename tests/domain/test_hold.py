from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from seloste.domain.hold import (
    DisposalHold,
    HoldRefused,
    active_holds,
    allow_hold,
    purposes_of_held,
)
from seloste.domain.notice import HoldKind, Notice
from seloste.services.notices import document

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
EXAMPLES = Path(__file__).parent.parent.parent / "examples"
HOLD = DisposalHold(
    id=UUID(int=9),
    kind=HoldKind.COMPLAINT,
    promise="R-20",
    placed_at=NOW,
    review_by=NOW + timedelta(days=30),
    released_at=NOW + timedelta(days=60),
)


@pytest.fixture(scope="module")
def retta() -> Notice:
    return document.load(EXAMPLES / "retta.yaml")


@pytest.mark.parametrize(("days", "active"), [(0, True), (59, True), (60, False)])
def test_a_hold_keeps_until_it_is_released(days: int, *, active: bool) -> None:
    assert HOLD.active(NOW + timedelta(days=days)) is active


@pytest.mark.parametrize(("days", "overdue"), [(29, False), (30, True), (60, False)])
def test_a_hold_must_be_looked_at_by_its_review_date(
    days: int, *, overdue: bool
) -> None:
    assert HOLD.overdue(NOW + timedelta(days=days)) is overdue


def test_only_active_holds_count() -> None:
    assert active_holds([HOLD], NOW) == (HOLD,)
    assert active_holds([HOLD], NOW + timedelta(days=60)) == ()


def allow(notice: Notice, kind: HoldKind, *, reason: str = "r", days: int = 7) -> str:
    rule = allow_hold(
        notice, kind=kind, reason=reason, review_by=NOW + timedelta(days=days), now=NOW
    )
    return rule.promise


def test_a_complaint_is_held_under_the_promise_that_says_so(retta: Notice) -> None:
    assert allow(retta, HoldKind.COMPLAINT) == "R-20"


@pytest.mark.parametrize(
    ("reason", "days", "refusal"),
    [
        ("", 7, "no-reason"),
        ("  ", 7, "no-reason"),
        ("r", 0, "review-in-the-past"),
        ("r", -1, "review-in-the-past"),
        ("r", 4000, "review-too-late"),
    ],
)
def test_a_hold_without_reason_or_review_is_refused(
    retta: Notice, reason: str, days: int, refusal: str
) -> None:
    with pytest.raises(HoldRefused) as refused:
        allow(retta, HoldKind.COMPLAINT, reason=reason, days=days)

    assert refused.value.reason == refusal


def test_a_hold_that_no_promise_allows_is_refused(retta: Notice) -> None:
    assert retta.hold_rule(HoldKind.BREACH_EVIDENCE) is None

    with pytest.raises(HoldRefused, match="no-mandate"):
        allow(retta, HoldKind.BREACH_EVIDENCE)


def test_what_only_a_hold_keeps_serves_only_its_purposes(retta: Notice) -> None:
    rule = retta.hold_rule(HoldKind.COMPLAINT)
    assert rule is not None

    assert purposes_of_held(retta, [HOLD]) == frozenset(rule.purposes)
    assert purposes_of_held(retta, []) == frozenset()
