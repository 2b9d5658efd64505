"""Verdicts, evidence and reports as values."""

import string
from datetime import UTC, datetime

import pytest

from seloste.domain.notice import Enforce, Language, Text
from seloste.domain.verification import Evidence, Report, Result, Verdict, worst
from seloste.domain.verification_words import WORDS
from seloste.domain.verification_words.verdicts import VERDICTS

WORST = {
    (): "GAP",
    ("PROVED",): "PROVED",
    ("PROVED", "ATTESTED"): "ATTESTED",
    ("GAP", "ATTESTED", "PROVED"): "GAP",
    ("PROVED", "BROKEN", "GAP"): "BROKEN",
}
TEXT = Text(fi="lupaus", sv="löfte", en="promise")
AT = datetime(2026, 5, 4, 9, tzinfo=UTC)


def result(verdict: Verdict) -> Result:
    return Result(
        promise_id="R-17",
        article="13(2)(a)",
        enforce=Enforce.RETENTION,
        text=TEXT,
        verdict=verdict,
        evidence=(Evidence("overdue", verdict, 2, ("a", "b")),),
        command="seloste verify --register retta --promise R-17",
    )


def report(*verdicts: Verdict) -> Report:
    return Report(
        register="retta",
        name=TEXT,
        version=3,
        at=AT,
        results=tuple(result(verdict) for verdict in verdicts),
        log_size=7,
        log_root="ab",
        log_sound=True,
    )


@pytest.mark.parametrize("verdicts", WORST, ids=" ".join)
def test_a_verdict_is_never_better_than_its_worst_evidence(
    verdicts: tuple[str, ...],
) -> None:
    assert worst(tuple(Verdict(one) for one in verdicts)).value == WORST[verdicts]


def test_a_report_is_as_good_as_its_worst_promise() -> None:
    assert report(Verdict.PROVED, Verdict.GAP).verdict is Verdict.GAP


def test_a_report_counts_every_verdict() -> None:
    counts = report(Verdict.GAP, Verdict.GAP, Verdict.BROKEN).counts

    assert counts == {
        Verdict.PROVED: 0,
        Verdict.ATTESTED: 0,
        Verdict.GAP: 2,
        Verdict.BROKEN: 1,
    }


def test_evidence_says_its_count_in_three_languages() -> None:
    text = Evidence("overdue", Verdict.BROKEN, 12).text

    assert all("12" in text.in_(language) for language in Language)


def test_a_report_in_json_has_every_field() -> None:
    document = report(Verdict.BROKEN).to_json()

    assert document["type"] == "seloste-verification"
    assert document["verdict"] == "BROKEN"
    assert document["log"] == {"size": 7, "root": "ab", "sound": True}
    [said] = document["results"]
    assert said["promise"] == "R-17"
    assert said["evidence"][0]["ids"] == ["a", "b"]
    assert set(said["evidence"][0]["text"]) == {"fi", "sv", "en"}


@pytest.mark.parametrize("code", WORDS)
def test_words_fill_in_the_count_and_nothing_else(code: str) -> None:
    for language in Language:
        words = WORDS[code].in_(language)
        fields = {name for _, name, _, _ in string.Formatter().parse(words) if name}
        assert words.strip()
        assert fields <= {"count"}


def test_every_verdict_says_what_it_means() -> None:
    assert set(VERDICTS) == {verdict.value for verdict in Verdict}
