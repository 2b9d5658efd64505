"""Who works here, in which role, for which register.

A role is granted by an administrator to somebody else, for one register or for
all, until an end if it has one. What a role may read is the notice's to say.
Somebody who has left is disabled, never removed: the audit log knows only ids.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from seloste.domain.errors import SelosteError
from seloste.domain.staff import Actor, Role
from seloste.records.models.register import Register
from seloste.records.models.staff import StaffRole, StaffUser
from seloste.services import audit
from seloste.services.audit import Action, Detail


class StaffUnknown(SelosteError):
    """Nobody here has this id."""

    code = "staff-unknown"


class RoleRefused(SelosteError):
    """The role cannot be granted or withdrawn like this."""

    code = "role-refused"


class LastAdminRefused(SelosteError):
    """Without this person nobody could administer the system."""

    code = "last-admin"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role somebody has been given; ``register`` is empty for every register."""

    id: UUID
    role: Role
    register: str
    granted_at: datetime
    ends_at: datetime | None
    in_force: bool

    @property
    def last_day(self) -> date | None:
        """Return the last day on which the role holds, where it ends."""
        if self.ends_at is None:
            return None
        return timezone.localdate(self.ends_at - timedelta(microseconds=1))


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works here, as the administrator's pages show them."""

    id: UUID
    username: str
    display_name: str
    is_active: bool
    last_sign_in: datetime | None
    invited_until: datetime | None
    grants: tuple[Grant, ...]


def actor_for(staff: StaffUser, role: Role | None = None) -> Actor:
    """Return who acts, as the audit log names them."""
    return Actor(id=f"staff:{staff.id}", role=role, staff_id=staff.id)


def roles_of(staff_id: UUID, register_slug: str, now: datetime) -> frozenset[Role]:
    """Return the roles somebody has for one register now."""
    if not _reaching(register_slug):
        return frozenset()
    for_it = Q(register__isnull=True) | Q(register=register_slug)
    rows = _in_force(now).filter(for_it, staff=staff_id)
    return frozenset(Role(role) for role in rows.values_list("role", flat=True))


def all_roles_of(staff_id: UUID, now: datetime) -> frozenset[Role]:
    """Return the roles somebody has for any register now."""
    if only := _narrowed.get():
        return roles_of(staff_id, only, now)
    rows = _in_force(now).filter(staff=staff_id)
    return frozenset(Role(role) for role in rows.values_list("role", flat=True))


def by_username(username: str) -> UUID:
    """Return who signs in by a name, or raise StaffUnknown."""
    row = StaffUser.objects.filter(username=username, is_active=True).first()
    if row is None:
        raise StaffUnknown("nobody who works here signs in by this name")
    return row.id


def registers_of(staff_id: UUID, now: datetime) -> tuple[str, ...]:
    """Return the registers somebody has a role for now, in alphabetical order."""
    rows = _in_force(now).filter(staff=staff_id)
    slugs = set(rows.values_list("register", flat=True))
    known = registers() if None in slugs else sorted(slug for slug in slugs if slug)
    return tuple(slug for slug in known if _reaching(slug))


def registers() -> tuple[str, ...]:
    """Return every register there is, in alphabetical order."""
    return tuple(Register.objects.order_by("slug").values_list("slug", flat=True))


def members(now: datetime) -> tuple[Member, ...]:
    """Return everybody who works or has worked here, by name."""
    rows = StaffUser.objects.prefetch_related("roles", "invitations")
    return tuple(_member(row, now) for row in rows.order_by("display_name", "username"))


def member(staff_id: UUID, now: datetime) -> Member:
    """Return one of them, or raise StaffUnknown."""
    return _member(_staff(staff_id), now)


@transaction.atomic
def grant_role(
    *,
    staff_id: UUID,
    role: Role,
    register: str,
    ends_at: datetime | None,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Let somebody work in ``role``; granting it again only moves its end.

    Nobody grants a role to themselves, so that an administrator, who reads no
    content, cannot come to read it alone. ``admin`` is for every register.
    Raises RoleRefused.
    """
    staff = _staff(staff_id, lock=True)
    _check_grant(staff, role=role, register=register, ends_at=ends_at, actor=actor)
    if ends_at is not None and ends_at <= now:
        raise RoleRefused("a role cannot end before it begins")
    row, _ = StaffRole.objects.update_or_create(
        staff=staff,
        role=role.value,
        register_id=register or None,
        defaults={"ends_at": ends_at, "granted_at": now, "granted_by": actor.id},
    )
    details: dict[Detail, str | int] = {"role": role.value}
    if register:
        details["register"] = register
    if ends_at:
        details["ends_at"] = ends_at.date().isoformat()
    audit.record(
        action=Action.STAFF_ROLE_GRANTED,
        actor=actor,
        object_id=staff.id,
        details=details,
        now=now,
    )
    return row.id


@transaction.atomic
def withdraw_role(*, grant_id: UUID, actor: Actor, now: datetime) -> None:
    """End a role at once.

    Raises LastAdminRefused where nobody would be left to administer.
    """
    row = StaffRole.objects.select_for_update().filter(id=grant_id).first()
    if row is None:
        raise RoleRefused("there is no such role to withdraw")
    if row.role == Role.ADMIN:
        _keep_an_admin(without=row.staff_id, now=now)
    details: dict[Detail, str | int] = {"role": row.role}
    if row.register_id:
        details["register"] = row.register_id
    row.delete()
    audit.record(
        action=Action.STAFF_ROLE_REMOVED,
        actor=actor,
        object_id=row.staff_id,
        details=details,
        now=now,
    )


@transaction.atomic
def disable(*, staff_id: UUID, actor: Actor, now: datetime) -> None:
    """Let somebody in no more; every session of theirs ends with the next request.

    The password goes too, so that no session comes back when the person is
    invited again; API keys end too. Raises LastAdminRefused.
    """
    staff = _staff(staff_id, lock=True)
    _keep_an_admin(without=staff.id, now=now)
    staff.is_active = False
    staff.set_unusable_password()
    staff.save(update_fields=["is_active", "password"])
    staff.invitations.filter(used_at__isnull=True).delete()
    staff.api_keys.filter(revoked_at__isnull=True).update(revoked_at=now)
    audit.record(action=Action.STAFF_DISABLED, actor=actor, object_id=staff.id, now=now)


def choose_language(*, staff_id: UUID, language: str) -> None:
    """Remember the language somebody reads the pages in."""
    StaffUser.objects.filter(id=staff_id).update(language=language)


def _check_grant(
    staff: StaffUser,
    *,
    role: Role,
    register: str,
    ends_at: datetime | None,
    actor: Actor,
) -> None:
    if actor.staff_id == staff.id:
        raise RoleRefused("nobody grants a role to themselves")
    if role is Role.ADMIN and (register or ends_at):
        raise RoleRefused("an administrator is one for every register, without an end")
    if register and not Register.objects.filter(slug=register).exists():
        raise RoleRefused("there is no such register")


def _keep_an_admin(*, without: UUID, now: datetime) -> None:
    admins = _in_force(now).filter(role=Role.ADMIN.value, staff__is_active=True)
    left = set(admins.select_for_update().values_list("staff", flat=True))
    if left == {without}:
        raise LastAdminRefused("this is the only administrator")


def _in_force(now: datetime) -> QuerySet[StaffRole]:
    return StaffRole.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now))


_narrowed: ContextVar[str] = ContextVar("register", default="")


@contextmanager
def narrowed_to(register: str) -> Iterator[None]:
    """Let nobody have a role for another register meanwhile; empty narrows nothing.

    An API key that is limited to a register is held to it here, where every
    service asks for roles, and so in every answer.
    """
    token = _narrowed.set(register)
    try:
        yield
    finally:
        _narrowed.reset(token)


def _reaching(slug: str) -> bool:
    return _narrowed.get() in {"", slug}


def _staff(staff_id: UUID, *, lock: bool = False) -> StaffUser:
    rows = StaffUser.objects.select_for_update() if lock else StaffUser.objects.all()
    staff = rows.filter(id=staff_id).first()
    if staff is None:
        raise StaffUnknown("nobody here has this id")
    return staff


def _member(row: StaffUser, now: datetime) -> Member:
    pending = [
        invitation.expires_at
        for invitation in row.invitations.all()
        if invitation.used_at is None and invitation.expires_at > now
    ]
    grants = sorted(row.roles.all(), key=lambda g: (g.role, g.register_id or ""))
    return Member(
        id=row.id,
        username=row.username,
        display_name=row.display_name,
        is_active=row.is_active,
        last_sign_in=row.last_login,
        invited_until=max(pending, default=None),
        grants=tuple(_grant(grant, now) for grant in grants),
    )


def _grant(row: StaffRole, now: datetime) -> Grant:
    return Grant(
        id=row.id,
        role=Role(row.role),
        register=row.register_id or "",
        granted_at=row.granted_at,
        ends_at=row.ends_at,
        in_force=row.ends_at is None or row.ends_at > now,
    )
