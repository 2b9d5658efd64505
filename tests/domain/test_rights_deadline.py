"""When a request is due: vectors of the regulation, by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from seloste.domain import rights_deadline as rules
from seloste.domain.rights_deadline import Clock, Deadline

HOLIDAYS = {
    date(2024, 12, 6),
    date(2024, 12, 24),
    date(2024, 12, 25),
    date(2024, 12, 26),
    date(2025, 1, 1),
    date(2026, 4, 3),
    date(2026, 4, 6),
    date(2026, 5, 1),
}


def holiday(day: date) -> bool:
    return day in HOLIDAYS


def noon(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00:00+02:00")


def due(clock: Clock, now: datetime | None = None) -> Deadline:
    at = now or clock.received_at
    return rules.deadline(clock, now=at, holidays=holiday)


@pytest.mark.parametrize(
    ("received", "law", "plan"),
    [
        ("2024-01-31", "2024-02-29", "2024-02-29"),
        ("2024-08-31", "2024-09-30", "2024-09-30"),
        ("2024-11-22", "2024-12-23", "2024-12-20"),
        ("2024-11-24", "2024-12-27", "2024-12-23"),
        ("2026-03-03", "2026-04-07", "2026-04-02"),
        ("2026-05-04", "2026-06-04", "2026-06-04"),
    ],
)
def test_a_request_is_due_after_a_month(received: str, law: str, plan: str) -> None:
    found = due(Clock(noon(received)))

    assert (found.law.isoformat(), found.plan.isoformat()) == (law, plan)


@pytest.mark.parametrize(
    ("received", "law"),
    [
        ("2024-11-30", "2025-02-28"),
        ("2024-01-31", "2024-04-30"),
        ("2026-05-04", "2026-08-04"),
    ],
)
def test_an_extended_request_is_due_after_three_months(received: str, law: str) -> None:
    found = due(Clock(noon(received), extended=True))

    assert found.law.isoformat() == law


def test_the_day_of_receipt_is_the_one_in_helsinki() -> None:
    late_in_utc = datetime(2026, 6, 30, 21, 30, tzinfo=UTC)

    assert due(Clock(late_in_utc)).law == date(2026, 8, 3)


def test_summer_time_moves_no_day() -> None:
    before = datetime(2026, 3, 28, 23, 30, tzinfo=UTC)

    assert due(Clock(before)).law == date(2026, 4, 29)


def test_days_spent_waiting_for_identity_are_added() -> None:
    clock = Clock(noon("2026-05-04"), paused_days=6)

    assert due(clock) == Deadline(law=date(2026, 6, 10), plan=date(2026, 6, 10))


def test_the_clock_stands_while_identity_is_awaited() -> None:
    clock = Clock(noon("2026-05-04"), awaiting_since=noon("2026-05-05"))

    assert due(clock, noon("2026-05-05")).law == date(2026, 6, 4)
    assert due(clock, noon("2026-05-12")).law == date(2026, 6, 11)


@pytest.mark.parametrize(("days", "stops"), [(0, True), (3, True), (4, False)])
def test_only_what_is_asked_without_delay_stops_the_clock(
    days: int, stops: bool
) -> None:
    received = noon("2026-05-04")

    asked = received + timedelta(days=days)

    assert rules.stops_clock(received_at=received, asked_at=asked) is stops


@pytest.mark.parametrize(
    ("today", "may"), [("2024-12-23", True), ("2024-12-24", False)]
)
def test_a_month_is_extended_only_while_it_runs(today: str, may: bool) -> None:
    clock = Clock(noon("2024-11-22"))

    assert rules.may_extend(clock, now=noon(today), holidays=holiday) is may


def test_an_extension_is_told_in_the_first_month_even_when_extended() -> None:
    clock = Clock(noon("2024-11-22"), extended=True)

    last = rules.first_month(clock, now=noon("2024-11-23"), holidays=holiday)

    assert last == date(2024, 12, 23)


def test_a_deadline_is_urgent_a_week_before_the_plan_and_late_after_the_law() -> None:
    one = Deadline(law=date(2024, 12, 23), plan=date(2024, 12, 20))

    assert not one.urgent(date(2024, 12, 12))
    assert one.urgent(date(2024, 12, 13))
    assert not one.late(date(2024, 12, 23))
    assert one.late(date(2024, 12, 24))


def test_waiting_that_did_not_begin_counts_no_days() -> None:
    assert rules.waited_days(None, noon("2026-05-12")) == 0
    assert rules.waited_days(noon("2026-05-12"), noon("2026-05-05")) == 0
