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

    A mail from one of ``own_domains`` to somebody outside is an answer the
    organisation sent. A mail without a Message-ID is known by its bytes, one
    without a usable Date by its arrival; the notes say so.
    """
    outbound = _is_outbound(mail, own_domains)
    return Delivery(
        source=source,
        source_id=mail.message_id or f"sha256:{hashlib.sha256(data).hexdigest()}",
        channel=Channel.MAIL,
        started_at=mail.date or arrived_at,
        direction=Direction.OUTBOUND if outbound else Direction.INBOUND,
        address=_address(mail, own_domains, outbound=outbound),
        subject=mail.subject,
        parties=_parties(mail, outbound=outbound),
        parts=(Part(kind=Kind.MESSAGE, open=open_data, media_type="message/rfc822"),),
        notes=_notes(mail),
    )


def _is_outbound(mail: Mail, own_domains: frozenset[str]) -> bool:
    """Whether the organisation sent it: From its domain, to none of its own.

    Anybody can write its domain into From, so such a mail that was delivered
    to one of its mailboxes came in.
    """
    own = any(_is_own(sender, own_domains) for sender in mail.senders)
    received = any(
        mailbox.rpartition("@")[2] in own_domains
        for mailbox in (*mail.delivered_to, *(address.mailbox for address in mail.to))
    )
    return own and not received


def _is_own(address: Address, own_domains: frozenset[str]) -> bool:
    return address.mailbox.rpartition("@")[2] in own_domains


def _address(mail: Mail, own_domains: frozenset[str], *, outbound: bool) -> str:
    """Return the organisation's mailbox: the notice maps it to a controller."""
    if outbound:
        return next((sender.mailbox for sender in mail.senders), "")
    sent_to = (address.mailbox for address in (*mail.to, *mail.cc))
    mailboxes = [m for m in (*mail.delivered_to, *sent_to) if m]
    own = [m for m in mailboxes if m.rpartition("@")[2] in own_domains]
    return next(iter(own or mailboxes), "")


def _parties(mail: Mail, *, outbound: bool) -> tuple[Party, ...]:
    """Return everybody named: whoever is across from the organisation is the customer.

    An outside sender may copy anybody: of those nobody knows what they are.
    Nobody becomes an agent by writing the organisation's domain into From.
    """
    sender = PartyRole.AGENT if outbound else PartyRole.CUSTOMER
    receiver = PartyRole.CUSTOMER if outbound else PartyRole.OTHER
    roles = dict.fromkeys(mail.senders, sender)
    for address in (*mail.to, *mail.cc):
        roles.setdefault(address, receiver)
    return tuple(
        Party(role=role, name=address.name, mailto=address.mailbox)
        for address, role in roles.items()
    )


def _notes(mail: Mail) -> tuple[str, ...]:
    facts = {
        "message-id-missing": not mail.message_id,
        "date-missing": mail.date is None,
        "automatic": mail.automatic,
    }
    return tuple(note for note, true in facts.items() if true)
