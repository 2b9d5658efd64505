"""Figures: what is counted, and what of it may be shown.

Counts say nothing of anybody. What splits people by what happened to them (a
reason for complaining, an outcome, an answer to a question) is shown for ended
calendar months only, and small groups are hidden so that no subtraction brings
them back. Nothing here reads the clock or the database.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

SMALL = 5
"""Groups of fewer are hidden."""

EDGES = (20, 60, 180, 300, 600, 1800, 3600, 14_400, 28_800, 86_400, 259_200)
"""Upper limits of the buckets of times, in seconds; the last bucket has none."""


class Measure(StrEnum):
    """What is counted."""

    CONTACTS = "contacts"
    WAITING = "waiting"
    HANDLING = "handling"
    FIRST_ANSWER = "first-answer"
    TARGETS_MET = "targets-met"
    TARGETS_MISSED = "targets-missed"
    BACKLOG = "backlog"
    OPENED = "opened"
    CLOSED = "closed"
    COMPLAINTS = "complaints"
    OUTCOMES = "outcomes"
    DISPOSALS = "disposals"


SPLIT = frozenset({Measure.COMPLAINTS, Measure.OUTCOMES})
"""What splits people by what happened: shown by month, small groups hidden."""

STATES = frozenset({Measure.BACKLOG})
"""What stands at a moment, and does not add up over days."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of a table; ``count`` is None where it is hidden."""

    label: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Released:
    """A table that may be shown: its groups, and their total (None where hidden)."""

    groups: tuple[Group, ...]
    total: int | None

    @property
    def hidden(self) -> int:
        """Return how many groups are hidden."""
        return sum(one.count is None for one in self.groups)


def release(counts: Mapping[str, int]) -> Released:
    """Return a table with its small groups hidden for good.

    Every hidden group looks the same, whether it is small or hides another: of
    each of them, at least two sizes fit what is shown. Where that cannot be, the
    total is hidden too. Empty groups are left out by the caller.
    """
    by_size = sorted(counts, key=lambda label: (counts[label], label))
    hidden = [label for label in by_size if counts[label] < SMALL]
    for label in by_size[len(hidden) :]:
        if _ambiguous([counts[one] for one in hidden]):
            break
        hidden.append(label)
    shown = _ambiguous([counts[one] for one in hidden])
    return Released(
        groups=tuple(
            Group(label, None if label in hidden else count)
            for label, count in counts.items()
        ),
        total=sum(counts.values()) if shown else None,
    )


def _ambiguous(hidden: Sequence[int]) -> bool:
    """Tell whether the sum of what is hidden gives no part of it away.

    Groups of at least one whose sum is as many as they are could only be ones.
    """
    return not hidden or (len(hidden) > 1 and sum(hidden) > len(hidden))


def shown_count(count: int) -> int | None:
    """Return a count behind a time or a share, or None where it is too small."""
    return count if count >= SMALL else None


def bucket_of(seconds: float) -> int:
    """Return which bucket a time falls in."""
    return next(
        (place for place, edge in enumerate(EDGES) if seconds <= edge), len(EDGES)
    )


def buckets_of(times: Sequence[float]) -> list[int]:
    """Return how many times fall in each bucket."""
    found = [0] * (len(EDGES) + 1)
    for seconds in times:
        found[bucket_of(seconds)] += 1
    return found


def within(buckets: Sequence[int], part: float) -> int | None:
    """Return in how many seconds ``part`` of them were done, as a bucket's limit.

    None where fewer than five were, or it took longer than the last limit.
    Limits instead of averages: no subtraction leads to one person's time.
    """
    count = sum(buckets)
    if count < SMALL:
        return None
    so_far = 0
    for edge, number in zip(EDGES, buckets, strict=False):
        so_far += number
        if so_far >= part * count:
            return edge
    return None


def share(met: int, missed: int) -> int | None:
    """Return the percentage met, rounded; None where fewer than five were due."""
    due = met + missed
    return None if due < SMALL else round(100 * met / due)


def safe_cell(text: str) -> str:
    """Return text that a spreadsheet does not take for a formula (OWASP)."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
