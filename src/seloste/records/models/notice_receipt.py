"""Stored receipts: which notice was shown to whoever made a contact (promise R-02)."""

from django.db import models

from seloste.records.models.contact import Contact
from seloste.records.models.register import NoticeVersion
from seloste.records.personal_data import PersonalData


class NoticeReceipt(models.Model):
    """Which version of the notice a person was shown, in which language and when.

    It belongs to its contact and goes with it; the contact says by which channel.
    """

    contact = models.OneToOneField(
        Contact,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="notice_receipt",
    )
    notice_version = models.ForeignKey(
        NoticeVersion, on_delete=models.PROTECT, related_name="receipts"
    )
    language = models.CharField(max_length=2)
    shown_at = models.DateTimeField()

    personal_data = PersonalData(
        erase={"contact", "notice_version", "language", "shown_at"}, keep=set()
    )
