"""Stored scans: what a scanner said of a message or file, never what is in it."""

from django.db import models

from seloste.domain.scan import ScanState
from seloste.records.models.sealed import SealedObject
from seloste.records.personal_data import PersonalData


class Scan(models.Model):
    """Where one item stands; it goes with the item.

    ``found`` is the name of a signature, ``signatures`` the version of all of
    them. ``scanned_at`` is when the scanner was last asked.
    """

    item = models.OneToOneField(
        SealedObject,
        on_delete=models.CASCADE,
        related_name="scan",
        primary_key=True,
    )
    state = models.CharField(
        max_length=8,
        choices=[(s.value, s.name) for s in ScanState],
        default=ScanState.WAITING,
    )
    found = models.CharField(max_length=128, blank=True)
    signatures = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField()
    scanned_at = models.DateTimeField(null=True)

    personal_data = PersonalData(
        erase={"item", "state", "found", "signatures", "asked_at", "scanned_at"},
        keep=set(),
    )

    class Meta:
        indexes = (models.Index(fields=["state", "asked_at"], name="scan_state"),)
