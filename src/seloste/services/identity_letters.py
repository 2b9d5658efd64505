"""Letters with a code, to a postal address that was known before the request.

The records know a postal address from letters on paper and from nowhere else. The
one that came with a request proves nothing: anybody can write down where they
live. Nobody's address is kept here, only a fingerprint of it.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from seloste.domain import identity as rules
from seloste.domain.contact import Direction, PartyRole
from seloste.domain.customer import Identifier
from seloste.domain.identity import IdentityRefused, Method
from seloste.domain.notice import Language
from seloste.domain.rights_words import RequestWords
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import PaperItem, RightsRequest
from seloste.services import (
    contacts,
    identities,
    identity_codes,
    identity_texts,
    rights_words,
)

LONGEST = 320
THROUGH_AUTHORITY = Identifier("address", "through-the-authority")


def offered(request: RightsRequest) -> bool:
    """Tell whether a letter may have somewhere to go: paper came before."""
    return _papers(request).exists()


def _papers(request: RightsRequest) -> QuerySet[PaperItem]:
    """Return the letters on paper that were in the records before the request."""
    rows = PaperItem.objects.filter(
        register=request.register_id,
        direction=Direction.INBOUND,
        registered_at__lt=request.received_at,
        contact__isnull=False,
    )
    return rows.exclude(contact=request.origin_id) if request.origin_id else rows


def write_letter(
    request_id: UUID,
    *,
    paper: int | None,
    address: str,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> str:
    """Return the text of a letter with a code, to print and send by post.

    ``address`` is the sender's as it stands on the letter with the number
    ``paper``, which is of the same name and came before the request. With a
    non-disclosure for personal safety (turvakielto) neither counts: the letter goes
    through the authority that knows where the person lives. Raises IdentityRefused
    (not-known-before, not-awaited), NotFound.
    """
    with transaction.atomic():
        request = identities.provable(request_id, actor=actor, now=now)
        words = rights_words.opened(request, desk)
        where = "" if words.protected else " ".join(address.split())
        if not words.protected:
            _check_known(request, words, where, paper, desk)
        one = Identifier("address", where.casefold()) if where else THROUGH_AUTHORITY
        code = identity_codes.make(
            request, one, Method.LETTER, rules.LETTER_LASTS, desk=desk, now=now
        )
        identity_codes.tell(request, Method.LETTER, actor=actor, now=now)
    return identity_texts.letter(
        Language(request.language),
        reference=request.reference,
        code=code,
        name=words.name,
        address="" if words.protected else address.strip(),
    )


def _check_known(
    request: RightsRequest,
    words: RequestWords,
    where: str,
    paper: int | None,
    desk: Desk,
) -> None:
    """Refuse an address that is on no letter of this person from before."""
    row = _papers(request).filter(number=paper or 0).select_related("contact").first()
    if not 0 < len(where) <= LONGEST or row is None or row.contact is None:
        raise IdentityRefused("not-known-before")
    sealed = contacts.metadatas([row.contact], desk).get(row.contact.pk)
    senders = sealed.parties if sealed else ()
    if not any(
        one.role is PartyRole.CUSTOMER and rules.same_name(words.name, one.name)
        for one in senders
    ):
        raise IdentityRefused("not-known-before")
