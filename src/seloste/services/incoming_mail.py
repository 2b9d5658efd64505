"""Incoming mail: one message for one mailbox, on its way to capture.

Whoever receives it (SMTP, IMAP) hands over its bytes and where they were sent.
It comes in, whatever its From says: nobody becomes staff by writing an address
of the organisation. What may answer it is decided after it was kept.
"""

import hashlib
from dataclasses import replace
from datetime import datetime
from functools import partial
from io import BytesIO
from uuid import UUID

from seloste.domain.contact import (
    Author,
    Channel,
    Delivery,
    Direction,
    Kind,
    Part,
    Party,
    PartyRole,
)
from seloste.domain.notice import ControllerUnknown
from seloste.ports.desk import Desk
from seloste.protocols import mail_origin, mime
from seloste.protocols.mail_origin import Bounce, Origin
from seloste.protocols.mime import Mail
from seloste.protocols.unreadable import Unreadable
from seloste.records.models import Contact, Mailbox
from seloste.services import (
    acknowledgements,
    mail_sending,
    mail_threads,
    mail_tokens,
    mailboxes,
)
from seloste.services.capture import Receipt, Result, capture
from seloste.services.mail_threads import Claim


def receive(
    data: bytes,
    *,
    mailbox: Mailbox,
    recipient: str = "",
    null_sender: bool = False,
    desk: Desk,
    now: datetime,
) -> Receipt:
    """Keep a message that came to ``mailbox``; what is acknowledged is durable.

    ``recipient`` is the address of the envelope, whose plus part may hold a
    reply token; ``null_sender`` says that nothing may be sent back. Idempotent.
    Raises what capture raises; then nothing was kept.
    """
    try:
        mail = mime.parse(data)
        origin = mail_origin.origin(data, mail)
    except Unreadable as unreadable:
        return capture(
            _unread(data, mailbox, unreadable.reason, now), desk=desk, now=now
        )
    claim = _claim(mail, recipient, mailbox, origin, desk=desk, now=now)
    delivery = replace(
        _delivery(mail, data, mailbox, now),
        continues=claim.thread,
        unverified=claim.thread is not None and not claim.known,
        author=_author(origin),
    )
    receipt = capture(delivery, desk=desk, now=now)
    if origin.bounce is not None:
        _came_back(origin.bounce, mailbox, desk=desk, now=now)
    elif receipt.result is Result.CAPTURED and receipt.id and not null_sender:
        _acknowledge(receipt.id, mail, origin, mailbox, desk=desk, now=now)
    return receipt


def _unread(data: bytes, mailbox: Mailbox, reason: str, now: datetime) -> Delivery:
    """Return what could not be read, to be kept whole in quarantine."""
    return Delivery(
        source=mailbox.source_id,
        source_id=f"unread:{hashlib.sha256(data).hexdigest()}",
        channel=Channel.MAIL,
        started_at=now,
        address=mailbox.address,
        parts=(Part(kind=Kind.QUARANTINED, open=partial(BytesIO, data)),),
        unread=reason,
    )


def _claim(
    mail: Mail,
    recipient: str,
    mailbox: Mailbox,
    origin: Origin,
    *,
    desk: Desk,
    now: datetime,
) -> Claim:
    """Return which thread the mail proves to continue; a report continues none.

    Anybody who ever saw a Message-ID of ours could write a report about it.
    """
    if origin.report:
        return Claim()
    written_to = [one.mailbox for one in (*mail.to, *mail.cc)]
    addresses = [recipient, *mail.delivered_to, *written_to]
    tags = [
        tag
        for bare, tag in map(mail_tokens.without_plus, addresses)
        if tag and bare == mailbox.address
    ]
    try:
        kept_for = mailboxes.kept_for(mailbox.register_id, mailbox.address, now)
    except ControllerUnknown:
        return Claim()
    return mail_threads.claim(
        mail, tags=tags, mailbox=mailbox, kept_for=kept_for, desk=desk
    )


def _author(origin: Origin) -> Author:
    if origin.report:
        return Author.MAIL_SYSTEM
    return Author.MACHINE if origin.automatic else Author.PERSON


def _delivery(mail: Mail, data: bytes, mailbox: Mailbox, now: datetime) -> Delivery:
    """Return the mail as a contact from outside; its bytes are kept as they came."""
    return Delivery(
        source=mailbox.source_id,
        source_id=mail.message_id or f"sha256:{hashlib.sha256(data).hexdigest()}",
        channel=Channel.MAIL,
        started_at=mail.date or now,
        direction=Direction.INBOUND,
        address=mailbox.address,
        subject=mail.subject,
        parties=_parties(mail),
        parts=(
            Part(
                kind=Kind.MESSAGE,
                open=partial(BytesIO, data),
                media_type="message/rfc822",
            ),
        ),
        notes=_notes(mail),
    )


def _parties(mail: Mail) -> tuple[Party, ...]:
    """Return everybody named: who wrote is the customer, the others are unknown."""
    roles = dict.fromkeys(mail.senders, PartyRole.CUSTOMER)
    for address in (*mail.to, *mail.cc):
        roles.setdefault(address, PartyRole.OTHER)
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


def _acknowledge(
    contact_id: UUID,
    mail: Mail,
    origin: Origin,
    mailbox: Mailbox,
    *,
    desk: Desk,
    now: datetime,
) -> None:
    """Acknowledge a mail that began a thread, where the mailbox does so."""
    contact = Contact.objects.filter(pk=contact_id).first()
    if contact is not None and contact.thread == contact.id:
        acknowledgements.acknowledge(
            mail,
            origin=origin,
            thread=contact.thread,
            mailbox=mailbox,
            desk=desk,
            now=now,
        )


def _came_back(bounce: Bounce, mailbox: Mailbox, *, desk: Desk, now: datetime) -> None:
    """Mark the message a report is about, found by its unguessable Message-ID."""
    key = desk.vault.fingerprint(
        tenant=mailbox.register_id, value=f"{mailbox.source_id}\x1f{bounce.message_id}"
    )
    contact = Contact.objects.filter(source=mailbox.source_id, key=key).first()
    if contact is not None and hasattr(contact, "outgoing"):
        mail_sending.bounced(contact.outgoing.id, status=bounce.status, now=now)
