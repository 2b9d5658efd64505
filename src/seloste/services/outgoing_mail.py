"""Outgoing mail: written, kept and asked to be sent in one transaction.

What is sent was captured first, as a contact of its thread with a day of its
own; the job that sends it opens what is kept. A message is handed to the mail
server at least once and, wherever that can be known, once: its state is
committed before and after. Only where the machine dies between the server's
answer and the second commit is it handed over again, under the same Message-ID.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from uuid import UUID, uuid4

from django.db import transaction

from seloste.domain.audit import Action, Details
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
from seloste.domain.outgoing import OutgoingRefused
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.protocols import mail_writer
from seloste.protocols.mail_writer import File, HeaderRefused, Letter
from seloste.records.models import Contact, Mailbox, Outgoing, SealedObject
from seloste.services import access, audit, identifiers, jobs, mail_threads, mail_tokens
from seloste.services.access import NotFound
from seloste.services.capture import Result, capture
from seloste.services.identifiers import IdentifierField
from seloste.services.jobs import Job

LARGEST = 25 * 2**20
MOST_RECIPIENTS = 50
PRIORITY = 3


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer in a thread; what is left empty follows from the thread.

    Without ``to`` it goes to the customers of the last message that came in,
    without ``subject`` under that message's.
    """

    text: str
    subject: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    attachments: tuple[Part, ...] = ()
    language: str = ""


@transaction.atomic
def send_reply(
    thread: UUID, reply: Reply, *, desk: Desk, actor: Actor, now: datetime
) -> UUID:
    """Answer in a thread, from the mailbox that was contacted; return the contact.

    The answer is kept as an outbound contact of the thread and sent by a job.
    Raises NotFound, OutgoingRefused and what capture raises; then nothing was
    kept and nothing is sent.
    """
    _allow(thread, actor, now)
    chain = mail_threads.chain(thread, desk=desk)
    if chain.mailbox is None:
        raise OutgoingRefused("no-mailbox")
    complete = replace(
        reply,
        to=reply.to or chain.to,
        subject=reply.subject or _answering(chain.subject),
        language=reply.language or chain.language,
    )
    return _send(
        complete,
        mailbox=chain.mailbox,
        thread=thread,
        references=chain.references,
        desk=desk,
        actor=actor,
        now=now,
    )


@transaction.atomic
def send_mail(
    mailbox: Mailbox, reply: Reply, *, desk: Desk, actor: Actor, now: datetime
) -> UUID:
    """Write to somebody anew from a mailbox; return the contact.

    It begins a thread, which an answer to it continues. Raises NotFound,
    OutgoingRefused and what capture raises.
    """
    if actor.staff_id is not None:
        access.reader(actor.staff_id, mailbox.register_id, now)
    return _send(
        reply,
        mailbox=mailbox,
        thread=None,
        references=(),
        desk=desk,
        actor=actor,
        now=now,
    )


@transaction.atomic
def send_automatic(
    thread: UUID, reply: Reply, *, mailbox: Mailbox, desk: Desk, now: datetime
) -> UUID:
    """Send an answer the product wrote; it takes nobody's turn (RFC 3834)."""
    return _send(
        reply,
        mailbox=mailbox,
        thread=thread,
        references=(),
        desk=desk,
        actor=Actor(id="system:mail"),
        now=now,
        automatic=True,
    )


def _allow(thread: UUID, actor: Actor, now: datetime) -> None:
    """Let whoever works with the thread's register answer, and the program."""
    contact = Contact.objects.filter(thread=thread).first()
    if contact is None:
        raise NotFound("no such record")
    if actor.staff_id is not None:
        access.reader(actor.staff_id, contact.register_id, now)


def _answering(subject: str) -> str:
    """Return the subject of an answer, without piling up prefixes."""
    known = subject.lower().startswith(("re:", "vs:", "sv:"))
    return subject if known or not subject else f"Re: {subject}"


def _send(
    reply: Reply,
    *,
    mailbox: Mailbox,
    thread: UUID | None,
    references: tuple[str, ...],
    desk: Desk,
    actor: Actor,
    now: datetime,
    automatic: bool = False,
) -> UUID:
    """Keep the message and ask for it to be sent, in the caller's transaction."""
    if desk.mail is None:
        raise OutgoingRefused("no-mail-server")
    if mailbox.paused:
        raise OutgoingRefused("mailbox-paused")
    reply = replace(reply, to=_addresses(reply.to), cc=_addresses(reply.cc))
    if not reply.text.strip():
        raise OutgoingRefused("no-text")
    of_thread = thread or uuid4()
    letter = _letter(
        reply,
        mailbox=mailbox,
        token=mail_tokens.token_of(of_thread, register=mailbox.register_id, desk=desk),
        references=references,
        now=now,
        automatic=automatic,
    )
    delivery = replace(
        _delivery(letter, mailbox=mailbox),
        continues=thread,
        begins=None if thread else of_thread,
    )
    receipt = capture(delivery, desk=desk, now=now)
    if receipt.result is not Result.CAPTURED or receipt.id is None:
        raise OutgoingRefused("not-kept")
    _ask(receipt.id, mailbox=mailbox, actor=actor, now=now, automatic=automatic)
    return receipt.id


def _addresses(written: tuple[str, ...]) -> tuple[str, ...]:
    """Return addresses in the form they are sent to. Raises OutgoingRefused."""
    found = []
    for one in written:
        address = identifiers.normalise(IdentifierField.MAILTO, one)
        if address is None or not mail_writer.is_address(address):
            raise OutgoingRefused("bad-address")
        found.append(address)
    return tuple(dict.fromkeys(found))


def _letter(
    reply: Reply,
    *,
    mailbox: Mailbox,
    token: str,
    references: tuple[str, ...],
    now: datetime,
    automatic: bool,
) -> Letter:
    if not reply.to or len(reply.to) + len(reply.cc) > MOST_RECIPIENTS:
        raise OutgoingRefused("no-recipient")
    return Letter(
        message_id=mail_tokens.message_id(token, mailbox),
        sent_at=now,
        from_name=mailbox.display_name,
        from_address=mailbox.address,
        to=reply.to,
        cc=reply.cc,
        reply_to=mail_tokens.reply_address(token, mailbox),
        subject=reply.subject,
        text=reply.text,
        in_reply_to=references[-1] if references else "",
        references=references,
        language=reply.language,
        automatic=automatic,
        files=_files(reply.attachments),
    )


def _files(parts: tuple[Part, ...]) -> tuple[File, ...]:
    """Read the attachments. Raises OutgoingRefused where they are too large."""
    files, left = [], LARGEST
    for part in parts:
        with part.open() as source:
            content = source.read(left + 1)
        left -= len(content)
        if left < 0:
            raise OutgoingRefused("too-large")
        files.append(File(content, part.media_type, part.filename))
    return tuple(files)


def _delivery(letter: Letter, *, mailbox: Mailbox) -> Delivery:
    """Return the message as something of ours to be kept. Raises OutgoingRefused."""
    try:
        data = mail_writer.write(letter)
    except HeaderRefused:
        raise OutgoingRefused("bad-header") from None
    ours = Party(
        role=PartyRole.AGENT, name=mailbox.display_name, mailto=mailbox.address
    )
    readers = (
        Party(role=PartyRole.CUSTOMER, mailto=one) for one in (*letter.to, *letter.cc)
    )
    return Delivery(
        source=mailbox.source_id,
        source_id=letter.message_id,
        channel=Channel.MAIL,
        direction=Direction.OUTBOUND,
        started_at=letter.sent_at,
        address=mailbox.address,
        subject=letter.subject,
        language=letter.language,
        parties=(ours, *readers),
        parts=(
            Part(
                kind=Kind.MESSAGE,
                open=lambda: BytesIO(data),
                media_type="message/rfc822",
            ),
        ),
        notes=("automatic",) if letter.automatic else (),
        author=Author.MACHINE if letter.automatic else Author.PERSON,
    )


def _ask(
    contact_id: UUID,
    *,
    mailbox: Mailbox,
    actor: Actor,
    now: datetime,
    automatic: bool,
) -> None:
    """Write that the message is to be sent, ask for it, and say who wrote it."""
    item = SealedObject.objects.get(contact=contact_id, kind=Kind.MESSAGE)
    row = Outgoing.objects.create(
        register_id=mailbox.register_id,
        mailbox=mailbox,
        contact_id=contact_id,
        item=item,
        automatic=automatic,
        written_at=now,
    )
    jobs.enqueue(Job.SEND_MAIL, object_id=row.id, priority=PRIORITY)
    details: Details = {"contact": str(contact_id), "register": mailbox.register_id}
    audit.record(
        action=Action.MAIL_ANSWERED if automatic else Action.REPLY_WRITTEN,
        actor=actor,
        object_id=row.id,
        now=now,
        details=details,
    )
