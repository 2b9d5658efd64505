"""Deciding a rights request item by item: shown first, approved, then carried out.

The dry run is the real thing: it decides and carries everything out inside a
transaction that is rolled back. The rules propose, the records manager may
overrule with a reason, and a second person approves what is refused, overruled
or sensitive. What follows outside the database is in ``rights_effects``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain import rights_decision as rules
from seloste.domain.audit import Action
from seloste.domain.restriction import ARTICLES, Ground
from seloste.domain.rights import RequestKind, RequestState
from seloste.domain.rights_decision import DecisionRefused, ItemFacts, Line, Outcome
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import (
    RightsDecision,
    RightsDecisionLine,
    RightsRequest,
    SealedObject,
)
from seloste.services import (
    decision_gates,
    disposal,
    identity_gates,
    matching,
    rights_effects,
    rights_events,
    rights_gates,
    rights_handling,
    rights_moves,
    rights_own,
    rights_scope,
    sealed_words,
)
from seloste.services.rights_effects import Effects

__all__ = ["Deciding", "DecisionRefused", "approve", "carry_out", "decide", "dry_run"]

ERASURE_GROUNDS = (
    "17(1)(a)",
    "17(1)(b)",
    "17(1)(c)",
    "17(1)(d)",
    "17(1)(e)",
    "17(1)(f)",
)
LONGEST_REASON = 2000
DECIDING = frozenset(
    {RequestState.IDENTIFIED, RequestState.DECIDING, RequestState.REFUSING}
)
CARRYING = frozenset(
    {
        RequestState.IDENTIFIED,
        RequestState.DECIDING,
        RequestState.REVIEWED,
        RequestState.APPROVED,
    }
)


@dataclass(frozen=True, slots=True)
class Deciding:
    """What is decided of a request, beyond what the rules say by themselves.

    ``ground`` is the case of Art. 17(1), or of Art. 18(1) by its ``Ground``;
    ``purpose`` what is objected to or was consented to. ``overruled`` are items a
    person decides otherwise, with one reason, which is sealed.
    """

    request_id: UUID
    ground: str = ""
    purpose: str = ""
    overruled: Mapping[UUID, Outcome] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of a decision, whether two people are needed, and what would follow.

    ``effects`` counts what carrying it out did, in a dry run before it was undone.
    """

    asked: RequestKind
    lines: tuple[Line, ...]
    two_people: bool
    effects: Effects

    def count(self, outcome: Outcome) -> int:
        """Return how many items have an outcome."""
        return sum(line.outcome is outcome for line in self.lines)


def dry_run(wanted: Deciding, *, desk: Desk, actor: Actor, now: datetime) -> Table:
    """Return what a decision would do, by doing it and undoing it.

    Nothing is kept of it, the audit log included. Raises NotFound,
    DecisionRefused and whatever carrying it out would refuse.
    """
    with transaction.atomic():
        request = rights_moves.locked(wanted.request_id, actor=actor, now=now)
        table = _table(request, wanted, desk=desk, now=now)
        row = _write(request, wanted, table, reason=None, actor=actor, now=now)
        effects = rights_effects.carry_out(
            request, row, desk=desk, actor=actor, now=now, dry=True
        )
        transaction.set_rollback(True)
    return Table(table.asked, table.lines, table.two_people, effects)


def decide(wanted: Deciding, *, desk: Desk, actor: Actor, now: datetime) -> UUID:
    """Write down what is decided of each item; return the decision's id.

    Deciding again replaces a decision that was not carried out. Raises NotFound,
    DecisionRefused.
    """
    with transaction.atomic():
        request = rights_handling.locked(
            wanted.request_id, desk=desk, actor=actor, now=now
        )
        if RequestState(request.state) not in DECIDING:
            raise DecisionRefused("not-open")
        table = _table(request, wanted, desk=desk, now=now)
        reason = None
        if wanted.reason.strip():
            reason = sealed_words.seal(
                wanted.reason.strip(),
                register=request.register_id,
                record=request.pk,
                desk=desk,
                now=now,
            )
        row = _write(request, wanted, table, reason=reason, actor=actor, now=now)
        rights_events.note(
            request, "decided", actor=actor, now=now, detail=str(len(table.lines))
        )
        rights_events.tell(
            request,
            Action.DECISION_MADE,
            actor=actor,
            now=now,
            details={
                "kind": row.asked,
                "items": len(table.lines),
                "count": sum(line.overruled for line in table.lines),
            },
        )
    return row.pk


def _table(
    request: RightsRequest, wanted: Deciding, *, desk: Desk, now: datetime
) -> Table:
    """Return the lines as the rules and the person decide them."""
    asked = RequestKind(request.kind)
    if request.identified_at is None:
        raise DecisionRefused("not-identified")
    if len(wanted.reason) > LONGEST_REASON:
        raise DecisionRefused("too-long")
    ground = check_ground(asked, wanted)
    facts = rights_scope.facts(request, desk=desk)
    proposed = _proposed(asked, facts, ground=ground, now=now)
    lines = _decided(asked, proposed, wanted)
    unknown = set(wanted.overruled) - {one.item_id for one in facts}
    if unknown:
        raise DecisionRefused("unknown-item")
    two = rules.needs_second(asked, lines, facts)
    return Table(asked, lines, two, Effects())


def check_ground(asked: RequestKind, wanted: Deciding) -> str:
    """Return the article a request rests on. Raises DecisionRefused."""
    if asked is RequestKind.RESTRICTION:
        if wanted.ground not in set(Ground):
            raise DecisionRefused("no-ground")
        return ARTICLES[Ground(wanted.ground)]
    if asked is RequestKind.ERASURE:
        if wanted.ground not in ERASURE_GROUNDS:
            raise DecisionRefused("no-ground")
        return wanted.ground
    if asked in rights_effects.STOPPING and not wanted.purpose:
        raise DecisionRefused("no-purpose")
    return asked.article


def _proposed(
    asked: RequestKind, facts: Iterable[ItemFacts], *, ground: str, now: datetime
) -> tuple[Line, ...]:
    """Return what the rules say of every item."""
    return rules.together(
        rules.decide(asked, one, ground=ground, now=now) for one in facts
    )


def _decided(
    asked: RequestKind, proposed: tuple[Line, ...], wanted: Deciding
) -> tuple[Line, ...]:
    """Return the lines as a person decides them; each knows what was proposed."""
    chosen = rules.together(_overruled(asked, line, wanted) for line in proposed)
    return tuple(
        replace(line, proposed=before.outcome)
        for line, before in zip(chosen, proposed, strict=True)
    )


def _overruled(asked: RequestKind, line: Line, wanted: Deciding) -> Line:
    outcome = wanted.overruled.get(line.item_id)
    if outcome is None or outcome is line.outcome:
        return line
    return rules.overrule(asked, line, outcome, reason=wanted.reason)


def _write(
    request: RightsRequest,
    wanted: Deciding,
    table: Table,
    *,
    reason: SealedObject | None,
    actor: Actor,
    now: datetime,
) -> RightsDecision:
    """Write the decision and its lines; an earlier one of the kind is replaced."""
    before = RightsDecision.objects.filter(request=request, asked=table.asked).first()
    if before is not None:
        if before.applied_at is not None:
            raise DecisionRefused("applied-already")
        sealed_words.end(before.reason, now=now)
        before.delete()
    row = RightsDecision.objects.create(
        register_id=request.register_id,
        request=request,
        asked=table.asked,
        ground=wanted.ground or table.asked.article,
        purpose=wanted.purpose,
        two_people=table.two_people,
        reason=reason,
        decided_at=now,
        decided_by=actor.id,
    )
    RightsDecisionLine.objects.bulk_create(
        RightsDecisionLine(
            decision=row,
            item_id=line.item_id,
            contact_id=line.contact_id,
            kind=line.kind,
            outcome=line.outcome,
            proposed=line.proposed or line.outcome,
            ground=line.ground,
            holds=[str(one) for one in line.holds],
            destroy_at=line.destroy_at,
            review_by=line.review_by,
        )
        for line in table.lines
    )
    return row


def approve(decision_id: UUID, *, desk: Desk, actor: Actor, now: datetime) -> None:
    """Approve a decision that needs two people; never by one who handled the request.

    Raises NotFound, DecisionRefused.
    """
    with transaction.atomic():
        request, row = _locked(decision_id, desk=desk, actor=actor, now=now)
        if row.applied_at is not None:
            raise DecisionRefused("applied-already")
        if actor.id in rights_gates.handlers_of(request) | {row.decided_by}:
            raise DecisionRefused("same-person")
        row.approved_at, row.approved_by = now, actor.id
        row.save(update_fields=["approved_at", "approved_by"])
        rights_events.note(request, "decision-approved", actor=actor, now=now)
        rights_events.tell(request, Action.DECISION_APPROVED, actor=actor, now=now)


def _locked(
    decision_id: UUID, *, desk: Desk, actor: Actor, now: datetime
) -> tuple[RightsRequest, RightsDecision]:
    found = RightsDecision.objects.filter(pk=decision_id).first()
    if found is None:
        raise DecisionRefused("unknown-request")
    request = rights_moves.locked(found.request_id, actor=actor, now=now)
    rights_own.check(request, actor, desk)
    row = RightsDecision.objects.select_for_update(of=("self",)).get(pk=decision_id)
    return request, row


def carry_out(decision_id: UUID, *, desk: Desk, actor: Actor, now: datetime) -> Effects:
    """Do what was decided; what is destroyed is gone when this returns.

    Cut short, the sweep finishes it. Refused where anything changed since it was
    decided, while a sign of somebody else stands, and within 48 hours of telling
    the old address; whoever approved it does not carry it out. Raises NotFound,
    DecisionRefused, RequestRefused.
    """
    with transaction.atomic():
        request, row = _locked(decision_id, desk=desk, actor=actor, now=now)
        if actor.id in {row.approved_by, request.approved_by}:
            raise DecisionRefused("same-person")
        _check_ready(request, row, now)
        _check_unchanged(request, row, desk=desk, now=now)
        effects = rights_effects.carry_out(
            request, row, desk=desk, actor=actor, now=now
        )
        matching.mark_released(request, desk=desk, now=now)
        row.applied_at, row.applied_by = now, actor.id
        row.save(update_fields=["applied_at", "applied_by"])
        rights_events.note(
            request, "carried-out", actor=actor, now=now, detail=row.asked
        )
        rights_events.tell(
            request,
            Action.DECISION_APPLIED,
            actor=actor,
            now=now,
            details={"kind": row.asked, "items": row.lines.count()},
        )
    for one in effects.disposals:
        disposal.finish(one, desk=desk, actor=actor, now=now)
    return effects


def _check_ready(request: RightsRequest, row: RightsDecision, now: datetime) -> None:
    """Refuse what is not approved, and what somebody else may have asked for (D7)."""
    if row.applied_at is not None:
        raise DecisionRefused("applied-already")
    if RequestState(request.state) not in CARRYING:
        raise DecisionRefused("not-open")
    if row.two_people and not second_of(request, row):
        raise DecisionRefused("not-approved")
    if row.asked in decision_gates.ACTING:
        identity_gates.assured(request, now)
        identity_gates.looked_at(request, now)


def second_of(request: RightsRequest, row: RightsDecision) -> str:
    """Return who approved a decision beside the one who made it; empty: nobody.

    The approval of the whole request, given after the decision, counts too.
    """
    if row.approved_by and row.approved_by != row.decided_by:
        return row.approved_by
    later = request.approved_at is not None and request.approved_at >= row.decided_at
    return (
        request.approved_by if later and request.approved_by != row.decided_by else ""
    )


def _check_unchanged(
    request: RightsRequest, row: RightsDecision, *, desk: Desk, now: datetime
) -> None:
    """Refuse where the rules say something else today than when it was decided.

    A hold placed or released meanwhile, an item that came or went: the table is
    shown anew, so that nothing happens that nobody saw.
    """
    asked = RequestKind(row.asked)
    ground = check_ground(asked, Deciding(request.pk, row.ground, row.purpose))
    facts = rights_scope.facts(request, desk=desk)
    today = {
        line.item_id: line.outcome
        for line in _proposed(asked, facts, ground=ground, now=now)
    }
    then = {line.item_id: Outcome(line.proposed) for line in row.lines.all()}
    if today != then:
        raise DecisionRefused("changed")


def of_request(request: UUID) -> tuple[RightsDecision, ...]:
    """Return the decisions of a request."""
    rows = RightsDecision.objects.filter(request=request).prefetch_related("lines")
    return tuple(rows.order_by("decided_at"))


def reason_of(row: RightsDecision, desk: Desk) -> str:
    """Return why a person decided otherwise than the rules."""
    return sealed_words.opened(row.reason, desk).decode()
