"""Requests of people whom a non-disclosure for personal safety protects (turvakielto).

Their address stays out of everything that is written for others, and what is
answered them is agreed to by the data protection officer, by nobody else.
"""

from datetime import datetime
from uuid import UUID

from seloste.domain.rights import RequestRefused
from seloste.domain.rights_words import RequestWords
from seloste.domain.staff import Role
from seloste.ports.desk import Desk
from seloste.records.models import RightsRequest
from seloste.services import access, rights_words


def check_approver(
    request: RightsRequest, staff_id: UUID, *, desk: Desk, now: datetime
) -> None:
    """Refuse whoever is not the data protection officer. Raises RequestRefused."""
    if not rights_words.opened(request, desk).protected:
        return
    who = access.reader(staff_id, request.register_id, now)
    if Role.DPO not in who.roles:
        raise RequestRefused("dpo-only")


def address_of(words: RequestWords) -> str:
    """Return the postal address that may be written: none of a protected person."""
    return "" if words.protected else words.address
