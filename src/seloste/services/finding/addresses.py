"""Postal addresses: a street with a number, with what follows of it.

Streets are told by how their names end in Finnish and Swedish and by their last
word in English; a number has to follow. A postal code counts beside a street or
where somebody says that it is one.
"""

import re
from collections.abc import Iterator

from seloste.domain.finding import Confidence, Finding, FindingKind, Why
from seloste.services.finding import names
from seloste.services.finding.context import before
from seloste.services.finding.number_words import spoken
from seloste.services.finding.reading import Reading

_FI = (
    r"(?:katu|tie|polku|kuja|kaari|rinne|väylä|raitti|bulevardi|ranta|portti|aukio|"
    r"penger|kulma|tori|esplanadi|puistotie|linja|rata)"
)
_FI_CASES = (
    r"(?:kadu(?:n|lla|lta|lle)|kadul|tie(?:n|llä|ltä|lle)|polu(?:n|lla|lta|lle)|"
    r"kuja(?:n|lla|lta|lle)|kaare(?:n|lla|lta|lle)|rintee(?:n|llä|ltä|lle)|"
    r"väylä(?:n|llä|ltä|lle)|raiti(?:n|lla|lta|lle)|ranna(?:n|lla|lta|lle)|"
    r"porti(?:n|lla|lta|lle)|aukio(?:n|lla|lta|lle)|linja(?:n|lla|lta|lle))"
)
_SV = r"(?:gatan|vägen|gränden|stigen|torget|allén|esplanaden|backen|gata|väg|stranden)"
_EN = r"(?:Street|Road|Lane|Avenue|Drive|Close|Square|Terrace|Crescent)"
_ALONE = (
    r"(?:Esplanaden|Esplanadi(?:n|lla|lta|lle)?|Bulevardi(?:n|lla|lta|lle)?|Torget)"
)
_WORD = r"[A-ZÅÄÖ][\w-]{0,40}"
_NUMBER = r"\d{1,3}(?:\s?[-–]\s?\d{1,3})?"
_FLAT = (
    r"(?:\s?[A-Ha-h]\b(?!\s+(?:on|ja|oli)\b)(?:\s?\d{1,3}\b)?|"
    r"\s+(?:as\.?|lgh\.?|lägenhet|bst\.?|asunto|flat|apartment)\s?\d{1,3}\b)?"
)
_CODE = r"(?:,?\s+(?:FI-|SE-|AX-)?\d{5}\s+[A-ZÅÄÖ][\wåäö-]+)?"
_STREET = re.compile(
    rf"\b(?:{_WORD}\s)?{_WORD}(?:{_FI}|{_FI_CASES}|{_SV})\s+"
    rf"{_NUMBER}{_FLAT}{_CODE}|"
    rf"\b(?:{_WORD}\s)(?:{_FI}|{_FI_CASES}|{_SV})\s+{_NUMBER}{_FLAT}{_CODE}|"
    rf"\b{_ALONE}\s+{_NUMBER}{_FLAT}{_CODE}|"
    rf"\b\d{{1,3}}[A-Ha-h]?\s(?:{_WORD}\s){{1,2}}{_EN}\b"
)
_SAID = re.compile(
    rf"\b(?:{_WORD})(?:{_FI}|{_FI_CASES}|{_SV})\s+(?P<numbers>(?:[a-zåäö]+[\s,-]*){{1,6}})"
)
_POSTAL = re.compile(
    r"(?:postinumero\w*|posti\s?osoit\w*|postnummer\w*|postal code|post\s?code)"
    rf"\W+(?:\w+\W+){{0,2}}?((?:FI-)?\d{{5}}(?:,?\s+{_WORD})?)",
    re.IGNORECASE,
)
_NOT_OURS = re.compile(r"(?:myymälä|toimipiste|kauppa|store|butiken)\w*\W+\w*\W*\Z")


def find(reading: Reading) -> Iterator[Finding]:
    """Yield the postal addresses of a text."""
    text = reading.text
    for match in _STREET.finditer(text):
        start = _start(text, match)
        yield _finding(start, match.end(), Confidence.LIKELY, Why.FORM)
    for match in _POSTAL.finditer(text):
        yield _finding(match.start(1), match.end(1), Confidence.LIKELY, Why.CONTEXT)
    yield from _said(text)


_LEADS = re.compile(
    r"(?:Osoite(?:eni)?|Katuosoite|Asun|Address|Adress(?:en)?|Min|My|Käynti)\s",
    re.ASCII,
)


_FIRST = re.compile(rf"({_WORD})\s(?=[A-ZÅÄÖ])")


def _start(text: str, match: re.Match[str]) -> int:
    """Return where the street begins: a first word of a sentence is not its name."""
    lead = _LEADS.match(text, match.start())
    start = lead.end() if lead and lead.end() < match.end() else match.start()
    first = _FIRST.match(text, start, match.end())
    return first.end() if first and names.listed(first[1]) else start


def _said(text: str) -> Iterator[Finding]:
    """Yield streets whose number is said in words."""
    for match in _SAID.finditer(text):
        end = match.start("numbers")
        counted = False
        for word in re.finditer(r"[^\W\d_]+", match["numbers"]):
            number = spoken(word[0].lower())
            flat = counted and len(word[0]) == 1
            if number is None and not flat:
                break
            counted = True
            end = match.start("numbers") + word.end()
        if counted and not _NOT_OURS.search(before(text, match.start())):
            yield _finding(match.start(), end, Confidence.LIKELY, Why.FORM, spoken=True)


def _finding(
    start: int, end: int, confidence: Confidence, why: Why, *, spoken: bool = False
) -> Finding:
    return Finding(FindingKind.ADDRESS, start, end, confidence, why, spoken=spoken)
