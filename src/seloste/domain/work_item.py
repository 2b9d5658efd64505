"""Tasks, feedback and complaints: what may be done with them, and when they are late.

A work item links to contacts and, while it is open, holds exactly what is
linked (promises R-18 to R-20, S-15). What may happen next is a table; whoever
is served never enters it. Nothing here reads the clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from seloste.domain.errors import SelosteError
from seloste.domain.notice import HoldKind, Notice, Purpose, RetentionClass


class WorkKind(StrEnum):
    """What sort of work it is."""

    TASK = "task"
    FEEDBACK = "feedback"
    COMPLAINT = "complaint"

    @property
    def hold_kind(self) -> HoldKind:
        """Return the hold that open work of this kind places."""
        return HoldKind(self.value)


class WorkState(StrEnum):
    """Where a work item stands."""

    NEW = "new"
    OPEN = "open"
    WAITING = "waiting"
    DECIDED = "decided"
    CLOSED = "closed"
    MERGED = "merged"

    @property
    def ended(self) -> bool:
        """Tell whether nothing more is to be done."""
        return self in {WorkState.CLOSED, WorkState.MERGED}


class Move(StrEnum):
    """What can be done with a work item."""

    TAKE = "take"
    ACKNOWLEDGE = "acknowledge"
    WAIT = "wait"
    RESUME = "resume"
    DECIDE = "decide"
    DISPUTE = "dispute"
    CLOSE = "close"
    REOPEN = "reopen"
    MERGE = "merge"


type Moves = Mapping[tuple[WorkState, Move], WorkState]

_TASK: Moves = {
    (WorkState.NEW, Move.TAKE): WorkState.OPEN,
    (WorkState.NEW, Move.CLOSE): WorkState.CLOSED,
    (WorkState.NEW, Move.MERGE): WorkState.MERGED,
    (WorkState.OPEN, Move.WAIT): WorkState.WAITING,
    (WorkState.OPEN, Move.CLOSE): WorkState.CLOSED,
    (WorkState.OPEN, Move.MERGE): WorkState.MERGED,
    (WorkState.WAITING, Move.RESUME): WorkState.OPEN,
    (WorkState.WAITING, Move.CLOSE): WorkState.CLOSED,
    (WorkState.WAITING, Move.MERGE): WorkState.MERGED,
    (WorkState.CLOSED, Move.REOPEN): WorkState.OPEN,
}
_FEEDBACK: Moves = {
    (WorkState.NEW, Move.TAKE): WorkState.OPEN,
    (WorkState.NEW, Move.MERGE): WorkState.MERGED,
    (WorkState.OPEN, Move.WAIT): WorkState.WAITING,
    (WorkState.OPEN, Move.CLOSE): WorkState.CLOSED,
    (WorkState.OPEN, Move.MERGE): WorkState.MERGED,
    (WorkState.WAITING, Move.RESUME): WorkState.OPEN,
    (WorkState.WAITING, Move.CLOSE): WorkState.CLOSED,
    (WorkState.CLOSED, Move.REOPEN): WorkState.OPEN,
}
_COMPLAINT: Moves = {
    (WorkState.NEW, Move.ACKNOWLEDGE): WorkState.OPEN,
    (WorkState.NEW, Move.MERGE): WorkState.MERGED,
    (WorkState.OPEN, Move.WAIT): WorkState.WAITING,
    (WorkState.OPEN, Move.DECIDE): WorkState.DECIDED,
    (WorkState.OPEN, Move.MERGE): WorkState.MERGED,
    (WorkState.WAITING, Move.RESUME): WorkState.OPEN,
    (WorkState.WAITING, Move.DECIDE): WorkState.DECIDED,
    (WorkState.DECIDED, Move.DISPUTE): WorkState.OPEN,
    (WorkState.DECIDED, Move.CLOSE): WorkState.CLOSED,
    (WorkState.CLOSED, Move.REOPEN): WorkState.OPEN,
}
TABLE: Mapping[WorkKind, Moves] = {
    WorkKind.TASK: _TASK,
    WorkKind.FEEDBACK: _FEEDBACK,
    WorkKind.COMPLAINT: _COMPLAINT,
}


class Outcome(StrEnum):
    """How a work item ended."""

    DONE = "done"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    PARTLY_ACCEPTED = "partly-accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    BECAME_COMPLAINT = "became-complaint"
    NOT_NEEDED = "not-needed"


OUTCOMES: Mapping[WorkKind, frozenset[Outcome]] = {
    WorkKind.TASK: frozenset({Outcome.DONE, Outcome.NOT_NEEDED}),
    WorkKind.FEEDBACK: frozenset(
        {Outcome.ANSWERED, Outcome.NOT_NEEDED, Outcome.BECAME_COMPLAINT}
    ),
    WorkKind.COMPLAINT: frozenset(
        {
            Outcome.ACCEPTED,
            Outcome.PARTLY_ACCEPTED,
            Outcome.REJECTED,
            Outcome.WITHDRAWN,
        }
    ),
}


class Reason(StrEnum):
    """What feedback or a complaint is about: the service, never the person."""

    DELAY = "delay"
    QUALITY = "quality"
    PRICE = "price"
    BILLING = "billing"
    CONDUCT = "conduct"
    INFORMATION = "information"
    PRIVACY = "privacy"
    OTHER = "other"


class Priority(StrEnum):
    """How urgent the matter is; set by a person, never by who somebody is."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class WorkRefused(SelosteError):
    """The work item does not allow this; ``reason`` is a stable word.

    Reasons: no-such-move, no-outcome, wrong-outcome, no-title, too-long,
    other-register, other-controller, other-kind, not-linked, nothing-linked,
    linked-already, itself, ended, not-a-member, unknown-queue, due-in-the-past,
    no-mandate, no-claim, claim-stands, review-in-the-past, review-too-late,
    no-reason, no-such-step, no-letter.
    """

    code = "work-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"work item: {reason}")
        self.reason = reason


def next_state(kind: WorkKind, state: WorkState, move: Move) -> WorkState:
    """Return the state a move leads to. Raises WorkRefused."""
    try:
        return TABLE[kind][state, move]
    except KeyError:
        raise WorkRefused("no-such-move") from None


def moves(kind: WorkKind, state: WorkState) -> tuple[Move, ...]:
    """Return what may be done now, in the order of ``Move``."""
    return tuple(move for move in Move if (state, move) in TABLE[kind])


def check_outcome(kind: WorkKind, outcome: str) -> Outcome:
    """Return the outcome with which a kind of work may end. Raises WorkRefused."""
    if not outcome:
        raise WorkRefused("no-outcome")
    if outcome not in OUTCOMES[kind]:
        raise WorkRefused("wrong-outcome")
    return Outcome(outcome)


def purposes_for(notice: Notice, kind: WorkKind) -> tuple[Purpose, ...]:
    """Return the purposes that work of a kind serves.

    They are those of the hold it may place: what the notice keeps longer for a
    complaint is for complaints only (R-07). Where the notice allows no such
    hold, they are the purposes that may know who somebody is.
    """
    rule = notice.hold_rule(kind.hold_kind)
    if rule is not None:
        return tuple(one for one in notice.purposes if one.id in rule.purposes)
    return tuple(
        one
        for one in notice.purposes
        if "identity" in one.categories and not one.statutory
    )


def class_for(notice: Notice, kind: WorkKind) -> tuple[RetentionClass, RetentionClass]:
    """Return the class of a work item's own words, and the one that gives its days.

    A notice may keep feedback "until it is handled": that class has no period
    of its own, so the days are those of the service class, and the hold of the
    open item does the rest. Both are the same where the notice has one class.
    """
    dated = next(one for one in notice.retention if one.period is not None)
    named = next((one for one in notice.retention if one.id == kind.value), dated)
    return named, (dated if named.period is None else named)


@dataclass(frozen=True, slots=True)
class Targets:
    """By when work shall be answered and solved, in minutes of business time."""

    respond: int
    solve: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How a target stands. Times are aware UTC; ``met`` is None while it runs."""

    due_at: datetime | None
    met: bool | None
    paused: bool = False

    def late(self, now: datetime) -> bool:
        """Tell whether the target was missed, or is by ``now``."""
        if self.met is not None:
            return not self.met
        return self.due_at is not None and not self.paused and now >= self.due_at
