"""Wall-clock times: the ordinary, the doubled and the missing hour."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from seloste.protocols.localtime import (
    Fold,
    both_instants,
    from_epoch,
    from_microseconds,
    from_rfc3339,
    parse_time,
    to_utc,
)
from seloste.protocols.unreadable import Unreadable

HELSINKI = ZoneInfo("Europe/Helsinki")
WALL_CLOCKS = st.datetimes(
    datetime(2000, 1, 1),  # noqa: DTZ001  a wall clock has no zone
    datetime(2100, 1, 1),  # noqa: DTZ001
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+00:00")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-01-15 12:30:00", at("2025-01-15 10:30:00")),
        ("2025-07-15T12:30:00", at("2025-07-15 09:30:00")),
        ("2025-07-15T12:30:00Z", at("2025-07-15 12:30:00")),
        ("2025-07-15T12:30:00+0530", at("2025-07-15 07:00:00")),
        ("15.7.2025 12:30", at("2025-07-15 09:30:00")),
        ("15.07.2025 klo 12.30.15", at("2025-07-15 09:30:15")),
        ("1.2.2025", at("2025-01-31 22:00:00")),
        (" 2025-01-15 12:30:00 ", at("2025-01-15 10:30:00")),
    ],
)
def test_times_are_read_in_the_declared_zone(text: str, expected: datetime) -> None:
    assert parse_time(text, zone=HELSINKI) == expected


@pytest.mark.parametrize(
    "text", ["", "noon", "31.2.2025 10:00", "2025-13-01", "1.2.25 10:00", "٣.٣.٢٠٢٥"]
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="time-unreadable"):
        parse_time(text, zone=HELSINKI)


def test_the_hour_that_comes_twice_is_refused() -> None:
    with pytest.raises(Unreadable, match="time-ambiguous"):
        parse_time("2025-10-26 03:30:00", zone=HELSINKI)


@pytest.mark.parametrize(
    ("fold", "expected"),
    [
        (Fold.EARLIER, at("2025-10-26 00:30:00")),
        (Fold.LATER, at("2025-10-26 01:30:00")),
    ],
)
def test_a_declared_policy_settles_the_doubled_hour(
    fold: Fold, expected: datetime
) -> None:
    assert parse_time("2025-10-26 03:30:00", zone=HELSINKI, fold=fold) == expected


def test_an_offset_settles_the_doubled_hour() -> None:
    summer = parse_time("2025-10-26 03:30:00+03:00", zone=HELSINKI)

    assert summer == at("2025-10-26 00:30:00")


@pytest.mark.parametrize("fold", list(Fold))
def test_the_hour_that_is_skipped_is_refused_whatever_is_declared(fold: Fold) -> None:
    with pytest.raises(Unreadable, match="time-nonexistent"):
        parse_time("2025-03-30 03:30:00", zone=HELSINKI, fold=fold)


@pytest.mark.parametrize("text", ["0001-01-01 00:30:00", "9999-12-31 23:30:00-14:00"])
def test_times_beyond_the_calendar_are_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="time-unreadable"):
        parse_time(text, zone=HELSINKI)


@given(WALL_CLOCKS)
def test_every_instant_is_found_again_from_its_wall_clock(moment: datetime) -> None:
    instant = moment.replace(tzinfo=UTC)
    wall = instant.astimezone(HELSINKI).replace(tzinfo=None)

    assert instant in both_instants(wall, zone=HELSINKI)


@given(WALL_CLOCKS)
def test_a_declared_policy_settles_every_hour_that_exists(moment: datetime) -> None:
    try:
        earlier = to_utc(moment, zone=HELSINKI, fold=Fold.EARLIER)
    except Unreadable:
        event("skipped in spring")
        return

    later = to_utc(moment, zone=HELSINKI, fold=Fold.LATER)
    assert later - earlier in (timedelta(0), timedelta(hours=1))


def test_unix_times_are_instants() -> None:
    assert from_epoch(1_396_984_221) == at("2014-04-08 19:10:21")
    assert from_microseconds("1396984221278217") == datetime(
        2014, 4, 8, 19, 10, 21, 278217, tzinfo=UTC
    )


@pytest.mark.parametrize("text", ["", "0", "-1", "1.5", "9" * 18, "x"])
def test_no_unix_time_is_no_moment(text: str) -> None:
    assert from_microseconds(text) is None


@pytest.mark.parametrize("seconds", [1e30, float("nan")])
def test_an_impossible_unix_time_is_refused(seconds: float) -> None:
    with pytest.raises(Unreadable, match="time-unreadable"):
        from_epoch(seconds)


def test_internet_times_need_an_offset() -> None:
    assert from_rfc3339("2025-07-15T12:30:00+03:00") == at("2025-07-15 09:30:00")
    with pytest.raises(Unreadable, match="time-unreadable"):
        from_rfc3339("2025-07-15T12:30:00")


def test_an_internet_time_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(Unreadable, match="time-unreadable"):
        from_rfc3339("0001-01-01T00:00:00+05:00")
