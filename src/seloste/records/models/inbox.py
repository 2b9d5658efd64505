"""Stored tools of the desk: templates, drafts, saved views, and who is where now."""

import uuid

from django.db import models

from seloste.domain.inbox import Listing
from seloste.records.models.conversation import Conversation
from seloste.records.models.register import Register
from seloste.records.models.sealed import SealedObject
from seloste.records.models.staff import StaffUser
from seloste.records.personal_data import PersonalData


class Template(models.Model):
    """A text for replies in three languages. It names nobody; blanks are filled in.

    ``word`` is typed after a slash to insert it. A ``snippet`` goes into what is
    being written, a ``reply`` is a whole answer.
    """

    class Kind(models.TextChoices):
        REPLY = "reply"
        SNIPPET = "snippet"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="templates"
    )
    word = models.SlugField(max_length=40)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.REPLY)
    name = models.CharField(max_length=100)
    text_fi = models.TextField()
    text_sv = models.TextField()
    text_en = models.TextField()
    active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    personal_data = PersonalData(
        erase=set(),
        keep={
            "id",
            "register",
            "word",
            "kind",
            "name",
            "text_fi",
            "text_sv",
            "text_en",
            "active",
            "version",
            "changed_at",
        },
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["register", "word"], name="template_word_once"
            ),
        )


class Draft(models.Model):
    """What somebody is writing in a conversation; every word of it is sealed.

    ``seen_version`` and ``seen_at`` say what of the conversation its writer knew.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="drafts"
    )
    staff = models.ForeignKey(
        StaffUser, on_delete=models.PROTECT, related_name="drafts"
    )
    object = models.OneToOneField(
        SealedObject, on_delete=models.CASCADE, related_name="draft"
    )
    saved_at = models.DateTimeField()
    seen_version = models.PositiveIntegerField()
    seen_at = models.DateTimeField()

    personal_data = PersonalData(
        erase={
            "id",
            "conversation",
            "staff",
            "object",
            "saved_at",
            "seen_version",
            "seen_at",
        },
        keep=set(),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["conversation", "staff"], name="one_draft_each"
            ),
        )


class DraftFile(models.Model):
    """A file that waits to be sent with a draft; its name is in the draft's words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    object = models.OneToOneField(
        SealedObject, on_delete=models.CASCADE, related_name="draft_file"
    )
    added_at = models.DateTimeField()

    personal_data = PersonalData(
        erase={"id", "draft", "object", "added_at"}, keep=set()
    )


class SavedView(models.Model):
    """A list of conversations or of work somebody comes back to.

    ``query`` holds codes only, ``listing`` says of which list. ``register`` is set
    where everybody of that register shall see it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff = models.ForeignKey(
        StaffUser, on_delete=models.PROTECT, related_name="saved_views"
    )
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, null=True, related_name="saved_views"
    )
    listing = models.CharField(
        max_length=8,
        choices=[(one.value, one.name) for one in Listing],
        default=Listing.INBOX.value,
    )
    name = models.CharField(max_length=60)
    query = models.JSONField(default=dict)
    made_at = models.DateTimeField()

    personal_data = PersonalData(
        erase=set(),
        keep={"id", "staff", "register", "listing", "name", "query", "made_at"},
        not_exported="how staff look at lists; names nobody",
    )

    class Meta:
        indexes = (models.Index(fields=["register"], name="view_shared"),)


class Presence(models.Model):
    """Who looks at a conversation now; forgotten half a minute after they leave."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="present"
    )
    staff = models.ForeignKey(
        StaffUser, on_delete=models.CASCADE, related_name="present"
    )
    writing = models.BooleanField(default=False)
    seen_at = models.DateTimeField()

    personal_data = PersonalData(
        erase={"id", "conversation", "staff", "writing", "seen_at"},
        keep=set(),
        not_exported="gone after half a minute",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["conversation", "staff"], name="present_once"
            ),
        )
