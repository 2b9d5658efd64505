"""Finding personal data in text: one module for each kind.

Text in, findings out. Nothing is looked up, fetched or remembered, and no finding
holds the words it stands for.
"""

from collections.abc import Sequence
from dataclasses import replace

from seloste.domain.finding import HIDDEN, Finding, TimedWord, settle, timed
from seloste.services.finding import (
    addresses,
    birth_dates,
    business_ids,
    cards,
    emails,
    ibans,
    identity_codes,
    names,
    phones,
    plates,
    special,
)
from seloste.services.finding.reading import read

_FINDERS = (
    identity_codes,
    cards,
    ibans,
    phones,
    emails,
    addresses,
    plates,
    business_ids,
    birth_dates,
    names,
    special,
)
_AT_ONCE = (identity_codes, cards, ibans)


def find(text: str, words: Sequence[TimedWord] = ()) -> tuple[Finding, ...]:
    """Return the personal data in a text, in order; with times where there are any."""
    reading = read(text)
    found = settle(one for finder in _FINDERS for one in finder.find(reading))
    return tuple(timed(one, words) for one in found)


def find_hidden(text: str, words: Sequence[TimedWord] = ()) -> tuple[Finding, ...]:
    """Return only what is hidden at once: card numbers and identity codes."""
    reading = read(text)
    every = [one for finder in _AT_ONCE for one in finder.find(reading)]
    kept = settle(every)
    rest = (_as_part(one, kept) for one in every if one not in kept)
    found = sorted({*kept, *rest}, key=lambda one: (one.start, one.end, one.kind))
    return tuple(timed(one, words) for one in found if one.kind in HIDDEN)


def _as_part(one: Finding, kept: Sequence[Finding]) -> Finding:
    """Return a finding that a surer one overlaps, as more of what that one is.

    Digits beside a number are hidden with it, whatever they are.
    """
    if one.kind not in HIDDEN:
        return one
    return replace(one, kind=next(each.kind for each in kept if each.overlaps(one)))
