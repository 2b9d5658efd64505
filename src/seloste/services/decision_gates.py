"""What the decision of a request asks before the request moves on.

Reads records only and imports no service of the request itself.
"""

from datetime import datetime

from seloste.domain.identity import MatchState
from seloste.domain.rights import RequestKind, RequestRefused
from seloste.domain.rights_decision import Outcome
from seloste.records.models import RightsDecisionLine, RightsRequest

ACTING = frozenset(
    {
        RequestKind.RECTIFICATION,
        RequestKind.ERASURE,
        RequestKind.RESTRICTION,
        RequestKind.OBJECTION,
        RequestKind.WITHDRAWAL,
    }
)
"""Rights that are met by doing something to what is kept."""


def decided(request: RightsRequest, now: datetime) -> None:
    """Refuse before it is decided what follows for each item.

    Where nothing was found to be the person's, there is nothing to decide of a
    question or a copy.
    """
    del now
    if request.decisions.exists():
        return
    if request.kind in ACTING or _anything_of(request):
        raise RequestRefused("not-decided")


def _anything_of(request: RightsRequest) -> bool:
    """Tell whether a contact was confirmed to be the person's."""
    return request.matches.filter(state=MatchState.CONFIRMED).exists()


def divided(request: RightsRequest, now: datetime) -> None:
    """Refuse to answer before what is a client's was opened for the client (R-03).

    The person learns from the answer who that is.
    """
    del now
    waiting = RightsDecisionLine.objects.filter(
        decision__request=request,
        decision__applied_at=None,
        outcome=Outcome.FORWARD,
    )
    if waiting.exists():
        raise RequestRefused("not-carried-out")


def undone(request: RightsRequest, now: datetime) -> None:
    """Refuse to refuse or withdraw what was carried out already."""
    del now
    if done_already(request):
        raise RequestRefused("carried-out-already")


def done_already(request: RightsRequest) -> bool:
    """Tell whether a right that is met by doing something was met."""
    applied = request.decisions.filter(applied_at__isnull=False)
    return request.kind in ACTING and applied.exists()


def carried_out(request: RightsRequest, now: datetime) -> None:
    """Refuse to say that something was done before it was."""
    del now
    waiting = request.decisions.filter(applied_at=None)
    proposed = request.proposed_corrections.filter(applied_at=None)
    if request.kind in ACTING and (waiting.exists() or proposed.exists()):
        raise RequestRefused("not-carried-out")
