"""What is typed becomes terms, and a text's score comes from that text alone."""

import pytest

from seloste.domain.search import (
    Manner,
    SearchRefused,
    Sought,
    Term,
    compounds,
    forms_of,
    normal,
    parse,
    score,
    words,
)

W, P, Q = Manner.WORD, Manner.PREFIX, Manner.PHRASE


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("vesivahinko", (Term(W, ("vesivahinko",)),)),
        ("Vesi LASKU", (Term(W, ("vesi",)), Term(W, ("lasku",)))),
        ("vesi*", (Term(P, ("vesi",)),)),
        ('"musta kissa" lasku', (Term(Q, ("musta", "kissa")), Term(W, ("lasku",)))),
        ("linja-auto", (Term(W, ("linja", "auto")),)),
        ("kortti-ilm*", (Term(P, ("kortti", "ilm")),)),
        ("e-l*", (Term(P, ("e", "l")),)),
        ("linja-*", (Term(P, ("linja",)),)),
        ("linja/auto", (Term(W, ("linja",)), Term(W, ("auto",)))),
        ("covid-19", (Term(W, ("covid", "19")),)),
        ("2026-05", (Term(W, ("2026",)), Term(W, ("05",)))),
        ("a--b", (Term(W, ("a",)), Term(W, ("b",)))),
        ("lasku lasku", (Term(W, ("lasku",)),)),
        ('"" lasku', (Term(W, ("lasku",)),)),
        ("045 555", (Term(W, ("045",)), Term(W, ("555",)))),
        ('"unclosed', (Term(W, ("unclosed",)),)),
        ("' OR 1=1 --", (Term(W, ("or",)), Term(W, ("1",)))),
    ],
)
def test_what_is_typed_becomes_terms(typed: str, terms: tuple[Term, ...]) -> None:
    assert parse(typed) == terms


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "nothing"),
        ("* - !", "nothing"),
        ("x" * 301, "too-long"),
        ("a*", "short-prefix"),
        (" ".join("abcdefghijklm"), "too-many"),
        ('"' + " ".join("abcdefghijklm") + '"', "too-many"),
        ("-".join("abcdefghijklm"), "too-many"),
    ],
)
def test_what_makes_no_sense_is_refused(typed: str, reason: str) -> None:
    with pytest.raises(SearchRefused) as refused:
        parse(typed)

    assert refused.value.reason == reason


def test_of_what_is_too_long_for_a_word_the_beginning_counts() -> None:
    (found,) = words("x" * 5000)

    assert found.text == "x" * 100
    assert (found.start, found.end) == (0, 5000)


def test_hyphens_join_no_more_than_a_word_has_room_for() -> None:
    fits, long = words("a" * 50 + "-" + "b" * 50), words("a" * 50 + "-" + "b" * 51)

    assert list(compounds(fits)) == [(0, 1)]
    assert list(compounds(long)) == []


def test_what_hyphens_join_are_words_beside_each_other() -> None:
    said = words("ei e-laskua, vaan linja-auto-kuski - ja 1-2 - kuorma-")

    assert list(compounds(said)) == [(1, 2), (4, 6)]


def test_written_apart_is_less_than_the_word_and_more_than_its_head() -> None:
    coach = Sought(W, lemmas=("linjaauto",), heads=("auto",), runs=(("linja", "auto"),))

    def mark(**whole: int) -> float:
        return score((coach,), whole=whole, inside={}, length=10)

    one, apart, head = mark(linjaauto=1), mark(linja=1, auto=1), mark(auto=1)

    assert one > 3 > apart > 2 > head > 1


def test_words_are_letters_and_digits_with_their_places() -> None:
    found = words("Hei, ÄÄNI_2!")

    assert [(one.text, one.start, one.end) for one in found] == [
        ("hei", 0, 3),
        ("ääni", 5, 9),
        ("2", 10, 11),
    ]


def test_a_letter_written_in_two_ways_is_one() -> None:
    assert normal("a\u0308iti") == "äiti"


def word(lemma: str, head: str = "") -> Sought:
    return Sought(W, lemmas=(lemma,), heads=(head,) if head else ())


def mark(
    sought: Sought, *, whole: str = "", inside: str = "", length: int = 10
) -> float:
    counts = {form: whole.split().count(form) for form in whole.split()}
    parts = {form: inside.split().count(form) for form in inside.split()}
    return score((sought,), whole=counts, inside=parts, length=length)


def test_the_word_beats_a_compound_and_a_compound_the_head_alone() -> None:
    itself = mark(word("vahinko"), whole="vahinko", length=1000)
    inside = mark(word("vahinko"), inside="vahinko " * 50, length=1)
    head = mark(word("vesivahinko", "vahinko"), whole="vahinko " * 50, length=1)

    assert itself > inside > head > 0


def test_more_often_and_shorter_is_better() -> None:
    once = mark(word("lasku"), whole="lasku")
    twice = mark(word("lasku"), whole="lasku lasku")
    longer = mark(word("lasku"), whole="lasku", length=500)

    assert twice > once > longer


def test_the_weakest_of_several_words_decides_first() -> None:
    both = (word("lasku"), word("vahinko"))
    strong = score(both, whole={"lasku": 1, "vahinko": 1}, inside={}, length=900)
    weak = score(both, whole={"lasku": 90}, inside={"vahinko": 90}, length=90)

    assert strong > weak


def test_prefixes_and_phrases_count_too() -> None:
    begun = Sought(P, prefix="las")
    run = Sought(Q, runs=(("musta", "kissa"), ("svart", "katt")))

    assert mark(begun, whole="lasku lasi") > mark(begun, whole="lasku")
    assert mark(run, whole="musta kissa") >= 3
    assert forms_of((begun, run)) == {"musta", "kissa", "svart", "katt"}


def test_nothing_sought_scores_nothing() -> None:
    assert score((), whole={}, inside={}, length=0) == 0
