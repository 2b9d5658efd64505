"""Stored figures: how much, how fast and how it ended, without anybody's data.

Figures stay when what was counted is destroyed. Those of one member of staff
are staff data and are kept for a shorter time.
"""

from django.db import models

from seloste.domain.figure import Measure
from seloste.records.models.register import Register
from seloste.records.models.staff import StaffUser
from seloste.records.personal_data import PersonalData


class Figure(models.Model):
    """What was counted of a measure in one hour of a Helsinki day.

    ``queue`` is a queue's word or "", ``label`` what the measure is split by
    (a reason, an outcome) or "". ``buckets`` are counts by ``domain.figure.EDGES``
    for what is measured in seconds. ``at`` is when the hour began, in UTC: a day
    may have two hours of one number.
    """

    id = models.BigAutoField(primary_key=True)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="figures"
    )
    day = models.DateField()
    at = models.DateTimeField()
    queue = models.SlugField(max_length=64, blank=True)
    channel = models.CharField(max_length=8, blank=True)
    measure = models.CharField(
        max_length=16, choices=[(m.value, m.name) for m in Measure]
    )
    label = models.CharField(max_length=32, blank=True)
    staff = models.ForeignKey(
        StaffUser, on_delete=models.CASCADE, null=True, related_name="figures"
    )
    count = models.PositiveIntegerField()
    buckets = models.JSONField(default=list)

    personal_data = PersonalData(
        erase={"staff"},
        keep={
            "id",
            "register",
            "day",
            "at",
            "queue",
            "channel",
            "measure",
            "label",
            "count",
            "buckets",
        },
        not_exported="counts; those of one of the staff are about staff",
    )

    class Meta:
        indexes = (
            models.Index(fields=["register", "day", "measure"], name="figure_of_day"),
            models.Index(fields=["staff", "day"], name="figure_of_staff"),
        )


class FigureMark(models.Model):
    """Through which day a register is counted for good, and when it last was."""

    register = models.OneToOneField(
        Register, on_delete=models.PROTECT, primary_key=True, related_name="counted"
    )
    through = models.DateField()
    counted_at = models.DateTimeField()

    personal_data = PersonalData(
        erase=set(), keep={"register", "through", "counted_at"}
    )
