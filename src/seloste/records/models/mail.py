"""Stored mail: mailboxes, how far each was read, and what is on its way out.

No column names a person: the addresses here are the organisation's own, and
who a message goes to stands in the sealed message only.
"""

import uuid

from django.db import models

from seloste.domain.outgoing import AfterTaking, MailMode, OutgoingState
from seloste.records.models.contact import Contact
from seloste.records.models.register import Register
from seloste.records.models.sealed import SealedObject
from seloste.records.models.source import Source
from seloste.records.personal_data import PersonalData


class Mailbox(models.Model):
    """A mailbox of a controller: mail comes in there and is answered from there.

    Its password or token lies in a file (SELOSTE_MAIL_SECRETS), never here.
    ``plus`` tells that the server delivers ``name+anything@`` to ``name@``.
    ``leased_until`` keeps two from reading it at once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=59, unique=True)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="mailboxes"
    )
    source = models.OneToOneField(
        Source, on_delete=models.PROTECT, related_name="mailbox"
    )
    address = models.CharField(max_length=254, unique=True)
    display_name = models.CharField(max_length=120, blank=True)
    mode = models.CharField(max_length=4, choices=[(m.value, m.name) for m in MailMode])
    plus = models.BooleanField(default=False)
    acknowledge = models.BooleanField(default=False)
    host = models.CharField(max_length=253, blank=True)
    port = models.PositiveIntegerField(default=993)
    tls = models.CharField(max_length=8, default="tls")
    folder = models.CharField(max_length=200, default="INBOX")
    auth = models.CharField(max_length=8, default="password")
    username = models.CharField(max_length=254, blank=True)
    after = models.CharField(
        max_length=6,
        choices=[(a.value, a.name) for a in AfterTaking],
        default=AfterTaking.SEEN,
    )
    move_to = models.CharField(max_length=200, blank=True)
    paused = models.BooleanField(default=False)
    polled_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=64, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    added_at = models.DateTimeField()

    personal_data = PersonalData(
        erase=set(),
        keep={
            "id",
            "slug",
            "register",
            "source",
            "address",
            "display_name",
            "mode",
            "plus",
            "acknowledge",
            "host",
            "port",
            "tls",
            "folder",
            "auth",
            "username",
            "after",
            "move_to",
            "paused",
            "polled_at",
            "arrived_at",
            "failing_since",
            "error",
            "leased_until",
            "added_at",
        },
    )


class MailCursor(models.Model):
    """How far a folder was read under one UIDVALIDITY (RFC 3501, section 2.3.1.1).

    Everything up to ``last_uid`` has its receipt or a row of ``MissedMail``;
    ``seen_uid`` is the highest the server has named, since ``seen_at``.
    """

    mailbox = models.ForeignKey(
        Mailbox, on_delete=models.CASCADE, related_name="cursors"
    )
    folder = models.CharField(max_length=200)
    uidvalidity = models.BigIntegerField()
    last_uid = models.BigIntegerField(default=0)
    seen_uid = models.BigIntegerField(default=0)
    seen_at = models.DateTimeField(null=True, blank=True)

    personal_data = PersonalData(
        erase=set(),
        keep={
            "id",
            "mailbox",
            "folder",
            "uidvalidity",
            "last_uid",
            "seen_uid",
            "seen_at",
        },
        not_exported="how far a mail server was read",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["mailbox", "folder", "uidvalidity"], name="folder_read_once"
            ),
        )


class MissedMail(models.Model):
    """A message the server named that could not be taken; it is tried again.

    ``error`` is gone where the server no longer has it: then a person has to say
    what became of it, and ``settled_at`` is when they did.
    """

    cursor = models.ForeignKey(
        MailCursor, on_delete=models.CASCADE, related_name="missed"
    )
    uid = models.BigIntegerField()
    first_seen_at = models.DateTimeField()
    tried_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=1)
    error = models.CharField(max_length=64)
    settled_at = models.DateTimeField(null=True, blank=True)

    personal_data = PersonalData(
        erase=set(),
        keep={
            "id",
            "cursor",
            "uid",
            "first_seen_at",
            "tried_at",
            "attempts",
            "error",
            "settled_at",
        },
        not_exported="numbers of a mail server",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["cursor", "uid"], name="missed_once"),
        )


class Outgoing(models.Model):
    """A message of ours on its way; its words are the sealed ``item``.

    ``automatic`` is an answer the product wrote itself. ``error`` is a code or
    the number of an SMTP reply. The row goes with its message.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="outgoing"
    )
    mailbox = models.ForeignKey(
        Mailbox, on_delete=models.PROTECT, related_name="outgoing"
    )
    contact = models.OneToOneField(
        Contact, on_delete=models.CASCADE, related_name="outgoing"
    )
    item = models.OneToOneField(
        SealedObject, on_delete=models.CASCADE, related_name="outgoing"
    )
    automatic = models.BooleanField(default=False)
    state = models.CharField(
        max_length=8,
        choices=[(s.value, s.name) for s in OutgoingState],
        default=OutgoingState.WAITING,
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=64, blank=True)
    written_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    personal_data = PersonalData(
        erase={
            "id",
            "register",
            "mailbox",
            "contact",
            "item",
            "automatic",
            "state",
            "attempts",
            "error",
            "written_at",
            "tried_at",
            "next_at",
            "sent_at",
            "ended_at",
        },
        keep=set(),
    )

    class Meta:
        indexes = (
            models.Index(
                fields=["register", "state", "-written_at"], name="outgoing_by_state"
            ),
        )


class Acknowledged(models.Model):
    """That somebody got an automatic answer on a day; ``key`` is a keyed hash.

    It goes after two days.
    """

    mailbox = models.ForeignKey(
        Mailbox, on_delete=models.CASCADE, related_name="acknowledged"
    )
    key = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    personal_data = PersonalData(
        erase={"id", "mailbox", "key", "at"},
        keep=set(),
        not_exported="keyed hashes that live for two days",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["mailbox", "key"], name="acknowledged_once_a_day"
            ),
        )
