"""Which thread a mail belongs to, and who takes part in one.

A mail continues a thread only with a reply token of ours and from somebody who
is known there; never because of its subject, and never because of who it says
it is from alone. What a participant is stands in sealed metadata, which the
program opens here to file a mail and shows to nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from seloste.domain.contact import Direction, Kind, PartyRole
from seloste.domain.metadata import Metadata
from seloste.domain.notice import Capacity
from seloste.ports.desk import Desk
from seloste.protocols.mime import Mail
from seloste.records.models import Contact, Mailbox, SealedObject
from seloste.services import identifiers, mail_tokens
from seloste.services.identifiers import IdentifierField

MAILTO = IdentifierField.MAILTO
LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Claim:
    """The thread a mail belongs to, if any, and whether its sender is known there."""

    thread: UUID | None = None
    known: bool = False


def claim(
    mail: Mail,
    *,
    tags: Iterable[str],
    mailbox: Mailbox,
    kept_for: tuple[str, Capacity],
    desk: Desk,
) -> Claim:
    """Return what a mail proves; ``tags`` stood after the plus of its addresses.

    ``kept_for`` is the controller, and its capacity, whose mailbox this is: a
    thread of another is not continued, whatever the token says.
    """
    ids = (*mail.in_reply_to, *mail.references)
    tokens = [*tags, *mail_tokens.tokens_in_ids(ids)]
    thread = mail_tokens.thread_of(tokens, register=mailbox.register_id, desk=desk)
    if thread is None or not _kept_for(thread, kept_for):
        return Claim()
    senders = [sender.mailbox for sender in mail.senders]
    return Claim(thread, knows(thread, senders, desk=desk))


def _kept_for(thread: UUID, wanted: tuple[str, Capacity]) -> bool:
    controller, capacity = wanted
    contacts = Contact.objects.filter(thread=thread)
    return contacts.filter(controller__key=controller, capacity=capacity).exists()


def knows(thread: UUID, addresses: Iterable[str], *, desk: Desk) -> bool:
    """Tell whether every address is that of a customer who takes part in a thread."""
    wanted = {identifiers.normalise(MAILTO, one) for one in addresses}
    return bool(wanted) and all(
        one is not None and _takes_part(one, thread, desk) for one in wanted
    )


def _takes_part(address: str, thread: UUID, desk: Desk) -> bool:
    """Ask the blind indexes which contacts to look into, then look."""
    contacts = list(Contact.objects.filter(thread=thread).order_by("received_at"))
    if not contacts:
        return False
    indexes = desk.vault.blind_indexes(
        tenant=contacts[0].register_id, field=MAILTO, value=address
    )
    for contact in contacts:
        found = contact.indexes.filter(field=MAILTO).values_list("month", "value")
        hits = any(indexes.get(month) == bytes(value) for month, value in found)
        if hits and address in customers(contact, desk):
            return True
    return False


def customers(contact: Contact, desk: Desk) -> tuple[str, ...]:
    """Return the mail addresses of a contact's customers, normalised."""
    known = metadata(contact, desk)
    found = (
        identifiers.normalise(MAILTO, party.mailto)
        for party in known.parties
        if party.role is PartyRole.CUSTOMER
    )
    return tuple(dict.fromkeys(one for one in found if one))


def metadata(contact: Contact, desk: Desk) -> Metadata:
    """Return a contact's metadata for filing; nothing where it was destroyed."""
    item = SealedObject.objects.filter(
        contact=contact, kind=Kind.META, state=SealedObject.State.KEPT
    ).first()
    if item is None:
        return Metadata(source_id="")
    return Metadata.from_json(desk.vault.open(item.ref(), inline=item.inline()))


@dataclass(frozen=True, slots=True)
class Chain:
    """What an answer in a thread goes by: to whom, under which subject, to what."""

    mailbox: Mailbox | None
    to: tuple[str, ...]
    subject: str
    language: str
    references: tuple[str, ...]


def chain(thread: UUID, *, desk: Desk) -> Chain:
    """Return how to answer in a thread: as the last message that came in was sent."""
    contacts = list(
        Contact.objects.filter(thread=thread)
        .select_related("source")
        .order_by("received_at", "pk")
    )
    known = [(one, metadata(one, desk)) for one in contacts[-LONGEST_CHAIN:]]
    came = [one for one in known if one[0].direction == Direction.INBOUND] or known
    mailboxes = (_mailbox_of(contact, facts) for contact, facts in reversed(known))
    last = came[-1] if came else None
    return Chain(
        mailbox=next(filter(None, mailboxes), None),
        to=customers(last[0], desk) if last else (),
        subject=last[1].subject if last else "",
        language=last[0].language if last else "",
        references=tuple(
            facts.source_id.strip("<>")
            for contact, facts in known
            if contact.channel == "mail" and "@" in facts.source_id
        ),
    )


def _mailbox_of(contact: Contact, facts: Metadata) -> Mailbox | None:
    """Return the mailbox a contact came to, by its source or by its address."""
    of_register = Mailbox.objects.filter(register_id=contact.register_id)
    found = of_register.filter(source_id=contact.source_id).first()
    if found is not None:
        return found
    address, _ = mail_tokens.without_plus(facts.address)
    return of_register.filter(address=address).first()
