"""Stored paper: which sheets there are, where they are locked away, and their end.

What a sheet says and from whom it is stands in the sealed contact, never here:
an entry outlives its contact until a person confirms that the sheet is gone.
"""

import uuid

from django.db import models

from seloste.domain.contact import Direction
from seloste.domain.paper import Lock, PaperKind, PaperState
from seloste.records.models.contact import Contact
from seloste.records.models.register import Register
from seloste.records.models.staff import StaffUser
from seloste.records.personal_data import PersonalData


class PaperPlace(models.Model):
    """A room, cabinet or folder of the organisation, and how it is locked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="paper_places"
    )
    name = models.CharField(max_length=100)
    lock = models.CharField(
        max_length=12, choices=[(one.value, one.name) for one in Lock]
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(
        StaffUser, on_delete=models.PROTECT, null=True, related_name="+"
    )
    active = models.BooleanField(default=True)

    personal_data = PersonalData(
        erase=set(),
        keep={
            "id",
            "register",
            "name",
            "lock",
            "checked_at",
            "checked_by",
            "active",
        },
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["register", "name"], name="paper_place_named_once"
            ),
        )


class PaperItem(models.Model):
    """A letter or a note on paper; ``number`` is written on the sheet.

    ``contact`` is empty once its sealed side was destroyed: then nothing here
    says whose paper it was. ``act_at`` and ``destroy_by`` are the contact's.
    ``confirmed_*`` is who destroyed the sheet, ``seconded_*`` who saw it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="papers"
    )
    number = models.PositiveIntegerField()
    contact = models.OneToOneField(
        Contact, on_delete=models.SET_NULL, null=True, related_name="paper"
    )
    kind = models.CharField(
        max_length=8, choices=[(one.value, one.name) for one in PaperKind]
    )
    direction = models.CharField(
        max_length=8, choices=[(one.value, one.name) for one in Direction]
    )
    state = models.CharField(
        max_length=10, choices=[(one.value, one.name) for one in PaperState]
    )
    sheets = models.PositiveSmallIntegerField(default=1)
    scanned = models.BooleanField(default=False)
    place = models.ForeignKey(
        PaperPlace, on_delete=models.PROTECT, related_name="papers"
    )
    custodian = models.ForeignKey(
        StaffUser, on_delete=models.PROTECT, related_name="papers"
    )
    received_on = models.DateField()
    registered_at = models.DateTimeField()
    retention_class = models.SlugField(max_length=64)
    promise = models.CharField(max_length=16)
    act_at = models.DateTimeField()
    destroy_by = models.DateTimeField()
    destroyed_on = models.DateField(null=True, blank=True)
    way = models.CharField(max_length=16, blank=True)
    confirmed_by = models.ForeignKey(
        StaffUser, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    seconded_by = models.ForeignKey(
        StaffUser, on_delete=models.PROTECT, null=True, related_name="+"
    )
    seconded_at = models.DateTimeField(null=True, blank=True)

    personal_data = PersonalData(
        erase={"contact"},
        keep={
            "id",
            "register",
            "number",
            "kind",
            "direction",
            "state",
            "sheets",
            "scanned",
            "place",
            "custodian",
            "received_on",
            "registered_at",
            "retention_class",
            "promise",
            "act_at",
            "destroy_by",
            "destroyed_on",
            "way",
            "confirmed_by",
            "confirmed_at",
            "seconded_by",
            "seconded_at",
        },
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["register", "number"], name="paper_numbered_once"
            ),
            models.CheckConstraint(
                name="destroyed_paper_has_a_day_and_a_name",
                condition=~models.Q(state="destroyed")
                | models.Q(
                    destroyed_on__isnull=False,
                    confirmed_by__isnull=False,
                    confirmed_at__isnull=False,
                ),
            ),
        )
        indexes = (
            models.Index(fields=["register", "state", "act_at"], name="paper_due"),
        )


class PaperMove(models.Model):
    """That a paper went to a place and a custodian."""

    paper = models.ForeignKey(PaperItem, on_delete=models.CASCADE, related_name="moves")
    place = models.ForeignKey(PaperPlace, on_delete=models.PROTECT, related_name="+")
    custodian = models.ForeignKey(StaffUser, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey(StaffUser, on_delete=models.PROTECT, related_name="+")

    personal_data = PersonalData(
        erase=set(),
        keep={"id", "paper", "place", "custodian", "moved_at", "moved_by"},
    )
