"""Making the calls of a list: the next one, what came of it, and objections.

Whom to call is opened one at a time, for the list's purpose, with an audit
leaf first. A result of a call in which somebody answered says that they were
told where the data came from; whoever objects is taken out at once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from seloste.domain import call_list as rules
from seloste.domain.audit import Action
from seloste.domain.call_list import Callee, CallListRefused, CallResult, CallState
from seloste.domain.contact import Channel, Direction
from seloste.domain.notice import PurposeRefused, Source
from seloste.domain.staff import Actor, Role
from seloste.ports.desk import Desk
from seloste.records.models import (
    CallEntry,
    CallList,
    CallObjection,
    Contact,
    Disposal,
    SealedObject,
)
from seloste.services import audit, call_lists, disposal
from seloste.services.access import NotFound
from seloste.services.notices import store

LATER = timedelta(hours=4)
ABANDONED = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class NextCall:
    """Whom to call now; ``told`` is what the notice says of where data come from."""

    entry: CallEntry
    callee: Callee
    source: Source
    must_tell: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a call; ``informed`` says that the person was told.

    ``contact_id`` names the recorded call; without it the two meet by the number.
    """

    result: CallResult
    informed: bool = False
    contact_id: UUID | None = None


def take(list_id: UUID, *, desk: Desk, actor: Actor, now: datetime) -> NextCall:
    """Take the next call of a list, or the one that was taken already.

    Raises NotFound, PurposeRefused, CallListRefused (nobody-left, ended).
    """
    with transaction.atomic():
        row = _locked(list_id)
        role = _role(row, actor, now)
        entry = _mine(row, actor) or _next(row, now)
        if entry is None:
            raise CallListRefused("nobody-left")
        entry.state, entry.taken_at = CallState.TAKEN, now
        entry.taken_by_id = actor.staff_id
        entry.save(update_fields=["state", "taken_by", "taken_at"])
        audit.record(
            action=Action.CONTENT_OPENED,
            actor=Actor(actor.id, role, actor.staff_id),
            object_id=row.pk,
            now=now,
            purpose=row.purpose,
            details={"item": str(entry.object_id), "kind": "call-list"},
        )
    return _opened(row, entry, desk, now)


def _locked(list_id: UUID) -> CallList:
    row = CallList.objects.select_for_update().filter(pk=list_id).first()
    if row is None:
        raise NotFound("no such record")
    if row.ended_at is not None:
        raise CallListRefused("ended")
    return row


def _role(row: CallList, actor: Actor, now: datetime) -> Role:
    """Return the role in which somebody may call for the list's purpose."""
    who = call_lists.reader(actor, row.register_id, now)
    notice = store.parsed(call_lists.version_of(row, now))
    purpose = notice.purpose(row.purpose)
    for role in sorted(purpose.roles & who.roles):
        notice.allow_reading(role=role, purpose_id=row.purpose, category="identity")
        return role
    raise PurposeRefused("the notice does not allow this reading")


def _mine(row: CallList, actor: Actor) -> CallEntry | None:
    return (
        row.entries.select_related("object")
        .filter(state=CallState.TAKEN, taken_by=actor.staff_id)
        .first()
    )


def _next(row: CallList, now: datetime) -> CallEntry | None:
    """Return the next entry in the list's order; who is on it never matters.

    A call somebody took an hour ago and did not finish is free again.
    """
    free = Q(state=CallState.WAITING) | Q(state=CallState.AGAIN, again_at__lte=now)
    abandoned = Q(state=CallState.TAKEN, taken_at__lte=now - ABANDONED)
    return (
        row.entries.select_for_update(of=("self",))
        .select_related("object")
        .filter(free | abandoned, object__state=SealedObject.State.KEPT)
        .order_by("attempts", "position")
        .first()
    )


def _opened(row: CallList, entry: CallEntry, desk: Desk, now: datetime) -> NextCall:
    item = entry.object
    notice = store.parsed(call_lists.version_of(row, now))
    source = next((one for one in notice.sources if one.id == row.source), None)
    if source is None:
        raise CallListRefused("unknown-source")
    return NextCall(
        entry=entry,
        callee=Callee.from_json(desk.vault.open(item.ref(), inline=item.inline())),
        source=source,
        must_tell=rules.must_be_told(source) and entry.informed_at is None,
    )


def record_result(
    entry_id: UUID, outcome: Outcome, *, desk: Desk, actor: Actor, now: datetime
) -> CallState:
    """Record what came of a call and return where it stands now.

    Whoever answered must have been told (Art. 14). An objection is remembered
    and the entry destroyed. Raises NotFound, CallListRefused.
    """
    with transaction.atomic():
        entry = (
            CallEntry.objects.select_for_update(of=("self",))
            .select_related("call_list", "object")
            .filter(pk=entry_id)
            .first()
        )
        if entry is None:
            raise NotFound("no such record")
        _role(entry.call_list, actor, now)
        if entry.state != CallState.TAKEN:
            raise CallListRefused("not-taken")
        if entry.taken_by_id != actor.staff_id:
            raise CallListRefused("taken-by-another")
        _note(entry, outcome, _tells(entry.call_list, now), now)
        if outcome.result is CallResult.OBJECTED:
            _object(entry, now)
        _tell(entry, outcome, actor, now)
    if outcome.result is CallResult.OBJECTED:
        _destroy(entry, desk, actor, now)
    return CallState(entry.state)


def _tells(row: CallList, now: datetime) -> bool:
    notice = store.parsed(call_lists.version_of(row, now))
    source = next((one for one in notice.sources if one.id == row.source), None)
    return source is None or rules.must_be_told(source)


def _note(entry: CallEntry, outcome: Outcome, tells: bool, now: datetime) -> None:
    spoke = outcome.result in rules.SPOKEN
    if outcome.informed:
        entry.informed_at = entry.informed_at or now
    if tells and spoke and entry.informed_at is None:
        raise CallListRefused("not-informed")
    entry.attempts += 1
    entry.state = rules.after(outcome.result, attempts=entry.attempts)
    entry.result = outcome.result
    entry.called_at = now
    entry.again_at = now + LATER if entry.state == CallState.AGAIN else None
    entry.taken_by = None
    entry.contact = _contact(entry, outcome) or entry.contact
    entry.save()


def _contact(entry: CallEntry, outcome: Outcome) -> Contact | None:
    """Return the call that was named as the one that was made. Raises NotFound."""
    if outcome.contact_id is None:
        return None
    contact = Contact.objects.filter(
        pk=outcome.contact_id,
        register=entry.call_list.register_id,
        channel=Channel.CALL,
        direction=Direction.OUTBOUND,
    ).first()
    if contact is None:
        raise NotFound("no such record")
    return contact


def _object(entry: CallEntry, now: datetime) -> None:
    CallObjection.objects.get_or_create(
        register_id=entry.call_list.register_id,
        key=entry.key,
        defaults={"objected_at": now},
    )


def _tell(entry: CallEntry, outcome: Outcome, actor: Actor, now: datetime) -> None:
    objected = outcome.result is CallResult.OBJECTED
    audit.record(
        action=Action.OBJECTION_RECORDED if objected else Action.CALL_RESULT_RECORDED,
        actor=actor,
        object_id=entry.call_list_id,
        now=now,
        purpose=entry.call_list.purpose,
        details={"outcome": outcome.result.value},
    )


def _destroy(entry: CallEntry, desk: Desk, actor: Actor, now: datetime) -> None:
    """Destroy whoever objected, in this list and in every other of the register."""
    items = CallEntry.objects.filter(
        key=entry.key, call_list__register=entry.call_list.register_id
    ).values_list("object_id", flat=True)
    disposal.dispose(
        list(items), cause=Disposal.Cause.DISCARDED, desk=desk, actor=actor, now=now
    )


def object_to_calls(
    register: str, tel: str, *, desk: Desk, actor: Actor, now: datetime
) -> int:
    """Record that somebody objects to being called; return how many entries went.

    Raises CallListRefused where this is no phone number.
    """
    call_lists.check_caller(actor, register, now)
    key = call_lists.key_of(register, tel, desk)
    with transaction.atomic():
        CallObjection.objects.get_or_create(
            register_id=register, key=key, defaults={"objected_at": now}
        )
        audit.record(
            action=Action.OBJECTION_RECORDED,
            actor=actor,
            object_id=f"register:{register}",
            now=now,
        )
    items = list(
        CallEntry.objects.filter(key=key, call_list__register=register).values_list(
            "object_id", flat=True
        )
    )
    if items:
        disposal.dispose(
            items, cause=Disposal.Cause.DISCARDED, desk=desk, actor=actor, now=now
        )
    return len(items)


__all__ = [
    "NextCall",
    "Outcome",
    "object_to_calls",
    "record_result",
    "take",
]
