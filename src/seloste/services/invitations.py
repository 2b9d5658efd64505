"""One-time links with which somebody chooses a password.

There is no default account and nobody knows another's password: a person is
invited, opens the link once and chooses their own (ASVS 5.0 6.3.2, 6.4.1,
6.4.6). Only the link's SHA-256 is stored, and a new link ends the old ones.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from seloste.domain.errors import SelosteError
from seloste.domain.staff import Actor, Role
from seloste.records.models.staff import Invitation, StaffRole, StaffUser
from seloste.services import audit, passwords
from seloste.services.audit import Action
from seloste.services.staff import StaffUnknown

VALID_FOR = timedelta(hours=24)
TOKEN_BYTES = 32


class InvitationRefused(SelosteError):
    """The link is unknown, used, replaced or too old; it never says which."""

    code = "invitation-refused"


class StaffExists(SelosteError):
    """The user name is taken."""

    code = "staff-exists"


@dataclass(frozen=True, slots=True)
class Invited:
    """A link that was just made; its ``token`` is shown once and kept nowhere."""

    staff_id: UUID
    token: str
    expires_at: datetime


@transaction.atomic
def invite(
    *, username: str, display_name: str, language: str, actor: Actor, now: datetime
) -> Invited:
    """Add somebody who cannot sign in yet, and make their link.

    Raises StaffExists.
    """
    name = username.strip().lower()
    if StaffUser.objects.filter(username=name).exists():
        raise StaffExists("the user name is taken")
    staff = StaffUser(username=name, display_name=display_name, language=language)
    staff.set_unusable_password()
    staff.save(force_insert=True)
    return _new_link(staff, actor=actor, now=now)


@transaction.atomic
def invite_again(*, staff_id: UUID, actor: Actor, now: datetime) -> Invited:
    """Make a new link for somebody: a lost link, a lost password, a return.

    The password they have works until they choose another.
    """
    staff = StaffUser.objects.select_for_update().filter(id=staff_id).first()
    if staff is None:
        raise StaffUnknown("nobody here has this id")
    return _new_link(staff, actor=actor, now=now)


@transaction.atomic
def create_admin(
    *, username: str, display_name: str, language: str, actor: Actor, now: datetime
) -> Invited:
    """Add an administrator and make their link."""
    invited = invite(
        username=username,
        display_name=display_name,
        language=language,
        actor=actor,
        now=now,
    )
    StaffRole.objects.create(
        staff_id=invited.staff_id,
        role=Role.ADMIN.value,
        granted_at=now,
        granted_by=actor.id,
    )
    audit.record(
        action=Action.STAFF_ROLE_GRANTED,
        actor=actor,
        object_id=invited.staff_id,
        details={"role": Role.ADMIN.value},
        now=now,
    )
    return invited


def staff_id_of(username: str) -> UUID:
    """Return who has a user name, or raise StaffUnknown."""
    row = StaffUser.objects.filter(username=username.strip().lower()).first()
    if row is None:
        raise StaffUnknown("nobody here has this user name")
    return row.id


def invitee(token: str, now: datetime) -> str:
    """Return the user name a link is for, or raise InvitationRefused."""
    return _open(token, now).staff.username


@transaction.atomic
def activate(*, token: str, password: str, now: datetime) -> StaffUser:
    """Set the password somebody chose, and use the link up.

    Raises InvitationRefused, and passwords.PasswordRefused with the link still good.
    """
    invitation = _open(token, now, lock=True)
    staff = invitation.staff
    passwords.give(staff, password)
    staff.is_active = True
    staff.save(update_fields=["password", "is_active"])
    invitation.used_at = now
    invitation.save(update_fields=["used_at"])
    audit.record(
        action=Action.STAFF_ACTIVATED,
        actor=Actor(id=f"staff:{staff.id}", staff_id=staff.id),
        object_id=staff.id,
        now=now,
    )
    return staff


def _new_link(staff: StaffUser, *, actor: Actor, now: datetime) -> Invited:
    staff.invitations.filter(used_at__isnull=True).delete()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation = Invitation.objects.create(
        staff=staff,
        sha256=_sha256(token),
        issued_at=now,
        expires_at=now + VALID_FOR,
    )
    audit.record(action=Action.STAFF_INVITED, actor=actor, object_id=staff.id, now=now)
    return Invited(staff.id, token, invitation.expires_at)


def _open(token: str, now: datetime, *, lock: bool = False) -> Invitation:
    rows = Invitation.objects.select_related("staff")
    if lock:
        rows = rows.select_for_update(of=("self",))
    row = rows.filter(
        sha256=_sha256(token), used_at__isnull=True, expires_at__gt=now
    ).first()
    if not token or row is None:
        raise InvitationRefused("the link is not valid")
    return row


def _sha256(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
