"""Small groups stay hidden, whoever subtracts what."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seloste.domain.figure import (
    EDGES,
    Released,
    bucket_of,
    buckets_of,
    release,
    safe_cell,
    share,
    within,
)


def shown(table: Released) -> dict[str, int | None]:
    return {one.label: one.count for one in table.groups}


@pytest.mark.parametrize(
    ("counts", "groups", "total"),
    [
        ({"a": 9, "b": 7}, {"a": 9, "b": 7}, 16),
        ({"a": 9, "b": 7, "c": 2}, {"a": 9, "b": None, "c": None}, 18),
        ({"a": 9, "b": 3, "c": 2}, {"a": 9, "b": None, "c": None}, 14),
        ({"a": 9, "b": 1, "c": 1}, {"a": None, "b": None, "c": None}, 11),
        ({"a": 3}, {"a": None}, None),
        ({"a": 1, "b": 1}, {"a": None, "b": None}, None),
        ({"a": 8, "b": 1}, {"a": None, "b": None}, 9),
        ({}, {}, 0),
    ],
)
def test_small_groups_and_what_would_give_them_away_are_hidden(
    counts: dict[str, int], groups: dict[str, int | None], total: int | None
) -> None:
    table = release(counts)

    assert shown(table) == groups
    assert table.total == total


@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 12), max_size=6))
def test_no_hidden_group_can_be_worked_out(counts: dict[str, int]) -> None:
    table = release(counts)
    hidden = [label for label, count in shown(table).items() if count is None]

    assert all(label in hidden for label, count in counts.items() if count < 5)
    if hidden and table.total is not None:
        rest = table.total - sum(one for one in shown(table).values() if one)
        for label in hidden:
            assert len(fitting(label, hidden, rest)) > 1


def fitting(label: str, hidden: list[str], rest: int) -> set[int]:
    """Return the sizes a group may have, of all that fit what is shown."""
    place = hidden.index(label)
    others = len(hidden) - 1
    found = set()
    for size in range(1, rest + 1):
        left = rest - size
        if others <= left and (others or not left):
            found.add(size)
    assert 0 <= place < len(hidden)
    return found


@settings(max_examples=100)
@given(
    st.lists(
        st.dictionaries(st.sampled_from("abc"), st.integers(1, 9), min_size=1),
        min_size=2,
        max_size=4,
    )
)
def test_months_put_together_tell_no_more_than_each(
    months: list[dict[str, int]],
) -> None:
    """Months share no contact, so what fits one month fits whatever another says."""
    tables = [release(month) for month in months]

    for table, month in zip(tables, months, strict=True):
        hidden = [label for label, count in shown(table).items() if count is None]
        fits = [
            sizes
            for sizes in product(range(1, 30), repeat=min(2, len(hidden)))
            if table.total is None
            or len(hidden) != 2
            or sum(sizes) == table.total - sum(n for n in shown(table).values() if n)
        ]
        assert not hidden or len(fits) > 1
        assert all(label in hidden for label, count in month.items() if count < 5)


def test_times_fall_in_buckets() -> None:
    assert [bucket_of(one) for one in (0, 20, 20.1, 60, 300_000)] == [0, 0, 1, 1, 11]
    assert sum(buckets_of([1, 2, 3_000])) == 3
    assert len(buckets_of([])) == len(EDGES) + 1


def test_time_is_told_as_a_limit_and_not_for_fewer_than_five() -> None:
    assert within(buckets_of([10, 10, 10, 50, 50]), 0.5) == 20
    assert within(buckets_of([10, 10, 10, 50, 50]), 0.9) == 60
    assert within(buckets_of([10, 10, 10, 50]), 0.5) is None
    assert within(buckets_of([300_000] * 5), 0.5) is None


def test_share_is_told_from_five_on() -> None:
    assert share(4, 1) == 80
    assert share(4, 0) is None


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_cell_is_never_a_formula(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


def test_plain_cell_stays_as_it_is() -> None:
    assert safe_cell("laskutus") == "laskutus"
