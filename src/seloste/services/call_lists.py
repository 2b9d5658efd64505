"""Lists of calls to make: imported, counted, ended and destroyed on their day.

A list stands on a source and a purpose of the notice (R-10, S-10). Numbers
whose owner objected are left out before anything is kept. Nothing here calls.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max, Q

from seloste.domain import call_list as rules
from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.call_list import Callee, CallListRefused, CallState
from seloste.domain.contact import Channel, Kind
from seloste.domain.customer import Identifier
from seloste.domain.notice import ChannelNotPromised, Notice, RetentionClass
from seloste.domain.retention import Schedule
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.ports.vault import Sealed
from seloste.protocols import table
from seloste.protocols.unreadable import Unreadable
from seloste.records.models import (
    CallEntry,
    CallList,
    CallObjection,
    Controller,
    Disposal,
    NoticeVersion,
    Register,
    SealedObject,
)
from seloste.services import access, audit, disposal, sealed_rows, suppression
from seloste.services.access import NotFound
from seloste.services.identifiers import IdentifierField, normalise
from seloste.services.notices import store
from seloste.services.sealed_rows import Keeping

__all__ = ["CallListRefused", "NewList", "end", "import_list", "look", "objected"]

MOST = 20_000
CALLERS = frozenset({Role.AGENT, Role.RECORDS_MANAGER})
COLUMNS = {
    "tel": ("tel", "phone", "puhelin", "puhelinnumero", "telefon", "number"),
    "name": ("name", "nimi", "namn"),
    "organisation": ("organisation", "company", "yritys", "företag", "organisaatio"),
    "customer_no": ("customer_no", "asiakasnumero", "kundnummer"),
    "note": ("note", "huomautus", "lisätieto", "anmärkning"),
}


@dataclass(frozen=True, slots=True)
class NewList:
    """What a list stands on, and the day on which it is destroyed."""

    register: str
    controller: str
    source: str
    purpose: str
    basis: str
    ends_on: date


@dataclass(frozen=True, slots=True)
class Looked:
    """What a file holds: whom to call, how many objected, which lines are no use."""

    callees: tuple[tuple[str, Callee], ...]
    left_out: int
    doubled: int
    rejected: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How far a list is; ``untold`` were reached or wait a month without being told."""

    waiting: int
    done: int
    untold: int


def look(data: bytes, *, register: str, desk: Desk, purpose: str = "") -> Looked:
    """Return what an import of this file would do; nothing is kept.

    The first row names the columns, in Finnish, Swedish or English. Whoever
    objected to being called, or to ``purpose``, is left out. Raises
    CallListRefused.
    """
    callees: dict[str, Callee] = {}
    left_out = doubled = 0
    rejected: list[int] = []
    for line, callee in _callees(data):
        if callee is None:
            rejected.append(line)
            continue
        key = _key(register, callee.tel, desk)
        if key in callees:
            doubled += 1
        elif _objected(register, callee.tel, desk, purpose=purpose):
            left_out += 1
        else:
            callees[key] = callee
        if len(callees) > MOST:
            raise CallListRefused("too-many")
    return Looked(tuple(callees.items()), left_out, doubled, tuple(rejected))


def _callees(data: bytes) -> list[tuple[int, Callee | None]]:
    """Return the line and the callee of each row; None where it has no number."""
    try:
        text, _ = table.decode(data)
        lines = list(table.rows(text))
    except Unreadable:
        raise CallListRefused("not-a-table") from None
    head, body = (lines[0], lines[1:]) if lines else (None, [])
    if not isinstance(head, table.Cells):
        raise CallListRefused("not-a-table")
    columns = _columns(head.values)
    return [
        (
            one.line,
            _callee(one.values, columns) if isinstance(one, table.Cells) else None,
        )
        for one in body
    ]


def _columns(names: Sequence[str]) -> dict[str, int]:
    """Return where each field stands. Raises CallListRefused without numbers."""
    found: dict[str, int] = {}
    for position, name in enumerate(names):
        for field, known in COLUMNS.items():
            if name.strip().lower() in known:
                found.setdefault(field, position)
    if "tel" not in found:
        raise CallListRefused("no-phone-column")
    return found


def _callee(values: Sequence[str], columns: dict[str, int]) -> Callee | None:
    given = {
        field: values[position] if position < len(values) else ""
        for field, position in columns.items()
    }
    number = normalise(IdentifierField.TEL, given.pop("tel"))
    return Callee(tel=number, **given) if number else None


def _key(register: str, tel: str, desk: Desk) -> str:
    return suppression.key(register, IdentifierField.TEL, tel, desk.vault).hex()


def _objected(register: str, tel: str, desk: Desk, *, purpose: str = "") -> bool:
    """Tell whether the owner of a number objected to calls, or to the purpose.

    What was recorded before objections had a key of their own still counts.
    """
    earlier = desk.vault.fingerprint(tenant=register, value=f"outbound\x1f{tel}")
    keys = (_key(register, tel, desk), earlier)
    if CallObjection.objects.filter(register=register, key__in=keys).exists():
        return True
    one = Identifier(IdentifierField.TEL, tel)
    return bool(purpose) and suppression.suppressed(
        register, [one], purpose=purpose, vault=desk.vault
    )


def key_of(register: str, tel: str, desk: Desk) -> str:
    """Return the keyed hash a number is known by. Raises CallListRefused."""
    number = normalise(IdentifierField.TEL, tel)
    if not number:
        raise CallListRefused("no-phone-column")
    return _key(register, number, desk)


def objected(register: str, tel: str, *, desk: Desk) -> bool:
    """Tell whether the owner of a number objected to being called."""
    number = normalise(IdentifierField.TEL, tel)
    return bool(number) and _objected(register, number or "", desk)


def import_list(
    wanted: NewList, data: bytes, *, desk: Desk, actor: Actor, now: datetime
) -> UUID:
    """Import a list, all of it or nothing; return its id.

    Raises CallListRefused, NotFound.
    """
    check_caller(actor, wanted.register, now)
    version = store.version_row(wanted.register, retention.local_day(now))
    notice = store.parsed(version)
    rules.mandate(
        notice, source_id=wanted.source, purpose_id=wanted.purpose, basis=wanted.basis
    )
    controller = Controller.objects.filter(
        register_id=wanted.register, key=wanted.controller
    ).first()
    if controller is None:
        raise NotFound("no such record")
    one = _class(notice)
    plan = _plan(one, wanted.ends_on, desk, now)
    looked = look(data, register=wanted.register, desk=desk, purpose=wanted.purpose)
    if not looked.callees:
        raise CallListRefused("nothing-to-call")
    list_id = uuid.uuid4()
    kept = sealed_rows.keeping(
        one,
        plan,
        notice_version_id=version.pk,
        captured_at=now,
        key_day=retention.local_day(plan.act_at),
    )
    sealed = _seal(looked, list_id, wanted.register, kept, desk)
    try:
        _write(
            list_id,
            wanted,
            controller,
            looked=looked,
            sealed=sealed,
            kept=kept,
            actor=actor,
            now=now,
        )
    except Exception:
        desk.vault.destroy([each.ref for each in sealed])
        raise
    return list_id


def _class(notice: Notice) -> RetentionClass:
    """Return the class of calls: a list is kept for the calls it leads to."""
    try:
        return notice.class_for(Channel.CALL)
    except ChannelNotPromised:
        raise CallListRefused("unknown-purpose") from None


def _plan(one: RetentionClass, ends_on: date, desk: Desk, now: datetime) -> Schedule:
    """Return the list's own day; it lies within the period of its class."""
    if one.period is None:
        raise CallListRefused("unknown-purpose")
    longest = retention.schedule(
        anchored_at=now,
        mode=one.mode,
        period=one.period,
        key_backup_days=desk.key_backup_days,
    )
    rules.check_end(
        ends_on,
        today=retention.local_day(now),
        last_day=last_day(longest),
    )
    over = retention.start_of_day(date.fromordinal(ends_on.toordinal() + 1))
    return Schedule(destroy_by=over, act_at=over)


def last_day(longest: Schedule) -> date:
    """Return the last day a list may be given: the one before it must go anyway."""
    return date.fromordinal(retention.local_day(longest.act_at).toordinal() - 1)


def _seal(
    looked: Looked, list_id: UUID, register: str, kept: Keeping, desk: Desk
) -> list[Sealed]:
    with desk.vault.sealing(
        tenant=register, record=list_id, due=kept.key_day
    ) as sealing:
        return [
            sealing.inline(
                object_id=uuid.uuid4(), kind=Kind.CALL_LIST, data=callee.to_json()
            )
            for _, callee in looked.callees
        ]


@transaction.atomic
def _write(
    list_id: UUID,
    wanted: NewList,
    controller: Controller,
    *,
    looked: Looked,
    sealed: Sequence[Sealed],
    kept: Keeping,
    actor: Actor,
    now: datetime,
) -> None:
    Register.objects.select_for_update(no_key=True).get(pk=wanted.register)
    last = CallList.objects.filter(register=wanted.register).aggregate(
        last=Max("number")
    )
    row = CallList.objects.create(
        id=list_id,
        register_id=wanted.register,
        controller=controller,
        number=(last["last"] or 0) + 1,
        source=wanted.source,
        purpose=wanted.purpose,
        basis=wanted.basis,
        imported_at=now,
        imported_by=actor.id,
        ends_on=wanted.ends_on,
        imported=len(sealed),
        left_out=looked.left_out,
        rejected=len(looked.rejected),
    )
    SealedObject.objects.bulk_create(sealed_rows.row(one, kept) for one in sealed)
    CallEntry.objects.bulk_create(
        CallEntry(
            call_list=row,
            object_id=one.ref.object,
            key=key,
            position=position,
            state=CallState.WAITING,
        )
        for position, (one, (key, _)) in enumerate(
            zip(sealed, looked.callees, strict=True), start=1
        )
    )
    audit.record(
        action=Action.CALL_LIST_IMPORTED,
        actor=actor,
        object_id=list_id,
        now=now,
        purpose=wanted.purpose,
        details={"source": wanted.source, "count": len(sealed)},
    )


def end(list_id: UUID, *, desk: Desk, actor: Actor, now: datetime) -> None:
    """End a list before its day and destroy whom it names."""
    with transaction.atomic():
        row = CallList.objects.select_for_update().filter(pk=list_id).first()
        if row is None:
            raise NotFound("no such record")
        check_caller(actor, row.register_id, now)
        if row.ended_at is not None:
            raise CallListRefused("ended")
        row.ended_at = now
        row.save(update_fields=["ended_at"])
        items = list(row.entries.values_list("object_id", flat=True))
        audit.record(
            action=Action.CALL_LIST_ENDED, actor=actor, object_id=list_id, now=now
        )
    disposal.dispose(
        items, cause=Disposal.Cause.DISCARDED, desk=desk, actor=actor, now=now
    )


def lists(register: str) -> tuple[CallList, ...]:
    """Return the lists of a register, the newest first."""
    rows = CallList.objects.filter(register=register)
    return tuple(rows.select_related("controller").order_by("-number"))


def counts(row: CallList, now: datetime) -> Counts:
    """Return how far a list is, and who is still to be told (Art. 14)."""
    entries = row.entries.filter(object__state=SealedObject.State.KEPT)
    counted = entries.aggregate(
        waiting=Count("pk", filter=~Q(state=CallState.DONE)),
        done=Count("pk", filter=Q(state=CallState.DONE)),
    )
    late = now - rules.INFORM_WITHIN
    untold = entries.filter(informed_at=None).filter(
        Q(result__in=[one.value for one in rules.SPOKEN])
        | Q(call_list__imported_at__lte=late)
    )
    return Counts(counted["waiting"], counted["done"], untold.count())


def check_caller(actor: Actor, register: str, now: datetime) -> None:
    """Refuse a person who calls nobody for a register. Raises NotFound.

    The operator at the command line and the program itself are no persons.
    """
    if actor.staff_id is None:
        return
    if not access.reader(actor.staff_id, register, now).roles & CALLERS:
        raise NotFound("no such record")


def reader(actor: Actor, register: str, now: datetime) -> access.Reader:
    """Return who acts with their roles. Raises NotFound."""
    if actor.staff_id is None:
        raise NotFound("no such record")
    return access.reader(actor.staff_id, register, now)


def version_of(row: CallList, now: datetime) -> NoticeVersion:
    """Return the notice in force for a list."""
    return store.version_row(row.register_id, retention.local_day(now))
