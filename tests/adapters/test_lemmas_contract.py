"""One contract for whatever makes base forms of words."""

import pytest

from seloste.adapters.words import lemmas
from seloste.adapters.words.lemmas import WordForms
from seloste.adapters.words.simple import Simple
from seloste.adapters.words.voikko import FinnishMissing, Voikko


def products() -> list[WordForms]:
    """Return every one that is installed."""
    try:
        return [WordForms(Voikko()), WordForms(Simple())]
    except FinnishMissing:
        return [WordForms(Simple())]


@pytest.fixture(params=products(), ids=lambda one: one.name.split()[0], scope="module")
def forms(request: pytest.FixtureRequest) -> WordForms:
    """Each of them in turn."""
    made: WordForms = request.param
    return made


@pytest.mark.parametrize(
    ("inflected", "lemma"),
    [
        ("vesivahingosta", "vesivahinko"),
        ("laskuja", "lasku"),
        ("huoneistoissa", "huoneisto"),
        ("avaimet", "avain"),
        ("helsingissä", "helsinki"),
        ("soitimme", "soittaa"),
        ("naapureiden", "naapuri"),
    ],
)
def test_an_inflected_finnish_word_has_its_base_form(
    forms: WordForms, inflected: str, lemma: str
) -> None:
    assert lemma in forms.form(inflected, language="fi").lemmas


def test_a_compound_has_its_parts_and_is_a_kind_of_its_head(forms: WordForms) -> None:
    form = forms.form("vesivahingosta", language="fi")

    assert form.lemmas == ("vesivahinko",)
    assert form.parts == ("vesi", "vahinko")
    assert form.heads == ("vahinko",)


def test_a_word_that_is_no_compound_has_no_parts(forms: WordForms) -> None:
    assert forms.form("vahinko", language="fi").parts == ()


def test_inflections_of_an_unknown_word_meet(forms: WordForms) -> None:
    one, other = (forms.form(word, language="fi") for word in ("xyzzyltä", "xyzzyllä"))

    assert one.lemmas[0] == other.lemmas[0]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("sv", "fakturor", "faktura"),
        ("sv", "läckor", "läcka"),
        ("sv", "vattenläckan", "vattenläckor"),
        ("sv", "fakturan", "faktura"),
        ("en", "invoices", "invoice"),
        ("en", "leaking", "leaks"),
    ],
)
def test_swedish_and_english_inflections_meet(
    forms: WordForms, language: str, one: str, other: str
) -> None:
    first = forms.form(one, language=language).lemmas
    second = forms.form(other, language=language).lemmas

    assert first[0] == second[0]


@pytest.mark.parametrize("word", ["2026", "a1234", "0401234567"])
def test_what_is_no_word_stays_as_it_is(forms: WordForms, word: str) -> None:
    assert word in forms.form(word, language="fi").lemmas


def test_the_same_word_gives_the_same_forms(forms: WordForms) -> None:
    assert forms.form("kuusen", language="fi") == forms.form("kuusen", language="fi")


def test_the_machine_without_a_dictionary_still_knows_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing() -> Voikko:
        raise FinnishMissing("libvoikko")

    monkeypatch.setattr(lemmas, "Voikko", missing)

    assert lemmas.installed().name.startswith("simplemma")


@pytest.mark.skipif(len(products()) == 1, reason="libvoikko is not installed")
def test_voikko_knows_compounds_of_three_words_and_derived_ones() -> None:
    form = WordForms(Voikko()).form("kotivakuutusyhtiöltä", language="fi")

    assert set(form.parts) == {
        "koti",
        "kotivakuutus",
        "vakuutus",
        "vakuutusyhtiö",
        "yhtiö",
    }
    assert form.heads == ("vakuutusyhtiö", "yhtiö")
