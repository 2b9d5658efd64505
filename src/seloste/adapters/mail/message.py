"""A parsed mail as a delivery: who wrote to whom, when, and under which id."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import BinaryIO

from seloste.domain.contact import (
    Channel,
    Delivery,
    Direction,
    Kind,
    Part,
    Party,
    PartyRole,
)
from seloste.protocols.mail_header import Address
from seloste.protocols.mime import Mail


def delivery(
    mail: Mail,
    *,
    data: bytes,
    source: str,
    open_data: Callable[[], BinaryIO],
    own_domains: frozenset[str],
    arrived_at: datetime,
) -> Delivery:
    """Return the delivery of ``mail``; its bytes are kept as they came.

    A mail from one of ``own_domains`` is an answer the organisation sent. A
    mail without a Message-ID is known by its bytes, one without a usable Date
    by its arrival; the notes say so.
    """
    outbound = any(_is_own(address, own_domains) for address in mail.senders)
    return Delivery(
        source=source,
        source_id=mail.message_id or f"sha256:{hashlib.sha256(data).hexdigest()}",
        channel=Channel.MAIL,
        started_at=mail.date or arrived_at,
        direction=Direction.OUTBOUND if outbound else Direction.INBOUND,
        address=_address(mail, own_domains, outbound=outbound),
        subject=mail.subject,
        parties=_parties(mail, own_domains, outbound=outbound),
        parts=(Part(kind=Kind.MESSAGE, open=open_data, media_type="message/rfc822"),),
        notes=_notes(mail),
    )


def _is_own(address: Address, own_domains: frozenset[str]) -> bool:
    return address.mailbox.rpartition("@")[2] in own_domains


def _address(mail: Mail, own_domains: frozenset[str], *, outbound: bool) -> str:
    """Return the organisation's mailbox: the notice maps it to a controller."""
    if outbound:
        return next((sender.mailbox for sender in mail.senders), "")
    own = [m for m in mail.addressed if m.rpartition("@")[2] in own_domains]
    return next(iter(own or mail.addressed), "")


def _parties(
    mail: Mail, own_domains: frozenset[str], *, outbound: bool
) -> tuple[Party, ...]:
    """Return everybody named; who is not the organisation's is the customer.

    Of those an outside sender copied, nobody knows what they are.
    """
    sender = PartyRole.AGENT if outbound else PartyRole.CUSTOMER
    found = [_party(address, sender) for address in mail.senders]
    for address in dict.fromkeys((*mail.to, *mail.cc)):
        role = PartyRole.CUSTOMER if outbound else PartyRole.OTHER
        own = _is_own(address, own_domains)
        found.append(_party(address, PartyRole.AGENT if own else role))
    return tuple(found)


def _party(address: Address, role: PartyRole) -> Party:
    return Party(role=role, name=address.name, mailto=address.mailbox)


def _notes(mail: Mail) -> tuple[str, ...]:
    facts = {
        "message-id-missing": not mail.message_id,
        "date-missing": mail.date is None,
        "automatic": mail.automatic,
    }
    return tuple(note for note, true in facts.items() if true)
