"""Payment cards: numbers by Luhn's checksum (ISO/IEC 7812-1) or by what is said.

A number that was misheard has no valid checksum, so near a word for a card any
twelve digits or more are taken for one, also in pieces; so are the security
code and the date of expiry. Reference: ISO/IEC 7812-1 for length and prefix.
"""

import re
from collections.abc import Iterator

from stdnum import luhn

from seloste.domain.finding import Confidence, Finding, FindingKind, Why
from seloste.services.finding.context import before, of_something_else
from seloste.services.finding.reading import Reading
from seloste.services.finding.runs import Run

_FORMS = (
    (19, re.compile(r"6\d{18}")),
    (16, re.compile(r"(?:4|5[1-5]|2[2-7]|6)\d*")),
    (15, re.compile(r"3[47]\d*")),
    (14, re.compile(r"3[0689]\d*")),
)
_CARD = re.compile(
    r"(?:luotto|pankki|maksu|debit|credit)?-?kort(?:in|ti|illa|ista|tini|ilta|ille|nu)|"
    r"\bvisa\w*|master\s?card\w*|\bamex\b|american express|eurocard|"
    r"(?:kredit|betal|bank|debet)?kort(?:et|nummer|numret)?\b|"
    r"(?:credit |debit |payment |bank )?\bcards?\b",
    re.IGNORECASE,
)
_OTHER_CARD = re.compile(
    r"(?:etu|jäsen|asiakas|bonus|plussa|kirjasto|henkilö|sim-?|posti|lahja|kulku|avain|"
    r"medlems|stamkunds|present|bibliotek|sim-|vy|pass|matka|rese)\s?-?kort\w*|"
    r"(?:loyalty|membership|gift|sim|library|post|travel|access|id)[ -]card",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"(?:turva(?:luku|koodi|numero)|tarkist(?:e|us)numero|cvc2?|cvv2?|säkerhetskod|"
    r"security code|kortin takana|takapuolella|på baksidan|on the back)[^.!]{0,40}\Z",
    re.IGNORECASE,
)
_EXPIRES = re.compile(
    r"(?:voimassa|vanhenee|giltig|utgång|går ut|expir|valid)[^!]{0,40}\Z",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"\b[A-Z]{2}\s?\Z")
_REACH = 120
_LEAST, _MOST = 12, 30
_PIECE = 2
_BETWEEN = 60


def find(reading: Reading) -> Iterator[Finding]:
    """Yield the card numbers, security codes and dates of expiry of a text."""
    for run in reading.both():
        yield from _numbers(run, reading.text)
        yield from _small(run, reading.text)
    yield from _pieces(reading)


def _numbers(run: Run, text: str) -> Iterator[Finding]:
    for length, form in _FORMS:
        for part in run.windows(length):
            if not form.fullmatch(part.text) or not luhn.is_valid(part.text):
                continue
            if not of_something_else(text, part.start):
                yield _finding(part, Confidence.SURE, Why.CHECKSUM)


def _small(run: Run, text: str) -> Iterator[Finding]:
    """Yield a security code or a date of expiry, told by what is said before it."""
    said = before(text, run.start)
    if len(run.digits) in {3, 4} and _CODE.search(said):
        yield _finding(run, Confidence.LIKELY, Why.CONTEXT)
    dated = len(run.digits) in {3, 4, 6} and _EXPIRES.search(said)
    if dated and _card_near(text, run.start):
        yield _finding(run, Confidence.LIKELY, Why.CONTEXT)


def _pieces(reading: Reading) -> Iterator[Finding]:
    """Yield digits near a word for a card that together are as long as a number."""
    text, pieces = reading.text, [r for r in reading.runs if len(r.digits) >= _PIECE]
    at = 0
    while at < len(pieces):
        taken = _together(pieces[at:], text)
        count = sum(len(run.digits) for run in taken)
        if not _LEAST <= count <= _MOST or not _card_near(text, taken[0].start):
            at += 1
            continue
        for run in taken:
            yield _finding(run, Confidence.LIKELY, Why.CONTEXT)
        at += len(taken)


def _together(pieces: list[Run], text: str) -> list[Run]:
    """Return the first pieces that stand near one another and are not too long."""
    taken, count = [pieces[0]], len(pieces[0].digits)
    for run in pieces[1:]:
        count += len(run.digits)
        if run.start - taken[-1].end > _BETWEEN or count > _MOST:
            break
        if of_something_else(text, run.start):
            break
        taken.append(run)
    return taken


def _card_near(text: str, start: int) -> bool:
    """Tell whether a payment card, and no other card or number, is spoken of before."""
    if of_something_else(text, start) or _ACCOUNT.search(
        text, max(0, start - 5), start
    ):
        return False
    said = _OTHER_CARD.sub("", before(text, start, reach=_REACH))
    return _CARD.search(said) is not None


def _finding(run: Run, confidence: Confidence, why: Why) -> Finding:
    return Finding(
        FindingKind.CARD, run.start, run.end, confidence, why, spoken=run.spoken
    )
