"""Business time: hours by the wall clock in Helsinki, worked out by hand."""

from datetime import UTC, date, datetime, time

import pytest

from seloste.domain.business_time import (
    USUAL,
    BusinessHours,
    Hours,
    NeverOpen,
    add,
    is_open,
    minutes_between,
    next_opening,
)

VAPPU = date(2026, 5, 1)


def holidays(day: date) -> bool:
    return day == VAPPU


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        # Helsinki is UTC+3 in summer: open 05:00 to 13:00 UTC.
        ("2026-05-04T09:00", 60, "2026-05-04T10:00"),  # Monday noon
        ("2026-05-04T12:30", 60, "2026-05-05T05:30"),  # half an hour left today
        ("2026-05-04T02:00", 10, "2026-05-04T05:10"),  # before opening
        ("2026-05-08T12:59", 2, "2026-05-11T05:01"),  # Friday to Monday
        ("2026-04-30T12:00", 120, "2026-05-04T06:00"),  # over Vappu and a weekend
        ("2026-05-04T05:00", 480, "2026-05-04T13:00"),  # a whole day ends today
        # The clock goes back on Sunday 25 October: UTC+3 on Friday, UTC+2 on Monday.
        ("2026-10-23T12:30", 60, "2026-10-26T06:30"),
    ],
)
def test_a_target_runs_while_the_centre_is_open(
    start: str, minutes: int, end: str
) -> None:
    assert add(utc(start), minutes, hours=USUAL, holidays=holidays) == utc(end)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-05-04T09:00", "2026-05-04T10:00", 60),
        ("2026-05-04T12:30", "2026-05-05T05:30", 60),
        ("2026-04-30T12:00", "2026-05-04T06:00", 120),
        ("2026-05-04T10:00", "2026-05-04T09:00", 0),
        ("2026-05-09T09:00", "2026-05-10T09:00", 0),
    ],
)
def test_only_open_minutes_count(start: str, end: str, minutes: int) -> None:
    assert (
        minutes_between(utc(start), utc(end), hours=USUAL, holidays=holidays) == minutes
    )


def test_it_is_open_until_the_last_minute_and_not_at_closing() -> None:
    assert is_open(utc("2026-05-04T12:59"), hours=USUAL, holidays=holidays)
    assert not is_open(utc("2026-05-04T13:00"), hours=USUAL, holidays=holidays)
    assert not is_open(utc("2026-05-01T09:00"), hours=USUAL, holidays=holidays)


def test_the_next_opening_is_now_where_it_is_open() -> None:
    now = utc("2026-05-04T09:00")

    assert next_opening(now, hours=USUAL, holidays=holidays) == now
    assert next_opening(utc("2026-05-08T18:00"), hours=USUAL, holidays=holidays) == utc(
        "2026-05-11T05:00"
    )


def test_a_centre_that_never_opens_is_an_error_and_not_a_loop() -> None:
    with pytest.raises(NeverOpen):
        add(utc("2026-05-04T09:00"), 1, hours=BusinessHours({}), holidays=holidays)


def test_a_day_closes_after_it_opens() -> None:
    with pytest.raises(ValueError, match="closes after"):
        Hours(time(16), time(8))
