"""Account numbers: IBAN with its checksum (ISO 13616), written or said."""

import re
from collections.abc import Iterator

from stdnum import iban

from seloste.domain.finding import Confidence, Finding, FindingKind, Why
from seloste.services.finding.reading import Reading

_WRITTEN = re.compile(r"\b[A-Za-z]{2}\s?\d{2}(?:[\s-]?[A-Za-z0-9]){11,30}\b")
_FINNISH = re.compile(
    r"\b(?:f\W{0,2}i|äf\W+ii|eff\W+i|äffä\W+ii|ef\W+ii)\W*\Z", re.IGNORECASE
)
_DIGITS = 16


def find(reading: Reading) -> Iterator[Finding]:
    """Yield the account numbers of a text."""
    for match in _WRITTEN.finditer(reading.text):
        if end := _valid_end(match[0]):
            span = (match.start(), match.start() + end)
            yield Finding(FindingKind.IBAN, *span, Confidence.SURE, Why.CHECKSUM)
    for run in reading.both():
        said = _FINNISH.search(reading.text, max(0, run.start - 12), run.start)
        if said and iban.is_valid(f"FI{run.text[:_DIGITS]}"):
            part = run.part(0, _DIGITS)
            yield Finding(
                FindingKind.IBAN,
                said.start(),
                part.end,
                Confidence.SURE,
                Why.CHECKSUM,
                spoken=run.spoken,
            )


def _valid_end(written: str) -> int:
    """Return how much of a stretch is a valid number, 0 where nothing is."""
    for end in range(len(written), 14, -1):
        if written[end - 1].isalnum() and iban.is_valid(written[:end]):
            return end
    return 0
