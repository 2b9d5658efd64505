"""Stored staff: who may sign in, in which role, for which register.

Staff accounts are personal data of employees. They are kept while employed and
are not part of a register's export.
"""

import uuid
from typing import ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from seloste.domain.staff import Role
from seloste.records.models.register import Register
from seloste.records.models.sealed import SealedObject
from seloste.records.personal_data import PersonalData


class StaffUser(AbstractBaseUser):
    """Somebody who may sign in. The audit log knows only ``id``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=150, unique=True)
    display_name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, default="fi")
    is_active = models.BooleanField(default=False)

    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    USERNAME_FIELD = "username"

    personal_data = PersonalData(
        erase={"username", "display_name", "password", "last_login", "language"},
        keep={"id", "is_active"},
        not_exported="staff, not data subjects of a register",
    )


class StaffRole(models.Model):
    """A role for one register (or all, where empty), until its end if it has one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff = models.ForeignKey(StaffUser, on_delete=models.PROTECT, related_name="roles")
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, null=True, related_name="staff_roles"
    )
    role = models.CharField(max_length=16, choices=[(r.value, r.name) for r in Role])
    granted_at = models.DateTimeField()
    granted_by = models.CharField(max_length=64)
    ends_at = models.DateTimeField(null=True, blank=True)

    personal_data = PersonalData(
        erase=set(),
        keep={
            "id",
            "staff",
            "register",
            "role",
            "granted_at",
            "granted_by",
            "ends_at",
        },
        not_exported="staff, not data subjects of a register",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["staff", "register", "role"],
                condition=models.Q(register__isnull=False),
                name="role_granted_once",
            ),
            models.UniqueConstraint(
                fields=["staff", "role"],
                condition=models.Q(register__isnull=True),
                name="role_everywhere_granted_once",
            ),
        )


class Invitation(models.Model):
    """A one-time link with which somebody sets a first password."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff = models.ForeignKey(
        StaffUser, on_delete=models.CASCADE, related_name="invitations"
    )
    sha256 = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    personal_data = PersonalData(
        erase=set(),
        keep={"id", "staff", "sha256", "issued_at", "expires_at", "used_at"},
        not_exported="credentials",
    )


class SignInAttempt(models.Model):
    """A failed sign-in, counted to slow guessing down. Keyed hash, not a name."""

    key = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField()

    personal_data = PersonalData(
        erase={"key"}, keep={"id", "at"}, not_exported="kept for an hour"
    )


class Opening(models.Model):
    """A person's leave to read one item for one purpose, for a short while.

    Made after the audit leaf is written; every byte served asks for it again.
    ``original`` is a leave to what is otherwise shown redacted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff = models.ForeignKey(
        StaffUser, on_delete=models.CASCADE, related_name="openings"
    )
    item = models.ForeignKey(
        SealedObject, on_delete=models.CASCADE, related_name="openings"
    )
    purpose = models.SlugField(max_length=64)
    role = models.CharField(max_length=16, choices=[(r.value, r.name) for r in Role])
    original = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    personal_data = PersonalData(
        erase={"item"},
        keep={"id", "staff", "purpose", "role", "original", "opened_at", "expires_at"},
        not_exported="the audit log has it",
    )


class Attestation(models.Model):
    """A named person's dated statement of what only people can know.

    ``statement`` is about the organisation, never about a data subject.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="attestations"
    )
    promise = models.CharField(max_length=16)
    given_by = models.ForeignKey(
        StaffUser, on_delete=models.PROTECT, related_name="attestations"
    )
    given_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    statement = models.TextField()

    personal_data = PersonalData(
        erase=set(),
        keep={
            "id",
            "register",
            "promise",
            "given_by",
            "given_at",
            "valid_until",
            "statement",
        },
    )
