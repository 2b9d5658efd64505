"""Moving a rights request on: identity, decision, review, approval, release, end.

Each step locks the request, asks the table of moves and the gates, and writes
its event and its leaf; one transaction. The state is assigned in one place only.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from seloste.domain import retention, rights_deadline
from seloste.domain import rights as rules
from seloste.domain.audit import Action, Details
from seloste.domain.rights import (
    ExtensionReason,
    PartState,
    RefusalReason,
    RequestMove,
    RequestRefused,
    RequestState,
)
from seloste.domain.rights_keeping import handlers
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import (
    RightsRequest,
)
from seloste.services import (
    access,
    rights_clock,
    rights_events,
    rights_gates,
    rights_holds,
    rights_own,
    rights_protection,
    rights_remains,
)
from seloste.services.access import NotFound
from seloste.services.notices import store
from seloste.services.rights_remains import items_of

__all__ = [
    "RequestRefused",
    "approve",
    "approve_refusal",
    "ask_identity",
    "close",
    "confirm",
    "decide",
    "expire",
    "extend",
    "forward",
    "identify",
    "items_of",
    "locked",
    "propose_refusal",
    "raise_assurance",
    "release",
    "resume_clock",
    "review",
    "send_back",
    "take",
    "withdraw",
]


EXPIRED_KEPT = timedelta(days=30)


def locked(request_id: UUID, *, actor: Actor, now: datetime) -> RightsRequest:
    """Return a request that the actor may handle, locked. Raises NotFound.

    The operator at the command line and the program itself are no persons.
    """
    request = (
        RightsRequest.objects.select_for_update(of=("self",))
        .select_related("words", "hold", "notice_version")
        .filter(pk=request_id)
        .first()
    )
    if request is None:
        raise NotFound("no such record")
    check_handler(request, actor=actor, now=now)
    return request


def check_handler(request: RightsRequest, *, actor: Actor, now: datetime) -> None:
    """Refuse a person who handles no rights requests of the register."""
    if actor.staff_id is None:
        return
    who = access.reader(actor.staff_id, request.register_id, now)
    if not who.roles & handlers(store.parsed(request.notice_version)):
        raise NotFound("no such record")


def _moved(
    request: RightsRequest,
    move: RequestMove,
    fields: Iterable[str] = (),
    *,
    actor: Actor,
    now: datetime,
    detail: str = "",
    details: Details | None = None,
) -> None:
    """Take a move: the one place where the state of a request is assigned."""
    state = rules.next_state(RequestState(request.state), move)
    rights_gates.check(request, move, now)
    if state.answered and request.answered_at is None:
        request.answered_at = now
    if state.answered and state is not RequestState.CLOSED:
        request.ended_as = state
    request.state = state
    rights_clock.set_days(request, now)
    saved = {"state", "answered_at", "ended_as", *rights_clock.FIELDS, *fields}
    request.save(update_fields=sorted(saved))
    rights_events.note(request, move.value, actor=actor, now=now, detail=detail)
    told: Details = {"move": move.value, "state": state.value, **(details or {})}
    rights_events.tell(request, Action.RIGHTS_MOVED, actor=actor, now=now, details=told)


@transaction.atomic
def confirm(request_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Let a request of the portal be real work: somebody showed it is meant.

    Its clock began at receipt all the same.
    """
    request = locked(request_id, actor=actor, now=now)
    request.confirmed_at, request.expires_at = now, None
    _moved(
        request,
        RequestMove.CONFIRM,
        ("confirmed_at", "expires_at"),
        actor=actor,
        now=now,
    )


def expire(request_id: UUID, *, desk: Desk, actor: Actor, now: datetime) -> None:
    """End a request of the portal that nobody confirmed, and forget its words."""
    with transaction.atomic():
        request = locked(request_id, actor=actor, now=now)
        rights_holds.release(request, actor=actor, now=now)
        request.closed_at, request.repeat_key = now, ""
        request.remove_on = retention.local_day(now + EXPIRED_KEPT)
        fields = ("closed_at", "repeat_key", "remove_on")
        _moved(request, RequestMove.EXPIRE, fields, actor=actor, now=now)
        copies = rights_remains.let_go(request, actor=actor, now=now)
    rights_remains.destroy(request, copies, desk=desk, actor=actor, now=now)


@transaction.atomic
def take(
    request_id: UUID, *, handler_id: UUID, desk: Desk, actor: Actor, now: datetime
) -> None:
    """Give a request to somebody who handles requests and is not the one who asks.

    Raises NotFound, RequestRefused (not-handled, own-request).
    """
    request = locked(request_id, actor=actor, now=now)
    if RequestState(request.state).answered:
        raise RequestRefused("no-such-move")
    try:
        given = Actor(id=f"staff:{handler_id}", staff_id=handler_id)
        check_handler(request, actor=given, now=now)
    except NotFound:
        raise RequestRefused("not-handled") from None
    rights_own.check(request, given, desk)
    request.handler_id = handler_id
    request.save(update_fields=["handler"])
    rights_events.note(
        request, "assigned", actor=actor, now=now, detail=str(handler_id)
    )
    rights_events.tell(
        request,
        Action.RIGHTS_ASSIGNED,
        actor=actor,
        now=now,
        details={"staff": str(handler_id)},
    )


@transaction.atomic
def ask_identity(request_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Record that the person was asked who they are.

    Asked without delay after receipt, the clock stands still until the answer.
    """
    request = locked(request_id, actor=actor, now=now)
    first = request.identity_asked_at is None
    prompt = rights_deadline.stops_clock(received_at=request.received_at, asked_at=now)
    request.identity_asked_at = request.identity_asked_at or now
    if first and prompt:
        request.awaiting_since = now
    fields = ("identity_asked_at", "awaiting_since")
    _moved(request, RequestMove.ASK_IDENTITY, fields, actor=actor, now=now)


@transaction.atomic
def resume_clock(request_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Let the clock run again: what was asked for has come, enough or not."""
    request = locked(request_id, actor=actor, now=now)
    if request.awaiting_since is None:
        raise RequestRefused("not-awaited")
    _resume(request, now)
    rights_clock.set_days(request, now)
    request.save(update_fields=["awaiting_since", "paused_days", *rights_clock.FIELDS])
    rights_events.note(request, "identity-answered", actor=actor, now=now)
    rights_events.tell(request, Action.RIGHTS_CHANGED, actor=actor, now=now)


def _resume(request: RightsRequest, now: datetime) -> None:
    waited = rights_deadline.waited_days(request.awaiting_since, now)
    request.paused_days += waited
    request.awaiting_since = None


@transaction.atomic
def identify(
    request_id: UUID, *, assurance: int, method: str, actor: Actor, now: datetime
) -> None:
    """Record how surely it is known who asks; the evidence is kept elsewhere.

    ``assurance`` is the level of ``domain.identity``, ``method`` a stable word.
    A level that was reached never sinks.
    """
    request = locked(request_id, actor=actor, now=now)
    _resume(request, now)
    request.assurance = max(assurance, request.assurance)
    request.identity_method = method
    request.identified_at, request.identified_by = now, actor.id
    fields = (
        "awaiting_since",
        "paused_days",
        "assurance",
        "identity_method",
        "identified_at",
        "identified_by",
    )
    _moved(
        request,
        RequestMove.IDENTIFY,
        fields,
        actor=actor,
        now=now,
        detail=method,
        details={"method": method, "assurance": request.assurance},
    )


@transaction.atomic
def raise_assurance(
    request_id: UUID, *, assurance: int, method: str, actor: Actor, now: datetime
) -> None:
    """Record that it is known more surely who asks than when the request moved on."""
    request = locked(request_id, actor=actor, now=now)
    if request.identified_at is None:
        raise RequestRefused("not-identified")
    request.assurance = max(assurance, request.assurance)
    request.identity_method = method
    request.save(update_fields=["assurance", "identity_method"])
    rights_events.note(request, "assured", actor=actor, now=now, detail=method)
    rights_events.tell(
        request,
        Action.RIGHTS_CHANGED,
        actor=actor,
        now=now,
        details={"method": method, "assurance": request.assurance},
    )


@transaction.atomic
def decide(request_id: UUID, *, desk: Desk, actor: Actor, now: datetime) -> None:
    """Begin to decide what follows for each item. Raises RequestRefused."""
    request = locked(request_id, actor=actor, now=now)
    rights_own.check(request, actor, desk)
    request.decided_by = actor.id
    _moved(request, RequestMove.DECIDE, ("decided_by",), actor=actor, now=now)


@transaction.atomic
def review(
    request_id: UUID, *, actor: Actor, now: datetime, count: int | None = None
) -> None:
    """Record that the answer is whole and looked through; ``count`` are its items."""
    request = locked(request_id, actor=actor, now=now)
    request.reviewed_at, request.reviewed_by = now, actor.id
    request.count = request.count if count is None else count
    fields = ("reviewed_at", "reviewed_by", "count")
    _moved(request, RequestMove.REVIEW, fields, actor=actor, now=now)


@transaction.atomic
def send_back(request_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Send a request back to be decided again; what was reviewed counts no more.

    A proposed refusal goes back to the beginning. Who had proven who they are
    need not do so again.
    """
    request = locked(request_id, actor=actor, now=now)
    request.reviewed_at = request.approved_at = None
    request.reviewed_by = request.approved_by = request.refusal = ""
    fields = ("reviewed_at", "approved_at", "reviewed_by", "approved_by", "refusal")
    _moved(request, RequestMove.RETURN, fields, actor=actor, now=now)
    if request.state == RequestState.RECEIVED and request.identified_at is not None:
        _moved(request, RequestMove.IDENTIFY, actor=actor, now=now, detail="stands")


@transaction.atomic
def approve(request_id: UUID, *, desk: Desk, actor: Actor, now: datetime) -> None:
    """Approve an answer that somebody else handled (four eyes).

    Raises RequestRefused (same-person, own-request, dpo-only, no-such-move).
    """
    request = locked(request_id, actor=actor, now=now)
    _check_second(request, desk=desk, actor=actor, now=now)
    request.approved_at, request.approved_by = now, actor.id
    fields = ("approved_at", "approved_by")
    _moved(request, RequestMove.APPROVE, fields, actor=actor, now=now)


def _check_second(
    request: RightsRequest, *, desk: Desk, actor: Actor, now: datetime
) -> None:
    if actor.staff_id is None:
        raise RequestRefused("not-handled")
    rules.check_approver(actor.id, handled_by=rights_gates.handlers_of(request))
    rights_own.check(request, actor, desk)
    rights_protection.check_approver(request, actor.staff_id, desk=desk, now=now)


@transaction.atomic
def release(request_id: UUID, *, desk: Desk, actor: Actor, now: datetime) -> None:
    """Let the answer go to the person; identity, review and approval are asked."""
    request = locked(request_id, actor=actor, now=now)
    rights_own.check(request, actor, desk)
    request.released_at = now
    _end_parts(request, PartState.ANSWERED, actor=actor, now=now)
    _moved(request, RequestMove.RELEASE, ("released_at",), actor=actor, now=now)


@transaction.atomic
def extend(
    request_id: UUID, *, reason: ExtensionReason, actor: Actor, now: datetime
) -> None:
    """Take two further months, within the first and with a reason (Art. 12(3)).

    The letter that tells the person is written with it. Raises RequestRefused.
    """
    request = locked(request_id, actor=actor, now=now)
    if request.extended_at is not None:
        raise RequestRefused("extended-already")
    if not rights_clock.may_extend(request, now):
        raise RequestRefused("too-late-to-extend")
    request.extended_at, request.extension_reason = now, reason
    _moved(
        request,
        RequestMove.EXTEND,
        ("extended_at", "extension_reason"),
        actor=actor,
        now=now,
        detail=reason.value,
        details={"reason": reason.value},
    )
    rights_holds.look_again(request, actor=actor, now=now)


@transaction.atomic
def propose_refusal(
    request_id: UUID, *, reason: RefusalReason, actor: Actor, now: datetime
) -> None:
    """Propose not to meet a request; another person has to agree (D8)."""
    request = locked(request_id, actor=actor, now=now)
    request.refusal, request.decided_by = reason, actor.id
    _moved(
        request,
        RequestMove.PROPOSE_REFUSAL,
        ("refusal", "decided_by"),
        actor=actor,
        now=now,
        detail=reason.value,
        details={"reason": reason.value},
    )


@transaction.atomic
def approve_refusal(
    request_id: UUID, *, desk: Desk, actor: Actor, now: datetime
) -> None:
    """Agree to a proposed refusal; the person is told why and where to complain."""
    request = locked(request_id, actor=actor, now=now)
    _check_second(request, desk=desk, actor=actor, now=now)
    request.approved_at, request.approved_by = now, actor.id
    _end_parts(request, PartState.REFUSED, actor=actor, now=now)
    fields = ("approved_at", "approved_by")
    _moved(
        request,
        RequestMove.APPROVE_REFUSAL,
        fields,
        actor=actor,
        now=now,
        detail=request.refusal,
        details={"reason": request.refusal},
    )


@transaction.atomic
def withdraw(request_id: UUID, *, actor: Actor, now: datetime) -> None:
    """End a request at the wish of the person who made it."""
    request = locked(request_id, actor=actor, now=now)
    _end_parts(request, PartState.REFUSED, actor=actor, now=now)
    _moved(request, RequestMove.WITHDRAW, actor=actor, now=now)


@transaction.atomic
def forward(request_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Record that everything asked for belongs to other controllers, who have it."""
    request = locked(request_id, actor=actor, now=now)
    _moved(request, RequestMove.FORWARD, actor=actor, now=now)


def _end_parts(
    request: RightsRequest, state: PartState, *, actor: Actor, now: datetime
) -> None:
    """End the open parts of our own; what is a client's goes to the client."""
    request.parts.filter(state=PartState.OPEN, capacity="controller").update(
        state=state, done_at=now, done_by=actor.id
    )


def close(request_id: UUID, *, desk: Desk, actor: Actor, now: datetime) -> None:
    """Close a request: the hold ends, the words go, the minimum stays (D10).

    Raises RequestRefused while something of it is still to be done.
    """
    with transaction.atomic():
        request = locked(request_id, actor=actor, now=now)
        rights_holds.release(request, actor=actor, now=now)
        request.closed_at, request.token_hash, request.origin_id = now, "", None
        fields = ("closed_at", "token_hash", "origin")
        _moved(request, RequestMove.CLOSE, fields, actor=actor, now=now)
        copies = rights_remains.let_go(request, actor=actor, now=now)
    rights_remains.destroy(request, copies, desk=desk, actor=actor, now=now)
