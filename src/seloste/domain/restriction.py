"""Restriction of processing (GDPR Art. 18): what is kept and no longer used.

Restricted data are only stored. Legal claims still reach them (Art. 18(2)), and
so does what the law itself asks, such as answering the request. A restriction
is lifted after the person was told beforehand (Art. 18(3)). Nothing here reads
the clock.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from seloste.domain.errors import SelosteError
from seloste.domain.notice import Purpose

WARNING = timedelta(days=7)
"""How long before a restriction is lifted the person is told of it."""


class Ground(StrEnum):
    """Why processing is restricted: the four cases of Art. 18(1)."""

    CONTESTED = "contested"
    UNLAWFUL = "unlawful"
    CLAIMS = "claims"
    OBJECTION = "objection"


ARTICLES: Mapping[Ground, str] = {
    Ground.CONTESTED: "18(1)(a)",
    Ground.UNLAWFUL: "18(1)(b)",
    Ground.CLAIMS: "18(1)(c)",
    Ground.OBJECTION: "18(1)(d)",
}
KEEPING = frozenset({Ground.UNLAWFUL, Ground.CLAIMS})
"""The cases in which the person wants the data kept: they stop destruction too."""


class RestrictionRefused(SelosteError):
    """The restriction cannot be placed or lifted; ``reason`` is a stable word.

    Reasons: nothing-to-restrict, unknown-item, no-mandate, unknown-restriction,
    already-lifted, told-already, not-told, too-soon, not-allowed.
    """

    code = "restriction-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"restriction: {reason}")
        self.reason = reason


def reaches(purpose: Purpose) -> bool:
    """Tell whether a purpose still reaches restricted data (Art. 18(2))."""
    return purpose.claims or purpose.statutory


def keeps(ground: Ground) -> bool:
    """Tell whether a restriction on this ground stops destruction as well."""
    return ground in KEEPING


def warn(told_at: datetime | None, now: datetime) -> datetime:
    """Return from when it may be lifted, told ``now`` (Art. 18(3)).

    Raises RestrictionRefused where the person was told already.
    """
    if told_at is not None:
        raise RestrictionRefused("told-already")
    return now + WARNING


def check_lift(lift_from: datetime | None, now: datetime) -> None:
    """Refuse lifting before the person was told, and before that time is over."""
    if lift_from is None:
        raise RestrictionRefused("not-told")
    if now < lift_from:
        raise RestrictionRefused("too-soon")
