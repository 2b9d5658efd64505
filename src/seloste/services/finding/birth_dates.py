"""Dates of birth: a date where somebody says that they, or another, were born."""

import re
from collections.abc import Iterator

from seloste.domain.finding import Confidence, Finding, FindingKind, Why
from seloste.services.finding.context import before
from seloste.services.finding.reading import Reading

_MONTHS = (
    "tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu",
    "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|"
    "december",
    "january|february|march|april|may|june|july|august|september|october|november|"
    "december",
)
_MONTH = rf"(?:(?:{_MONTHS[0]})kuu(?:ta|n|ssa)?|{_MONTHS[1]}|{_MONTHS[2]})"
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"\b\d{{1,2}}\s?[./-]\s?\d{{1,2}}\s?[./-]\s?(?:{_YEAR}|\d\d)\b|"
    rf"\b{_YEAR}-\d\d-\d\d\b|"
    rf"\b\d{{1,2}}(?:\.|:e|st|nd|rd|th)?\s+(?:of\s+|päivä\s+)?{_MONTH}\,?\s+(?:vuonna\s+)?{_YEAR}\b|"
    rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+{_YEAR}\b|"
    rf"\b\w+\s+(?:päivä\s+)?{_MONTH}\s+(?:vuonna\s+)?{_YEAR}\b",
    re.IGNORECASE,
)
_ORDINAL = (
    r"(?:(?:ensimmäinen|toinen|kolmas|neljäs|viides|kuudes|seitsemäs|kahdeksas|"
    r"yhdeksäs|kymmenes)|(?:yhdes|kahdes|kolmas|neljäs|viides|kuudes|seitsemäs|"
    r"kahdeksas|yhdeksäs)toista|kahdeskymmenes\w*|kolmaskymmenes\w*)"
)
_OF_MONTH = (
    r"(?:(?:ensimmäistä|toista|kolmatta|neljättä|viidettä|kuudetta|seitsemättä|"
    r"kahdeksatta|yhdeksättä|kymmenettä)|(?:yhdettä|kahdetta)toista)"
)
_SAID = re.compile(
    rf"\b{_ORDINAL}\s+(?:päivä\s+)?(?:{_OF_MONTH}|{_MONTH})\s+(?:vuonna\s+)?"
    r"(?:\d{2,4}|(?:\w*kymmentä\w*|\w*sataa?\w*|\w*toista|\w*tuhatta\w*)"
    r"(?:\s+\w*(?:kymmentä|sataa)\w*)?)",
    re.IGNORECASE,
)
_SAID_SV = re.compile(
    r"\b(?:den\s+)?\w+(?:de|te|ste|dje|tte|nde|ta|tionde)\s+"
    rf"(?:{_MONTHS[1]})\s+(?:nittonhundra\w*|tjugohundra\w*|tvåtusen\w*)",
    re.IGNORECASE,
)
_SAID_EN = re.compile(
    rf"\b(?:the\s+)?\w+(?:st|nd|rd|th)\s+of\s+(?:{_MONTHS[2]})\,?\s+"
    r"(?:nineteen|twenty|two thousand)[\s-]\w+(?:[\s-]\w+)?",
    re.IGNORECASE,
)
_CONTEXT = re.compile(
    r"(?:synty(?:nyt|neet|mäaik\w*|mäpäiv\w*|i|my)?\b|synt\.|\bs\.|född\w*|födelse\w*|"
    r"\bborn\b|birth\w*|\bdob\b)[^!?]{0,40}\Z",
    re.IGNORECASE,
)
_THINGS = re.compile(
    r"vahinko|vuoto|lasku|velka|virhe|vika|sopimus|palo|tilanne|riita|skada|skuld|"
    r"felet|avtal|problem|damage|debt|fault|yritys|yhtiö|företag|company",
    re.IGNORECASE,
)
_REACH = 70


def find(reading: Reading) -> Iterator[Finding]:
    """Yield the dates of birth of a text."""
    text = reading.text
    for form, spoken in (
        (_DATE, False),
        (_SAID, True),
        (_SAID_SV, True),
        (_SAID_EN, True),
    ):
        for match in form.finditer(text):
            if _born(text, match.start()):
                yield _finding(match.start(), match.end(), spoken=spoken)
    for run in reading.runs:
        if len(run.digits) in {6, 7, 8} and run.spoken and _born(text, run.start):
            yield _finding(run.start, run.end, spoken=True)


def _born(text: str, start: int) -> bool:
    said = before(text, start, reach=_REACH)
    return bool(_CONTEXT.search(said)) and not _THINGS.search(said)


def _finding(start: int, end: int, *, spoken: bool) -> Finding:
    return Finding(
        FindingKind.BIRTH_DATE,
        start,
        end,
        Confidence.LIKELY,
        Why.CONTEXT,
        spoken=spoken,
    )
