"""Business ids (Y-tunnus) and Finnish VAT numbers, by their checksum."""

import re
from collections.abc import Iterator

from stdnum.fi import ytunnus

from seloste.domain.finding import Confidence, Finding, FindingKind, Why
from seloste.services.finding.context import before
from seloste.services.finding.reading import Reading

_WRITTEN = re.compile(r"(?<![\w-])(?:(\d{7})\s?[-–]\s?(\d)|FI\s?(\d{8}))(?![\w-])")
_CONTEXT = re.compile(
    r"y-?tunnu|yritystunnu|fo-?nummer|företags\w*nummer|business id|company id|"
    r"alv|vat|momsnummer|moms",
    re.IGNORECASE,
)
_LENGTH = 8


def find(reading: Reading) -> Iterator[Finding]:
    """Yield the business ids of a text."""
    for match in _WRITTEN.finditer(reading.text):
        digits = match[3] or f"{match[1]}{match[2]}"
        if ytunnus.is_valid(digits):
            yield _finding(match.start(), match.end(), spoken=False)
    for run in reading.both():
        near = _CONTEXT.search(before(reading.text, run.start))
        if near and len(run.digits) == _LENGTH and ytunnus.is_valid(run.text):
            yield _finding(run.start, run.end, spoken=run.spoken)


def _finding(start: int, end: int, *, spoken: bool) -> Finding:
    return Finding(
        FindingKind.BUSINESS_ID,
        start,
        end,
        Confidence.SURE,
        Why.CHECKSUM,
        spoken=spoken,
    )
