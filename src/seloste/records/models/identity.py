"""Stored proofs of identity, codes, matches and alerts of rights requests.

A proof is how, by whom and when, with keyed fingerprints of the channel and of
the provider's subject; never an identity code, a name or a picture (D9).
"""

import uuid

from django.db import models

from seloste.domain.identity import AlertKind, MatchState, Method
from seloste.records.models.contact import Contact
from seloste.records.models.rights import RightsRequest
from seloste.records.personal_data import PersonalData


class IdentityProof(models.Model):
    """That somebody proved who they are, how, and to whom.

    ``channel_key`` and ``subject_key`` are keyed fingerprints. ``proven_at`` is
    when, ``authenticated_at`` when the provider saw the person.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(
        RightsRequest, on_delete=models.CASCADE, related_name="proofs"
    )
    method = models.CharField(
        max_length=12, choices=[(m.value, m.name) for m in Method]
    )
    field = models.CharField(max_length=12, blank=True)
    channel_key = models.CharField(max_length=64, blank=True)
    provider = models.CharField(max_length=64, blank=True)
    level = models.CharField(max_length=64, blank=True)
    transaction = models.CharField(max_length=64, blank=True)
    subject_key = models.CharField(max_length=64, blank=True)
    authenticated_at = models.DateTimeField(null=True, blank=True)
    proven_at = models.DateTimeField()
    verifier = models.CharField(max_length=64)

    personal_data = PersonalData(
        erase={
            "id",
            "request",
            "method",
            "field",
            "channel_key",
            "provider",
            "level",
            "transaction",
            "subject_key",
            "authenticated_at",
            "proven_at",
            "verifier",
        },
        keep=set(),
    )


class IdentityCode(models.Model):
    """A code that was sent to an address known before the request.

    ``code_key`` is a keyed fingerprint of the code with the request; the code
    itself is in the message only. ``ended_at`` is when it was used or given up.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(
        RightsRequest, on_delete=models.CASCADE, related_name="codes"
    )
    method = models.CharField(
        max_length=12, choices=[(m.value, m.name) for m in Method]
    )
    field = models.CharField(max_length=12)
    channel_key = models.CharField(max_length=64, db_index=True)
    code_key = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)

    personal_data = PersonalData(
        erase={
            "id",
            "request",
            "method",
            "field",
            "channel_key",
            "code_key",
            "sent_at",
            "expires_at",
            "tries",
            "ended_at",
        },
        keep=set(),
        not_exported="keyed fingerprints of codes that last minutes",
    )


class IdentityVisit(models.Model):
    """That somebody was sent to the provider of strong identification, for minutes.

    ``state_hash`` finds it again and ``browser_key`` tells the browser that was
    sent; what the provider has to repeat follows from both and is stored nowhere.
    The row goes when the person comes back, once, or when its time is over.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(
        RightsRequest, on_delete=models.CASCADE, related_name="identity_visits"
    )
    state_hash = models.CharField(max_length=64, unique=True)
    browser_key = models.CharField(max_length=64)
    language = models.CharField(max_length=2)
    begun_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    personal_data = PersonalData(
        erase={
            "id",
            "request",
            "state_hash",
            "browser_key",
            "language",
            "begun_at",
            "expires_at",
        },
        keep=set(),
        not_exported="hashes of a visit to the provider, for minutes",
    )


class IdentityPeriod(models.Model):
    """When an identifier was the requester's, as whoever checked it wrote down.

    Numbers are given to others: a contact outside the period is somebody else's.
    Days are local; an empty end is open.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(
        RightsRequest, on_delete=models.CASCADE, related_name="periods"
    )
    channel_key = models.CharField(max_length=64)
    since_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    set_by = models.CharField(max_length=64)

    personal_data = PersonalData(
        erase={"id", "request", "channel_key", "since_on", "until_on", "set_by"},
        keep=set(),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["request", "channel_key"], name="one_period_a_channel"
            ),
        )


class IdentityMatch(models.Model):
    """A contact that may be the requester's, why, and what a person said of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(
        RightsRequest, on_delete=models.CASCADE, related_name="matches"
    )
    contact = models.ForeignKey(
        Contact, on_delete=models.CASCADE, related_name="identity_matches"
    )
    evidence = models.JSONField(default=list)
    state = models.CharField(
        max_length=10, choices=[(s.value, s.name) for s in MatchState]
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=64, blank=True)

    personal_data = PersonalData(
        erase={
            "id",
            "request",
            "contact",
            "evidence",
            "state",
            "decided_at",
            "decided_by",
        },
        keep=set(),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["request", "contact"], name="matched_once_for_a_request"
            ),
        )


class IdentityAlert(models.Model):
    """Something that makes a request look like another person's, until looked at.

    ``told_at`` is when the old addresses were told, where details changed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(
        RightsRequest, on_delete=models.CASCADE, related_name="alerts"
    )
    kind = models.CharField(
        max_length=16, choices=[(k.value, k.name) for k in AlertKind]
    )
    raised_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_by = models.CharField(max_length=64, blank=True)

    personal_data = PersonalData(
        erase={
            "id",
            "request",
            "kind",
            "raised_at",
            "told_at",
            "cleared_at",
            "cleared_by",
        },
        keep=set(),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["request", "kind"], name="alerted_once_of_a_kind"
            ),
        )
