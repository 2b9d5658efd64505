"""Stored sources: the systems that hand over contacts, and their credentials."""

import uuid

from django.db import models

from seloste.records.models.register import Register
from seloste.records.models.sealed import SealedObject
from seloste.records.personal_data import PersonalData


class Source(models.Model):
    """A system that hands over contacts to one register.

    ``announcement_attested_*`` is the dated statement that every caller of this
    source hears the announcement before recording (promise S-07).
    """

    slug = models.SlugField(primary_key=True, max_length=64)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="sources"
    )
    preset = models.CharField(max_length=32)
    time_zone = models.CharField(max_length=64, default="Europe/Helsinki")
    address = models.CharField(max_length=254, blank=True)
    active = models.BooleanField(default=True)
    registered_at = models.DateTimeField()
    announcement_attested_at = models.DateTimeField(null=True, blank=True)
    announcement_attested_until = models.DateTimeField(null=True, blank=True)
    announcement_attested_by = models.CharField(max_length=64, blank=True)

    personal_data = PersonalData(
        erase=set(),
        keep={
            "slug",
            "register",
            "preset",
            "time_zone",
            "address",
            "active",
            "registered_at",
            "announcement_attested_at",
            "announcement_attested_until",
            "announcement_attested_by",
        },
    )


class ApiToken(models.Model):
    """A credential of a source for the API; only its hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="tokens")
    sha256 = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    personal_data = PersonalData(
        erase=set(),
        keep={"id", "source", "sha256", "issued_at", "expires_at", "revoked_at"},
        not_exported="credentials",
    )


class Upload(models.Model):
    """A large file on its way in, sealed part by part (see ``SealedObject``)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="uploads")
    length = models.BigIntegerField()
    offset = models.BigIntegerField(default=0)
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    personal_data = PersonalData(
        erase=set(),
        keep={"id", "source", "length", "offset", "started_at", "expires_at"},
        not_exported="on its way in for a day at most",
    )


class UploadPart(models.Model):
    """A sealed piece of an upload: the bytes from ``start`` on."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="parts")
    object = models.OneToOneField(
        SealedObject, on_delete=models.CASCADE, related_name="upload_part"
    )
    start = models.BigIntegerField()

    personal_data = PersonalData(
        erase={"id", "upload", "object", "start"},
        keep=set(),
        not_exported="on its way in for a day at most",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["upload", "start"], name="upload_part_lies_once"
            ),
        )
