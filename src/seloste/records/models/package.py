"""Stored answers: what of each item is given, and the package that is handed over.

No column says what is inside or whom it is about. Files of a package are sealed
objects with keys of their own, kept in a class of their own, and gone when the
package was fetched or its time is over.
"""

import uuid

from django.db import models

from seloste.domain.contact import Kind
from seloste.domain.notice import Language
from seloste.domain.package import DeliveryForm, PackageState
from seloste.domain.package_review import Mark, MarkReason
from seloste.records.models.contact import Contact
from seloste.records.models.register import NoticeVersion, Register
from seloste.records.models.rights import RightsRequest
from seloste.records.models.sealed import SealedObject
from seloste.records.personal_data import PersonalData


class AnswerItem(models.Model):
    """An item that a request is answered with, and into how many parts it falls.

    ``text`` is the transcript whose turns the parts are, of a recording. A
    transcript that is corrected is another object, and has to be looked at anew.
    ``several`` says that more than two took part.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(
        RightsRequest, on_delete=models.CASCADE, related_name="answer_items"
    )
    contact = models.ForeignKey(
        Contact, on_delete=models.CASCADE, related_name="answer_items"
    )
    item = models.ForeignKey(
        SealedObject, on_delete=models.CASCADE, related_name="answer_items"
    )
    text = models.UUIDField(null=True)
    kind = models.CharField(max_length=12, choices=[(k.value, k.name) for k in Kind])
    segments_total = models.PositiveIntegerField()
    several = models.BooleanField(default=False)

    personal_data = PersonalData(
        erase={
            "id",
            "request",
            "contact",
            "item",
            "text",
            "kind",
            "segments_total",
            "several",
        },
        keep=set(),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["request", "item"], name="item_once_in_an_answer"
            ),
        )


class AnswerSegment(models.Model):
    """A part of an item as people marked it; without a mark nobody looked yet.

    ``passages`` seals which words are taken out; without it all of the part is.
    """

    answer_item = models.ForeignKey(
        AnswerItem, on_delete=models.CASCADE, related_name="segments"
    )
    number = models.PositiveIntegerField()
    mark = models.CharField(
        max_length=9, blank=True, choices=[(m.value, m.name) for m in Mark]
    )
    reason = models.CharField(
        max_length=16, blank=True, choices=[(r.value, r.name) for r in MarkReason]
    )
    passages = models.OneToOneField(
        SealedObject,
        on_delete=models.SET_NULL,
        null=True,
        related_name="answer_segment",
    )
    marked_at = models.DateTimeField(null=True, blank=True)
    marked_by = models.CharField(max_length=64, blank=True)
    second_at = models.DateTimeField(null=True, blank=True)
    second_by = models.CharField(max_length=64, blank=True)

    personal_data = PersonalData(
        erase={
            "id",
            "answer_item",
            "number",
            "mark",
            "reason",
            "passages",
            "marked_at",
            "marked_by",
            "second_at",
            "second_by",
        },
        keep=set(),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["answer_item", "number"], name="segment_once_in_an_item"
            ),
            models.CheckConstraint(
                name="segment_marked_with_a_reason",
                condition=models.Q(mark="") | ~models.Q(reason=""),
            ),
            models.CheckConstraint(
                name="segment_seen_by_two_people",
                condition=models.Q(second_by="")
                | ~models.Q(second_by=models.F("marked_by")),
            ),
        )


class Package(models.Model):
    """A package, where it stands, and how it left.

    ``manifest_sha256`` is of the list of its files, which begins with random
    letters and so says nothing of them. ``token_hash`` and ``code_key`` are of
    the link and of the code that goes another way. ``receipt_seq`` is the leaf
    of the audit log that proves the hand-over.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="packages"
    )
    request = models.ForeignKey(
        RightsRequest, on_delete=models.CASCADE, related_name="packages"
    )
    notice_version = models.ForeignKey(
        NoticeVersion, on_delete=models.PROTECT, related_name="packages"
    )
    language = models.CharField(
        max_length=2, choices=[(one.value, one.name) for one in Language]
    )
    state = models.CharField(
        max_length=9, choices=[(s.value, s.name) for s in PackageState]
    )
    with_audio = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=64)
    contacts_total = models.PositiveIntegerField(default=0)
    contacts_done = models.PositiveIntegerField(default=0)
    failure = models.SlugField(max_length=32, blank=True)
    size = models.BigIntegerField(default=0)
    manifest_sha256 = models.CharField(max_length=64, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    destroy_by = models.DateTimeField()
    delivery = models.CharField(
        max_length=6, blank=True, choices=[(d.value, d.name) for d in DeliveryForm]
    )
    token_hash = models.CharField(max_length=64, blank=True, db_index=True)
    code_key = models.CharField(max_length=64, blank=True)
    offered_at = models.DateTimeField(null=True, blank=True)
    offered_by = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    fetching_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    receipt_seq = models.BigIntegerField(null=True, blank=True)
    destroyed_at = models.DateTimeField(null=True, blank=True)

    personal_data = PersonalData(
        erase={
            "id",
            "register",
            "request",
            "notice_version",
            "language",
            "state",
            "with_audio",
            "asked_at",
            "asked_by",
            "contacts_total",
            "contacts_done",
            "failure",
            "size",
            "manifest_sha256",
            "ready_at",
            "destroy_by",
            "delivery",
            "token_hash",
            "code_key",
            "offered_at",
            "offered_by",
            "expires_at",
            "attempts",
            "fetching_at",
            "delivered_at",
            "receipt_seq",
            "destroyed_at",
        },
        keep=set(),
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="package_delivered_with_a_receipt",
                condition=models.Q(delivered_at__isnull=True)
                | models.Q(receipt_seq__isnull=False),
            ),
        )
        indexes = (
            models.Index(fields=["state", "destroy_by"], name="packages_standing"),
        )


class PackageFile(models.Model):
    """A sealed file of a package. ``path`` is a number in a folder, never a name.

    ``contact_number`` counts the contacts of the package; what belongs to the
    whole package is of none (0). Files under ``.work`` do not leave.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="files")
    object = models.OneToOneField(
        SealedObject, on_delete=models.CASCADE, related_name="package_file"
    )
    contact_number = models.PositiveIntegerField(default=0)
    path = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)

    personal_data = PersonalData(
        erase={"id", "package", "object", "contact_number", "path", "media_type"},
        keep=set(),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["package", "path"], name="path_once_in_a_package"
            ),
        )
