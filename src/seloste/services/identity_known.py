"""What was in the records before a request: the only addresses a code may go to.

Identifiers are compared by blind index and then by the sealed metadata. Nothing
here tells a stranger whether anything was found.
"""

from dataclasses import dataclass

from seloste.domain.contact import Channel as Channels
from seloste.domain.contact import Direction
from seloste.domain.customer import Identifier
from seloste.domain.identity import CameIn
from seloste.ports.desk import Desk
from seloste.records.models import Contact, RightsRequest
from seloste.services import contacts, rights_holds, rights_words


@dataclass(frozen=True, slots=True)
class Channel:
    """What proofs and codes keep of an identifier: its kind and its fingerprint."""

    field: str
    key: str


def channel(request: RightsRequest, one: Identifier, desk: Desk) -> Channel:
    """Return the channel of an identifier."""
    return Channel(one.field, channel_key(request, one, desk))


def channel_key(request: RightsRequest, one: Identifier, desk: Desk) -> str:
    """Return the keyed fingerprint of an identifier, as proofs and codes keep it."""
    return desk.vault.fingerprint(
        tenant=request.register_id,
        value=f"identity-channel\x1f{one.field}\x1f{one.value}",
    )


def came_in(request: RightsRequest, one: Identifier, *, desk: Desk) -> CameIn:
    """Return when the records first had an identifier, and how it came.

    What was mailed to it by us says nothing: anybody may be written to.
    """
    ids = rights_holds.candidates(request.register_id, (one,), desk=desk)
    rows = Contact.objects.filter(pk__in=ids).exclude(
        channel=Channels.MAIL, direction=Direction.OUTBOUND
    )
    if request.origin_id is not None:
        rows = rows.exclude(pk=request.origin_id)
    sealed = contacts.metadatas(list(rows), desk)
    put_in = {pk: data.put_in_at(one) for pk, data in sealed.items()}
    return CameIn(
        arrived=min(
            (row.received_at for row in rows if put_in.get(row.pk) is None),
            default=None,
        ),
        put_in=min((at for at in put_in.values() if at is not None), default=None),
    )


def all_given(request: RightsRequest, *, desk: Desk) -> dict[Identifier, CameIn]:
    """Return every identifier given with a request, and when it came in."""
    words = rights_words.opened(request, desk)
    return {one: came_in(request, one, desk=desk) for one in words.identifiers}


def known_before(
    request: RightsRequest, *, desk: Desk, field: str = ""
) -> tuple[Identifier, ...]:
    """Return the identifiers given that were in the records before the request.

    ``field`` narrows them to one kind. What came with the request itself, or
    after it, proves nothing: anybody can write first and ask afterwards. Nor does
    what a correction put in, until a month is over.
    """
    return tuple(
        one
        for one, came in all_given(request, desk=desk).items()
        if field in ("", one.field) and came.known_before(request.received_at)
    )
