"""Who may do something of a rights request: neither the asker nor the approver."""

from datetime import datetime
from uuid import UUID

from seloste.domain.rights import RequestRefused
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import RightsRequest
from seloste.services import rights_moves, rights_own


def locked(
    request_id: UUID, *, desk: Desk, actor: Actor, now: datetime
) -> RightsRequest:
    """Return a request, locked, for somebody who does something of it.

    Nobody does of what they ask for themselves, or have approved (D8). Raises
    NotFound, RequestRefused (own-request, same-person).
    """
    request = rights_moves.locked(request_id, actor=actor, now=now)
    rights_own.check(request, actor, desk)
    if request.approved_by == actor.id:
        raise RequestRefused("same-person")
    return request
