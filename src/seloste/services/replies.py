"""Replies: begun for a purpose, checked against what happened since, and sent once.

Sending is refused where the customer wrote again or somebody else answered after
the writer began: whoever wrote decides, with the news before their eyes.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction

from seloste.domain import draft as draft_rules
from seloste.domain import retention
from seloste.domain.contact import Channel, Direction, Kind, Part, Party, PartyRole
from seloste.domain.draft import DraftRefused, DraftWords
from seloste.domain.errors import SelosteError
from seloste.domain.inbox import number
from seloste.domain.notice import Language
from seloste.domain.reply_template import LATE, Blank
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import Contact, Conversation, Draft, Mailbox, StaffUser
from seloste.services import (
    conversations,
    drafts,
    identifiers,
    inbox,
    openings,
    outgoing_mail,
    satisfaction,
    templates,
)
from seloste.services.access import NotFound
from seloste.services.drafts import DraftView
from seloste.services.identifiers import IdentifierField
from seloste.services.outgoing_mail import Reply
from seloste.services.templates import Filled

WRITTEN = frozenset({Channel.MAIL, Channel.FORM, Channel.PAPER})
"""Channels that are answered by mail."""


class ReplyConflict(SelosteError):
    """The conversation went on since the reply was begun; nothing was sent.

    ``reason`` is arrived (the customer wrote), answered (somebody else did) or
    draft (the same person is writing one on the page).
    """

    code = "reply-conflict"

    def __init__(self, reason: str) -> None:
        super().__init__(f"reply: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Editor:
    """What the editor of a reply shows; ``conflict`` as in ReplyConflict, or "".

    ``known`` are the addresses of those who take part, ``version`` is that of
    the conversation as it is shown now.
    """

    draft: DraftView
    known: tuple[str, ...]
    customer: Party | None
    conflict: str
    version: int
    templates: tuple[Filled, ...]


def begin(
    thread: UUID, *, purpose_id: str, desk: Desk, actor: Actor, now: datetime
) -> Editor:
    """Open the editor of a reply: the draft there is, or a new one to the customer.

    Whom it goes to is read for the purpose, and audited. Raises NotFound,
    PurposeRefused.
    """
    me = _me(actor)
    talk, _ = inbox.reach(thread, staff_id=me, now=now)
    contact = _last(talk)
    parties = openings.unmask(
        contact.pk, staff_id=me, purpose_id=purpose_id, desk=desk, now=now
    )
    customer = _customer(parties)
    words = _first_words(contact, customer, desk)
    draft = drafts.begin(thread, words, desk=desk, actor=actor, now=now)
    return Editor(
        draft=draft,
        known=_known(talk, desk),
        customer=customer,
        conflict=_conflict(talk, draft.seen_version, draft.seen_at),
        version=talk.version,
        templates=templates.filled(
            talk.register_id,
            _values(talk, customer, words.subject, me, now),
            in_language=_queue_names(talk),
        ),
    )


def _me(actor: Actor) -> UUID:
    if actor.staff_id is None:
        raise NotFound("no such record")
    return actor.staff_id


def _last(talk: Conversation) -> Contact:
    """Return the last contact the customer began, else the last of the thread."""
    rows = Contact.objects.filter(thread=talk.thread).order_by("-started_at", "-pk")
    contact = rows.filter(direction=Direction.INBOUND).first() or rows.first()
    if contact is None:
        raise NotFound("no such record")
    return contact


def _customer(parties: tuple[Party, ...]) -> Party | None:
    customers = [one for one in parties if one.role is PartyRole.CUSTOMER]
    with_mail = [one for one in customers if one.mailto]
    return next(iter(with_mail or customers), None)


def _first_words(contact: Contact, customer: Party | None, desk: Desk) -> DraftWords:
    subject = openings.metadata(openings.meta_of(contact), desk).subject
    if subject and not subject.lower().startswith(("re:", "vs:", "sv:")):
        subject = f"Re: {subject}"
    return DraftWords(
        subject=" ".join(subject.split())[:500],
        to=(customer.mailto,) if customer and customer.mailto else (),
        language=contact.language,
    )


def _known(talk: Conversation, desk: Desk) -> tuple[str, ...]:
    """Return the addresses of everybody who took part, but for the organisation.

    A mailbox of its own is no recipient, whoever named it in a mail.
    """
    found: dict[str, None] = {}
    ours = {
        identifiers.normalise(IdentifierField.MAILTO, one)
        for one in Mailbox.objects.values_list("address", flat=True)
    }
    for contact in Contact.objects.filter(thread=talk.thread).order_by("started_at"):
        for party in openings.metadata(openings.meta_of(contact), desk).parties:
            address = identifiers.normalise(IdentifierField.MAILTO, party.mailto)
            taking_part = address not in ours and party.role is not PartyRole.AGENT
            if address and taking_part:
                found[address] = None
    return tuple(found)


def _values(
    talk: Conversation,
    customer: Party | None,
    subject: str,
    me: UUID,
    now: datetime,
) -> dict[Blank, str]:
    agent = StaffUser.objects.get(pk=me)
    return {
        Blank.CUSTOMER_NAME: customer.name if customer else "",
        Blank.AGENT_NAME: agent.display_name,
        Blank.NUMBER: number(talk.thread),
        Blank.CONTROLLER: talk.controller.name,
        Blank.SUBJECT: subject,
        Blank.TODAY: f"{retention.local_day(now):%-d.%-m.%Y}",
        Blank.SATISFACTION_LINK: LATE,
    }


def _queue_names(talk: Conversation) -> dict[Language, dict[Blank, str]]:
    """Return the queue as each language calls it."""
    return {
        one: {Blank.QUEUE: getattr(talk.queue, f"name_{one}") if talk.queue else ""}
        for one in Language
    }


def _conflict(talk: Conversation, seen_version: int, seen_at: datetime) -> str:
    """Return what happened after the writer looked; being given away is nothing."""
    if talk.version == seen_version:
        return ""
    if talk.arrived_at > seen_at:
        return "arrived"
    if talk.answered_at is not None and talk.answered_at > seen_at:
        return "answered"
    return ""


def send(
    thread: UUID,
    words: DraftWords,
    *,
    desk: Desk,
    actor: Actor,
    now: datetime,
    strangers: bool = False,
    seen_version: int | None = None,
) -> UUID:
    """Send a reply and destroy its draft; return the contact it became.

    A conversation that was nobody's is from then on whose answer it got.
    ``strangers`` lets it go to somebody who takes no part yet; ``seen_version``
    says that the news up to there were read. Raises NotFound, DraftRefused,
    ReplyConflict and the refusals of sending; then the draft stays.
    """
    me = _me(actor)
    drafts.save(
        thread, words, desk=desk, actor=actor, now=now, seen_version=seen_version
    )
    with transaction.atomic():
        talk, _ = inbox.reach(thread, staff_id=me, now=now, lock=True)
        _check(talk, words, strangers=strangers, desk=desk)
        _check_news(talk, me)
        contact = outgoing_mail.send_reply(
            thread,
            _reply(thread, words, me, desk=desk, now=now),
            desk=desk,
            actor=actor,
            now=now,
        )
        conversations.adopt(thread, actor=actor, now=now)
        refs = drafts.take_away(thread, staff_id=me)
    desk.vault.destroy(refs)
    return contact


def _check(
    talk: Conversation, words: DraftWords, *, strangers: bool, desk: Desk
) -> None:
    draft_rules.check(words)
    if not words.text.strip():
        raise DraftRefused("empty")
    if not words.to:
        raise DraftRefused("no-recipient")
    addresses = [
        identifiers.normalise(IdentifierField.MAILTO, one)
        for one in (*words.to, *words.cc)
    ]
    if not all(addresses):
        raise DraftRefused("bad-address")
    if not strangers and not set(addresses) <= set(_known(talk, desk)):
        raise DraftRefused("unknown-recipient")


def _check_news(talk: Conversation, me: UUID) -> None:
    draft = Draft.objects.get(conversation=talk, staff=me)
    if reason := _conflict(talk, draft.seen_version, draft.seen_at):
        raise ReplyConflict(reason)


def _reply(
    thread: UUID, words: DraftWords, me: UUID, *, desk: Desk, now: datetime
) -> Reply:
    waiting = drafts.find(thread, staff_id=me, desk=desk)
    files = waiting.files if waiting else ()
    return Reply(
        text=_asking(words, thread, now),
        subject=words.subject,
        to=words.to,
        cc=words.cc,
        attachments=tuple(
            Part(
                kind=Kind.ATTACHMENT,
                open=_opener(file.id, thread, me, desk),
                filename=file.name,
            )
            for file in files
        ),
        language=words.language,
    )


def _asking(words: DraftWords, thread: UUID, now: datetime) -> str:
    """Return the text, with a new link to the anonymous question where it asks so."""
    text = words.text.strip()
    if LATE not in text:
        return text
    path = satisfaction.ask(thread, now=now)
    known = {one.value for one in Language}
    shown = f"?lang={words.language}" if words.language in known else ""
    return text.replace(LATE, f"{settings.PUBLIC_URL.rstrip('/')}{path}{shown}")


def _opener(file: UUID, thread: UUID, me: UUID, desk: Desk) -> Callable[[], BinaryIO]:
    """Return how a waiting file is read; it is opened once and kept in memory."""
    data = drafts.file_opener(file, thread=thread, staff_id=me, desk=desk)
    return lambda: io.BytesIO(data)
