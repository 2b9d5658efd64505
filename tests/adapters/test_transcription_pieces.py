"""Stretches of speech are packed into half minutes and led back to their place."""

import pytest

from seloste.adapters.transcription.pieces import Packed, packed
from seloste.domain.transcript import Word


def spans(*given: tuple[float, float], **how: object) -> list[tuple[object, float]]:
    wish: dict[str, object] = {"seconds": 100.0, "after": 0.0, "final": True, **how}
    made = packed(given, **wish)  # type: ignore[arg-type] # words are checked by hand
    return [(piece.spans, piece.until) for piece in made]


def test_short_stretches_are_heard_together() -> None:
    assert spans((1, 5), (10, 20)) == [(((1, 5), (10, 20)), 100.0)]


def test_no_piece_is_longer_than_the_window() -> None:
    assert spans((0, 20), (30, 40), (50, 60)) == [
        (((0, 20),), 30),
        (((30, 40), (50, 60)), 100.0),
    ]


def test_silence_is_one_piece_with_nothing_in_it() -> None:
    assert spans() == [((), 100.0)]


def test_what_is_done_is_left_out() -> None:
    assert spans((1, 5), (10, 20), after=12.0) == [(((12.0, 20),), 100.0)]


def test_what_touches_the_end_of_cut_off_samples_waits() -> None:
    assert spans((1, 5), (90, 99.9), final=False) == [(((1, 5),), 90)]


def test_alone_it_waits_too() -> None:
    assert spans((90, 99.9), final=False) == [((), 90)]


def test_what_fills_all_of_the_samples_is_heard_as_it_is() -> None:
    assert spans((0.1, 99.9), final=False) == [(((0.1, 99.9),), 100.0)]


@pytest.mark.parametrize(
    ("at", "place"), [(0.0, 1.0), (3.9, 4.9), (4.0, 10.0), (6.0, 12.0), (99.0, 20.0)]
)
def test_a_second_is_led_back_to_its_place(at: float, place: float) -> None:
    piece = Packed(((1.0, 5.0), (10.0, 20.0)), 100.0)

    assert piece.place(at) == pytest.approx(place)


def test_a_word_never_reaches_into_what_was_cut_out() -> None:
    piece = Packed(((1.0, 5.0), (10.0, 20.0)), 100.0)

    word = piece.placed(Word("vesi", 3.5, 4.5, 0.9))

    assert (word.start, word.end) == (4.5, 5.0)
