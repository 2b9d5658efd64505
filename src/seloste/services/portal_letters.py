"""Letters on the status page of a request, for the person they were written to.

What says nothing of the person is there for whoever has the receipt; everything
else once it is known who asks, as surely as the right needs. Each download is
in the log. A closed request has no page and no letters any more.
"""

from datetime import datetime
from uuid import UUID

from seloste.domain import rights_portal as rules
from seloste.domain.rights import (
    Asker,
    RefusalReason,
    RequestRefused,
    RequestState,
)
from seloste.domain.rights_letter import LetterKind
from seloste.domain.rights_portal import PortalRefused
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import RightsRequest
from seloste.services import ending_gates, identity_gates, rights_letters, rights_portal
from seloste.services.access import NotFound
from seloste.services.rights_letters import WrittenLetter

__all__ = ["PortalRefused", "listed", "pdf", "reason_told"]

PERSON = Actor(id="portal:person")
ALWAYS = frozenset({LetterKind.RECEIPT, LetterKind.IDENTITY, LetterKind.EXTENSION})
"""Letters that say only that a request came, who is to be shown, or until when."""


def listed(request: RightsRequest, now: datetime) -> tuple[WrittenLetter, ...]:
    """Return the letters that may be read on the page now, the newest first."""
    known = _known(request, now)
    return tuple(
        one
        for one in rights_letters.letters(request)
        if known or _harmless(one.kind, request)
    )


def _known(request: RightsRequest, now: datetime) -> bool:
    """Tell whether who asks is known as an answer wants it, with no alert standing."""
    try:
        identity_gates.assured(request, now)
        identity_gates.looked_at(request, now)
    except RequestRefused:
        return False
    return request.identified_at is not None


def _harmless(kind: LetterKind, request: RightsRequest) -> bool:
    """Tell whether a letter says nothing of the person whose data it is.

    Whoever did not show who they are must still learn that this was the reason.
    """
    if kind is LetterKind.REFUSAL:
        return bool(reason_told(request))
    return kind in ALWAYS


def reason_told(request: RightsRequest) -> str:
    """Return why a request was refused where that says nothing new of a person.

    A near one of somebody who has died said so themselves. Any other reason is
    for who is known; empty where there is none to tell.
    """
    harmless = {RefusalReason.NOT_IDENTIFIED, RefusalReason.NO_AUTHORITY}
    if request.asker == Asker.NEAR_ONE:
        harmless.add(RefusalReason.DECEASED)
    told = request.state == RequestState.REFUSED and request.refusal in harmless
    return request.refusal if told else ""


def pdf(token: str, letter_id: UUID, *, desk: Desk, now: datetime) -> tuple[str, bytes]:
    """Return a file name, which names nobody, and a letter as PDF/A; it is audited.

    Raises NotFound: no such receipt, no such letter, or not to be read yet; and
    PortalRefused where so many were saved within the hour.
    """
    request = rights_portal.status(token)
    if letter_id not in {one.id for one in listed(request, now)}:
        raise NotFound("no such record")
    rules.check_letters(_lately(request, now))
    return rights_letters.pdf(request.pk, letter_id, desk=desk, actor=PERSON, now=now)


def _lately(request: RightsRequest, now: datetime) -> int:
    """Return how many letters whoever has the receipt saved within an hour."""
    taken = request.events.filter(what=ending_gates.TAKEN, by=PERSON.id)
    return taken.filter(at__gt=now - rules.HOUR).count()
