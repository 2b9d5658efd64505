"""Paper: registered, moved, looked for, and destroyed by people.

A sheet is a contact like any other: its words and its scan are sealed, dated
by the notice and destroyed on their day. The entry of the sheet says nothing
about anybody and stays until a named person confirms that the paper is gone.
"""

import io
import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from seloste.domain import paper as rules
from seloste.domain import retention
from seloste.domain.audit import Action, Detail
from seloste.domain.contact import (
    Channel,
    Delivery,
    Direction,
    Kind,
    Part,
    Party,
    PartyRole,
)
from seloste.domain.notice import ChannelNotPromised, ControllerUnknown
from seloste.domain.paper import (
    PaperKind,
    PaperRefused,
    PaperState,
    PaperStep,
    Way,
)
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import (
    Contact,
    PaperItem,
    PaperMove,
    PaperPlace,
    Register,
    StaffUser,
)
from seloste.services import access, audit, held, sources, staff
from seloste.services.access import NotFound, Reader
from seloste.services.capture import Result, capture
from seloste.services.notices import store

KEEPERS = frozenset({Role.AGENT, Role.RECORDS_MANAGER, Role.DPO})
DESTROYERS = frozenset({Role.RECORDS_MANAGER, Role.DPO})
LONGEST = 200
LARGEST_SCAN = 25 << 20
MOST_SHEETS = 9999
SCANS = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
}


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A sheet to be registered. Names, subject and scan are sealed.

    ``address`` is the one of the notice it was sent to (decides the controller),
    ``received_on`` a Helsinki day.
    """

    register: str
    address: str
    place_id: UUID
    custodian_id: UUID
    received_on: date
    kind: PaperKind = PaperKind.LETTER
    direction: Direction = Direction.INBOUND
    sheets: int = 1
    subject: str = field(default="", repr=False)
    person: Party = field(default=Party(PartyRole.CUSTOMER), repr=False)
    scan: bytes = field(default=b"", repr=False)
    scan_name: str = field(default="", repr=False)


def register_paper(
    wanted: NewPaper, *, desk: Desk, actor: Actor, now: datetime
) -> UUID:
    """Register a sheet and return the entry's id; its number is written on it.

    Class and day are those of the notice in force. Raises PaperRefused, NotFound,
    and what capture raises; then nothing was registered.
    """
    worker(actor, wanted.register, now)
    media_type = _check(wanted, now)
    place, custodian = _whereabouts(
        wanted.register, wanted.place_id, wanted.custodian_id, now
    )
    with transaction.atomic():
        contact = _captured(wanted, media_type, desk=desk, actor=actor, now=now)
        row = PaperItem.objects.create(
            register_id=wanted.register,
            number=_next_number(wanted.register),
            contact=contact,
            kind=wanted.kind,
            direction=wanted.direction,
            state=PaperState.KEPT,
            sheets=wanted.sheets,
            scanned=bool(wanted.scan),
            place=place,
            custodian=custodian,
            received_on=wanted.received_on,
            registered_at=now,
            retention_class=contact.retention_class,
            promise=_promise(contact),
            act_at=contact.act_at,
            destroy_by=contact.destroy_by,
        )
        _note_move(row, actor, now)
        _tell(Action.PAPER_REGISTERED, row, actor, now, kind=row.kind)
    return row.id


def _check(wanted: NewPaper, now: datetime) -> str:
    """Refuse what cannot be registered; return the media type of the scan."""
    notice = store.in_force(wanted.register, retention.local_day(now)).notice
    try:
        notice.class_for(Channel.PAPER)
        notice.controller_for(wanted.address)
    except ChannelNotPromised:
        raise PaperRefused("not-promised") from None
    except ControllerUnknown:
        raise PaperRefused("unknown-address") from None
    texts = (wanted.subject, wanted.person.name, wanted.person.mailto)
    if max(map(len, texts)) > LONGEST or not 1 <= wanted.sheets <= MOST_SHEETS:
        raise PaperRefused("too-long")
    if wanted.received_on > retention.local_day(now):
        raise PaperRefused("received-later")
    return _scan_type(wanted.scan)


def _scan_type(scan: bytes) -> str:
    """Return what a scan is by its content. Raises PaperRefused."""
    if not scan:
        return ""
    if len(scan) > LARGEST_SCAN:
        raise PaperRefused("too-large")
    for beginning, media_type in SCANS.items():
        if scan.startswith(beginning):
            return media_type
    raise PaperRefused("not-a-scan")


def _captured(
    wanted: NewPaper, media_type: str, *, desk: Desk, actor: Actor, now: datetime
) -> Contact:
    """Keep the sealed side of a sheet through the one way in."""
    source = sources.register_source(
        slug=f"{wanted.register}-paper",
        register=wanted.register,
        preset="paper",
        time_zone="Europe/Helsinki",
        address="",
        actor=actor,
        now=now,
    )
    person = wanted.person
    named = person.name or person.mailto or person.tel or person.customer_no
    receipt = capture(
        Delivery(
            source=source.slug,
            source_id=uuid.uuid4().hex,
            channel=Channel.PAPER,
            started_at=_received_at(wanted.received_on, now),
            direction=wanted.direction,
            address=wanted.address,
            subject=wanted.subject,
            parties=(person,) if named else (),
            parts=_scan(wanted, media_type),
        ),
        desk=desk,
        now=now,
    )
    if receipt.result is not Result.CAPTURED or receipt.id is None:
        raise PaperRefused("not-promised")
    return Contact.objects.select_related("notice_version").get(pk=receipt.id)


def _received_at(day: date, now: datetime) -> datetime:
    """Return noon of the day of receipt, or now where that is still to come."""
    noon = datetime.combine(day, time(12), tzinfo=retention.HELSINKI)
    return min(noon, now)


def _scan(wanted: NewPaper, media_type: str) -> tuple[Part, ...]:
    if not wanted.scan:
        return ()
    return (
        Part(
            Kind.ATTACHMENT,
            lambda: io.BytesIO(wanted.scan),
            media_type=media_type,
            filename=wanted.scan_name,
        ),
    )


def _promise(contact: Contact) -> str:
    notice = store.parsed(contact.notice_version)
    return next(
        one.promise for one in notice.retention if one.id == contact.retention_class
    )


def _next_number(register: str) -> int:
    """Return the number to write on the next sheet; the register is locked."""
    Register.objects.select_for_update(no_key=True).get(pk=register)
    last = PaperItem.objects.filter(register_id=register).aggregate(last=Max("number"))
    return (last["last"] or 0) + 1


def worker(
    actor: Actor, register: str, now: datetime, roles: frozenset[Role] = KEEPERS
) -> Reader:
    """Return who handles paper. Raises NotFound where that is not theirs."""
    if actor.staff_id is None:
        raise NotFound("no such record")
    who = access.reader(actor.staff_id, register, now)
    if not who.roles & roles:
        raise NotFound("no such record")
    return who


def worker_roles(staff_id: UUID, register: str, now: datetime) -> frozenset[Role]:
    """Return the roles somebody has for a register; none is none."""
    return staff.roles_of(staff_id, register, now)


def _whereabouts(
    register: str, place_id: UUID, custodian_id: UUID, now: datetime
) -> tuple[PaperPlace, StaffUser]:
    place = PaperPlace.objects.filter(pk=place_id, register=register, active=True)
    found = place.first()
    if found is None:
        raise PaperRefused("unknown-place")
    person = StaffUser.objects.filter(pk=custodian_id, is_active=True).first()
    if person is None or not staff.roles_of(person.id, register, now) - {Role.ADMIN}:
        raise PaperRefused("unknown-custodian")
    return found, person


def locked(
    paper_id: UUID,
    *,
    actor: Actor,
    now: datetime,
    roles: frozenset[Role] = KEEPERS,
) -> PaperItem:
    """Return an entry the actor may work on, locked. Raises NotFound."""
    row = (
        PaperItem.objects.select_for_update(of=("self",))
        .select_related("place", "custodian")
        .filter(pk=paper_id)
        .first()
    )
    if row is None:
        raise NotFound("no such record")
    worker(actor, row.register_id, now, roles)
    return row


@transaction.atomic
def move_paper(
    paper_id: UUID, *, place_id: UUID, custodian_id: UUID, actor: Actor, now: datetime
) -> None:
    """Take a sheet to another place or custodian. Raises NotFound, PaperRefused."""
    row = locked(paper_id, actor=actor, now=now)
    _step(row, PaperStep.MOVE)
    row.place, row.custodian = _whereabouts(
        row.register_id, place_id, custodian_id, now
    )
    row.save(update_fields=["state", "place", "custodian"])
    _note_move(row, actor, now)
    _tell(Action.PAPER_MOVED, row, actor, now, move=PaperStep.MOVE.value)


@transaction.atomic
def check_place(
    place_id: UUID, *, seen: frozenset[UUID], actor: Actor, now: datetime
) -> tuple[int, int]:
    """Note which sheets of a place were there; return how many were and were not.

    A sheet that was not there is missing until somebody finds it. Raises NotFound.
    """
    place = PaperPlace.objects.select_for_update().filter(pk=place_id).first()
    if place is None or actor.staff_id is None:
        raise NotFound("no such record")
    worker(actor, place.register_id, now)
    rows = list(
        PaperItem.objects.select_for_update(of=("self",))
        .filter(place=place, state__in=(PaperState.KEPT, PaperState.MISSING))
        .order_by("pk")
    )
    for row in rows:
        _step(row, PaperStep.FIND if row.id in seen else PaperStep.MISS)
        row.save(update_fields=["state"])
    missing = sum(row.state == PaperState.MISSING for row in rows)
    place.checked_at, place.checked_by_id = now, actor.staff_id
    place.save(update_fields=["checked_at", "checked_by"])
    audit.record(
        action=Action.PAPER_CHECKED,
        actor=actor,
        object_id=place.id,
        now=now,
        details={"items": len(rows), "count": missing},
    )
    return len(rows) - missing, missing


@dataclass(frozen=True, slots=True)
class Destruction:
    """How somebody says a sheet was destroyed; ``second`` asks for a second person."""

    way: Way
    destroyed_on: date
    second: bool = False


@transaction.atomic
def confirm_destruction(
    paper_id: UUID, said: Destruction, *, actor: Actor, now: datetime
) -> PaperState:
    """Take somebody's word that a sheet was destroyed; return where it stands.

    Raises NotFound, PaperRefused.
    """
    row = locked(paper_id, actor=actor, now=now, roles=DESTROYERS)
    kept_by_hold = is_held(row, now)
    rules.check_destruction(
        due=rules.is_due(
            act_at=row.act_at,
            held=kept_by_hold,
            content_gone=row.contact_id is None,
            now=now,
        ),
        held=kept_by_hold,
        scanned=row.scanned,
        destroyed_on=said.destroyed_on,
        received_on=row.received_on,
        today=retention.local_day(now),
    )
    _step(row, PaperStep.CLAIM if said.second else PaperStep.CONFIRM)
    row.way, row.destroyed_on = said.way, said.destroyed_on
    row.confirmed_by_id, row.confirmed_at = actor.staff_id, now
    row.save(
        update_fields=["state", "way", "destroyed_on", "confirmed_by", "confirmed_at"]
    )
    _tell(
        Action.PAPER_DESTROYED,
        row,
        actor,
        now,
        method=row.way,
        state=row.state,
        day=said.destroyed_on.isoformat(),
    )
    return PaperState(row.state)


@transaction.atomic
def second_destruction(
    paper_id: UUID, *, saw_it: bool, actor: Actor, now: datetime
) -> PaperState:
    """Take a second person's word, or theirs that it is not so.

    Raises NotFound, PaperRefused.
    """
    row = locked(paper_id, actor=actor, now=now, roles=DESTROYERS)
    if row.state == PaperState.CLAIMED and row.confirmed_by_id == actor.staff_id:
        raise PaperRefused("same-person")
    _step(row, PaperStep.SECOND if saw_it else PaperStep.REJECT)
    if saw_it:
        row.seconded_by_id, row.seconded_at = actor.staff_id, now
    else:
        row.way, row.destroyed_on = "", None
        row.confirmed_by, row.confirmed_at = None, None
    row.save(
        update_fields=[
            "state",
            "way",
            "destroyed_on",
            "confirmed_by",
            "confirmed_at",
            "seconded_by",
            "seconded_at",
        ]
    )
    move = PaperStep.SECOND if saw_it else PaperStep.REJECT
    _tell(Action.PAPER_DESTROYED, row, actor, now, move=move.value, state=row.state)
    return PaperState(row.state)


def is_held(row: PaperItem, now: datetime) -> bool:
    """Tell whether a hold keeps the sealed side of a sheet, and so the sheet."""
    if row.contact_id is None:
        return False
    return held.standing(now).filter(contact_id=row.contact_id).exists()


def _step(row: PaperItem, step: PaperStep) -> None:
    row.state = rules.next_state(PaperState(row.state), step)


def _note_move(row: PaperItem, actor: Actor, now: datetime) -> None:
    PaperMove.objects.create(
        paper=row,
        place=row.place,
        custodian=row.custodian,
        moved_at=now,
        moved_by=StaffUser.objects.get(pk=actor.staff_id or UUID(int=0)),
    )


def _tell(
    action: Action, row: PaperItem, actor: Actor, now: datetime, **details: str
) -> None:
    """Write the leaf of a step; it names the sheet by its number, nobody by name."""
    said: dict[Detail, str | int] = {"register": row.register_id, "count": row.number}
    audit.record(
        action=action,
        actor=actor,
        object_id=row.id,
        now=now,
        details={**said, **details},  # type: ignore[dict-item] # keys of Detail, checked by the leaf
    )
