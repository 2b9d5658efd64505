"""Texts become streams of base forms, and what is typed finds them again."""

import pytest

from seloste.domain.search import Manner, Streams, parse
from seloste.services import search_words
from seloste.services.search_words import Matcher
from tests.services.desks import WORDS


def streams(text: str, language: str = "fi") -> Streams:
    (one,) = search_words.streams(text, language=language, lemmas=WORDS)
    return one


def test_a_text_is_kept_as_base_forms_words_and_parts() -> None:
    one = streams("Vesivahingosta lasku")

    assert one.first == ("vesivahinko", "lasku")
    assert one.also == ("vesivahingosta",)
    assert one.parts == ("vesi", "vahinko")


def test_a_long_text_lies_in_passages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_words, "PASSAGE", 2)

    found = search_words.streams("a b c d e", language="fi", lemmas=WORDS)

    assert [len(one.first) for one in found] == [2, 2, 1]


@pytest.mark.parametrize(
    ("text", "first", "whole"),
    [
        ("e-laskun", ("e", "lasku"), "elasku"),
        ("linja-autolla", ("linja", "auto"), "linjaauto"),
        ("Wilma-sovelluksessa", ("wilma", "sovellus"), "wilmasovellus"),
        (
            "asiakaspalvelu-linjalle",
            ("asiakaspalvelu", "linja"),
            "asiakaspalvelulinja",
        ),
        ("asiakas\u00adpalvelusta", ("asiakas", "palvelu"), "asiakaspalvelu"),
        (
            "hinta\u2011laatu\u2010suhteen",
            ("hinta", "laatu", "suhde"),
            "hintalaatusuhde",
        ),
    ],
)
def test_what_hyphens_join_is_kept_as_its_words_and_as_one(
    text: str, first: tuple[str, ...], whole: str
) -> None:
    one = streams(text)

    assert one.first == first
    assert whole in one.also


def test_numbers_are_not_joined() -> None:
    one = streams("2026-05-04 ja 040-1234567")

    assert one.first == ("2026", "05", "04", "ja", "040", "1234567")
    assert one.also == ()


def test_the_parts_of_what_hyphens_join_are_kept_once() -> None:
    one = streams("asiakaspalvelu-linja")

    assert one.first == ("asiakaspalvelu", "linja")
    assert one.also == ("asiakaspalvelulinja",)
    assert one.parts == ("asiakas", "palvelu", "palvelulinja")


def test_a_word_is_asked_in_every_language() -> None:
    (one,) = search_words.sought(parse("invoices"), lemmas=WORDS)

    assert {"invoic", "invoices"} <= set(one.lemmas)


def test_a_compound_is_asked_with_its_head() -> None:
    (one,) = search_words.sought(parse("vesivahingot"), lemmas=WORDS)

    assert one.lemmas[0] == "vesivahinko"
    assert one.heads == ("vahinko",)


def test_what_hyphens_join_is_asked_as_one_word_apart_and_by_its_head() -> None:
    (one,) = search_words.sought(parse("linja-autolla"), lemmas=WORDS)

    assert one.manner is Manner.WORD
    assert one.lemmas[0] == "linjaauto"
    assert one.heads[0] == "auto"
    assert ("linja", "auto") in one.runs


def test_the_beginning_of_what_hyphens_join_is_asked_as_one_word() -> None:
    (one,) = search_words.sought(parse("linja-au*"), lemmas=WORDS)

    assert (one.manner, one.prefix) == (Manner.PREFIX, "linjaau")


@pytest.mark.parametrize(
    ("typed", "text", "hits"),
    [
        ("linja-auto", "Linja-autolla tai autolla.", ["Linja-autolla", "autolla"]),
        ("linjaauto", "Linja-autolla tai autolla.", ["Linja-autolla"]),
        ("linja-auto", "Linja autolla kaupunkiin.", ["Linja autolla"]),
        ("linja-au*", "Linja-autolla tai autolla.", ["Linja-autolla"]),
        ("auto", "Linja-autolla tai autolla.", ["autolla", "autolla"]),
        ("e-lasku", "Elaskun sijaan lasku.", ["Elaskun", "lasku"]),
    ],
)
def test_hits_of_what_hyphens_join_are_the_longest(
    typed: str, text: str, hits: list[str]
) -> None:
    sought = search_words.sought(parse(typed), lemmas=WORDS)

    found = Matcher(sought, lemmas=WORDS).places(text, language="fi")

    assert [text[one.start : one.end] for one in found] == hits


def test_a_phrase_is_one_run_a_language() -> None:
    (one,) = search_words.sought(parse('"mustan kissan"'), lemmas=WORDS)

    assert one.manner is Manner.PHRASE
    assert ("musta", "kissa") in one.runs


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("vahinko", ["Vesivahingosta"]),
        ("lasku", ["laskun"]),
        ("keit*", ["keittiössä"]),
        ('"lasku keittiö"', ["laskun keittiössä"]),
        ('"keittiö lasku"', []),
        ("keittiö lasku", ["laskun", "keittiössä"]),
        ("muu", []),
    ],
)
def test_hits_are_found_in_the_text_itself(typed: str, hits: list[str]) -> None:
    text = "Vesivahingosta laskun keittiössä"
    sought = search_words.sought(parse(typed), lemmas=WORDS)

    found = Matcher(sought, lemmas=WORDS).places(text, language="fi")

    assert [text[one.start : one.end] for one in found] == hits
