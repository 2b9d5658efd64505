"""Stored contacts and their parties, dialogs, attachments and derived objects.

No column names a person: names, numbers, addresses, subjects and file names are
in the contact's sealed ``meta`` object, and lookups go through blind indexes.
"""

import uuid

from django.db import models

from seloste.domain.capture import Announced
from seloste.domain.contact import Channel, Direction, PartyRole
from seloste.domain.notice import Capacity
from seloste.records.models.register import Controller, NoticeVersion, Register
from seloste.records.models.sealed import SealedObject
from seloste.records.models.source import Source
from seloste.records.personal_data import PersonalData


class Contact(models.Model):
    """One call, mail thread, chat, form or letter.

    ``key`` is the keyed fingerprint of the source's own id. ``anchored_at`` is
    where retention counts from; ``clock_suspect`` says that the source's clock
    was not believed (faults.md, R11). ``thread`` is shared by contacts that
    continue one another; it is the id of the first of them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="contacts"
    )
    controller = models.ForeignKey(
        Controller, on_delete=models.PROTECT, related_name="contacts"
    )
    capacity = models.CharField(
        max_length=10, choices=[(c.value, c.name) for c in Capacity]
    )
    notice_version = models.ForeignKey(
        NoticeVersion, on_delete=models.PROTECT, related_name="contacts"
    )
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="contacts"
    )
    key = models.CharField(max_length=64)
    thread = models.UUIDField(db_index=True)
    channel = models.CharField(
        max_length=8, choices=[(c.value, c.name) for c in Channel]
    )
    direction = models.CharField(
        max_length=8, choices=[(d.value, d.name) for d in Direction]
    )
    language = models.CharField(max_length=8, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField()
    anchored_at = models.DateTimeField()
    clock_suspect = models.BooleanField(default=False)
    announced = models.CharField(
        max_length=10, choices=[(a.value, a.name) for a in Announced]
    )
    retention_class = models.SlugField(max_length=64)
    destroy_by = models.DateTimeField()
    act_at = models.DateTimeField()

    personal_data = PersonalData(
        erase={
            "id",
            "register",
            "controller",
            "capacity",
            "notice_version",
            "source",
            "key",
            "thread",
            "channel",
            "direction",
            "language",
            "started_at",
            "ended_at",
            "received_at",
            "anchored_at",
            "clock_suspect",
            "announced",
            "retention_class",
            "destroy_by",
            "act_at",
        },
        keep=set(),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["source", "key"], name="contact_captured_once"
            ),
        )
        indexes = (
            models.Index(fields=["register", "-started_at"], name="contact_newest"),
            models.Index(
                fields=["register", "channel", "-started_at"], name="contact_by_channel"
            ),
            models.Index(fields=["act_at"], name="contact_act_at"),
        )


class Party(models.Model):
    """Somebody in a contact; ``position`` points into the sealed metadata."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contact = models.ForeignKey(
        Contact, on_delete=models.CASCADE, related_name="parties"
    )
    role = models.CharField(
        max_length=8, choices=[(r.value, r.name) for r in PartyRole]
    )
    position = models.PositiveSmallIntegerField()

    personal_data = PersonalData(
        erase={"id", "contact", "role", "position"}, keep=set()
    )


class PartyIndex(models.Model):
    """A blind index of one identifier: a truncated HMAC under a month's key."""

    contact = models.ForeignKey(
        Contact, on_delete=models.CASCADE, related_name="indexes"
    )
    field = models.CharField(max_length=12)
    month = models.CharField(max_length=7)
    value = models.BinaryField(max_length=16)

    personal_data = PersonalData(
        erase={"id", "contact", "field", "month", "value"},
        keep=set(),
        not_exported="keyed hashes, made again from the sealed metadata",
    )

    class Meta:
        indexes = (
            models.Index(fields=["field", "month", "value"], name="party_index_lookup"),
        )


class Dialog(models.Model):
    """A recording or a message of a contact, in vCon's sense.

    ``leg_key`` is the keyed fingerprint of the source's id and leg,
    ``content_key`` that of what was delivered under it. ``gaps`` are the stretches
    that were not recorded, in seconds from its beginning.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contact = models.ForeignKey(
        Contact, on_delete=models.CASCADE, related_name="dialogs"
    )
    object = models.OneToOneField(
        SealedObject, on_delete=models.CASCADE, related_name="dialog"
    )
    leg_key = models.CharField(max_length=64)
    content_key = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    media_type = models.CharField(max_length=100)
    codec = models.CharField(max_length=32, blank=True)
    channels = models.PositiveSmallIntegerField(default=0)
    sample_rate = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)
    gaps = models.JSONField(default=list)

    personal_data = PersonalData(
        erase={
            "id",
            "contact",
            "object",
            "leg_key",
            "content_key",
            "started_at",
            "media_type",
            "codec",
            "channels",
            "sample_rate",
            "seconds",
            "gaps",
        },
        keep=set(),
    )

    class Meta:
        indexes = (models.Index(fields=["leg_key"], name="dialog_leg_key"),)


class Attachment(models.Model):
    """A file that came with a contact."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contact = models.ForeignKey(
        Contact, on_delete=models.CASCADE, related_name="attachments"
    )
    object = models.OneToOneField(
        SealedObject, on_delete=models.CASCADE, related_name="attachment"
    )
    leg_key = models.CharField(max_length=64)
    content_key = models.CharField(max_length=64)
    media_type = models.CharField(max_length=100)

    personal_data = PersonalData(
        erase={"id", "contact", "object", "leg_key", "content_key", "media_type"},
        keep=set(),
    )

    class Meta:
        indexes = (models.Index(fields=["leg_key"], name="attachment_leg_key"),)


class Derived(models.Model):
    """Something made from a dialog (a waveform, a redacted copy); dies with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contact = models.ForeignKey(
        Contact, on_delete=models.CASCADE, related_name="derived"
    )
    dialog = models.ForeignKey(Dialog, on_delete=models.CASCADE, related_name="derived")
    object = models.OneToOneField(
        SealedObject, on_delete=models.CASCADE, related_name="derived"
    )
    kind = models.CharField(max_length=16)
    made_at = models.DateTimeField()

    personal_data = PersonalData(
        erase={"id", "contact", "dialog", "object", "kind", "made_at"}, keep=set()
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["dialog", "kind"], name="derived_once_from_a_dialog"
            ),
        )


class Tombstone(models.Model):
    """A keyed fingerprint of what was destroyed, so that it cannot come back.

    It goes when the source can no longer resend (faults.md, R14).
    """

    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="tombstones"
    )
    key = models.CharField(max_length=64)
    destroyed_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    personal_data = PersonalData(
        erase=set(), keep={"id", "source", "key", "destroyed_at", "expires_at"}
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["source", "key"], name="one_tombstone_a_contact"
            ),
        )
