"""What a request means for each item: given, corrected, blocked, erased or kept.

Pure rules: facts of one item in, a decision with its article out. What a hold
or the law keeps is not erased (Art. 17(3)), and everything else is. What is
kept for another controller is forwarded, whatever is asked (Art. 28(3)(e)).
Nothing here reads the clock, the database or what anything says.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from seloste.domain.contact import Kind
from seloste.domain.errors import SelosteError
from seloste.domain.hold import DisposalHold, active_holds
from seloste.domain.notice import HoldKind
from seloste.domain.rights import RequestKind


class Outcome(StrEnum):
    """What becomes of one item."""

    GIVE = "give"
    CORRECT = "correct"
    BLOCK = "block"
    ERASE = "erase"
    KEEP = "keep"
    FORWARD = "forward"


POSSIBLE: Mapping[RequestKind, frozenset[Outcome]] = {
    RequestKind.CONFIRMATION: frozenset({Outcome.GIVE, Outcome.KEEP}),
    RequestKind.ACCESS: frozenset({Outcome.GIVE, Outcome.KEEP}),
    RequestKind.TRANSCRIPT: frozenset({Outcome.GIVE, Outcome.KEEP}),
    RequestKind.PORTABILITY: frozenset({Outcome.GIVE, Outcome.KEEP}),
    RequestKind.RECTIFICATION: frozenset({Outcome.CORRECT, Outcome.KEEP}),
    RequestKind.ERASURE: frozenset({Outcome.ERASE, Outcome.BLOCK, Outcome.KEEP}),
    RequestKind.RESTRICTION: frozenset({Outcome.BLOCK, Outcome.KEEP}),
    RequestKind.OBJECTION: frozenset({Outcome.BLOCK, Outcome.KEEP}),
    RequestKind.WITHDRAWAL: frozenset({Outcome.BLOCK, Outcome.KEEP}),
}
"""What a person may decide instead; what is held is never erased."""

HELD_FOR: Mapping[HoldKind, str] = {
    HoldKind.TASK: "17(1)(a)",
    HoldKind.FEEDBACK: "17(1)(a)",
    HoldKind.COMPLAINT: "17(3)(e)",
    HoldKind.LEGAL_CLAIM: "17(3)(e)",
    HoldKind.AUTHORITY_ORDER: "17(3)(b)",
    HoldKind.BREACH_EVIDENCE: "17(3)(e)",
    HoldKind.ACCESS_REQUEST: "15(3)",
    HoldKind.RESTRICTION: "18(2)",
}
STRONGEST = (
    HoldKind.AUTHORITY_ORDER,
    HoldKind.LEGAL_CLAIM,
    HoldKind.COMPLAINT,
    HoldKind.BREACH_EVIDENCE,
    HoldKind.RESTRICTION,
    HoldKind.ACCESS_REQUEST,
    HoldKind.TASK,
    HoldKind.FEEDBACK,
)
PROVIDED = frozenset(
    {Kind.MESSAGE, Kind.FORM_ANSWER, Kind.ATTACHMENT, Kind.RECORDING, Kind.META}
)
CARRIED = frozenset({"6(1)(a)", "6(1)(b)", "9(2)(a)"})
LAW = "6(1)(c)"


class DecisionRefused(SelosteError):
    """The decision cannot be made or carried out; ``reason`` is a stable word.

    Reasons: unknown-request, not-open, unknown-right, nothing-found, unknown-item,
    impossible-outcome, held, no-reason, same-person, not-approved, applied-already,
    changed, not-allowed, no-correction, too-long, unknown-forwarding, no-name,
    forwarded-already, no-mail, no-purpose, no-ground, not-identified, on-its-way.
    """

    code = "decision-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"decision: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What is known of one item. ``act_at`` is when retention destroys it.

    ``bases`` are the articles it rests on today, without the purposes the law
    gives. ``incoming``: the person sent it. ``others`` counts the people in the
    contact beside the person and one of the staff; ``special`` says that it may
    hold a special category (Art. 9), ``corrected`` that the request corrected it
    or added a statement to it.
    """

    item_id: UUID
    contact_id: UUID
    kind: Kind
    act_at: datetime
    holds: tuple[DisposalHold, ...] = ()
    bases: frozenset[str] = frozenset()
    processor: bool = False
    incoming: bool = True
    others: int = 0
    special: bool = False
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """What is decided of one item, and on what it stands.

    ``ground`` is an article. ``holds`` are those that keep it; ``destroy_at`` is
    when retention destroys it, and ``review_by`` when its holds are looked at.
    ``proposed`` is what the rules said where a person decided otherwise.
    """

    item_id: UUID
    contact_id: UUID
    kind: Kind
    outcome: Outcome
    ground: str
    holds: tuple[UUID, ...] = ()
    destroy_at: datetime | None = None
    review_by: datetime | None = None
    proposed: Outcome | None = None
    remembered: bool = False

    @property
    def overruled(self) -> bool:
        """Tell whether a person decided otherwise than the rules."""
        return self.proposed is not None and self.proposed is not self.outcome


def decide(asked: RequestKind, facts: ItemFacts, *, ground: str, now: datetime) -> Line:
    """Return what a request means for one item.

    ``ground`` is the article of the request itself: which case of Art. 17(1) or
    18(1) it rests on.
    """
    if facts.processor:
        return _line(facts, Outcome.FORWARD, "28(3)(e)")
    if asked is RequestKind.ERASURE:
        return _erasure(facts, ground, now)
    if asked is RequestKind.PORTABILITY:
        return _portability(facts)
    if asked is RequestKind.RECTIFICATION:
        outcome = Outcome.CORRECT if facts.corrected else Outcome.KEEP
        return _line(facts, outcome, "16")
    outcome, article = _PLAIN[asked]
    return _line(facts, outcome, article or ground)


_PLAIN: Mapping[RequestKind, tuple[Outcome, str]] = {
    RequestKind.CONFIRMATION: (Outcome.GIVE, "15(1)"),
    RequestKind.ACCESS: (Outcome.GIVE, "15(3)"),
    RequestKind.TRANSCRIPT: (Outcome.GIVE, "15(3)"),
    RequestKind.RECTIFICATION: (Outcome.CORRECT, "16"),
    RequestKind.RESTRICTION: (Outcome.BLOCK, ""),
    RequestKind.OBJECTION: (Outcome.BLOCK, "21(1)"),
    RequestKind.WITHDRAWAL: (Outcome.BLOCK, "7(3)"),
}


def _erasure(facts: ItemFacts, ground: str, now: datetime) -> Line:
    """Keep what a hold or the law keeps, and remember it; erase the rest."""
    holds = active_holds(facts.holds, now)
    if holds:
        strongest = min(holds, key=lambda one: STRONGEST.index(one.kind))
        return replace(
            _line(facts, Outcome.KEEP, HELD_FOR[strongest.kind]),
            holds=tuple(hold.id for hold in holds),
            review_by=max(hold.review_by for hold in holds),
            remembered=True,
        )
    if LAW in facts.bases:
        return _line(facts, Outcome.KEEP, "17(3)(b)")
    return replace(_line(facts, Outcome.ERASE, ground), destroy_at=now)


def _portability(facts: ItemFacts) -> Line:
    """Give what the person provided under consent or a contract, and no more.

    In a call that we made the person spoke too.
    """
    theirs = facts.incoming or facts.kind is Kind.RECORDING
    if theirs and facts.kind in PROVIDED and facts.bases & CARRIED:
        return _line(facts, Outcome.GIVE, "20(1)")
    return _line(facts, Outcome.KEEP, "20(1)")


def _line(facts: ItemFacts, outcome: Outcome, ground: str) -> Line:
    return Line(
        item_id=facts.item_id,
        contact_id=facts.contact_id,
        kind=facts.kind,
        outcome=outcome,
        ground=ground,
        destroy_at=facts.act_at,
    )


STAYING = (Outcome.BLOCK, Outcome.KEEP)


def together(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return the lines with metadata that stay as long as what they describe.

    Who took part and when is not erased from under an item that stays.
    """
    lines = tuple(lines)
    staying: dict[UUID, Line] = {}
    for line in lines:
        if line.kind is not Kind.META and line.outcome in STAYING:
            known = staying.setdefault(line.contact_id, line)
            if line.outcome is Outcome.BLOCK and known.outcome is Outcome.KEEP:
                staying[line.contact_id] = line
    return tuple(_stays(line, staying.get(line.contact_id)) for line in lines)


def _stays(line: Line, other: Line | None) -> Line:
    if other is None or line.kind is not Kind.META:
        return line
    if line.outcome is not Outcome.ERASE:
        return line
    return replace(
        line,
        outcome=other.outcome,
        ground=other.ground,
        destroy_at=other.destroy_at,
        review_by=other.review_by,
    )


def overrule(asked: RequestKind, line: Line, outcome: Outcome, *, reason: str) -> Line:
    """Return a line as a person decides it. Raises DecisionRefused.

    What a hold keeps cannot be erased by deciding so: the hold is released
    first. What belongs to another controller is forwarded in any case.
    """
    if line.outcome is Outcome.FORWARD or outcome not in POSSIBLE[asked]:
        raise DecisionRefused("impossible-outcome")
    if line.holds and outcome is Outcome.ERASE:
        raise DecisionRefused("held")
    if not reason.strip():
        raise DecisionRefused("no-reason")
    return replace(line, outcome=outcome, proposed=line.proposed or line.outcome)


PARTIAL = frozenset({RequestKind.PORTABILITY, RequestKind.RECTIFICATION})
"""Rights that reach some items by their nature: keeping others refuses nothing."""


def needs_second(
    asked: RequestKind, lines: Iterable[Line], facts: Collection[ItemFacts]
) -> bool:
    """Tell whether a second person must approve (D5).

    They must where anything is destroyed, refused or decided otherwise than the
    rules say, and where a recording with third voices or a special category is given.
    """
    known = {one.item_id: one for one in facts}
    lines = tuple(lines)
    if asked in PARTIAL and lines:
        refused = all(line.outcome is Outcome.KEEP for line in lines)
    else:
        refused = any(line.outcome is Outcome.KEEP for line in lines)
    return refused or any(
        line.overruled
        or line.outcome is Outcome.ERASE
        or _sensitive(line, known.get(line.item_id))
        for line in lines
    )


def _sensitive(line: Line, facts: ItemFacts | None) -> bool:
    if line.outcome is not Outcome.GIVE or facts is None:
        return False
    return facts.special or (line.kind is Kind.RECORDING and facts.others > 0)


def destroyed_on_release(
    *, remembered_at: datetime, holds: Iterable[DisposalHold], now: datetime
) -> bool:
    """Tell whether a remembered erasure can be carried out now (D11)."""
    return now >= remembered_at and not active_holds(holds, now)
