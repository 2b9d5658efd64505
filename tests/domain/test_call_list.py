"""Lists of calls: on what they may stand, and what follows from a result."""

from datetime import UTC, date, datetime, timedelta

import pytest

from seloste.domain.call_list import (
    CallListRefused,
    CallResult,
    after,
    check_end,
    mandate,
    overdue_to_tell,
)
from seloste.domain.notice import Notice
from tests.domain.test_notice import RETTA, SOK

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("notice", "source", "purpose", "basis", "reason"),
    [
        (SOK, "nowhere", "correctness", "6(1)(f)", "unknown-source"),
        (SOK, "customer", "correctness", "6(1)(f)", "source-is-the-person"),
        (SOK, "business-register", "training", "6(1)(f)", "unknown-purpose"),
        (SOK, "business-register", "marketing", "6(1)(f)", "unknown-purpose"),
        (SOK, "business-register", "rights", "6(1)(c)", "unknown-purpose"),
        (SOK, "business-register", "correctness", "6(1)(a)", "no-basis"),
        (RETTA, "business-register", "service", "6(1)(b)", "unknown-source"),
    ],
)
def test_a_list_without_source_purpose_or_basis_is_refused(
    notice: Notice, source: str, purpose: str, basis: str, reason: str
) -> None:
    with pytest.raises(CallListRefused) as refused:
        mandate(notice, source_id=source, purpose_id=purpose, basis=basis)

    assert refused.value.reason == reason


def test_a_list_from_a_named_register_stands() -> None:
    found = mandate(
        SOK, source_id="business-register", purpose_id="correctness", basis="6(1)(f)"
    )

    assert found.source.id == "business-register"
    assert found.purpose.id == "correctness"


@pytest.mark.parametrize(
    ("result", "attempts", "state"),
    [
        ("reached", 1, "done"),
        ("no-answer", 1, "again"),
        ("no-answer", 4, "again"),
        ("no-answer", 5, "done"),
        ("wrong-number", 1, "done"),
        ("call-later", 1, "again"),
        ("declined", 1, "done"),
        ("objected", 1, "done"),
    ],
)
def test_a_result_says_what_follows(result: str, attempts: int, state: str) -> None:
    assert after(CallResult(result), attempts=attempts) == state


@pytest.mark.parametrize(
    ("ends", "reason"),
    [
        (date(2026, 5, 3), "ends-in-the-past"),
        (date(2026, 8, 1), "ends-too-late"),
    ],
)
def test_a_list_ends_within_the_period_of_the_notice(ends: date, reason: str) -> None:
    with pytest.raises(CallListRefused) as refused:
        check_end(ends, today=date(2026, 5, 4), last_day=date(2026, 7, 25))

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("days", "informed", "called", "overdue"),
    [
        (0, False, False, False),
        (29, False, False, False),
        (30, False, False, True),
        (0, False, True, True),
        (30, True, True, False),
    ],
)
def test_people_are_told_at_the_first_call_and_within_a_month(
    days: int, informed: bool, called: bool, overdue: bool
) -> None:
    assert (
        overdue_to_tell(
            NOW, informed=informed, called=called, now=NOW + timedelta(days=days)
        )
        is overdue
    )
