"""Stored transcripts: how far each is and who stands up for it, never a word of it.

The words are a sealed child of the recording. While a long recording is worked
on, what is done already lies in sealed parts, so that nothing begins anew.
"""

import uuid

from django.db import models

from seloste.domain.transcript import BY_HAND, ChannelOrder, Making, State
from seloste.records.models.contact import Contact, Dialog
from seloste.records.models.register import Register
from seloste.records.models.sealed import SealedObject
from seloste.records.models.staff import StaffUser
from seloste.records.personal_data import PersonalData


class Transcript(models.Model):
    """The transcript of one recording; it dies with the recording.

    ``object`` holds the words of the newest ``version``, of which there is only
    one. ``failure`` is why the machine gave up. ``run`` grows with each worker
    that takes it on, ``busy_until`` is how long the last may hold it, and
    ``spent`` how many seconds of a processor all of them have used.
    ``audio_sha256`` is of the recording's sealed bytes when it was heard.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contact = models.ForeignKey(
        Contact, on_delete=models.CASCADE, related_name="transcripts"
    )
    dialog = models.OneToOneField(
        Dialog, on_delete=models.CASCADE, related_name="transcript"
    )
    object = models.OneToOneField(
        SealedObject, on_delete=models.CASCADE, null=True, related_name="transcript"
    )
    making = models.CharField(
        max_length=8,
        choices=[(m.value, m.name) for m in Making],
        default=Making.WAITING,
    )
    failure = models.SlugField(max_length=32, blank=True)
    urgent = models.BooleanField(default=False)
    run = models.PositiveIntegerField(default=0)
    busy_until = models.DateTimeField(null=True)
    spent = models.FloatField(default=0)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    audio_sha256 = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=8, blank=True)
    engine = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=0)
    state = models.CharField(
        max_length=9, choices=[(s.value, s.name) for s in State], default=State.MACHINE
    )
    corrected_by = models.ForeignKey(
        StaffUser,
        on_delete=models.PROTECT,
        null=True,
        related_name="transcripts_corrected",
    )
    corrected_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(
        StaffUser,
        on_delete=models.PROTECT,
        null=True,
        related_name="transcripts_checked",
    )
    checked_at = models.DateTimeField(null=True)
    certified_by = models.ForeignKey(
        StaffUser,
        on_delete=models.PROTECT,
        null=True,
        related_name="transcripts_certified",
    )
    certified_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        erase={
            "id",
            "contact",
            "dialog",
            "object",
            "making",
            "failure",
            "urgent",
            "run",
            "busy_until",
            "spent",
            "asked_at",
            "made_at",
            "audio_sha256",
            "language",
            "engine",
            "version",
            "state",
            "corrected_by",
            "corrected_at",
            "checked_by",
            "checked_at",
            "certified_by",
            "certified_at",
        },
        keep=set(),
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="transcript_made_has_words",
                condition=~models.Q(making="made") | models.Q(object__isnull=False),
            ),
            models.CheckConstraint(
                name="transcript_certified_by_two",
                condition=~models.Q(state="certified")
                | models.Q(checked_by__isnull=False, certified_by__isnull=False)
                & ~models.Q(certified_by=models.F("checked_by")),
            ),
        )
        indexes = (
            models.Index(fields=["making", "asked_at"], name="transcript_making"),
            models.Index(fields=["state"], name="transcript_state"),
        )

    @property
    def by_hand(self) -> bool:
        """Return whether a person wrote it from nothing."""
        return self.engine == BY_HAND


class TranscriptPart(models.Model):
    """What was heard so far of one channel of a long recording, sealed.

    ``until`` is the second before which the channel is done.
    """

    transcript = models.ForeignKey(
        Transcript, on_delete=models.CASCADE, related_name="parts"
    )
    object = models.OneToOneField(
        SealedObject, on_delete=models.CASCADE, related_name="transcript_part"
    )
    channel = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    until = models.FloatField()

    personal_data = PersonalData(
        erase={"id", "transcript", "object", "channel", "number", "until"}, keep=set()
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["transcript", "channel", "number"],
                name="transcript_part_once",
            ),
        )


class SpeechSetting(models.Model):
    """What a register says of its calls: their language, and who is on channel one.

    An empty language is detected for each recording.
    """

    register = models.OneToOneField(
        Register,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="speech_setting",
    )
    language = models.CharField(max_length=2, blank=True)
    channels = models.CharField(
        max_length=14,
        choices=[(o.value, o.name) for o in ChannelOrder],
        default=ChannelOrder.UNKNOWN,
    )
    changed_at = models.DateTimeField()

    personal_data = PersonalData(
        erase=set(), keep={"register", "language", "channels", "changed_at"}
    )
