"""Passwords: what is good enough, and how one is changed.

Length decides, not symbols, and nobody has to change theirs now and then (ASVS
5.0 6.2). Django's offline list of common passwords is asked too.
"""

import unicodedata
from datetime import datetime
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from seloste.domain.errors import SelosteError
from seloste.domain.staff import Actor
from seloste.records.models.staff import StaffUser
from seloste.services import audit
from seloste.services.audit import Action


class PasswordRefused(SelosteError):
    """The password is too easy to guess; ``reasons`` say why, translated."""

    code = "password-refused"

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("the password is too easy to guess")
        self.reasons = reasons


def normal(password: str) -> str:
    """Return the password as it is hashed, however it was typed (NFKC)."""
    return unicodedata.normalize("NFKC", password)


def give(staff: StaffUser, password: str) -> None:
    """Set the password of a row that the caller saves. Raises PasswordRefused."""
    try:
        validate_password(normal(password), staff)
    except ValidationError as error:
        raise PasswordRefused(tuple(error.messages)) from None
    staff.set_password(normal(password))


@transaction.atomic
def change(*, staff_id: UUID, password: str, now: datetime) -> StaffUser:
    """Change one's own password; every other session of the person ends.

    Ask ``sign_in.confirm`` for the one they have first. Raises PasswordRefused.
    """
    staff = StaffUser.objects.select_for_update().get(id=staff_id)
    give(staff, password)
    staff.save(update_fields=["password"])
    audit.record(
        action=Action.STAFF_PASSWORD_CHANGED,
        actor=Actor(id=f"staff:{staff.id}", staff_id=staff.id),
        object_id=staff.id,
        now=now,
    )
    return staff
