"""Redacted copies of recordings and of their words.

The row knows whom a copy is for and from which version of the words it was
made. Where something is hidden, and why, is sealed; what is hidden is in neither.
"""

import uuid

from django.db import models

from seloste.domain.redaction import Scope
from seloste.records.models.contact import Contact, Dialog
from seloste.records.models.sealed import SealedObject
from seloste.records.models.staff import StaffUser
from seloste.records.personal_data import PersonalData


class Redaction(models.Model):
    """What is shown of a recording instead of the recording; it dies with it.

    ``marks`` says where and why. ``audio``, ``words`` and ``waveform`` are the
    copies; all are empty where there is nothing to hide, and ``words`` and
    ``waveform`` where there are none to copy. ``transcript_version`` is of the
    words it was made from (0: there were none). ``codec`` is of the copy. ``for_id``
    is the request a separate copy was made for. ``count`` is how many marks there
    are, ``by_people`` how many of them somebody chose. ``hints`` is how many words
    may tell of health or diet, and ``decided_by`` who said what of them is hidden.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contact = models.ForeignKey(
        Contact, on_delete=models.CASCADE, related_name="redactions"
    )
    dialog = models.ForeignKey(
        Dialog, on_delete=models.CASCADE, related_name="redactions"
    )
    scope = models.CharField(max_length=8, choices=[(s.value, s.name) for s in Scope])
    for_id = models.UUIDField(null=True, db_index=True)
    marks = models.OneToOneField(
        SealedObject, on_delete=models.CASCADE, related_name="redaction_marks"
    )
    audio = models.OneToOneField(
        SealedObject,
        on_delete=models.CASCADE,
        null=True,
        related_name="redacted_audio",
    )
    words = models.OneToOneField(
        SealedObject,
        on_delete=models.CASCADE,
        null=True,
        related_name="redacted_words",
    )
    waveform = models.OneToOneField(
        SealedObject,
        on_delete=models.CASCADE,
        null=True,
        related_name="redacted_waveform",
    )
    transcript_version = models.PositiveIntegerField(default=0)
    codec = models.CharField(max_length=32, blank=True)
    count = models.PositiveIntegerField()
    by_people = models.PositiveIntegerField(default=0)
    hints = models.PositiveIntegerField(default=0)
    decided_by = models.ForeignKey(
        StaffUser,
        on_delete=models.PROTECT,
        null=True,
        related_name="redactions_decided",
    )
    decided_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(
        StaffUser, on_delete=models.PROTECT, null=True, related_name="redactions"
    )
    made_at = models.DateTimeField()

    personal_data = PersonalData(
        erase={
            "id",
            "contact",
            "dialog",
            "scope",
            "for_id",
            "marks",
            "audio",
            "words",
            "waveform",
            "transcript_version",
            "codec",
            "count",
            "by_people",
            "hints",
            "decided_by",
            "decided_at",
            "made_by",
            "made_at",
        },
        keep=set(),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["dialog", "scope"],
                condition=~models.Q(scope="separate"),
                name="one_shown_copy_a_dialog",
            ),
        )
