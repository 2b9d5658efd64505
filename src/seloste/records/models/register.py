"""Stored registers, their controllers and their notices."""

import uuid

from django.db import models

from seloste.records.personal_data import PersonalData


class Register(models.Model):
    """A register of contacts that one notice speaks for (Art. 30)."""

    slug = models.SlugField(primary_key=True, max_length=64)

    personal_data = PersonalData(erase=set(), keep={"slug"})


class Controller(models.Model):
    """An organisation that answers for a register, as its notice names it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="controllers"
    )
    key = models.SlugField(max_length=64)
    name = models.CharField(max_length=200)
    business_id = models.CharField(max_length=20, blank=True)

    personal_data = PersonalData(
        erase=set(), keep={"id", "register", "key", "name", "business_id"}
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["register", "key"], name="controller_once_in_register"
            ),
        )


class NoticeVersion(models.Model):
    """One version of a register's notice; written once, never changed.

    ``applied_at`` is when its shorter periods reached what was kept already.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="notice_versions"
    )
    number = models.PositiveIntegerField()
    effective = models.DateField()
    document = models.TextField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=64)
    applied_at = models.DateTimeField(null=True, blank=True)

    personal_data = PersonalData(
        erase=set(),
        keep={
            "id",
            "register",
            "number",
            "effective",
            "document",
            "sha256",
            "published_at",
            "published_by",
            "applied_at",
        },
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["register", "number"], name="notice_version_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["register", "effective"], name="one_notice_takes_effect_a_day"
            ),
        )
