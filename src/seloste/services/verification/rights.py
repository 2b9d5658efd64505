"""Rights requests: answered in time, and nothing released before it may be.

The rows say how things stand, the audit log what was done and in which order; a
row that says more than the log, or a leaf whose request is gone without being
removed, shows. What others must prove of a right is a line in ``MORE``.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import timedelta
from uuid import UUID

from seloste.domain import retention
from seloste.domain.audit import Action, Leaf
from seloste.domain.notice import HoldKind, Promise
from seloste.domain.rights import (
    ExtensionReason,
    RequestKind,
    RequestMove,
    RequestState,
    handlers,
)
from seloste.domain.rights_letter import LetterKind
from seloste.domain.verification import Evidence
from seloste.records.models import (
    AnswerItem,
    Heartbeat,
    IdentityMatch,
    IdentityProof,
    ProposedCorrection,
    Redaction,
    RightsEvent,
    RightsRequest,
    SealedObject,
)
from seloste.services import (
    ending_gates,
    rights_clock,
    rights_gates,
    rights_suggestions,
)
from seloste.services.verification import answers, decisions, holds, limits, log
from seloste.services.verification.findings import (
    all_or_broken,
    any_broken,
    broken,
    gap,
    proved,
)
from seloste.services.verification.gather import SLA, Gathered, leaves

TOLD_WITHIN = timedelta(days=7)
"""How long the letter of an extension may wait for somebody to post it."""
COPIES = frozenset({RequestKind.ACCESS, RequestKind.TRANSCRIPT})
KINDS: Mapping[str, frozenset[RequestKind]] = {
    "rights.access": COPIES | {RequestKind.CONFIRMATION},
    "rights.transcript": frozenset({RequestKind.TRANSCRIPT}),
    "rights.rectification": frozenset({RequestKind.RECTIFICATION}),
    "rights.erasure": frozenset({RequestKind.ERASURE}),
    "rights.restriction": frozenset({RequestKind.RESTRICTION}),
    "rights.portability": frozenset({RequestKind.PORTABILITY}),
    "rights.objection": frozenset({RequestKind.OBJECTION}),
    "rights.withdrawal": frozenset({RequestKind.WITHDRAWAL}),
    "rights.identity": frozenset(RequestKind),
    "rights.complaint": frozenset(RequestKind),
}
"""Which requests show that a right is served."""
BEFORE_RELEASE = (RequestMove.IDENTIFY, RequestMove.REVIEW, RequestMove.APPROVE)

type More = Callable[[Gathered, frozenset[RequestKind]], Iterator[Evidence]]
MORE: dict[str, tuple[More, ...]] = {
    "rights.access": (answers.copies, answers.transcripts),
    "rights.transcript": (answers.copies, answers.transcripts),
    "rights.portability": (answers.copies, answers.portable),
    "rights.complaint": (answers.letters,),
    "rights.rectification": (decisions.corrections,),
    "rights.erasure": (decisions.erasures,),
    "rights.restriction": (limits.restrictions,),
    "holds.restriction": (limits.restrictions_alone,),
    "rights.objection": (limits.objections,),
    "rights.withdrawal": (limits.withdrawals,),
}
"""What else must hold of a right, by its fact: letters, decisions, packages."""


def kinds_of(promise: Promise) -> frozenset[RequestKind]:
    """Return the kinds of requests that a promise is about."""
    found: frozenset[RequestKind] = frozenset()
    for fact in promise.facts:
        found |= KINDS.get(fact, frozenset())
    return found


def check(promise: Promise, facts: Gathered) -> Iterator[Evidence]:
    """Yield whether the rights of a promise are served, from the first to the last."""
    kinds = kinds_of(promise)
    rows = _rows(facts, kinds)
    moved = _moves(rows)
    yield _in_time(facts, rows)
    yield from any_broken(
        _unlawfully_extended(facts, rows, moved), "extension-unlawful"
    )
    if untold := _untold_of_time(facts, rows):
        yield gap("extension-untold", len(untold), untold)
    yield from _known(facts, rows)
    yield _gated(rows, moved)
    yield from any_broken(_half_closed(facts, rows), "request-words-left")
    yield from any_broken(_unconfirmed_left(facts), "unconfirmed-left")
    held = [HoldKind(f.split(".")[1]) for f in promise.facts if f.startswith("holds.")]
    if held:
        yield from any_broken(_let_go(rows), "request-hold-released")
        yield from holds.check(facts, held)
    for fact in promise.facts:
        for more in MORE.get(fact, ()):
            yield from more(facts, kinds)
    yield from log.base(facts)


def suggesting(facts: Gathered) -> Iterator[Evidence]:
    """Yield whether what arrives is looked through for requests (R-36)."""
    mark = Heartbeat.objects.filter(name=rights_suggestions.MARK).first()
    if mark is None:
        yield gap("suggesting-not-begun")
    elif facts.now - mark.at > SLA:
        yield broken("suggesting-stopped")
    else:
        yield proved("suggesting-runs")


def _rows(facts: Gathered, kinds: Collection[RequestKind]) -> list[RightsRequest]:
    rows = RightsRequest.objects.filter(register=facts.register, kind__in=kinds)
    return list(rows.select_related("hold").order_by("received_at", "pk"))


def _moves(rows: list[RightsRequest]) -> dict[str, list[Leaf]]:
    """Return the moves of each request as the log has them, in order."""
    wanted = {str(one.pk) for one in rows}
    found: dict[str, list[Leaf]] = {}
    for leaf in leaves(Action.RIGHTS_MOVED):
        if leaf.object_id in wanted:
            found.setdefault(leaf.object_id, []).append(leaf)
    return found


def _in_time(facts: Gathered, rows: list[RightsRequest]) -> Evidence:
    """Say whether every request that is work was answered by its day, or may be."""
    ours = [one for one in rows if one.confirmed_at is not None]
    late = [one.pk for one in ours if _late(facts, one)]
    return all_or_broken(
        late, right="rights-in-time", count=len(ours), otherwise="rights-late"
    )


def _late(facts: Gathered, one: RightsRequest) -> bool:
    until = one.answered_at or facts.now
    due = rights_clock.deadline(rights_clock.clock_of(one), until)
    return due.late(retention.local_day(until))


def _unlawfully_extended(
    facts: Gathered, rows: list[RightsRequest], moved: dict[str, list[Leaf]]
) -> list[UUID]:
    """Return what was extended too late, without a reason, or not in the log."""
    wrong = []
    for one in rows:
        if one.extended_at is None:
            continue
        told = [
            leaf
            for leaf in moved.get(str(one.pk), ())
            if leaf.details.get("move") == RequestMove.EXTEND.value
        ]
        last = rights_clock.last_to_extend(one, one.extended_at)
        lawful = (
            one.extension_reason in set(ExtensionReason)
            and retention.local_day(one.extended_at) <= last
            and [leaf.at for leaf in told] == [one.extended_at]
        )
        if not lawful:
            wrong.append(one.pk)
    del facts
    return wrong


def _untold_of_time(facts: Gathered, rows: list[RightsRequest]) -> list[UUID]:
    """Return requests extended a week ago whose letter about it nobody got."""
    extended = [
        one.pk
        for one in rows
        if one.extended_at is not None and facts.now - one.extended_at > TOLD_WITHIN
    ]
    events = RightsEvent.objects.filter(request__in=extended)
    letters = dict(
        events.filter(what=f"{ending_gates.WRITTEN}{LetterKind.EXTENSION}").values_list(
            "request", "detail"
        )
    )
    out = set(
        events.filter(
            what__in=(ending_gates.MAILED, ending_gates.TAKEN),
            detail__in=letters.values(),
        ).values_list("request", flat=True)
    )
    return [one for one in extended if one not in out]


def _known(facts: Gathered, rows: list[RightsRequest]) -> Iterator[Evidence]:
    """Yield what the log does not know, and what is gone without being removed."""
    received = {
        leaf.object_id: leaf
        for leaf in leaves(Action.RIGHTS_RECEIVED)
        if leaf.details.get("register") == facts.register
    }
    unknown = [one.pk for one in rows if str(one.pk) not in received]
    yield from any_broken(unknown, "request-unrecorded")
    removed = {leaf.object_id for leaf in leaves(Action.RIGHTS_REMOVED)}
    there = RightsRequest.objects.filter(register=facts.register)
    ids = {str(one) for one in there.values_list("pk", flat=True)}
    yield from any_broken(sorted(set(received) - removed - ids), "request-vanished")


def _gated(rows: list[RightsRequest], moved: dict[str, list[Leaf]]) -> Evidence:
    """Say whether each release came after identity, review and another's approval."""
    released = [
        one
        for one in rows
        if one.released_at is not None or one.ended_as == RequestState.RELEASED
    ]
    wrong = [
        one.pk
        for one in released
        if not _preceded(moved.get(str(one.pk), []), rights_gates.handlers_of(one))
    ]
    return all_or_broken(
        wrong,
        right="releases-preceded",
        count=len(released),
        otherwise="release-not-preceded",
    )


def _preceded(told: list[Leaf], handled: frozenset[str]) -> bool:
    """Tell whether the log has everything a release needs before it, by two people.

    ``handled`` are those the request's own history names; the log may name more.
    """
    names = [str(leaf.details.get("move")) for leaf in told]
    if RequestMove.RELEASE.value not in names:
        return False
    before = told[: names.index(RequestMove.RELEASE.value)]
    by: dict[str, str] = {str(leaf.details.get("move")): leaf.actor for leaf in before}
    if any(move.value not in by for move in BEFORE_RELEASE):
        return False
    approver = by[RequestMove.APPROVE.value]
    acts = [(str(leaf.details.get("move")), leaf.actor) for leaf in told]
    return approver.startswith("staff:") and approver not in handled | handlers(acts)


def _let_go(rows: list[RightsRequest]) -> list[UUID]:
    """Return open requests whose hold was released before they were answered."""
    return [
        one.pk
        for one in rows
        if one.hold is not None
        and one.hold.released_at is not None
        and not RequestState(one.state).answered
    ]


def _half_closed(facts: Gathered, rows: list[RightsRequest]) -> list[UUID]:
    """Return requests closed a day ago of which more than the minimum is left."""
    closed = [
        one.pk
        for one in rows
        if one.closed_at is not None and facts.now - one.closed_at > SLA
    ]
    left = SealedObject.objects.filter(
        record_id__in=closed, contact__isnull=True, state=SealedObject.State.KEPT
    )
    linked = (
        rows_of.objects.filter(request__in=closed)
        for rows_of in (IdentityMatch, IdentityProof, AnswerItem, ProposedCorrection)
    )
    ids = {one for rows in linked for one in rows.values_list("request", flat=True)}
    ids |= set(left.values_list("record_id", flat=True))
    copies = Redaction.objects.filter(for_id__in=closed)
    return sorted(ids | {one.for_id for one in copies if one.for_id is not None})


def _unconfirmed_left(facts: Gathered) -> list[UUID]:
    """Return requests of the portal that should have ended a day ago."""
    left = RightsRequest.objects.filter(
        register=facts.register,
        state=RequestState.UNCONFIRMED,
        expires_at__lt=facts.now - timedelta(days=1),
    )
    return sorted(left.values_list("pk", flat=True))
