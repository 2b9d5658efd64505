"""A call while it happens: the whole table by hand, and reports in any order."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.domain.call import (
    MOVES,
    CallEvent,
    CallState,
    Pause,
    Report,
    gaps,
    picture,
)

T = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
ALLOWED = {
    ("expected", "ringing"): "ringing",
    ("expected", "answered"): "talking",
    ("expected", "refused"): "refused",
    ("expected", "ended"): "ended",
    ("ringing", "ringing"): "ringing",
    ("ringing", "answered"): "talking",
    ("ringing", "transferred"): "ringing",
    ("ringing", "refused"): "refused",
    ("ringing", "ended"): "ended",
    ("talking", "held"): "held",
    ("talking", "transferred"): "ringing",
    ("talking", "refused"): "refused",
    ("talking", "ended"): "ended",
    ("held", "resumed"): "talking",
    ("held", "transferred"): "ringing",
    ("held", "refused"): "refused",
    ("held", "ended"): "ended",
    ("refused", "ended"): "ended",
}


def at(second: float) -> datetime:
    return T + timedelta(seconds=second)


def seen(*reports: tuple[str, float]) -> list[Report]:
    return [Report(CallEvent(event), at(second)) for event, second in reports]


@pytest.mark.parametrize(
    ("state", "event"), list(itertools.product(CallState, CallEvent))
)
def test_every_pair_moves_as_written_or_not_at_all(
    state: CallState, event: CallEvent
) -> None:
    assert MOVES.get((state, event), "stays") == ALLOWED.get((state, event), "stays")


def test_a_call_that_is_told_answered_and_ended() -> None:
    found = picture(
        seen(("ringing", 0), ("announced", 8), ("recording", 9), ("answered", 12))
        + seen(("held", 20), ("resumed", 30), ("ended", 60))
    )

    assert (found.state, found.began_at, found.ended_at) == ("ended", at(0), at(60))
    assert (found.announced_at, found.recording_at) == (at(8), at(9))
    assert found.answered_at == at(12)


@given(st.permutations(range(8)))
def test_the_order_of_arrival_does_not_matter(order: list[int]) -> None:
    reports = seen(
        ("ringing", 0),
        ("announced", 5),
        ("recording", 6),
        ("answered", 7),
        ("paused", 20),
        ("resumed-recording", 40),
        ("transferred", 50),
        ("ended", 60),
    )

    assert picture(reports[one] for one in order) == picture(reports)


@given(
    st.lists(
        st.tuples(st.sampled_from(CallEvent), st.integers(0, 100)), max_size=12
    ).flatmap(lambda one: st.tuples(st.just(one), st.permutations(one)))
)
def test_any_reports_in_any_order_give_one_picture(
    two: tuple[list[tuple[CallEvent, int]], list[tuple[CallEvent, int]]],
) -> None:
    first, second = (
        picture(Report(event, at(when)) for event, when in one) for one in two
    )

    assert first == second


def test_a_refusal_stays_whatever_comes_after() -> None:
    found = picture(seen(("refused", 5), ("answered", 6), ("announced", 7)))

    assert (found.state, found.refused, found.may_record) == ("refused", True, False)


@pytest.mark.parametrize(
    ("reports", "may"),
    [
        ([("ringing", 0)], False),
        ([("ringing", 0), ("announced", 5)], True),
        ([("announced", 5), ("paused", 6)], False),
        ([("announced", 5), ("paused", 6), ("resumed-recording", 7)], True),
        ([("announced", 5), ("ended", 6)], False),
        ([("announced", 5), ("refused", 4)], False),
    ],
)
def test_recording_may_run_only_while_everything_allows_it(
    reports: list[tuple[str, float]], may: bool
) -> None:
    assert picture(seen(*reports)).may_record is may


def test_the_telephone_of_the_latest_report_counts() -> None:
    found = picture(
        [
            Report(CallEvent.ANSWERED, at(9), "202"),
            Report(CallEvent.RINGING, at(1), "201"),
            Report(CallEvent.HELD, at(10)),
        ]
    )

    assert found.extension == "202"


def test_pauses_have_ends_and_the_end_of_the_call_ends_the_last() -> None:
    found = picture(
        seen(("paused", 10), ("paused", 11), ("resumed-recording", 20))
        + seen(("resumed-recording", 21), ("paused", 30), ("ended", 40))
    )

    assert found.pauses == (Pause(at(10), at(20)), Pause(at(30), at(40)))


def test_gaps_count_from_the_start_of_the_recording() -> None:
    pauses = (Pause(at(1), at(3)), Pause(at(5), at(15)), Pause(at(30), None))

    assert gaps(pauses, recording_at=at(10), ended_at=at(50)) == (
        (0.0, 5.0),
        (20.0, 40.0),
    )


def test_a_pause_without_any_end_marks_where_it_began() -> None:
    found = gaps((Pause(at(30), None),), recording_at=at(10), ended_at=None)

    assert found == ((20.0, 20.0),)
