"""The letter of a complaint on its way by mail: as a PDF, to a linked customer.

The handler picks one of the customers of the linked contacts; an address is
never typed here, so a letter cannot go to a stranger by a slip. What was sent
is linked to the complaint and held with it. The address is shown masked, and
opening it for the sending is noted like any other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from uuid import UUID

from django.db import transaction

from seloste.domain import mask
from seloste.domain.contact import Channel, Kind, Part
from seloste.domain.notice import Language, PurposeRefused
from seloste.domain.outgoing import OutgoingRefused
from seloste.domain.staff import Actor
from seloste.domain.work_item import WorkRefused, WorkState
from seloste.ports.desk import Desk
from seloste.records.models import Contact, Mailbox, WorkItem, WorkLink
from seloste.services import (
    letters,
    mail_threads,
    mailboxes,
    openings,
    outgoing_mail,
    work_items,
    work_page,
)
from seloste.services.access import NotFound
from seloste.services.outgoing_mail import Reply

COVERING = {
    Language.FI: (
        "Hei,\n\nvastauksemme asiaanne {number} on tämän viestin liitteenä.\n\n"
        "Voitte vastata tähän viestiin.\n\nYstävällisin terveisin\n{sender}\n"
    ),
    Language.SV: (
        "Hej,\n\nvårt svar i ert ärende {number} finns i bilagan till detta "
        "meddelande.\n\nNi kan svara på meddelandet.\n\nMed vänlig hälsning\n{sender}\n"
    ),
    Language.EN: (
        "Hello,\n\nour answer to your matter {number} is attached to this message.\n\n"
        "You can reply to this message.\n\nKind regards\n{sender}\n"
    ),
}
"""What stands in the mail itself; what the matter is about is in the letter only."""
THREADS = frozenset({Channel.MAIL, Channel.FORM})
"""Channels whose thread the letter continues; otherwise it begins one."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody the letter can go to: ``key`` names them, ``shown`` is masked."""

    key: str
    shown: str
    contact: Contact


def readers(
    work: WorkItem, *, staff_id: UUID, desk: Desk, now: datetime
) -> tuple[Reader, ...]:
    """Return the customers of the linked contacts who have a mail address.

    The caller has asked for leave; restricted contacts are left out for whom none
    of the work's purposes reaches them. Each address is there once, with the latest
    contact it is known from.
    """
    found: dict[str, Reader] = {}
    links = work_page.links_of(work, staff_id=staff_id, now=now)
    for contact in _latest(links.shown):
        for place, address in enumerate(mail_threads.customers(contact, desk)):
            key = f"{contact.pk}:{place}"
            found.setdefault(address, Reader(key, mask.mailto(address), contact))
    return tuple(found.values())


def _latest(links: Iterable[WorkLink]) -> list[Contact]:
    contacts = (link.contact for link in links)
    return sorted(contacts, key=lambda one: one.started_at, reverse=True)


def send_letter(
    work_id: UUID,
    *,
    to: str,
    purpose_id: str,
    desk: Desk,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Send the letter as a PDF to one of ``readers``; return the contact it became.

    It is kept, linked to the complaint and held with it before it leaves.
    Raises NotFound, WorkRefused, OutgoingRefused, HoldRefused; then nothing is
    sent, kept or linked.
    """
    if actor.staff_id is None:
        raise NotFound("no such record")
    work, _who, purpose = work_page.allowed(
        work_id, staff_id=actor.staff_id, purpose_id=purpose_id, now=now
    )
    _check_open(work)
    name, data = letters.letter_pdf(
        work_id, staff_id=actor.staff_id, purpose_id=purpose.id, desk=desk, now=now
    )
    contact = _chosen(work, to)
    address = _address(
        contact, to, staff_id=actor.staff_id, purpose_id=purpose.id, desk=desk, now=now
    )
    file = Part(
        kind=Kind.ATTACHMENT,
        open=lambda: BytesIO(data),
        media_type="application/pdf",
        filename=name,
    )
    with transaction.atomic():
        work = work_items.locked(work_id, actor=actor, now=now)
        reply = _reply(work, address, file, desk=desk)
        sent = _send(_chosen(work, to), reply, desk=desk, actor=actor, now=now)
        work_items.link(work_id, contact_id=sent, actor=actor, now=now)
    return sent


def _check_open(work: WorkItem) -> None:
    if WorkState(work.state).ended:
        raise WorkRefused("ended")


def _chosen(work: WorkItem, to: str) -> Contact:
    """Return the linked contact a key names. Raises OutgoingRefused."""
    named = to.partition(":")[0]
    for contact in _latest(work.links.select_related("contact")):
        if str(contact.pk) == named:
            return contact
    raise OutgoingRefused("no-recipient")


def _address(
    contact: Contact,
    to: str,
    *,
    staff_id: UUID,
    purpose_id: str,
    desk: Desk,
    now: datetime,
) -> str:
    """Open the address for the purpose, audited. Raises as ``send_letter``."""
    try:
        openings.unmask(
            contact.pk, staff_id=staff_id, purpose_id=purpose_id, desk=desk, now=now
        )
    except PurposeRefused:
        raise WorkRefused("no-mandate") from None
    known = mail_threads.customers(contact, desk)
    place = to.partition(":")[2]
    if not place.isdecimal() or int(place) >= len(known):
        raise OutgoingRefused("no-recipient")
    return known[int(place)]


def _reply(work: WorkItem, address: str, file: Part, *, desk: Desk) -> Reply:
    letter = letters.open_letter(work, desk)
    if letter is None:
        raise WorkRefused("no-letter")
    text = COVERING[letter.language].format(
        number=work.number, sender=work.controller.name
    )
    return Reply(
        text=text,
        subject=letter.subject,
        to=(address,),
        attachments=(file,),
        language=letter.language.value,
    )


def _send(
    contact: Contact, reply: Reply, *, desk: Desk, actor: Actor, now: datetime
) -> UUID:
    """Continue the contact's thread where it has a mailbox, or begin one."""
    if (
        contact.channel in THREADS
        and mail_threads.chain(contact.thread, desk=desk).mailbox
    ):
        return outgoing_mail.send_reply(
            contact.thread, reply, desk=desk, actor=actor, now=now
        )
    mailbox = _mailbox(contact, now)
    return outgoing_mail.send_mail(mailbox, reply, desk=desk, actor=actor, now=now)


def _mailbox(contact: Contact, now: datetime) -> Mailbox:
    mailbox = mailboxes.speaking_for(contact, now)
    if mailbox is None:
        raise OutgoingRefused("no-mailbox")
    return mailbox
