"""API keys of people: issued, listed, ended, and asked who calls.

A key is shown once and kept as a hash. It acts as its person: their roles, the
notice, purposes and the audit log apply as on the pages. Its scopes and its
register only narrow that. A key of somebody who has left is no key.
"""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from seloste.domain import api_key as rules
from seloste.domain import retention
from seloste.domain.api_key import ApiKeyInvalid, Scope
from seloste.domain.audit import Action
from seloste.domain.staff import Actor
from seloste.records.models import ApiKey, Register, StaffUser
from seloste.services import audit
from seloste.services.sources import TokenRefused
from seloste.services.staff import StaffUnknown

PREFIX = "slk_"


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that is wanted; an empty ``register`` is every register of the person."""

    staff_id: UUID
    name: str
    scopes: Collection[str]
    expires_at: datetime
    register: str = ""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls with a key, and within what."""

    key_id: UUID
    staff_id: UUID
    scopes: frozenset[Scope]
    register: str

    @property
    def actor(self) -> Actor:
        """Return the person as the audit log knows them."""
        return Actor(id=f"staff:{self.staff_id}", staff_id=self.staff_id)


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key as lists show it; never the key itself."""

    id: UUID
    username: str
    name: str
    scopes: tuple[str, ...]
    register: str
    issued_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    last_used_on: date | None
    in_force: bool


@transaction.atomic
def issue(wanted: NewKey, *, actor: Actor, now: datetime) -> str:
    """Return a new key of somebody who works here; it is never shown again.

    256 random bits (ASVS 11.5.1). People issue keys of their own only; for
    others the operator of the machine does. Raises ApiKeyInvalid, StaffUnknown.
    """
    if actor.staff_id not in {None, wanted.staff_id}:
        raise ApiKeyInvalid("not-yours")
    name, scopes = rules.check_name(wanted.name), rules.scopes_of(wanted.scopes)
    rules.check_end(wanted.expires_at, now)
    if wanted.register and not Register.objects.filter(pk=wanted.register).exists():
        raise ApiKeyInvalid("unknown-register")
    if not StaffUser.objects.filter(pk=wanted.staff_id, is_active=True).exists():
        raise StaffUnknown("nobody here has this id")
    key = f"{PREFIX}{secrets.token_urlsafe(32)}"
    row = ApiKey.objects.create(
        staff_id=wanted.staff_id,
        name=name,
        sha256=_digest(key),
        scopes=sorted(scopes),
        register_id=wanted.register or None,
        issued_at=now,
        issued_by=actor.id,
        expires_at=wanted.expires_at,
    )
    _tell(Action.TOKEN_ISSUED, row, actor, now)
    return key


@transaction.atomic
def revoke(
    key_id: UUID, *, actor: Actor, now: datetime, of: UUID | None = None
) -> None:
    """End a key at once; ``of`` names whose it must be. Raises ApiKeyInvalid."""
    rows = ApiKey.objects.select_for_update().filter(pk=key_id, revoked_at=None)
    row = (rows.filter(staff=of) if of else rows).first()
    if row is None:
        raise ApiKeyInvalid("unknown-key")
    row.revoked_at = now
    row.save(update_fields=["revoked_at"])
    _tell(Action.TOKEN_REVOKED, row, actor, now)


def keys(now: datetime, *, of: UUID | None = None) -> tuple[KeyLine, ...]:
    """Return the keys of everybody, or of one person, newest first."""
    rows = ApiKey.objects.select_related("staff").order_by("-issued_at", "pk")
    return tuple(_line(row, now) for row in (rows.filter(staff=of) if of else rows))


def caller_of(key: str, *, now: datetime) -> Caller:
    """Return who calls with a key, and note the day. Raises TokenRefused."""
    row = (
        ApiKey.objects.select_related("staff")
        .filter(sha256=_digest(key), revoked_at=None, expires_at__gt=now)
        .first()
    )
    if row is None or not row.staff.is_active:
        raise TokenRefused("unknown, revoked or over")
    today = retention.local_day(now)
    if row.last_used_on != today:
        ApiKey.objects.filter(pk=row.pk).update(last_used_on=today)
    return Caller(
        key_id=row.pk,
        staff_id=row.staff_id,
        scopes=frozenset(Scope(word) for word in row.scopes if word in set(Scope)),
        register=row.register_id or "",
    )


def _tell(action: Action, row: ApiKey, actor: Actor, now: datetime) -> None:
    audit.record(
        action=action,
        actor=actor,
        object_id=row.pk,
        now=now,
        details={"staff": str(row.staff_id), "count": len(row.scopes)},
    )


def _line(row: ApiKey, now: datetime) -> KeyLine:
    return KeyLine(
        id=row.pk,
        username=row.staff.username,
        name=row.name,
        scopes=tuple(row.scopes),
        register=row.register_id or "",
        issued_at=row.issued_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        last_used_on=row.last_used_on,
        in_force=row.revoked_at is None
        and row.expires_at > now
        and row.staff.is_active,
    )


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
