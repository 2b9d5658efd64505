"""Stored rights requests, the part of each controller, and what happened to them.

No column says who asked or what was written: that is sealed, and destroyed when
the request is closed. What stays of a closed request is what a repeated request
and the proof of a right answer need, in a class of its own (docs/rights.md).
"""

import uuid

from django.db import models

from seloste.domain.notice import Capacity, Language
from seloste.domain.rights import (
    Asker,
    ExtensionReason,
    PartState,
    RefusalReason,
    RequestChannel,
    RequestKind,
    RequestState,
)
from seloste.records.models.contact import Contact
from seloste.records.models.hold import Hold
from seloste.records.models.register import Controller, NoticeVersion, Register
from seloste.records.models.sealed import SealedObject
from seloste.records.models.staff import StaffUser
from seloste.records.personal_data import PersonalData


class RightsRequest(models.Model):
    """One request: what is asked, where it stands, and by when it is answered.

    ``reference`` is the receipt number the person has. ``token_hash`` is of the
    token that opens the status page. ``law_on`` and ``plan_on`` follow from the
    clock and are kept for the board. ``count`` is how many items the answer or
    the decision was about, ``remove_on`` the day on which this row goes too.
    ``repeat_key`` is a keyed hash of what the person is known by, so that the same
    request again is seen.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="rights_requests"
    )
    number = models.PositiveIntegerField()
    reference = models.CharField(max_length=16, unique=True)
    token_hash = models.CharField(max_length=64, blank=True, db_index=True)
    notice_version = models.ForeignKey(
        NoticeVersion, on_delete=models.PROTECT, related_name="rights_requests"
    )
    kind = models.CharField(
        max_length=16, choices=[(k.value, k.name) for k in RequestKind]
    )
    asker = models.CharField(max_length=8, choices=[(a.value, a.name) for a in Asker])
    channel = models.CharField(
        max_length=10, choices=[(c.value, c.name) for c in RequestChannel]
    )
    language = models.CharField(
        max_length=2, choices=[(one.value, one.name) for one in Language]
    )
    state = models.CharField(
        max_length=12, choices=[(s.value, s.name) for s in RequestState]
    )
    words = models.ForeignKey(
        SealedObject, on_delete=models.SET_NULL, null=True, related_name="words_of"
    )
    origin = models.ForeignKey(
        Contact, on_delete=models.SET_NULL, null=True, related_name="rights_requests"
    )
    hold = models.ForeignKey(
        Hold, on_delete=models.PROTECT, null=True, related_name="rights_requests"
    )
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=64)
    expires_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    law_on = models.DateField()
    plan_on = models.DateField()
    identity_asked_at = models.DateTimeField(null=True, blank=True)
    awaiting_since = models.DateTimeField(null=True, blank=True)
    paused_days = models.PositiveSmallIntegerField(default=0)
    assurance = models.PositiveSmallIntegerField(default=0)
    identity_method = models.CharField(max_length=24, blank=True)
    identified_at = models.DateTimeField(null=True, blank=True)
    identified_by = models.CharField(max_length=64, blank=True)
    extended_at = models.DateTimeField(null=True, blank=True)
    extension_reason = models.CharField(
        max_length=12, blank=True, choices=[(r.value, r.name) for r in ExtensionReason]
    )
    handler = models.ForeignKey(
        StaffUser, on_delete=models.PROTECT, null=True, related_name="rights_requests"
    )
    decided_by = models.CharField(max_length=64, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.CharField(max_length=64, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=64, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    refusal = models.CharField(
        max_length=16, blank=True, choices=[(r.value, r.name) for r in RefusalReason]
    )
    ended_as = models.CharField(
        max_length=12, blank=True, choices=[(s.value, s.name) for s in RequestState]
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    remove_on = models.DateField(null=True, blank=True)
    count = models.PositiveIntegerField(default=0)
    reminded_on = models.DateField(null=True, blank=True)
    repeat_key = models.CharField(max_length=64, blank=True)

    personal_data = PersonalData(
        erase={
            "id",
            "register",
            "number",
            "reference",
            "token_hash",
            "notice_version",
            "kind",
            "asker",
            "channel",
            "language",
            "state",
            "words",
            "origin",
            "hold",
            "received_at",
            "received_by",
            "expires_at",
            "confirmed_at",
            "law_on",
            "plan_on",
            "identity_asked_at",
            "awaiting_since",
            "paused_days",
            "assurance",
            "identity_method",
            "identified_at",
            "identified_by",
            "extended_at",
            "extension_reason",
            "handler",
            "decided_by",
            "reviewed_at",
            "reviewed_by",
            "approved_at",
            "approved_by",
            "released_at",
            "answered_at",
            "refusal",
            "ended_as",
            "closed_at",
            "remove_on",
            "count",
            "reminded_on",
            "repeat_key",
        },
        keep=set(),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["register", "number"], name="rights_request_numbered_once"
            ),
            models.CheckConstraint(
                name="released_only_when_identified_reviewed_and_approved",
                condition=models.Q(released_at__isnull=True)
                | models.Q(
                    identified_at__isnull=False,
                    reviewed_at__isnull=False,
                    approved_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="extended_with_a_reason",
                condition=models.Q(extended_at__isnull=True)
                | ~models.Q(extension_reason=""),
            ),
        )
        indexes = (
            models.Index(
                fields=["register", "state", "plan_on"], name="rights_by_due_day"
            ),
            models.Index(fields=["expires_at"], name="rights_unconfirmed"),
            models.Index(fields=["remove_on"], name="rights_to_remove"),
        )


class RightsPart(models.Model):
    """What one controller answers for: its own data, or a client's it processes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(
        RightsRequest, on_delete=models.CASCADE, related_name="parts"
    )
    controller = models.ForeignKey(
        Controller, on_delete=models.PROTECT, related_name="rights_parts"
    )
    capacity = models.CharField(
        max_length=10, choices=[(c.value, c.name) for c in Capacity]
    )
    state = models.CharField(
        max_length=12, choices=[(s.value, s.name) for s in PartState]
    )
    count = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=64, blank=True)

    personal_data = PersonalData(
        erase={
            "id",
            "request",
            "controller",
            "capacity",
            "state",
            "count",
            "done_at",
            "done_by",
        },
        keep=set(),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["request", "controller", "capacity"],
                name="one_part_a_controller",
            ),
        )


class RightsEvent(models.Model):
    """One thing that happened to a request: a move or a step, by whom, when.

    ``what`` is a stable word, ``detail`` a code or an id; neither names anybody.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(
        RightsRequest, on_delete=models.CASCADE, related_name="events"
    )
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    what = models.CharField(max_length=32)
    detail = models.CharField(max_length=64, blank=True)

    personal_data = PersonalData(
        erase={"id", "request", "at", "by", "what", "detail"}, keep=set()
    )

    class Meta:
        indexes = (models.Index(fields=["request", "at"], name="rights_events"),)


class PortalAttempt(models.Model):
    """That somebody sent a request on the portal, for a day: keyed fingerprints only.

    ``address_key`` is of the network address and ``identifier_key`` of what the
    writer is known by; both change every day and cannot be turned back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.CASCADE, related_name="portal_attempts"
    )
    address_key = models.CharField(max_length=64)
    identifier_key = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()

    personal_data = PersonalData(
        erase={"id", "register", "address_key", "identifier_key", "at"},
        keep=set(),
        not_exported="keyed fingerprints against floods, for a day",
    )

    class Meta:
        indexes = (
            models.Index(fields=["address_key", "at"], name="portal_attempt_address"),
            models.Index(
                fields=["identifier_key", "at"], name="portal_attempt_identifier"
            ),
        )


class RightsSuggestion(models.Model):
    """A contact that reads like a rights request: shown, never decided.

    ``dismissed_at`` is when a person said that it is none.
    """

    contact = models.OneToOneField(
        Contact,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="rights_suggestion",
    )
    kind = models.CharField(
        max_length=16, choices=[(k.value, k.name) for k in RequestKind]
    )
    suggested_at = models.DateTimeField()
    dismissed_at = models.DateTimeField(null=True, blank=True)
    dismissed_by = models.CharField(max_length=64, blank=True)

    personal_data = PersonalData(
        erase={"contact", "kind", "suggested_at", "dismissed_at", "dismissed_by"},
        keep=set(),
    )

    class Meta:
        indexes = (
            models.Index(fields=["dismissed_at"], name="rights_suggestions_open"),
        )
