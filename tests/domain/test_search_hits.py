"""The best stretch of a text has the most different terms, close together."""

from seloste.domain.search_hits import Place, stretches


def word(term: int, at: int, *, distance: int = 0) -> Place:
    """Return a place of one word; every word takes ten letters."""
    return Place(term, at, at, at * 10, at * 10 + 9, distance)


def begins(*places: Place) -> list[int]:
    """Return the words at which the stretches begin, the best first."""
    return [one.places[0].first for one in stretches(places)]


def test_more_different_terms_come_before_an_earlier_one() -> None:
    assert begins(word(0, 3), word(0, 100), word(1, 104)) == [100, 3]


def test_one_term_said_often_counts_once() -> None:
    said = (word(0, 1), word(0, 2), word(0, 3), word(0, 90), word(1, 95))

    assert begins(*said)[0] == 90


def test_the_word_itself_comes_before_a_compound_with_it() -> None:
    assert begins(word(0, 5, distance=1), word(0, 200)) == [200, 5]


def test_of_equals_the_closest_then_the_first_is_best() -> None:
    wide = (word(0, 0), word(1, 20))
    close = (word(0, 100), word(1, 101), word(0, 200), word(1, 201))

    assert begins(*wide, *close) == [100, 200, 0]


def test_words_farther_apart_than_a_stretch_are_stretches_of_their_own() -> None:
    assert begins(word(0, 0), word(1, 31)) == [0, 31]
    assert begins(word(0, 0), word(1, 30)) == [0]


def test_stretches_are_apart_and_at_most_five() -> None:
    said = [word(0, at) for at in range(0, 600, 10)]

    assert begins(*said) == [0, 40, 80, 120, 160]


def test_a_stretch_ends_with_the_longest_of_its_places() -> None:
    phrase = Place(0, 4, 6, 40, 69)
    inside = word(1, 5)

    (one,) = stretches((phrase, inside))

    assert (one.start, one.end) == (40, 69)


def test_nothing_has_no_stretches() -> None:
    assert stretches(()) == ()
