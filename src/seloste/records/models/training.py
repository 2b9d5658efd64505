"""Stored playlists, forms of evaluation, evaluations of the service, and comments.

A playlist refers to what is kept and copies nothing. Grades and words are in
sealed objects that belong to the contact and go with it: no column judges
anybody, and none says anything of a customer.
"""

import uuid

from django.db import models

from seloste.domain.contact import Channel
from seloste.records.models.contact import Contact
from seloste.records.models.queue import Queue
from seloste.records.models.register import Register
from seloste.records.models.sealed import SealedObject
from seloste.records.models.staff import StaffUser
from seloste.records.personal_data import PersonalData


class Playlist(models.Model):
    """A sample, drawn at random for one purpose; it has no title and no words.

    ``seed`` and the filters draw the same sample again from the same pool;
    ``pool`` is how many there were to draw from. ``agent`` is staff.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="playlists"
    )
    purpose = models.SlugField(max_length=64)
    drawn_by = models.ForeignKey(
        StaffUser, on_delete=models.PROTECT, related_name="playlists"
    )
    drawn_at = models.DateTimeField()
    seed = models.CharField(max_length=32)
    pool = models.PositiveIntegerField()
    since = models.DateField()
    until = models.DateField()
    channel = models.CharField(
        max_length=8, blank=True, choices=[(c.value, c.name) for c in Channel]
    )
    queue = models.ForeignKey(
        Queue, on_delete=models.PROTECT, null=True, related_name="playlists"
    )
    agent = models.ForeignKey(
        StaffUser, on_delete=models.PROTECT, null=True, related_name="coached_by"
    )
    shortest = models.PositiveIntegerField(default=0)
    longest = models.PositiveIntegerField(default=0)

    personal_data = PersonalData(
        erase=set(),
        keep={
            "id",
            "register",
            "purpose",
            "drawn_by",
            "drawn_at",
            "seed",
            "pool",
            "since",
            "until",
            "channel",
            "queue",
            "agent",
            "shortest",
            "longest",
        },
        not_exported="how staff work; it says nothing of a data subject",
    )

    class Meta:
        indexes = (
            models.Index(fields=["register", "-drawn_at"], name="playlist_newest"),
        )


class PlaylistEntry(models.Model):
    """A place in a playlist that points at an item by its id, and only points.

    The ids stay when the item is gone, as those of certificates do: so the
    place can say when it was destroyed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    playlist = models.ForeignKey(
        Playlist, on_delete=models.CASCADE, related_name="entries"
    )
    position = models.PositiveSmallIntegerField()
    item_id = models.UUIDField(db_index=True)
    record_id = models.UUIDField()

    personal_data = PersonalData(
        erase=set(),
        keep={"id", "playlist", "position", "item_id", "record_id"},
        not_exported="points at items, which are exported",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["playlist", "position"], name="playlist_place_once"
            ),
            models.UniqueConstraint(
                fields=["playlist", "item_id"], name="playlist_item_once"
            ),
        )


class EvaluationForm(models.Model):
    """A version of a register's form for judging the service given.

    ``criteria`` is what ``domain.evaluation`` reads; written once, never changed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="evaluation_forms"
    )
    number = models.PositiveIntegerField()
    criteria = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)

    personal_data = PersonalData(
        erase=set(),
        keep={"id", "register", "number", "criteria", "made_at", "made_by"},
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["register", "number"], name="evaluation_form_numbered_once"
            ),
        )


class Evaluation(models.Model):
    """What a trainer thought of the service given in a contact; the words are sealed.

    ``object`` has grades and feedback, ``answer`` what the agent says to it.
    Both are children of ``item`` and go with it, and this row with them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    object = models.OneToOneField(
        SealedObject, on_delete=models.CASCADE, related_name="evaluation"
    )
    answer = models.OneToOneField(
        SealedObject,
        on_delete=models.SET_NULL,
        null=True,
        related_name="answered_evaluation",
    )
    item = models.ForeignKey(
        SealedObject, on_delete=models.CASCADE, related_name="evaluations"
    )
    contact = models.ForeignKey(
        Contact, on_delete=models.CASCADE, related_name="evaluations"
    )
    form = models.ForeignKey(
        EvaluationForm, on_delete=models.PROTECT, related_name="evaluations"
    )
    purpose = models.SlugField(max_length=64)
    agent = models.ForeignKey(
        StaffUser, on_delete=models.PROTECT, related_name="evaluations"
    )
    author = models.ForeignKey(
        StaffUser, on_delete=models.PROTECT, related_name="evaluations_written"
    )
    written_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)

    personal_data = PersonalData(
        erase={
            "id",
            "object",
            "answer",
            "item",
            "contact",
            "form",
            "purpose",
            "agent",
            "author",
            "written_at",
            "acknowledged_at",
        },
        keep=set(),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["item", "author"], name="evaluation_once_by_an_author"
            ),
        )


class Comment(models.Model):
    """A remark at a moment of a recording, in seconds; its words are sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    object = models.OneToOneField(
        SealedObject, on_delete=models.CASCADE, related_name="comment"
    )
    item = models.ForeignKey(
        SealedObject, on_delete=models.CASCADE, related_name="comments"
    )
    contact = models.ForeignKey(
        Contact, on_delete=models.CASCADE, related_name="comments"
    )
    author = models.ForeignKey(
        StaffUser, on_delete=models.PROTECT, related_name="comments"
    )
    second = models.PositiveIntegerField()
    written_at = models.DateTimeField()

    personal_data = PersonalData(
        erase={"id", "object", "item", "contact", "author", "second", "written_at"},
        keep=set(),
    )
