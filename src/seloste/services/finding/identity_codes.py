"""Finnish personal identity codes, written or said, whole or only their end.

The form is DDMMYYCZZZQ: C tells the century (``+`` for 1800, ``-`` and U to Y for
1900, A to F for 2000; the letters beside ``-`` and A came in 2023), Q is a checksum.
Source: government decree 128/2010 as amended by 690/2022.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from seloste.domain.finding import Confidence, Finding, FindingKind, Why
from seloste.services.finding.context import around, before
from seloste.services.finding.letters import LETTER, letter
from seloste.services.finding.reading import Reading
from seloste.services.finding.runs import Digit

CENTURIES = {
    "+": 1800,
    **dict.fromkeys("-UVWXY", 1900),
    **dict.fromkeys("ABCDEF", 2000),
}
CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"

_WRITTEN = re.compile(
    r"(?<![\w-])(\d{6})\s?([-–—‑−+A-FU-Ya-fu-y])\s?(\d{3})([0-9A-Ya-y])(?![\w])"
)
_CONTEXT = re.compile(
    r"henkilötunnu|henkilötuunnu|\bhetu|sotu|sosiaaliturvatunnu|personbeteckning|"
    r"personnummer|socialskydd|identity code|identity number|personal id|"
    r"social security|\bssn\b|syntymäaika|henkkari|tunnuslukus",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?:(?:henkilötunnu\w+|hetu\w*|sotu\w*|tunnu\w+)\W+(?:\w+\W+){0,3}?"
    r"(?:loppuosa|loppu|tunnusosa|viimeiset)|"
    r"(?:slutet|sista|slutdel\w*)\W+(?:\w+\W+){0,4}?(?:personbeteckning|personnum)|"
    r"personbeteckning\w*\W+(?:\w+\W+){0,2}?(?:slut|sista)|"
    r"(?:last|end)\W+(?:\w+\W+){0,6}?(?:identity code|personal id|social security))"
    r"[^.!]{0,40}\Z",
    re.IGNORECASE,
)
_SEPARATORS = {
    **dict.fromkeys(("viiva", "väliviiva", "miinus", "minus", "streck"), "-"),
    **dict.fromkeys(("bindestreck", "dash", "hyphen", "tankstreck"), "-"),
    "plus": "+",
}
_SAID_SEPARATOR = re.compile(
    rf"[-–—‑−+]|\b(?:{'|'.join(_SEPARATORS)})\b", re.IGNORECASE
)
_LEAD = re.compile(
    r"\W*(?:(?:kirjain|bokstaven?|letter|ja|och|and|sitten|iso|stort|then|lopuksi|"
    r"viimeinen|tarkiste)\W+){0,2}",
    re.IGNORECASE,
)
_GAP = 40
_DATE, _BODY, _WHOLE = 6, 9, 10
_NUMBER = 3


def is_code(day: str, century: str, rest: str) -> bool:
    """Tell whether DDMMYY, the sign of a century and ZZZQ are a valid code."""
    number = day + rest[:3]
    if century not in CENTURIES or not number.isdigit() or rest[:3] < "002":
        return False
    return is_date(day, century) and CHECKS[int(number) % 31] == rest[3:]


def is_date(day: str, century: str = "-") -> bool:
    """Tell whether DDMMYY is a day of the century."""
    try:
        date(CENTURIES[century] + int(day[4:]), int(day[2:4]), int(day[:2]))
    except ValueError:
        return False
    return True


def find(reading: Reading) -> Iterator[Finding]:
    """Yield the identity codes of a text."""
    yield from _written(reading.text)
    for runs in (reading.runs, reading.loose):
        yield from _said([digit for run in runs for digit in run.digits], reading.text)
    yield from _ends(reading)


def _written(text: str) -> Iterator[Finding]:
    for match in _WRITTEN.finditer(text):
        day, sign, number, check = match.groups()
        century = "-" if sign in "-–—‑−" else sign.upper()
        span = (match.start(), match.end())
        if is_code(day, century, number + check.upper()):
            yield _finding(span, Confidence.SURE, Why.CHECKSUM)
        elif is_date(day, century) and (
            check.isalpha() or _CONTEXT.search(around(text, *span))
        ):
            yield _finding(span, Confidence.LIKELY, Why.FORM)


def _said(digits: list[Digit], text: str) -> Iterator[Finding]:
    """Yield codes that are said, or written with gaps, wherever six digits begin."""
    for at in range(len(digits) - _BODY + 1):
        nine = digits[at : at + _BODY]
        if nine[0].opens and _near(nine) and is_date(_text(nine[:_DATE])):
            yield from _judge(nine, digits[at + _BODY : at + _WHOLE], text)


def _near(digits: list[Digit]) -> bool:
    return all(b.start - a.end <= _GAP for a, b in pairwise(digits))


def _text(digits: list[Digit]) -> str:
    return "".join(digit.value for digit in digits)


def _judge(nine: list[Digit], tenth: list[Digit], text: str) -> Iterator[Finding]:
    """Yield a finding where checksum, sign of the century or context speak for it."""
    start, end = nine[0].start, nine[-1].end
    century = _century(text[nine[5].end : nine[6].start])
    check, end = _check(tenth, text, end)
    context = _CONTEXT.search(before(text, start)) is not None
    valid = CHECKS[int(_text(nine)) % 31] == check if check else False
    if not (context or (valid and century and any(d.spoken for d in nine))):
        return
    why = (Confidence.SURE, Why.CHECKSUM) if valid else (Confidence.LIKELY, Why.CONTEXT)
    yield _finding((start, end), *why, spoken=any(digit.spoken for digit in nine))


def _century(between: str) -> str:
    """Return the sign of the century that was said between date and number."""
    match = _SAID_SEPARATOR.search(between)
    if match:
        return _SEPARATORS.get(match[0].lower(), "-")
    said = LETTER.search(between)
    return letter(said[0]) if said and letter(said[0]) in CENTURIES else ""


def _check(tenth: list[Digit], text: str, end: int) -> tuple[str, int]:
    """Return the checking digit or letter after the number, and where it ends."""
    if tenth and tenth[0].start - end <= _GAP // 2:
        return tenth[0].value, tenth[0].end
    lead = _LEAD.match(text, end)
    at = lead.end() if lead else end
    said = LETTER.match(text, at)
    found = letter(said[0]) if said else ""
    return (found, said.end()) if said and found in CHECKS and found else ("", end)


def _ends(reading: Reading) -> Iterator[Finding]:
    """Yield the last four characters alone, where somebody says that they are that."""
    for run in reading.runs:
        if len(run.digits) not in {_NUMBER, _NUMBER + 1} or not _END.search(
            before(reading.text, run.start, reach=100)
        ):
            continue
        end = run.end
        if len(run.digits) == _NUMBER:
            _, end = _check([], reading.text, run.end)
        span = (run.start, end)
        yield _finding(span, Confidence.LIKELY, Why.CONTEXT, spoken=run.spoken)


def _finding(
    span: tuple[int, int], confidence: Confidence, why: Why, *, spoken: bool = False
) -> Finding:
    return Finding(FindingKind.IDENTITY_CODE, *span, confidence, why, spoken=spoken)
