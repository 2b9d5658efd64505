"""What happened to a rights request: its own history, and the leaf of the audit log."""

from datetime import datetime, timedelta

from django.db.models import Max

from seloste.domain.audit import Action, Details
from seloste.domain.staff import Actor
from seloste.records.models import RightsEvent, RightsRequest
from seloste.services import audit

NEXT = timedelta(microseconds=1)


def note(
    request: RightsRequest, what: str, *, actor: Actor, now: datetime, detail: str = ""
) -> None:
    """Write one event into the request's own history; call in the transaction.

    What happens in one moment keeps its order: each is a microsecond later.
    """
    last = request.events.aggregate(last=Max("at"))["last"]
    at = now if last is None or last < now else last + NEXT
    RightsEvent.objects.create(
        request=request, at=at, by=actor.id, what=what, detail=detail
    )


def note_once(
    request: RightsRequest, what: str, *, actor: Actor, now: datetime
) -> None:
    """Write that somebody did something they do many times over; the first time."""
    if not request.events.filter(what=what, by=actor.id).exists():
        note(request, what, actor=actor, now=now)


def tell(
    request: RightsRequest,
    action: Action,
    *,
    actor: Actor,
    now: datetime,
    details: Details | None = None,
) -> None:
    """Write the audit leaf of what was done; call last in the transaction."""
    audit.record(
        action=action,
        actor=actor,
        object_id=request.pk,
        now=now,
        details={"register": request.register_id, **(details or {})},
    )
