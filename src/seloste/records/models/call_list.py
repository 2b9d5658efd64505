"""Stored lists of calls to make, their entries, and objections to being called.

Whom to call is sealed, one object an entry, so that one person can be taken
out alone. The list is destroyed on its own day.
"""

import uuid

from django.db import models

from seloste.domain.call_list import CallResult, CallState
from seloste.records.models.contact import Contact
from seloste.records.models.register import Controller, Register
from seloste.records.models.sealed import SealedObject
from seloste.records.models.staff import StaffUser
from seloste.records.personal_data import PersonalData


class CallList(models.Model):
    """A list imported from a named source, for a purpose, until a day.

    ``source`` is the id of the notice's source, ``basis`` the article of the
    purpose's basis. ``left_out`` counts those who had objected, ``rejected`` the
    rows that were not understood.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="call_lists"
    )
    controller = models.ForeignKey(
        Controller, on_delete=models.PROTECT, related_name="call_lists"
    )
    number = models.PositiveIntegerField()
    source = models.SlugField(max_length=64)
    purpose = models.SlugField(max_length=64)
    basis = models.CharField(max_length=16)
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=64)
    ends_on = models.DateField()
    imported = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField()
    ended_at = models.DateTimeField(null=True, blank=True)

    personal_data = PersonalData(
        erase=set(),
        keep={
            "id",
            "register",
            "controller",
            "number",
            "source",
            "purpose",
            "basis",
            "imported_at",
            "imported_by",
            "ends_on",
            "imported",
            "left_out",
            "rejected",
            "ended_at",
        },
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["register", "number"], name="call_list_numbered_once"
            ),
        )


class CallEntry(models.Model):
    """One person to call; ``informed_at`` is when Art. 14 was met."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call_list = models.ForeignKey(
        CallList, on_delete=models.PROTECT, related_name="entries"
    )
    object = models.OneToOneField(
        SealedObject, on_delete=models.CASCADE, related_name="call_entry"
    )
    key = models.CharField(max_length=64)
    position = models.PositiveIntegerField()
    state = models.CharField(
        max_length=8, choices=[(s.value, s.name) for s in CallState]
    )
    result = models.CharField(
        max_length=12, blank=True, choices=[(r.value, r.name) for r in CallResult]
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    taken_by = models.ForeignKey(
        StaffUser, on_delete=models.PROTECT, null=True, related_name="calls_taken"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    called_at = models.DateTimeField(null=True, blank=True)
    again_at = models.DateTimeField(null=True, blank=True)
    informed_at = models.DateTimeField(null=True, blank=True)
    contact = models.ForeignKey(
        Contact, on_delete=models.SET_NULL, null=True, related_name="call_entries"
    )

    personal_data = PersonalData(
        erase={
            "id",
            "call_list",
            "object",
            "key",
            "position",
            "state",
            "result",
            "attempts",
            "taken_by",
            "taken_at",
            "called_at",
            "again_at",
            "informed_at",
            "contact",
        },
        keep=set(),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["call_list", "key"], name="callee_once_in_a_list"
            ),
        )
        indexes = (
            models.Index(
                fields=["call_list", "state", "position"], name="next_call_of_a_list"
            ),
        )


class CallObjection(models.Model):
    """A number whose owner objected to being called: a full keyed hash, no number.

    It is kept so that the objection is honoured (Art. 21(3)); without the key of
    the keystore it says nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="call_objections"
    )
    key = models.CharField(max_length=64)
    objected_at = models.DateTimeField()

    personal_data = PersonalData(
        erase={"key"},
        keep={"id", "register", "objected_at"},
        not_exported="keyed hashes, of use to nobody but the one who is asked",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["register", "key"], name="one_objection_a_number"
            ),
        )
