"""Stored calls while they happen, and the lists of calls they are compared with.

A call here has no number and no name: the caller's number is a sealed object
of its own that goes when the call was captured, and everything goes in a day
(``Call``) or in as long as lists are compared (``ReportedCall``).
"""

import uuid

from django.db import models

from seloste.domain.call import CallEvent, CallState
from seloste.records.models.register import Register
from seloste.records.models.sealed import SealedObject
from seloste.records.models.source import Source
from seloste.records.models.staff import StaffUser
from seloste.records.personal_data import PersonalData


class Call(models.Model):
    """A call an exchange reports; ``key`` is the fingerprint its recording will have.

    ``number_key`` is a keyed hash of the caller's number, ``caller`` the number
    itself, sealed. ``agent`` is whose extension rings or was answered.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="calls")
    key = models.CharField(max_length=64)
    number_key = models.CharField(max_length=64, blank=True)
    caller = models.OneToOneField(
        SealedObject, on_delete=models.SET_NULL, null=True, related_name="call"
    )
    language = models.CharField(max_length=8, blank=True)
    state = models.CharField(
        max_length=8, choices=[(s.value, s.name) for s in CallState]
    )
    agent = models.ForeignKey(
        StaffUser, on_delete=models.SET_NULL, null=True, related_name="calls"
    )
    began_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    announced_at = models.DateTimeField(null=True)
    recording_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    refused = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    personal_data = PersonalData(
        erase={
            "id",
            "source",
            "key",
            "number_key",
            "caller",
            "language",
            "state",
            "agent",
            "began_at",
            "answered_at",
            "announced_at",
            "recording_at",
            "ended_at",
            "refused",
            "received_at",
            "expires_at",
        },
        keep=set(),
        not_exported="a call in progress, kept for a day at most",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["source", "key"], name="call_known_once"),
        )
        indexes = (models.Index(fields=["agent", "state"], name="call_of_agent"),)


class CallReport(models.Model):
    """One report of an exchange; ``key`` makes sending it again harmless."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="reports")
    key = models.CharField(max_length=64)
    event = models.CharField(
        max_length=17, choices=[(e.value, e.name) for e in CallEvent]
    )
    at = models.DateTimeField()
    extension = models.CharField(max_length=16, blank=True)

    personal_data = PersonalData(
        erase={"id", "call", "key", "event", "at", "extension"},
        keep=set(),
        not_exported="a call in progress, kept for a day at most",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["call", "key"], name="call_report_once"),
        )


class Extension(models.Model):
    """The telephone of somebody who works here, at the exchanges of one register."""

    staff = models.ForeignKey(
        StaffUser, on_delete=models.CASCADE, related_name="extensions"
    )
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="extensions"
    )
    number = models.CharField(max_length=16)

    personal_data = PersonalData(
        erase={"number"},
        keep={"id", "staff", "register"},
        not_exported="staff, not data subjects of a register",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["register", "number"], name="extension_is_one_persons"
            ),
        )


class ReportedCall(models.Model):
    """A call as the exchange's own list has it, to compare with what was kept.

    ``key`` is the fingerprint a contact of it has; ``recorded`` says that the
    list names a recording, or that every answered call of the line is recorded.
    """

    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="reported_calls"
    )
    key = models.CharField(max_length=64)
    day = models.DateField()
    started_at = models.DateTimeField()
    answered = models.BooleanField()
    recorded = models.BooleanField()
    reported_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    personal_data = PersonalData(
        erase={
            "id",
            "source",
            "key",
            "day",
            "started_at",
            "answered",
            "recorded",
            "reported_at",
            "expires_at",
        },
        keep=set(),
        not_exported="keyed hashes and times, to compare with what was kept",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["source", "key"], name="call_listed_once"),
        )
        indexes = (models.Index(fields=["source", "day"], name="reported_by_day"),)


class FetchTask(models.Model):
    """A recording a telephone service announced and that is to be fetched.

    ``payload`` is the sealed announcement with its address. A row that failed
    for good stays as a visible gap until it expires.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        FETCHED = "fetched"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="fetch_tasks"
    )
    key = models.CharField(max_length=64)
    payload = models.OneToOneField(
        SealedObject, on_delete=models.SET_NULL, null=True, related_name="fetch_task"
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=40, blank=True)
    announced_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    personal_data = PersonalData(
        erase={
            "id",
            "source",
            "key",
            "payload",
            "state",
            "attempts",
            "reason",
            "announced_at",
            "expires_at",
        },
        keep=set(),
        not_exported="what is fetched becomes a contact",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["source", "key"], name="fetched_once"),
        )


class SeenSignature(models.Model):
    """A signed message that was taken: the same one is not taken again."""

    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="seen_signatures"
    )
    sha256 = models.CharField(max_length=64)
    seen_at = models.DateTimeField()

    personal_data = PersonalData(
        erase=set(),
        keep={"id", "source", "sha256", "seen_at"},
        not_exported="kept for ten minutes",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["source", "sha256"], name="signature_taken_once"
            ),
        )


class EgressHost(models.Model):
    """A host that may be reached for one purpose: the allow-list of what goes out."""

    host = models.CharField(max_length=253)
    purpose = models.CharField(max_length=16)
    allowed_at = models.DateTimeField()
    allowed_by = models.CharField(max_length=64)

    personal_data = PersonalData(
        erase=set(), keep={"id", "host", "purpose", "allowed_at", "allowed_by"}
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["host", "purpose"], name="host_allowed_once"
            ),
        )
