"""What identity asks before a rights request moves on; reads records only.

A level that is too low, an alert that nobody looked at, an old address whose 48
hours are not over, and a match that nobody decided are each in the way.
"""

from datetime import datetime

from django.db.models import Q

from seloste.domain import identity as rules
from seloste.domain.contact import Kind
from seloste.domain.identity import MatchState
from seloste.domain.redaction import Scope
from seloste.domain.rights import RequestKind, RequestRefused
from seloste.domain.rights_decision import Outcome
from seloste.domain.staff import Role
from seloste.records.models import (
    Redaction,
    RightsDecisionLine,
    RightsRequest,
    StaffUser,
)
from seloste.services import staff

LOOKED_FOR = "matched"
"""The event that says that somebody looked for what is the requester's."""


def assured(request: RightsRequest, now: datetime) -> None:
    """Refuse where who asks is not known surely enough for the right (D1)."""
    if not rules.enough(
        RequestKind(request.kind),
        request.assurance,
        sensitive=sensitive(request),
        approver=_roles_of_approver(request, now),
    ):
        raise RequestRefused("assurance-too-low")


def sensitive(request: RightsRequest) -> bool:
    """Tell whether what is given is sound, or may be of a special category (D1).

    It may where words of a recording hint at it and nobody decided, or somebody
    hid some of them.
    """
    if request.packages.filter(with_audio=True, destroyed_at=None).exists():
        return True
    given = RightsDecisionLine.objects.filter(
        decision__request=request, outcome=Outcome.GIVE, kind=Kind.RECORDING
    )
    return Redaction.objects.filter(
        Q(decided_at=None) | Q(by_people__gt=0),
        hints__gt=0,
        scope=Scope.EVERYONE,
        dialog__object__in=given.values("item_id"),
    ).exists()


def _roles_of_approver(request: RightsRequest, now: datetime) -> frozenset[Role]:
    prefix, _, person = request.approved_by.partition(":")
    found = StaffUser.objects.filter(pk=person).first() if prefix == "staff" else None
    if found is None:
        return frozenset()
    return staff.roles_of(found.pk, request.register_id, now)


def looked_at(request: RightsRequest, now: datetime) -> None:
    """Refuse while an alert stands, or an old address has not had its time (D7)."""
    if request.alerts.filter(cleared_at=None).exists():
        raise RequestRefused("alert-standing")
    for one in request.alerts.filter(kind__in=rules.COOLS):
        if not rules.cooled_off(one.told_at, now):
            raise RequestRefused("cooling-off")


def matched(request: RightsRequest, now: datetime) -> None:
    """Refuse before anybody looked what is the requester's, or while a match is open.

    "Nothing is held" may be said only of what was looked for (D2).
    """
    del now
    if not request.events.filter(what=LOOKED_FOR).exists():
        raise RequestRefused("not-looked-for")
    if request.matches.filter(state=MatchState.PROPOSED).exists():
        raise RequestRefused("matches-open")
