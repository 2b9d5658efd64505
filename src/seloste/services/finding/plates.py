"""Registration plates of vehicles in Finland: ABC-123, and the like that is said."""

import re
from collections.abc import Iterator

from seloste.domain.finding import Confidence, Finding, FindingKind, Why
from seloste.services.finding.context import around, of_something_else
from seloste.services.finding.letters import LETTERS
from seloste.services.finding.reading import Reading

_WRITTEN = re.compile(r"(?<![\w-])([A-ZÅÄÖ]{2,3})([- ]?)(\d{1,3})(?![\w-])")
_CONTEXT = re.compile(
    r"rekister|rekkari|kilpi|kilve|\bauto|henkilöauto|pakettiauto|mopo|moottoripyör|"
    r"registrering|\bbil(?:en|ens)?\b|skylt|\breg\b|\bcar\b|\bvan\b|plate|licen[cs]e|"
    r"vehicle|pysäköi|parker|parkin|ajoneuvo|fordon|kärry|släp|trailer",
    re.IGNORECASE,
)
_NO_LETTERS = (
    "ISO SFS DIN EN EU ALV OP TV PC IT USB MP GB MB CD LED HD PS VR OY AB AS EUR KPL "
    "KLO NRO NR NO TEL PL BOX SEK USD AM PM ID MM KM CM KG ML UK US"
)
_NOT_PLATES = frozenset(_NO_LETTERS.split())
_said = "|".join(sorted((w for w in LETTERS if len(w) > 1), key=len, reverse=True))
_LETTER = rf"(?:(?:{_said}|[a-zåäö])\b)"
_SAID = re.compile(rf"\b{_LETTER}(?:[\s,]+{_LETTER}){{1,2}}[\s,-]*\Z", re.IGNORECASE)
_PLAIN = {(3, 2), (3, 3)}
_MOST_DIGITS = 3
_REACH = 40


def find(reading: Reading) -> Iterator[Finding]:
    """Yield the plates of a text."""
    text = reading.text
    for match in _WRITTEN.finditer(text):
        letters, joint, digits = match.groups()
        if letters in _NOT_PLATES or of_something_else(text, match.start()):
            continue
        near = _CONTEXT.search(around(text, match.start(), match.end()))
        plain = joint == "-" and (len(letters), len(digits)) in _PLAIN
        if near or plain:
            yield _finding(
                match.start(), match.end(), Why.CONTEXT if near else Why.FORM
            )
    yield from _spelt(reading)


def _spelt(reading: Reading) -> Iterator[Finding]:
    """Yield plates whose letters are spelt, near a word for a vehicle."""
    for run in reading.runs:
        if len(run.digits) > _MOST_DIGITS:
            continue
        start = max(0, run.start - _REACH)
        said = _SAID.search(reading.text, start, run.start)
        if said and _CONTEXT.search(around(reading.text, said.start(), run.end)):
            yield _finding(said.start(), run.end, Why.CONTEXT, spoken=True)


def _finding(start: int, end: int, why: Why, *, spoken: bool = False) -> Finding:
    return Finding(FindingKind.PLATE, start, end, Confidence.LIKELY, why, spoken=spoken)
