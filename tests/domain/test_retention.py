import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.domain.hold import DisposalHold
from seloste.domain.notice import HoldKind, Mode, Period
from seloste.domain.retention import (
    Outcome,
    PeriodTooShort,
    Schedule,
    add_months,
    decide_disposal,
    end_of_period,
    local_day,
    schedule,
    shorten,
    start_of_day,
    trips_brake,
)

VECTORS = json.loads(
    (Path(__file__).parent.parent / "vectors" / "dates.json").read_text("utf-8")
)
NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
MOMENTS = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    timezones=st.just(UTC),
)
PERIODS = st.one_of(
    st.integers(1, 24).map(lambda months: Period(months=months)),
    st.integers(1, 400).map(lambda days: Period(days=days)),
)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize("vector", VECTORS["months_at_most"])
def test_at_most_months_are_over_as_the_last_day_begins(
    vector: dict[str, object],
) -> None:
    end = end_of_period(
        anchored_at=moment(str(vector["captured"])),
        mode=Mode.AT_MOST,
        period=Period(months=int(str(vector["months"]))),
    )

    assert end == moment(str(vector["destroy_by"]))
    assert local_day(end) == date.fromisoformat(str(vector["day"]))


@pytest.mark.parametrize("vector", VECTORS["months_exactly"])
def test_exact_months_are_over_as_the_last_day_ends(vector: dict[str, object]) -> None:
    end = end_of_period(
        anchored_at=moment(str(vector["captured"])),
        mode=Mode.EXACTLY,
        period=Period(months=int(str(vector["months"]))),
    )

    assert end == moment(str(vector["destroy_by"]))


@pytest.mark.parametrize("vector", VECTORS["days"])
@pytest.mark.parametrize("mode", list(Mode))
def test_days_are_24_hours_whatever_the_season(
    vector: dict[str, object], mode: Mode
) -> None:
    end = end_of_period(
        anchored_at=moment(str(vector["captured"])),
        mode=mode,
        period=Period(days=int(str(vector["days"]))),
    )

    assert end == moment(str(vector["destroy_by"]))


def test_three_months_are_not_ninety_days() -> None:
    lengths = {
        (add_months(start, 3) - start).days
        for start in (date(2023, 1, 1) + timedelta(days=day) for day in range(800))
    }

    assert lengths == {89, 90, 91, 92}


@given(first=MOMENTS, second=MOMENTS, period=PERIODS, mode=st.sampled_from(Mode))
def test_what_came_later_never_goes_earlier(
    first: datetime, second: datetime, period: Period, mode: Mode
) -> None:
    first, second = sorted((first, second))

    ends = [
        end_of_period(anchored_at=start, mode=mode, period=period)
        for start in (first, second)
    ]

    assert ends[0] <= ends[1]


@given(day=st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_every_day_begins_once_in_every_season(day: date) -> None:
    begins = start_of_day(day)

    assert local_day(begins) == day
    assert local_day(begins - timedelta(seconds=1)) == day - timedelta(days=1)


def test_exactly_acts_when_the_period_is_over() -> None:
    plan = schedule(
        anchored_at=NOW, mode=Mode.EXACTLY, period=Period(days=180), key_backup_days=7
    )

    assert plan.act_at == plan.destroy_by == NOW + timedelta(days=180)


def test_at_most_acts_before_key_backups_and_a_day_of_safety() -> None:
    plan = schedule(
        anchored_at=NOW, mode=Mode.AT_MOST, period=Period(days=90), key_backup_days=7
    )

    assert plan.destroy_by == NOW + timedelta(days=90)
    assert plan.act_at == NOW + timedelta(days=82)


def test_a_period_that_key_backups_outlive_is_refused() -> None:
    with pytest.raises(PeriodTooShort):
        schedule(
            anchored_at=NOW, mode=Mode.AT_MOST, period=Period(days=8), key_backup_days=7
        )


def test_a_shorter_period_applies_and_a_longer_one_does_not() -> None:
    short = Schedule(NOW, NOW)
    long = Schedule(NOW + timedelta(days=9), NOW + timedelta(days=9))

    assert shorten(long, short) == short
    assert shorten(short, long) == short


def held(*, released_at: datetime | None = None) -> DisposalHold:
    return DisposalHold(
        id=UUID(int=9),
        kind=HoldKind.COMPLAINT,
        promise="R-20",
        placed_at=NOW,
        review_by=NOW + timedelta(days=90),
        released_at=released_at,
    )


@pytest.mark.parametrize(
    ("after", "outcome"),
    [(-1, Outcome.KEEP), (0, Outcome.DISPOSE), (1, Outcome.DISPOSE)],
)
def test_an_item_is_due_from_its_moment_on(after: int, outcome: Outcome) -> None:
    decision = decide_disposal(
        act_at=NOW, holds=[], now=NOW + timedelta(microseconds=after)
    )

    assert decision.outcome is outcome


def test_a_hold_wins_over_an_expired_period_and_does_not_move_it() -> None:
    decision = decide_disposal(
        act_at=NOW, holds=[held()], now=NOW + timedelta(days=900)
    )

    assert decision.outcome is Outcome.HOLD
    assert decision.act_at == NOW
    assert decision.holds == (held(),)


def test_a_released_hold_keeps_nothing() -> None:
    later = NOW + timedelta(days=3)

    decision = decide_disposal(act_at=NOW, holds=[held(released_at=later)], now=later)

    assert decision.outcome is Outcome.DISPOSE


@pytest.mark.parametrize(
    ("due", "usual", "stored", "trips"),
    [
        (200, 0, 10_000, False),
        (201, 0, 10_000, True),
        (201, 100, 10_000, False),
        (301, 100, 100_000, True),
        (600, 1_000, 10_000, True),
        (400, 1_000, 10_000, False),
    ],
)
def test_the_brake_trips_on_three_times_the_usual_or_a_twentieth(
    due: int, usual: int, stored: int, *, trips: bool
) -> None:
    assert trips_brake(due=due, usual=usual, stored=stored) is trips
