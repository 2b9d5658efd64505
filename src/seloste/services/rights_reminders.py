"""What the program does for rights requests by itself: reminds, and lets go.

A request that is due soon is said to be so, once a day; one whose asker never
answered who they are, once; one of the portal that nobody confirmed ends after
seven days; what stays of a closed one goes on its
day. Nothing is decided by itself.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.rights import WAITING_FOR_US, RequestState
from seloste.domain.rights_deadline import IDENTITY_AWAITED, SOON
from seloste.domain.staff import Actor, system
from seloste.ports.desk import Desk
from seloste.records.models import (
    PortalAttempt,
    RememberedErasure,
    RightsEvent,
    RightsRequest,
)
from seloste.services import (
    audit,
    identity_strong,
    rights_clock,
    rights_events,
    rights_moves,
    rights_suggestions,
)

TENDER = system("rights")
ATTEMPTS_KEPT = timedelta(days=1)
UNANSWERED = "identity-unanswered"


def tend(*, desk: Desk, now: datetime) -> None:
    """Do everything that is due by now; done again it changes nothing."""
    PortalAttempt.objects.filter(at__lte=now - ATTEMPTS_KEPT).delete()
    identity_strong.forget(now=now)
    for request_id in _unconfirmed(now):
        rights_moves.expire(request_id, desk=desk, actor=TENDER, now=now)
    for request_id in _paused():
        _refresh(request_id, now)
    for request_id in _to_remind(now):
        _remind(request_id, now)
    for request_id in _unanswered(now):
        _remind_of_identity(request_id, now)
    for request_id in _to_remove(now):
        _remove(request_id, now)
    rights_suggestions.look_through(desk=desk, actor=TENDER, now=now)


def _unconfirmed(now: datetime) -> list[UUID]:
    rows = RightsRequest.objects.filter(
        state=RequestState.UNCONFIRMED, expires_at__lte=now
    )
    return list(rows.order_by("expires_at").values_list("pk", flat=True))


def _paused() -> list[UUID]:
    rows = RightsRequest.objects.filter(
        awaiting_since__isnull=False, answered_at__isnull=True
    )
    return list(rows.values_list("pk", flat=True))


@transaction.atomic
def _refresh(request_id: UUID, now: datetime) -> None:
    """Let the days of a request whose clock stands move on with the calendar."""
    request = RightsRequest.objects.select_for_update().get(pk=request_id)
    rights_clock.set_days(request, now)
    request.save(update_fields=list(rights_clock.FIELDS))


def _to_remind(now: datetime) -> list[UUID]:
    today = retention.local_day(now)
    rows = RightsRequest.objects.filter(
        state__in=WAITING_FOR_US, plan_on__lte=today + SOON
    ).exclude(reminded_on=today)
    return list(rows.order_by("plan_on").values_list("pk", flat=True))


@transaction.atomic
def _remind(request_id: UUID, now: datetime) -> None:
    request = RightsRequest.objects.select_for_update().get(pk=request_id)
    request.reminded_on = retention.local_day(now)
    request.save(update_fields=["reminded_on"])
    late = request.reminded_on > request.law_on
    rights_events.note(request, "late" if late else "due-soon", actor=TENDER, now=now)
    rights_events.tell(
        request,
        Action.RIGHTS_REMINDED,
        actor=TENDER,
        now=now,
        details={"due": request.plan_on.isoformat()},
    )


def _unanswered(now: datetime) -> list[UUID]:
    """Return requests whose asker was asked long ago, and nobody was reminded."""
    rows = RightsRequest.objects.filter(
        state=RequestState.IDENTIFYING, identity_asked_at__lte=now - IDENTITY_AWAITED
    )
    known = RightsEvent.objects.filter(what=UNANSWERED).values("request")
    ids = rows.exclude(pk__in=known).order_by("identity_asked_at")
    return list(ids.values_list("pk", flat=True))


@transaction.atomic
def _remind_of_identity(request_id: UUID, now: datetime) -> None:
    """Say that nobody answered: a person may propose to refuse, and ends the hold."""
    request = RightsRequest.objects.select_for_update().get(pk=request_id)
    rights_events.note(request, UNANSWERED, actor=TENDER, now=now)
    rights_events.tell(
        request,
        Action.RIGHTS_REMINDED,
        actor=TENDER,
        now=now,
        details={"due": request.plan_on.isoformat()},
    )


def _to_remove(now: datetime) -> list[UUID]:
    rows = RightsRequest.objects.filter(
        closed_at__isnull=False, remove_on__lte=retention.local_day(now), words=None
    )
    promised = RememberedErasure.objects.filter(told_at=None).values("request")
    rows = rows.exclude(pk__in=promised)
    return list(rows.order_by("remove_on").values_list("pk", flat=True))


@transaction.atomic
def _remove(request_id: UUID, now: datetime, actor: Actor = TENDER) -> None:
    """Delete what stayed of a closed request; the log keeps that there was one."""
    request = RightsRequest.objects.select_for_update().get(pk=request_id)
    request.delete()
    audit.record(
        action=Action.RIGHTS_REMOVED, actor=actor, object_id=request_id, now=now
    )
