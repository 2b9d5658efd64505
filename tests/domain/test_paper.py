"""What may happen to a sheet, written out by hand, and when it has to be gone."""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest

from seloste.domain import paper as rules
from seloste.domain.paper import Lock, PaperRefused, PaperState, PaperStep

ALLOWED = {
    ("kept", "move"): "kept",
    ("kept", "miss"): "missing",
    ("kept", "find"): "kept",
    ("kept", "claim"): "claimed",
    ("kept", "confirm"): "destroyed",
    ("missing", "miss"): "missing",
    ("missing", "find"): "kept",
    ("claimed", "second"): "destroyed",
    ("claimed", "reject"): "kept",
}
REFUSED = set(itertools.product(PaperState, PaperStep)) - ALLOWED.keys()
NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
BEFORE, AFTER = NOW - timedelta(seconds=1), NOW + timedelta(seconds=1)


@pytest.mark.parametrize(("before", "after"), ALLOWED.items())
def test_a_step_leads_where_the_table_says(before: tuple[str, str], after: str) -> None:
    assert rules.next_state(PaperState(before[0]), PaperStep(before[1])) == after


@pytest.mark.parametrize(("state", "step"), sorted(REFUSED))
def test_every_other_step_is_refused(state: PaperState, step: PaperStep) -> None:
    with pytest.raises(PaperRefused, match="no-such-step"):
        rules.next_state(state, step)


@pytest.mark.parametrize(
    ("act_at", "held", "gone", "due"),
    [
        (NOW, False, False, True),
        (AFTER, False, False, False),
        (NOW, True, False, False),
        (AFTER, False, True, True),
        (NOW, True, True, True),
    ],
)
def test_a_sheet_goes_with_its_content_and_stays_with_its_hold(
    act_at: datetime, held: bool, gone: bool, due: bool
) -> None:
    assert rules.is_due(act_at=act_at, held=held, content_gone=gone, now=NOW) is due


@pytest.mark.parametrize(
    ("destroy_by", "held", "gone", "overdue"),
    [
        (NOW, False, False, True),
        (AFTER, False, False, False),
        (NOW, True, False, False),
        (AFTER, False, True, False),
        (NOW, True, True, True),
    ],
)
def test_a_sheet_is_overdue_after_the_last_day_of_the_notice(
    destroy_by: datetime, held: bool, gone: bool, overdue: bool
) -> None:
    found = rules.is_overdue(
        destroy_by=destroy_by, held=held, content_gone=gone, now=NOW
    )

    assert found is overdue


TODAY = date(2026, 5, 4)
YESTERDAY, TOMORROW = date(2026, 5, 3), date(2026, 5, 5)


@pytest.mark.parametrize(
    ("due", "held", "scanned", "on", "reason"),
    [
        (True, False, False, TODAY, ""),
        (False, False, True, TODAY, ""),
        (False, False, False, TODAY, "not-due"),
        (False, True, True, TODAY, "held"),
        (True, False, False, TOMORROW, "destroyed-later"),
        (True, False, False, date(2026, 5, 2), "destroyed-before-received"),
    ],
)
def test_when_a_sheet_may_be_taken_as_destroyed(
    due: bool, held: bool, scanned: bool, on: date, reason: str
) -> None:
    try:
        rules.check_destruction(
            due=due,
            held=held,
            scanned=scanned,
            destroyed_on=on,
            received_on=YESTERDAY,
            today=TODAY,
        )
        found = ""
    except PaperRefused as refusal:
        found = refusal.reason

    assert found == reason


def test_only_none_is_no_lock() -> None:
    assert [lock for lock in Lock if not lock.locked] == [Lock.NONE]
