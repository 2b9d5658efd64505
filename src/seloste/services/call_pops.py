"""Screen-pop: who calls, for the agent whose telephone rings, and for nobody else.

A pop shows what a lookup would show, for the purpose the notice gives the
agent, and the lookup is audited once. A number nobody knows stays unknown; it
is masked in every case, and a call of somebody else's does not exist.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from seloste.domain import mask, retention
from seloste.domain.audit import Action
from seloste.domain.call import CallState, Picture
from seloste.domain.contact import Party, PartyRole
from seloste.domain.conversation import ConversationState
from seloste.domain.errors import SelosteError
from seloste.domain.notice import Purpose
from seloste.domain.staff import Actor
from seloste.domain.work_item import WorkState
from seloste.ports.desk import Desk
from seloste.records.models import Call, Conversation, Extension, Register
from seloste.services import (
    access,
    audit,
    call_evidence,
    calls,
    contacts,
    inbox,
    notes,
    staff,
    work_page,
)
from seloste.services.access import NotFound, Reader
from seloste.services.contacts import Lookup, LookupRefused, Row
from seloste.services.identifiers import IdentifierField
from seloste.services.notices import store
from seloste.services.work_page import WorkLine

RINGS = timedelta(hours=12)
WRAP_UP = timedelta(minutes=30)
SHOWN = 5
RUNNING = (CallState.RINGING, CallState.TALKING, CallState.HELD, CallState.REFUSED)


class ExtensionRefused(SelosteError):
    """The telephone cannot be given; ``reason`` is a stable word.

    Reasons: taken, not-a-number, unknown-register, no-role.
    """

    code = "extension-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"extension refused: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Live:
    """A call at somebody's telephone, or one they just ended.

    ``recording`` is one of may, not-told, paused, refused, over.
    """

    id: UUID
    state: CallState
    began_at: datetime
    answered_at: datetime | None
    recording: str


@dataclass(frozen=True, slots=True)
class Talk:
    """An open conversation of the caller, by its newest contact."""

    thread: UUID
    channel: str
    state: str
    arrived_at: datetime


@dataclass(frozen=True, slots=True)
class Pop:
    """What an agent sees of a call: ``who`` is masked, or None for nobody known.

    ``known`` says that something is kept of the caller; ``contact_id`` is the
    call's own contact, where there is one already.
    """

    live: Live
    register: str
    who: Party | None
    known: bool
    rows: tuple[Row, ...]
    work: tuple[WorkLine, ...]
    talks: tuple[Talk, ...]
    purpose: Purpose
    contact_id: UUID | None


def live(staff_id: UUID, now: datetime) -> tuple[Live, ...]:
    """Return the calls at somebody's telephone, the newest first.

    Only of registers where they may identify callers: without such a role
    there is nothing to show.
    """
    rows = Call.objects.filter(agent=staff_id, began_at__gt=now - RINGS).filter(
        Q(state__in=RUNNING, ended_at=None)
        | Q(answered_at__isnull=False, ended_at__gt=now - WRAP_UP)
    )
    found = rows.select_related("source").order_by("-began_at")
    return tuple(_live(call) for call in found if _purpose(call, staff_id, now))


def _live(call: Call) -> Live:
    seen = call_evidence.picture_of(call)
    return Live(
        id=call.id,
        state=CallState(call.state),
        began_at=call.began_at,
        answered_at=call.answered_at,
        recording=_recording(seen),
    )


def _recording(seen: Picture) -> str:
    """Return a word for whether the call is recorded at this moment."""
    if seen.ended_at is not None:
        return "over"
    if seen.refused:
        return "refused"
    if seen.announced_at is None:
        return "not-told"
    return "may" if seen.may_record else "paused"


def _purpose(call: Call, staff_id: UUID, now: datetime) -> Purpose | None:
    """Return the first purpose for which somebody may identify callers here."""
    register = call.source.register_id
    try:
        who = access.reader(staff_id, register, now)
        notice = store.in_force(register, retention.local_day(now)).notice
    except (NotFound, store.NoticeNotInForce):
        return None
    return next(iter(access.purposes(notice, who, "identity")), None)


def pop(call_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime) -> Pop:
    """Return what an agent sees of their call; looking the caller up is audited.

    Raises NotFound for a call of somebody else, or without a role for it.
    """
    call, purpose = _mine(call_id, staff_id, now)
    register = call.source.register_id
    number = calls.number_of(call, desk)
    rows = _look_up(number, register, purpose, staff_id=staff_id, desk=desk, now=now)
    who = access.reader(staff_id, register, now)
    kept = calls.contact_of(call)
    return Pop(
        live=_live(call),
        register=register,
        who=mask.party(Party(PartyRole.CUSTOMER, tel=number)) if number else None,
        known=bool(rows),
        rows=rows[:SHOWN],
        work=_work(rows, who, desk, now),
        talks=_talks(rows, register, staff_id, now),
        purpose=purpose,
        contact_id=kept.pk if kept else None,
    )


def _mine(call_id: UUID, staff_id: UUID, now: datetime) -> tuple[Call, Purpose]:
    call = calls.call_for(call_id)
    if call is None or call.agent_id != staff_id or call.began_at <= now - RINGS:
        raise NotFound("no such record")
    purpose = _purpose(call, staff_id, now)
    if purpose is None:
        raise NotFound("no such record")
    return call, purpose


def _look_up(
    number: str,
    register: str,
    purpose: Purpose,
    *,
    staff_id: UUID,
    desk: Desk,
    now: datetime,
) -> tuple[Row, ...]:
    if not number:
        return ()
    wanted = Lookup(register, IdentifierField.TEL, number, purpose.id)
    try:
        return contacts.lookup(wanted, staff_id=staff_id, desk=desk, now=now).rows
    except LookupRefused:
        return ()


def _work(
    rows: tuple[Row, ...], who: Reader, desk: Desk, now: datetime
) -> tuple[WorkLine, ...]:
    """Return what is still open; titles only of work that exists for the reader."""
    contacts_ = [row.contact for row in rows]
    lines = work_page.of_contacts(contacts_, who=who, desk=desk, now=now)
    ended = (WorkState.CLOSED, WorkState.MERGED)
    return tuple(line for line in lines if line.work.state not in ended)


def _talks(
    rows: tuple[Row, ...], register: str, staff_id: UUID, now: datetime
) -> tuple[Talk, ...]:
    """Return the caller's open conversations that exist for the agent."""
    threads = {row.contact.thread for row in rows}
    found = (
        Conversation.objects.filter(
            inbox.within(staff_id, [register], now), thread__in=threads
        )
        .exclude(state=ConversationState.DONE)
        .order_by("-arrived_at")
    )
    return tuple(
        Talk(one.thread, one.channel, one.state, one.arrived_at) for one in found
    )


def contact_for_work(
    call_id: UUID, *, staff_id: UUID, desk: Desk, now: datetime
) -> UUID:
    """Return the contact of a call, made at once where the recording is yet to come.

    So work can be opened from a ringing telephone: the recording joins the
    contact later, and what keeps the contact keeps it too. Raises NotFound.
    """
    call, _ = _mine(call_id, staff_id, now)
    kept = calls.contact_of(call)
    if kept is not None:
        return kept.pk
    receipt = calls.keep_contact(call, desk=desk, now=now)
    if receipt is None or receipt.id is None:
        raise NotFound("no such record")
    kept = calls.contact_of(call)
    if kept is None:
        raise NotFound("no such record")
    return kept.pk


def wrap_up(
    call_id: UUID, text: str, *, staff_id: UUID, desk: Desk, now: datetime
) -> UUID:
    """Write a note on the contact of a call. Raises NotFound, NoteUnfit."""
    contact_id = contact_for_work(call_id, staff_id=staff_id, desk=desk, now=now)
    actor = Actor(id=f"staff:{staff_id}", staff_id=staff_id)
    return notes.write_on_contact(contact_id, text, desk=desk, actor=actor, now=now)


@dataclass(frozen=True, slots=True)
class Telephone:
    """An extension and whose it is."""

    id: int
    register: str
    number: str
    name: str


def telephones() -> tuple[Telephone, ...]:
    """Return every extension, by register and number."""
    rows = Extension.objects.select_related("staff").order_by("register", "number")
    return tuple(
        Telephone(one.pk, one.register_id, one.number, one.staff.display_name)
        for one in rows
    )


def telephones_of(staff_id: UUID) -> tuple[str, ...]:
    """Return somebody's extensions."""
    rows = Extension.objects.filter(staff=staff_id).order_by("number")
    return tuple(rows.values_list("number", flat=True))


@transaction.atomic
def give_extension(
    *, staff_id: UUID, register: str, number: str, actor: Actor, now: datetime
) -> None:
    """Say whose telephone an extension is. Raises ExtensionRefused."""
    number = number.strip()
    if not (number and len(number) <= 16 and number.isascii() and number.isalnum()):  # noqa: PLR2004 - the column's length
        raise ExtensionRefused("not-a-number")
    if not Register.objects.filter(slug=register).exists():
        raise ExtensionRefused("unknown-register")
    if not staff.roles_of(staff_id, register, now):
        raise ExtensionRefused("no-role")
    taken = Extension.objects.filter(register=register, number=number)
    if taken.exclude(staff=staff_id).exists():
        raise ExtensionRefused("taken")
    Extension.objects.get_or_create(
        staff_id=staff_id, register_id=register, number=number
    )
    _audit(staff_id, "given", register, actor, now)


@transaction.atomic
def take_extension(*, extension_id: int, actor: Actor, now: datetime) -> None:
    """Let an extension be nobody's any more; twice is harmless."""
    row = Extension.objects.select_for_update().filter(pk=extension_id).first()
    if row is None:
        return
    row.delete()
    _audit(row.staff_id, "taken", row.register_id, actor, now)


def _audit(
    staff_id: UUID, outcome: str, register: str, actor: Actor, now: datetime
) -> None:
    audit.record(
        action=Action.EXTENSION_CHANGED,
        actor=actor,
        object_id=staff_id,
        now=now,
        outcome=outcome,
        details={"register": register},
    )
