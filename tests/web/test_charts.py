"""Bars: whole numbers whose proportions are those of the counts."""

from datetime import date, timedelta

import pytest

from seloste.web.charts import Block, Column, Series, by_week, chart, percent

MONDAY = date(2026, 6, 29)
SERIES = (Series("due", "Destroyed"), Series("held", "Held"))


def days(*values: tuple[int, ...]) -> list[Column]:
    return [Column(MONDAY + timedelta(days=n), each) for n, each in enumerate(values)]


def test_highest_bar_fills_the_height_and_others_follow() -> None:
    drawn = chart(SERIES, days((10, 0), (5, 5), (0, 1), (2, 0)))

    assert drawn.top == 10
    assert drawn.bars[0].blocks == (Block("due", 0, 1000),)
    assert drawn.bars[1].blocks == (Block("due", 500, 500), Block("held", 0, 500))
    assert drawn.bars[3].blocks == (Block("due", 800, 200),)


def test_small_count_is_still_seen() -> None:
    drawn = chart(SERIES, days((1000, 0), (1, 0)))

    assert drawn.bars[1].blocks == (Block("due", 980, 20),)


def test_series_without_anything_is_left_out() -> None:
    drawn = chart(SERIES, days((3, 0), (1, 0)))

    assert [one.css for one in drawn.series] == ["due"]
    assert drawn.columns[0].values == (3,)


def test_nothing_counted_is_an_empty_chart() -> None:
    drawn = chart(SERIES, days((0, 0), (0, 0)))

    assert (drawn.top, drawn.total, drawn.rows) == (0, 0, ())


def test_weeks_add_up_seven_days_from_the_first() -> None:
    weeks = by_week(days(*[(1, 2)] * 8))

    assert weeks == (Column(MONDAY, (7, 14)), Column(date(2026, 7, 6), (1, 2)))


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(1, 4, 25), (0, 4, 0), (1, 1000, 1), (9, 4, 100), (3, 0, 0)],
)
def test_a_part_is_a_percentage_and_something_is_never_nothing(
    part: int, whole: int, shown: int
) -> None:
    assert percent(part, whole) == shown
