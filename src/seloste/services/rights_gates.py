"""What must be true before a rights request moves on.

The parts of a request that know something (identity, the decision item by item,
the review of third parties, recipients to be told) are asked here, one line
each, and refuse with RequestRefused. They read records only and import no
service of the request itself.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from seloste.domain import rights as rules
from seloste.domain.rights import PartState, RequestMove, RequestRefused
from seloste.records.models import RightsRequest
from seloste.services import (
    authority_gates,
    decision_gates,
    ending_gates,
    identity_gates,
    package_gates,
)

type Gate = Callable[[RightsRequest, datetime], None]


def identified(request: RightsRequest, now: datetime) -> None:
    """Refuse before somebody has proven who they are (R-37)."""
    del now
    if request.identified_at is None:
        raise RequestRefused("not-identified")


def reviewed(request: RightsRequest, now: datetime) -> None:
    """Refuse before the material was looked through."""
    del now
    if request.reviewed_at is None:
        raise RequestRefused("not-reviewed")


def approved(request: RightsRequest, now: datetime) -> None:
    """Refuse before another person approved, who did not handle the request."""
    del now
    if request.approved_at is None:
        raise RequestRefused("not-approved")
    if request.approved_by in handlers_of(request):
        raise RequestRefused("same-person")


def clients_told(request: RightsRequest, now: datetime) -> None:
    """Refuse to hand over everything unless every part went to its controller."""
    del now
    states = set(request.parts.values_list("state", flat=True))
    if states != {PartState.FORWARDED.value}:
        raise RequestRefused("parts-open")


def handlers_of(request: RightsRequest) -> frozenset[str]:
    """Return who handled a request before its release, as the audit log knows them."""
    acts = request.events.order_by("at", "pk").values_list("what", "by")
    given = {f"staff:{request.handler_id}"} if request.handler_id else set()
    return rules.handlers(acts) | given


GATES: Mapping[RequestMove, tuple[Gate, ...]] = {
    RequestMove.DECIDE: (identified, authority_gates.authorised),
    RequestMove.REVIEW: (
        identified,
        authority_gates.authorised,
        identity_gates.matched,
        decision_gates.decided,
        decision_gates.divided,
        package_gates.answer_reviewed,
    ),
    RequestMove.APPROVE: (identified, reviewed, identity_gates.assured),
    RequestMove.PROPOSE_REFUSAL: (decision_gates.undone,),
    RequestMove.WITHDRAW: (decision_gates.undone,),
    RequestMove.RELEASE: (
        identified,
        reviewed,
        approved,
        identity_gates.assured,
        identity_gates.looked_at,
        decision_gates.carried_out,
        package_gates.answer_built,
        ending_gates.leaving,
    ),
    RequestMove.FORWARD: (clients_told,),
    RequestMove.CLOSE: (
        ending_gates.parts_done,
        ending_gates.recipients_told,
        ending_gates.delivered,
        ending_gates.told,
    ),
}
"""The gates of each move, asked in order under the lock of the request."""


def check(request: RightsRequest, move: RequestMove, now: datetime) -> None:
    """Ask every gate of a move. Raises RequestRefused."""
    for gate in GATES.get(move, ()):
        gate(request, now)
