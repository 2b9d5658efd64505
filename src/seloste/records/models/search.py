"""Stored searches: who searched when and for what purpose; the words are sealed.

The row goes with the words, after a month: the audit log keeps that there was a
search.
"""

import uuid

from django.db import models

from seloste.records.models.register import Register
from seloste.records.models.sealed import SealedObject
from seloste.records.models.staff import StaffUser
from seloste.records.personal_data import PersonalData


class Search(models.Model):
    """A search of one of the staff, which an auditor may look into.

    ``object`` holds the words and the items that were shown, sealed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="searches"
    )
    staff = models.ForeignKey(
        StaffUser, on_delete=models.PROTECT, related_name="searches"
    )
    purpose = models.SlugField(max_length=64)
    object = models.OneToOneField(
        SealedObject, on_delete=models.CASCADE, related_name="search"
    )
    searched_at = models.DateTimeField()

    personal_data = PersonalData(
        erase={"id", "register", "staff", "purpose", "object", "searched_at"},
        keep=set(),
    )

    class Meta:
        indexes = (
            models.Index(fields=["register", "-searched_at"], name="search_newest"),
        )
