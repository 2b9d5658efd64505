"""Objections and withdrawn consent: received, decided, and kept from then on.

A purpose stops for the person the moment it is recorded: for the contacts of
theirs that are known, and for every later one by a keyed hash of what they are
known by. Deciding against an objection takes two people and a reason.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from seloste.domain import objection as rules
from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.customer import Identifier
from seloste.domain.notice import PurposeRefused
from seloste.domain.objection import (
    Cause,
    ObjectionRefused,
    ObjectionState,
    Step,
)
from seloste.domain.staff import Actor
from seloste.ports.desk import Desk
from seloste.records.models import (
    CallEntry,
    Contact,
    Disposal,
    ObjectedContact,
    Objection,
    Suppressed,
)
from seloste.services import (
    audit,
    disposal,
    limits,
    sealed_words,
    suppression,
)
from seloste.services.notices import store

__all__ = ["Objecting", "ObjectionRefused", "decide", "receive"]


REASON_KEPT = timedelta(days=730)
"""How long the grounds of a rejection are kept: as long as a complaint is likely."""


@dataclass(frozen=True, slots=True)
class Objecting:
    """Who objects to which purpose: by their contacts and what they are known by.

    ``identifiers`` are never written down, only a keyed hash of each.
    """

    register: str
    purpose: str
    cause: Cause = Cause.OBJECTION
    contact_ids: Collection[UUID] = ()
    identifiers: Collection[Identifier] = ()
    request: UUID | None = None


def receive(wanted: Objecting, *, desk: Desk, actor: Actor, now: datetime) -> UUID:
    """Stop a purpose for a person from now on; return the objection's id.

    Whoever is on a list of calls for the purpose is taken out of it. Raises
    ObjectionRefused: not allowed, unknown or another basis, nothing named.
    """
    row, going = record(wanted, desk=desk, actor=actor, now=now)
    if going is not None:
        disposal.finish(going, desk=desk, actor=actor, now=now)
    return row.pk


@transaction.atomic
def record(
    wanted: Objecting, *, desk: Desk, actor: Actor, now: datetime
) -> tuple[Objection, Disposal | None]:
    """Write an objection; return it and the disposal to finish once it commits.

    Raises ObjectionRefused.
    """
    _check_overseer(actor, wanted.register, now)
    notice = store.in_force(wanted.register, retention.local_day(now)).notice
    try:
        rules.check(notice.purpose(wanted.purpose), wanted.cause)
    except PurposeRefused:
        raise ObjectionRefused("unknown-purpose") from None
    if not wanted.contact_ids and not wanted.identifiers:
        raise ObjectionRefused("nothing-named")
    row = _write(wanted, desk, actor, now)
    return row, _take_off_lists(wanted, desk, actor, now)


def _check_overseer(actor: Actor, register: str, now: datetime) -> None:
    if not limits.oversees(actor, register, now):
        raise ObjectionRefused("not-allowed")


def _write(wanted: Objecting, desk: Desk, actor: Actor, now: datetime) -> Objection:
    known = Contact.objects.filter(
        pk__in=wanted.contact_ids, register=wanted.register
    ).values_list("pk", flat=True)
    if set(wanted.contact_ids) - set(known):
        raise ObjectionRefused("unknown-contact")
    row = Objection.objects.create(
        register_id=wanted.register,
        purpose=wanted.purpose,
        cause=wanted.cause,
        state=rules.first_state(wanted.cause),
        request=wanted.request,
        received_at=now,
        received_by=actor.id,
    )
    ObjectedContact.objects.bulk_create(
        ObjectedContact(objection=row, contact_id=one)
        for one in sorted(set(wanted.contact_ids))
    )
    Suppressed.objects.bulk_create(
        Suppressed(objection=row, field=one.field, value=_value(wanted, one, desk))
        for one in sorted(set(wanted.identifiers))
    )
    _tell(
        Action.CONSENT_WITHDRAWN
        if wanted.cause is Cause.WITHDRAWAL
        else Action.OBJECTION_RECORDED,
        row,
        actor,
        now,
    )
    return row


def _value(wanted: Objecting, one: Identifier, desk: Desk) -> bytes:
    return suppression.key(wanted.register, one.field, one.value, desk.vault)


def _take_off_lists(
    wanted: Objecting, desk: Desk, actor: Actor, now: datetime
) -> Disposal | None:
    """Commit to destroying whoever objected in the lists of calls for the purpose."""
    keys = [
        _value(wanted, one, desk).hex()
        for one in wanted.identifiers
        if one.field == "tel"
    ]
    items = CallEntry.objects.filter(
        key__in=keys,
        call_list__register=wanted.register,
        call_list__purpose=wanted.purpose,
    ).values_list("object_id", flat=True)
    return disposal.intend(
        list(items), cause=Disposal.Cause.DISCARDED, actor=actor, now=now
    )


@dataclass(frozen=True, slots=True)
class Decided:
    """How an objection is decided. ``reason`` may name people: it is sealed."""

    step: Step
    reason: str = ""


def decide(
    objection_id: UUID, decided: Decided, *, desk: Desk, actor: Actor, now: datetime
) -> None:
    """Uphold or reject an objection, or note that the person took it back.

    Rejecting needs compelling grounds in words, by another person than the one
    who received it; the purpose then goes on. Raises ObjectionRefused.
    """
    with transaction.atomic():
        row = (
            Objection.objects.select_for_update(of=("self",))
            .filter(pk=objection_id)
            .first()
        )
        if row is None:
            raise ObjectionRefused("unknown-objection")
        _check_overseer(actor, row.register_id, now)
        rules.move(ObjectionState(row.state), decided.step)
        if decided.step is Step.REJECT:
            _check_rejection(row, decided, actor)
            row.reason = sealed_words.seal(
                decided.reason,
                register=row.register_id,
                record=row.pk,
                desk=desk,
                now=now,
                until=now + REASON_KEPT,
            )
            row.save(update_fields=["reason"])
        settle(row, decided.step, actor=actor, now=now)


def settle(row: Objection, step: Step, *, actor: Actor, now: datetime) -> None:
    """Take one step of a locked objection, in the caller's transaction."""
    row.state = rules.move(ObjectionState(row.state), step)
    row.decided_at, row.decided_by = now, actor.id
    row.save(update_fields=["state", "decided_at", "decided_by"])
    _tell(Action.OBJECTION_DECIDED, row, actor, now)


def _check_rejection(row: Objection, decided: Decided, actor: Actor) -> None:
    if not decided.reason.strip():
        raise ObjectionRefused("no-reason")
    if actor.id == row.received_by:
        raise ObjectionRefused("same-person")


def _tell(action: Action, row: Objection, actor: Actor, now: datetime) -> None:
    ids = sorted(row.contacts.values_list("contact_id", flat=True))
    audit.record_many(
        [
            audit.Entry(
                action,
                row.pk,
                purpose=row.purpose,
                details={"state": row.state, "count": len(ids)},
            ),
            *(
                audit.Entry(
                    action, one, purpose=row.purpose, details={"reference": str(row.pk)}
                )
                for one in ids
            ),
        ],
        actor=actor,
        now=now,
    )


def of_request(request: UUID) -> tuple[Objection, ...]:
    """Return the objections a rights request led to, the first one first."""
    return tuple(Objection.objects.filter(request=request).order_by("received_at"))


def of_register(register: str) -> tuple[Objection, ...]:
    """Return the objections of a register, those that wait for a decision first."""
    rows = Objection.objects.filter(register=register)
    return tuple(rows.order_by("state", "-received_at"))
