"""Attestations: what only people can know, said by name and for a time.

A statement is about the organisation, never about a data subject. It lasts a
year at most; the latest one on a promise counts.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from seloste.domain import retention
from seloste.domain.audit import Action
from seloste.domain.errors import SelosteError
from seloste.domain.staff import Actor
from seloste.records.models import Attestation, AuditLeaf, StaffUser
from seloste.services import audit, staff
from seloste.services.notices import store

LIMIT_DAYS = 366


class AttestationRefused(SelosteError):
    """The statement cannot be taken; ``reason`` is a stable word.

    Reasons: unknown-promise, no-statement, valid-too-long, not-staff.
    """

    code = "attestation-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"statement refused: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Standing:
    """The latest statement on a promise; dates are Helsinki days.

    ``recorded`` tells whether the audit log knows of it.
    """

    id: UUID
    given_by: str
    given_on: date
    until: date
    fresh: bool
    recorded: bool


def attest(
    *,
    register: str,
    promise: str,
    statement: str,
    valid_days: int,
    username: str,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Take somebody's statement that a promise is kept; return its id.

    The person must work for the register now. Raises AttestationRefused.
    """
    _check(register, promise, statement=statement, valid_days=valid_days, now=now)
    person = StaffUser.objects.filter(
        username=username.strip().lower(), is_active=True
    ).first()
    if person is None or not staff.roles_of(person.id, register, now):
        raise AttestationRefused("not-staff")
    until = now + timedelta(days=valid_days)
    with transaction.atomic():
        row = Attestation.objects.create(
            register_id=register,
            promise=promise,
            given_by=person,
            given_at=now,
            valid_until=until,
            statement=statement.strip(),
        )
        audit.record(
            action=Action.ATTESTATION_GIVEN,
            actor=actor,
            object_id=row.id,
            now=now,
            details={
                "register": register,
                "promise": promise,
                "staff": str(person.id),
                "valid_until": retention.local_day(until).isoformat(),
            },
        )
    return row.id


def _check(
    register: str, promise: str, *, statement: str, valid_days: int, now: datetime
) -> None:
    notice = store.in_force(register, retention.local_day(now)).notice
    if promise not in {one.id for one in notice.promises}:
        raise AttestationRefused("unknown-promise")
    if not statement.strip():
        raise AttestationRefused("no-statement")
    if not 0 < valid_days <= LIMIT_DAYS:
        raise AttestationRefused("valid-too-long")


def standing(*, register: str, promise: str, now: datetime) -> Standing | None:
    """Return the latest statement on a promise, or None where there is none."""
    row = (
        Attestation.objects.select_related("given_by")
        .filter(register_id=register, promise=promise, given_at__lte=now)
        .order_by("-given_at", "-pk")
        .first()
    )
    if row is None:
        return None
    leaf = AuditLeaf.objects.filter(
        action=Action.ATTESTATION_GIVEN.value, object_id=str(row.id)
    )
    return Standing(
        id=row.id,
        given_by=row.given_by.display_name,
        given_on=retention.local_day(row.given_at),
        until=retention.local_day(row.valid_until),
        fresh=now < row.valid_until,
        recorded=leaf.exists(),
    )
