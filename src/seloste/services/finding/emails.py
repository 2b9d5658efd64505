"""E-mail addresses, written or said ("maija piste virtanen ät esimerkki piste fi")."""

import re
from collections.abc import Iterator

from seloste.domain.finding import Confidence, Finding, FindingKind, Why
from seloste.services.finding.reading import Reading

_WRITTEN = re.compile(
    r"[A-Za-z0-9ÅÄÖåäö](?:[A-Za-z0-9ÅÄÖåäö._%+-]{0,62}[A-Za-z0-9ÅÄÖåäö_+-])?@"
    r"(?:[A-Za-z0-9ÅÄÖåäö-]{1,63}\.){1,4}[A-Za-z]{2,12}\b"
)
_DOT = r"\s+(?:piste|punkt|dot|point)\s+"
_JOIN = (
    rf"(?:{_DOT}|\s+(?:viiva|alaviiva|bindestreck|streck|dash|hyphen|underscore)\s+)"
)
_AT = r"\s+(?:ät|ätt|at|miukumauku|kissanhäntä|snabel-?a|snabela)(?:[ -]merkki)?\s+"
_SAID = re.compile(
    rf"\b\w+(?:{_JOIN}\w+){{0,4}}{_AT}\w+(?:{_JOIN}\w+){{0,3}}{_DOT}"
    r"(?:fi|se|com|net|org|eu|äf\s?ii|io|ax)\b",
    re.IGNORECASE,
)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield the addresses of a text."""
    for form, spoken in ((_WRITTEN, False), (_SAID, True)):
        for match in form.finditer(reading.text):
            yield Finding(
                FindingKind.EMAIL,
                match.start(),
                match.end(),
                Confidence.SURE,
                Why.FORM,
                spoken=spoken,
            )
