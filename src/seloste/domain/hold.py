"""Disposal holds: why something is kept beyond its day, and for whom.

A hold stops disposal; it never shortens a period and never changes a due date
(retention.md, rules 4-10). What only a hold keeps serves only that hold's
purposes. Nothing here reads the clock.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from seloste.domain.errors import SelosteError
from seloste.domain.notice import HoldKind, HoldRule, Notice


class HoldRefused(SelosteError):
    """The hold cannot be placed or released; ``reason`` is a stable word.

    Reasons: no-mandate, nothing-to-hold, no-reason, review-in-the-past,
    review-too-late, too-late, already-released, unknown-item, unknown-hold, of-work,
    of-restriction.
    """

    code = "hold-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"hold refused: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class DisposalHold:
    """One hold, under the promise that allows it. Times are aware UTC."""

    id: UUID
    kind: HoldKind
    promise: str
    placed_at: datetime
    review_by: datetime
    released_at: datetime | None = None

    def active(self, now: datetime) -> bool:
        """Tell whether the hold keeps its items at ``now``."""
        return self.released_at is None or now < self.released_at

    def overdue(self, now: datetime) -> bool:
        """Tell whether an active hold should have been looked at (rule 9)."""
        return self.active(now) and now >= self.review_by


def active_holds(
    holds: Iterable[DisposalHold], now: datetime
) -> tuple[DisposalHold, ...]:
    """Return the holds that keep an item at ``now``."""
    return tuple(hold for hold in holds if hold.active(now))


def allow_hold(
    notice: Notice, *, kind: HoldKind, reason: str, review_by: datetime, now: datetime
) -> HoldRule:
    """Return the rule of the notice that allows the hold, or raise HoldRefused.

    A hold without a promise that allows it is refused: data kept "for
    analytics" have no mandate (rule 6). The review date may not lie beyond what
    the rule gives (rule 9).
    """
    rule = notice.hold_rule(kind)
    if rule is None:
        raise HoldRefused("no-mandate")
    if not reason.strip():
        raise HoldRefused("no-reason")
    if review_by <= now:
        raise HoldRefused("review-in-the-past")
    if (review_by - now).days > rule.review_days:
        raise HoldRefused("review-too-late")
    return rule


def purposes_of_held(notice: Notice, holds: Iterable[DisposalHold]) -> frozenset[str]:
    """Return the only purposes that may read what just these holds keep (rule 10)."""
    rules = (notice.hold_rule(hold.kind) for hold in holds)
    return frozenset(
        purpose for rule in rules if rule is not None for purpose in rule.purposes
    )
