"""Signs that a request is somebody else's: shown, looked at, and in the way of release.

A first-seen address and changed details also tell the old addresses, which have
48 hours to object before an answer leaves (D7). Nothing here refuses a request.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain import identity as rules
from seloste.domain.audit import Action
from seloste.domain.customer import Identifier
from seloste.domain.identity import AlertKind, IdentityRefused
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import (
    IdentityAlert,
    IdentityCode,
    RightsRequest,
)
from seloste.services import (
    customer_rows,
    identity_known,
    identity_telling,
    identity_texts,
    rights_events,
    rights_handling,
)
from seloste.services.identifiers import IdentifierField

IDENTITY = identity_telling.IDENTITY
UNTOLD = {"kind__in": rules.COOLS, "told_at": None}
"""The alerts of which nobody who was known before knows yet."""


def alert(request: RightsRequest, kind: AlertKind, *, now: datetime) -> bool:
    """Raise an alert once; call in the transaction. True where it is new."""
    _, new = IdentityAlert.objects.get_or_create(
        request=request, kind=kind, defaults={"raised_at": now}
    )
    if new:
        rights_events.note(
            request, "alerted", actor=IDENTITY, now=now, detail=kind.value
        )
        rights_events.tell(
            request,
            Action.IDENTITY_ALERTED,
            actor=IDENTITY,
            now=now,
            details={"kind": kind.value},
        )
    return new


def look(request: RightsRequest, *, desk: Desk, now: datetime) -> None:
    """Look for signs, and tell old addresses of new ones; call in the transaction."""
    given = identity_known.all_given(request, desk=desk)
    at = request.received_at
    known = tuple(one for one, came in given.items() if came.known_before(at))
    mails = [one for one in given if one.field == IdentifierField.MAILTO]
    if known and any(one not in known for one in mails):
        alert(request, AlertKind.FIRST_SEEN, now=now)
    if any(came.changed(at) for came in given.values()) or any(
        merged_lately(request, one, desk=desk) for one in given
    ):
        alert(request, AlertKind.DETAILS_CHANGED, now=now)
    if _failed_before(request, known, desk=desk):
        alert(request, AlertKind.FAILED_BEFORE, now=now)
    _tell_old(request, known, desk=desk, now=now)


def merged_lately(request: RightsRequest, one: Identifier, *, desk: Desk) -> bool:
    """Tell whether somebody merged identifiers of this customer shortly before."""
    found = customer_rows.by_identifier(request.register_id, one, desk)
    since = request.received_at - rules.LATELY
    return found is not None and found[1].merged_since(since)


def _failed_before(
    request: RightsRequest, known: tuple[Identifier, ...], *, desk: Desk
) -> bool:
    keys = [identity_known.channel_key(request, one, desk) for one in known]
    return IdentityCode.objects.filter(
        channel_key__in=keys,
        tries__gte=rules.MOST_TRIES,
        sent_at__gt=request.received_at - rules.LATELY,
    ).exists()


def _tell_old(
    request: RightsRequest,
    known: tuple[Identifier, ...],
    *,
    desk: Desk,
    now: datetime,
) -> None:
    """Mail the addresses known before, once, that an answer may go elsewhere.

    Where no mail reaches anybody, a person calls and records it.
    """
    waiting = request.alerts.filter(**UNTOLD)
    if not waiting.exists():
        return
    told = identity_telling.tell(
        request, known, identity_texts.CHANGED, desk=desk, now=now
    )
    if told:
        waiting.update(told_at=now)
        rights_events.note(
            request, "old-address-told", actor=IDENTITY, now=now, detail=str(told)
        )


@transaction.atomic
def told(request_id: UUID, *, desk: Desk, actor: Actor, now: datetime) -> None:
    """Record that a person told the one who was known before, whom no mail reached.

    They called the number known before, or wrote; the 48 hours run from now.
    Raises IdentityRefused (unknown-alert), NotFound.
    """
    request = rights_handling.locked(request_id, desk=desk, actor=actor, now=now)
    if not request.alerts.filter(**UNTOLD).update(told_at=now):
        raise IdentityRefused("unknown-alert")
    rights_events.note(request, "old-address-told", actor=actor, now=now)
    rights_events.tell(request, Action.RIGHTS_CHANGED, actor=actor, now=now)


@transaction.atomic
def clear(
    request_id: UUID, *, kind: AlertKind, desk: Desk, actor: Actor, now: datetime
) -> None:
    """Record that a person looked at an alert and found that the request stands.

    Raises IdentityRefused, NotFound.
    """
    request = rights_handling.locked(request_id, desk=desk, actor=actor, now=now)
    changed = request.alerts.filter(kind=kind, cleared_at=None).update(
        cleared_at=now, cleared_by=actor.id
    )
    if not changed:
        raise IdentityRefused("unknown-alert")
    rights_events.note(
        request, "alert-cleared", actor=actor, now=now, detail=kind.value
    )
    rights_events.tell(
        request,
        Action.IDENTITY_CLEARED,
        actor=actor,
        now=now,
        details={"kind": kind.value},
    )
