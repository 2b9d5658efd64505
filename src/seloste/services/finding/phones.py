"""Telephone numbers, written or said: what the numbering plans allow.

Finnish and Swedish numbers without a country code, any with one. phonenumbers
(Google's libphonenumber) knows the plans.
"""

import re
from collections.abc import Iterator

import phonenumbers

from seloste.domain.finding import Confidence, Finding, FindingKind, Why
from seloste.services.finding.context import of_something_else
from seloste.services.finding.reading import Reading, gaps
from seloste.services.finding.runs import Run

_REGIONS = ("FI", "SE", "GB")
_PLUS = re.compile(r"(?:\+|\bplus)\W*\Z", re.IGNORECASE)
_LENGTHS = range(7, 15)
_GROUPS = 15
_NOT_IN_PHONES = re.compile(r"[.,:·]")
_DATE = re.compile(r"(?:[0-2]\d|3[01])(?:0\d|1[0-2])(?:19|20)\d\d")


def find(reading: Reading) -> Iterator[Finding]:
    """Yield the telephone numbers of a text."""
    for run in reading.both():
        if not of_something_else(reading.text, run.start):
            for part in _alone(run, reading.text):
                yield _finding(part, reading.text)


def _alone(run: Run, text: str) -> Iterator[Run]:
    """Yield the parts of a run that more than space parts from other digits."""
    digits = run.digits
    edges = [
        at
        for at in range(1, len(digits))
        if text[digits[at - 1].end : digits[at].start].strip()
    ]
    ends = [0, *edges, len(digits)]
    at = 0
    while at < len(ends) - 1:
        lengths = (end - ends[at] for end in reversed(ends[at + 1 : at + _GROUPS]))
        parts = (run.part(ends[at], n) for n in lengths if n in _LENGTHS)
        taken = next((each for each in parts if _is_phone(each, text)), None)
        if taken is not None:
            yield taken
            at = ends.index(ends[at] + len(taken.digits))
        else:
            at += 1


def _plus(part: Run, text: str) -> re.Match[str] | None:
    return _PLUS.search(text, max(0, part.start - 6), part.start)


def _finding(part: Run, text: str) -> Finding:
    plus = _plus(part, text)
    return Finding(
        FindingKind.PHONE,
        plus.start() if plus else part.start,
        part.end,
        Confidence.SURE,
        Why.FORM,
        spoken=part.spoken,
    )


def _is_phone(part: Run, text: str) -> bool:
    digits = part.text
    plus = _plus(part, text) is not None
    if not part.spoken and any(_NOT_IN_PHONES.search(gap) for gap in gaps(part, text)):
        return False
    if _DATE.fullmatch(digits):
        return False
    if plus or digits.startswith("00"):
        return _valid(f"+{digits.removeprefix('00')}", None)
    return digits.startswith("0") and any(_valid(digits, r) for r in _REGIONS)


def _valid(number: str, region: str | None) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, region))
    except phonenumbers.NumberParseException:
        return False
