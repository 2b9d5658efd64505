"""Personal data found in text: what kinds there are, and which finding wins.

A finding says where something is (characters, and seconds where the words have
times), what it is and why it was taken for that. It never holds the words
themselves, so a list of findings may be kept where the text may not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """What was found."""

    IDENTITY_CODE = "identity-code"
    CARD = "card"
    IBAN = "iban"
    BUSINESS_ID = "business-id"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    PLATE = "plate"
    BIRTH_DATE = "birth-date"
    NAME = "name"
    HEALTH = "health"
    DIET = "diet"


class Confidence(StrEnum):
    """How sure a finding is: a hint is for a person to decide."""

    SURE = "sure"
    LIKELY = "likely"
    HINT = "hint"


class Why(StrEnum):
    """Why something was taken for what it is."""

    CHECKSUM = "checksum"
    FORM = "form"
    CONTEXT = "context"
    LIST = "list"
    WORD = "word"


HIDDEN = frozenset({FindingKind.CARD, FindingKind.IDENTITY_CODE})
"""What is hidden at once, without anybody asking."""

SPECIAL = frozenset({FindingKind.HEALTH, FindingKind.DIET})
"""What may reveal data of special categories (Art. 9(1)): a person decides."""

_RANK = {kind: rank for rank, kind in enumerate(FindingKind)}
_SURENESS = {Confidence.SURE: 0, Confidence.LIKELY: 1, Confidence.HINT: 2}


@dataclass(frozen=True, slots=True)
class TimedWord:
    """A word of a text: characters ``start`` to ``end``, heard ``begin`` to ``finish``.

    Times are seconds from the beginning of the recording.
    """

    start: int
    end: int
    begin: float
    finish: float


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found at characters ``start`` to ``end`` of a text.

    ``begin`` and ``finish`` are the seconds in which it was said, where known.
    ``spoken`` is true where it was said in words and not in digits.
    """

    kind: FindingKind
    start: int
    end: int
    confidence: Confidence
    why: Why
    spoken: bool = False
    begin: float | None = None
    finish: float | None = None

    def overlaps(self, other: "Finding") -> bool:
        """Tell whether the two share a character."""
        return self.start < other.end and other.start < self.end


def settle(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings in order, without those that a stronger one overlaps.

    What is hidden at once wins over the rest, for a wrong label harms less than a
    number that is shown; then the surer, then the longer. A hint of a special
    category stands beside anything.
    """
    kept: list[Finding] = []
    for one in sorted(findings, key=_strength):
        rivals = (each for each in kept if _rivals(each, one))
        if not any(each.overlaps(one) for each in rivals):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: (one.start, one.end, one.kind)))


def _rivals(one: Finding, other: Finding) -> bool:
    return (one.kind in SPECIAL) == (other.kind in SPECIAL)


def _strength(one: Finding) -> tuple[int, int, int]:
    others = 0 if one.kind in HIDDEN else len(_SURENESS)
    sureness = others + _SURENESS[one.confidence]
    return sureness, one.start - one.end, _RANK[one.kind]


def timed(one: Finding, words: Iterable[TimedWord]) -> Finding:
    """Return the finding with the seconds of the words it touches."""
    touched = [word for word in words if word.start < one.end and one.start < word.end]
    if not touched:
        return one
    return Finding(
        kind=one.kind,
        start=one.start,
        end=one.end,
        confidence=one.confidence,
        why=one.why,
        spoken=one.spoken,
        begin=min(word.begin for word in touched),
        finish=max(word.finish for word in touched),
    )
