from datetime import date

import pytest

from seloste.domain.notice import Language, Period, Text
from seloste.domain.notice_text.voice import Voice
from tests.domain.notice_text.notices import same

FI, SV, EN = (Voice(language) for language in (Language.FI, Language.SV, Language.EN))


@pytest.mark.parametrize(
    ("voice", "period", "said"),
    [
        (FI, Period(months=1), "yksi kuukausi"),
        (FI, Period(months=3), "kolme kuukautta"),
        (FI, Period(days=1), "yksi vuorokausi"),
        (FI, Period(days=180), "180 vuorokautta"),
        (SV, Period(months=1), "en månad"),
        (SV, Period(months=3), "tre månader"),
        (SV, Period(days=1), "ett dygn"),
        (SV, Period(days=180), "180 dygn"),
        (EN, Period(months=1), "one month"),
        (EN, Period(months=3), "three months"),
        (EN, Period(days=1), "one day"),
        (EN, Period(days=10), "10 days"),
    ],
)
def test_a_period_is_said_as_the_language_counts(
    voice: Voice, period: Period, said: str
) -> None:
    assert voice.period(period) == said


@pytest.mark.parametrize(
    ("voice", "days", "said"),
    [
        (FI, 7, "seitsemän vuorokauden kuluessa"),
        (FI, 2, "kahden vuorokauden kuluessa"),
        (FI, 14, "14 vuorokauden kuluessa"),
        (FI, 1, "vuorokauden kuluessa"),
        (SV, 7, "inom sju dygn"),
        (EN, 7, "within seven days"),
    ],
)
def test_a_limit_takes_the_genitive_in_finnish(
    voice: Voice, days: int, said: str
) -> None:
    assert voice.within(days) == said


@pytest.mark.parametrize(
    ("voice", "days", "said"),
    [
        (FI, 90, "vähintään 90 vuorokauden välein"),
        (FI, 1, "vähintään vuorokauden välein"),
        (SV, 90, "med högst 90 dygns mellanrum"),
        (EN, 90, "at least every 90 days"),
        (EN, 1, "at least every day"),
    ],
)
def test_an_interval_is_said_in_full(voice: Voice, days: int, said: str) -> None:
    assert voice.every(days) == said


@pytest.mark.parametrize(
    ("voice", "said"),
    [(FI, "1.7.2024"), (SV, "1 juli 2024"), (EN, "1 July 2024")],
)
def test_a_date_is_written_as_the_language_does(voice: Voice, said: str) -> None:
    assert voice.day(date(2024, 7, 1)) == said


@pytest.mark.parametrize(
    ("voice", "article", "said"),
    [
        (FI, "6(1)(f)", "tietosuoja-asetuksen 6 artiklan 1 kohdan f alakohta"),
        (FI, "7(3)", "tietosuoja-asetuksen 7 artiklan 3 kohta"),
        (FI, "77", "tietosuoja-asetuksen 77 artikla"),
        (SV, "6(1)(f)", "artikel 6.1 f i dataskyddsförordningen"),
        (EN, "6(1)(f)", "Article 6(1)(f) GDPR"),
        (EN, "no article", "no article"),
    ],
)
def test_an_article_is_cited_in_full(voice: Voice, article: str, said: str) -> None:
    assert voice.cite(article) == said


@pytest.mark.parametrize(
    ("items", "said"),
    [
        (["tea"], "tea"),
        (["tea", "milk"], "tea and milk"),
        (["tea", "milk", "rye bread"], "tea, milk and rye bread"),
        (["bread and butter", "tea"], "bread and butter, and tea"),
    ],
)
def test_a_list_is_joined_so_that_it_can_be_told_apart(
    items: list[str], said: str
) -> None:
    assert EN.join(items) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Koulutus.", "koulutus"),
        ("S-Card-rekisteri", "S-Card-rekisteri"),
        ("SOK:n edut", "SOK:n edut"),
        ("Service-level research", "service-level research"),
        ("Rettan oikeudet", "Rettan oikeudet"),
    ],
)
def test_only_an_ordinary_word_loses_its_capital(written: str, said: str) -> None:
    assert Voice(Language.FI, ("Retta",)).lower(same(written)) == said


@pytest.mark.parametrize(
    ("voice", "said"),
    [
        (FI, ", kun asia liittyy sopimukseen"),
        (SV, " när ärendet gäller avtalet"),
        (EN, " where the matter concerns the contract"),
    ],
)
def test_a_clause_takes_a_comma_only_in_finnish(voice: Voice, said: str) -> None:
    clause = Text(
        fi="Kun asia liittyy sopimukseen.",
        sv="när ärendet gäller avtalet",
        en="where the matter concerns the contract",
    )

    assert voice.clause(clause) == said


def test_an_adverb_takes_no_comma() -> None:
    assert FI.clause(same("muissa tapauksissa")) == " muissa tapauksissa"


def test_a_name_that_ends_in_a_full_stop_ends_the_sentence_once() -> None:
    assert EN.say(same("By {name}."), {"name": "Example Inc."}) == "By Example Inc."


def test_braces_in_a_name_are_only_braces() -> None:
    assert EN.say(same("By {name}."), {"name": "{day}"}) == "By {day}."


@pytest.mark.parametrize(
    ("written", "said"), [("kerrotaan", "Kerrotaan."), ("Kerrotaanko?", "Kerrotaanko?")]
)
def test_free_text_becomes_a_sentence(written: str, said: str) -> None:
    assert FI.sentence(same(written)) == said
