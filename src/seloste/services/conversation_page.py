"""A conversation as its page shows it: first without content, then opened at once.

The page without content lists what there is, names masked. Opening it names one
purpose for everything in it and leaves one audit leaf for each item, as opening
them one by one would; what the notice refuses stays shut and says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from seloste.domain import retention
from seloste.domain.contact import Channel, Direction, Kind, Party, PartyRole
from seloste.domain.conversation import TABLE, ConversationMove, ConversationState
from seloste.domain.notice import Notice, Promise, Purpose, PurposeRefused
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import (
    Contact,
    Conversation,
    Note,
    Opening,
    Outgoing,
    Quarantined,
    Queue,
    SealedObject,
    StaffUser,
    WorkLink,
)
from seloste.services import (
    access,
    chat_anchors,
    contacts,
    conversations,
    drafts,
    inbox,
    limits,
    openings,
    presence,
    staff,
    work_page,
)
from seloste.services.access import NotFound
from seloste.services.contacts import Lookup
from seloste.services.identifiers import IdentifierField
from seloste.services.notices import store
from seloste.services.openings import Opened
from seloste.services.presence import Other
from seloste.services.work_page import WorkLine

SHOWN_AT_ONCE = 20
SHOWN_KINDS = (Kind.MESSAGE, Kind.ATTACHMENT, Kind.FORM_ANSWER, Kind.NOTE)
LEFT_AT_LEAST = timedelta(minutes=5)
"""An opening that ends sooner is made anew, so that reading is not cut off."""


@dataclass(frozen=True, slots=True)
class ThreadContact:
    """A contact of the thread, without content: when, how, and until when."""

    contact: Contact
    promise: Promise | None


@dataclass(frozen=True, slots=True)
class ConversationPage:
    """A conversation as its page shows it before anything is opened.

    ``waits_since`` is None where it is not our turn. ``moves`` are those its
    state allows; ``related`` the contacts that visible work links to it.
    """

    talk: Conversation
    contacts: tuple[ThreadContact, ...]
    who: Party | None
    works: tuple[WorkLine, ...]
    related: tuple[Contact, ...]
    notice: Notice
    moves: frozenset[ConversationMove]
    queues: tuple[Queue, ...]
    colleagues: tuple[StaffUser, ...]
    others: tuple[Other, ...]
    quarantined: int
    has_draft: bool
    late: bool
    unreached: bool

    @property
    def latest(self) -> Contact:
        """Return the contact that arrived last."""
        return self.contacts[-1].contact


def show(
    thread: UUID, *, staff_id: UUID, desk: Desk, now: datetime
) -> ConversationPage:
    """Return what the page of a conversation shows. Raises NotFound."""
    talk, who = inbox.reach(thread, staff_id=staff_id, now=now)
    rows = _contacts(thread, now)
    if not rows:
        raise NotFound("no such record")
    works = work_page.of_contacts(rows, who=who, desk=desk, now=now)
    return ConversationPage(
        talk=talk,
        contacts=tuple(_dated(row) for row in rows),
        who=inbox.customer_of(talk, desk=desk, now=now),
        works=works,
        related=_related(works, rows, now),
        notice=store.parsed(rows[-1].notice_version),
        moves=frozenset(move for state, move in TABLE if state == talk.state),
        queues=tuple(
            Queue.objects.filter(register=talk.register_id, active=True).order_by(
                "slug"
            )
        ),
        colleagues=_colleagues(talk, now),
        others=presence.others(talk, staff_id=staff_id, now=now),
        quarantined=_quarantined(talk),
        has_draft=drafts.exists(thread, staff_id=staff_id),
        late=talk.reply_by is not None and talk.reply_by <= now,
        unreached=conversations.unreached(talk),
    )


def _contacts(thread: UUID, now: datetime) -> list[Contact]:
    rows = limits.shown(Contact.objects.filter(thread=thread), now)
    rows = rows.select_related("notice_version", "controller", "source")
    return list(rows.order_by("started_at", "pk"))


def _dated(contact: Contact) -> ThreadContact:
    notice = store.parsed(contact.notice_version)
    named = next(
        (one for one in notice.retention if one.id == contact.retention_class), None
    )
    promise = next(
        (one for one in notice.promises if named and one.id == named.promise), None
    )
    return ThreadContact(contact, promise)


def _related(
    works: Iterable[WorkLine], rows: Iterable[Contact], now: datetime
) -> tuple[Contact, ...]:
    """Return what else the visible work links: the call that a mail is about.

    What is restricted is in no list.
    """
    own = [row.pk for row in rows]
    links = WorkLink.objects.filter(work_item__in=[one.work.pk for one in works])
    ids = links.exclude(contact__in=own).values("contact")
    found = limits.shown(Contact.objects.filter(pk__in=ids), now)
    return tuple(found.order_by("started_at")[:50])


def _colleagues(talk: Conversation, now: datetime) -> tuple[StaffUser, ...]:
    """Return whom the conversation may be given to, by name."""
    people = StaffUser.objects.filter(is_active=True).order_by("display_name", "pk")
    if talk.queue is not None and talk.queue.members.exists():
        people = people.filter(queues__queue=talk.queue)
    return tuple(
        one
        for one in people[:500]
        if staff.roles_of(one.pk, talk.register_id, now) & inbox.DESK_ROLES
    )


def _quarantined(talk: Conversation) -> int:
    """Return how many deliveries of the register wait to be looked at."""
    rows = Quarantined.objects.filter(
        register_id=talk.register_id, state=Quarantined.State.WAITING
    )
    return rows[:100].count()


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of the timeline, opened, or with the reason why it stays shut.

    ``text`` is that of a note, ``author`` who wrote it; everything else is read
    through ``opened``. ``sending`` is where a mail of ours stands on its way.
    """

    contact: Contact
    kind: Kind
    at: datetime
    opened: Opened | None
    outbound: bool
    refused: str = ""
    text: str = ""
    author: str = ""
    sending: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """What was opened, oldest first, and how many earlier items were not."""

    entries: tuple[Entry, ...]
    earlier: int
    purpose: str


def open_thread(
    thread: UUID,
    *,
    purpose_id: str,
    staff_id: UUID,
    desk: Desk,
    now: datetime,
    every: bool = False,
) -> Timeline:
    """Open the newest items of a conversation (or ``every`` one) for a purpose.

    Each leaves its audit leaf; one that stands open already is not opened twice.
    Raises NotFound, and PurposeRefused where the purpose opens nothing at all.
    """
    inbox.reach(thread, staff_id=staff_id, now=now)
    items = list(
        SealedObject.objects.select_related("contact", "notice_version")
        .filter(contact__thread=thread, kind__in=SHOWN_KINDS)
        .filter(chat_anchors.stands_for_its_chat(), state=SealedObject.State.KEPT)
        .order_by("contact__started_at", "captured_at", "pk")
    )
    notes = _written(items)
    items.sort(
        key=lambda one: notes[one.pk].written_at if one.pk in notes else _at(one)
    )
    shown = items if every else items[-SHOWN_AT_ONCE:]
    entries = tuple(
        _entry(
            item,
            notes.get(item.pk),
            purpose_id,
            staff_id=staff_id,
            desk=desk,
            now=now,
        )
        for item in shown
    )
    if entries and all(entry.refused for entry in entries):
        raise PurposeRefused("the purpose opens nothing of this conversation")
    return Timeline(entries, len(items) - len(shown), purpose_id)


def _at(item: SealedObject) -> datetime:
    return item.contact.started_at if item.contact else item.captured_at


def _written(items: Iterable[SealedObject]) -> dict[UUID, Note]:
    notes = Note.objects.filter(object__in=[item.pk for item in items])
    return {note.object_id: note for note in notes.select_related("author")}


def _entry(
    item: SealedObject,
    note: Note | None,
    purpose_id: str,
    *,
    staff_id: UUID,
    desk: Desk,
    now: datetime,
) -> Entry:
    contact = item.contact
    if contact is None:
        raise NotFound("no such record")
    opened, refused = _open(item, purpose_id, staff_id, now)
    return Entry(
        contact=contact,
        kind=Kind(item.kind),
        at=note.written_at if note else _at(item),
        opened=opened,
        outbound=contact.direction == Direction.OUTBOUND,
        refused=refused,
        text=_text(opened, staff_id, desk, now),
        author=note.author.display_name if note and note.author else "",
        sending=_sending(contact),
    )


def _open(
    item: SealedObject, purpose_id: str, staff_id: UUID, now: datetime
) -> tuple[Opened | None, str]:
    standing = Opening.objects.filter(
        staff=staff_id,
        item=item,
        purpose=purpose_id,
        expires_at__gt=now + LEFT_AT_LEAST,
    ).first()
    try:
        if standing is not None:
            return openings.opened(standing.pk, staff_id=staff_id, now=now), ""
        opened = openings.open_item(
            item.pk, staff_id=staff_id, purpose_id=purpose_id, now=now
        )
    except PurposeRefused:
        return None, "purpose"
    return opened, ""


def _text(opened: Opened | None, staff_id: UUID, desk: Desk, now: datetime) -> str:
    """Return the words of a note."""
    if opened is None or opened.kind is not Kind.NOTE:
        return ""
    data = openings.read(opened.opening_id, staff_id=staff_id, desk=desk, now=now)
    return data.decode("utf-8", errors="replace")


def _sending(contact: Contact) -> str:
    """Return where a mail of ours stands, or nothing for what is none."""
    if contact.direction != Direction.OUTBOUND:
        return ""
    states = Outgoing.objects.filter(contact=contact).values_list("state", flat=True)
    return states.first() or ""


@dataclass(frozen=True, slots=True)
class OtherTalks:
    """Other conversations of the same customer that are not done: dates only."""

    talks: tuple[Conversation, ...]
    looked_up: bool


def other_talks(
    thread: UUID, *, purpose_id: str, actor: Actor, desk: Desk, now: datetime
) -> OtherTalks:
    """Look the customer up for a purpose and return their other open conversations.

    The look-up is audited. Raises NotFound, PurposeRefused.
    """
    if actor.staff_id is None:
        raise NotFound("no such record")
    talk, _ = inbox.reach(thread, staff_id=actor.staff_id, now=now)
    found: set[UUID] = set()
    known = _identifiers(talk, desk, now)
    for field, value in known:
        page = contacts.lookup(
            Lookup(talk.register_id, field, value, purpose_id),
            staff_id=actor.staff_id,
            desk=desk,
            now=now,
        )
        found |= {row.contact.thread for row in page.rows}
    slugs = inbox.registers_of(actor.staff_id, now)
    rows = Conversation.objects.filter(
        inbox.within(actor.staff_id, slugs, now), pk__in=found - {thread}
    ).exclude(state=ConversationState.DONE)
    return OtherTalks(tuple(rows.order_by("-arrived_at")[:50]), bool(known))


def _identifiers(
    talk: Conversation, desk: Desk, now: datetime
) -> list[tuple[IdentifierField, str]]:
    """Return what the customer of the last contact is known by; never shown."""
    contact = inbox.newest_of([talk.thread], now).get(talk.thread)
    if contact is None:
        return []
    parties = openings.metadata(openings.meta_of(contact), desk).parties
    customers = [one for one in parties if one.role is PartyRole.CUSTOMER]
    return [
        (field, getattr(party, field))
        for party in customers[:1]
        for field in IdentifierField
        if getattr(party, field)
    ]


def purposes(register: str, *, staff_id: UUID, now: datetime) -> tuple[Purpose, ...]:
    """Return for what somebody may read content in a register, by today's notice."""
    try:
        who = access.reader(staff_id, register, now)
        notice = store.in_force(register, retention.local_day(now)).notice
    except (NotFound, store.NoticeNotInForce):
        return ()
    return access.purposes(notice, who, "content")


def is_chat(talk: Conversation) -> bool:
    """Tell whether a conversation is held live."""
    return talk.channel == Channel.CHAT
