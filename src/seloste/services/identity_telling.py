"""Telling the addresses that were known before, so that the person may object.

They are told when an answer is wanted at a new address, and when contact details
were corrected: whoever took over a request cannot take the old address along (D7).
Nobody is said to be told who was not. A message names a receipt number only.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from seloste.domain.contact import Party, PartyRole
from seloste.domain.customer import Identifier
from seloste.domain.metadata import Metadata
from seloste.domain.notice import Language
from seloste.domain.outgoing import OutgoingRefused
from seloste.domain.staff import system
from seloste.ports.desk import Desk
from seloste.records.models import Mailbox, RightsRequest
from seloste.services import identity_texts, mailboxes, outgoing_mail, rights_events
from seloste.services.identifiers import IdentifierField, normalise
from seloste.services.outgoing_mail import Reply

IDENTITY = system("identity")


def tell(
    request: RightsRequest,
    known: Collection[Identifier],
    texts: identity_texts.Told,
    *,
    desk: Desk,
    now: datetime,
) -> int:
    """Mail those of ``known`` that are addresses; return how many were told."""
    mailbox = mailboxes.of_register(request.register_id)
    if mailbox is None or desk.mail is None:
        return 0
    language = Language(request.language)
    subject, text = texts[language]
    told = 0
    for one in known:
        if one.field != IdentifierField.MAILTO:
            continue
        reply = Reply(
            text=identity_texts.filled(text, reference=request.reference),
            subject=identity_texts.filled(subject, reference=request.reference),
            to=(one.value,),
            language=language.value,
        )
        told += _sent(mailbox, reply, desk=desk, now=now)
    return told


def _sent(mailbox: Mailbox, reply: Reply, *, desk: Desk, now: datetime) -> bool:
    """Send a message; tell whether it is on its way."""
    try:
        with transaction.atomic():
            outgoing_mail.send_mail(mailbox, reply, desk=desk, actor=IDENTITY, now=now)
    except OutgoingRefused:
        return False
    return True


def tell_corrected(
    request_id: UUID, before: Metadata, after: Metadata, *, desk: Desk, now: datetime
) -> None:
    """Tell the address a person had before their contact details were corrected.

    What came instead is not told: it may be somebody else's.
    """
    old = _replaced(before, after)
    if not old:
        return
    with transaction.atomic():
        request = RightsRequest.objects.select_for_update(of=("self",)).get(
            pk=request_id
        )
        told = tell(request, old, identity_texts.CORRECTED, desk=desk, now=now)
        what = "old-address-told" if told else "old-address-untold"
        rights_events.note(request, what, actor=IDENTITY, now=now, detail=str(told))


def _replaced(before: Metadata, after: Metadata) -> list[Identifier]:
    """Return the addresses and numbers of the customers whose details changed."""
    changed = (
        old
        for old, new in zip(before.parties, after.parties, strict=True)
        if old.role is PartyRole.CUSTOMER and _reached(old) != _reached(new)
    )
    return sorted({one for party in changed for one in _reached(party)})


def _reached(party: Party) -> set[Identifier]:
    values = {
        field: normalise(field, getattr(party, field))
        for field in (IdentifierField.MAILTO, IdentifierField.TEL)
    }
    return {Identifier(field.value, value) for field, value in values.items() if value}
