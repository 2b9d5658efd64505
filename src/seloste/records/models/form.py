"""Stored forms: where strangers may write, and what keeps machines from flooding it."""

import uuid

from django.db import models

from seloste.records.models.queue import Queue
from seloste.records.models.register import Register
from seloste.records.models.source import Source
from seloste.records.personal_data import PersonalData


class FormSite(models.Model):
    """A public form of one register; what is written there comes from its source.

    The address of the source decides the controller and the capacity. ``fields``
    is {"name": "optional", …} of ``domain.form.Field``; a field that is not
    there is not asked. ``ancestors`` are the origins whose pages may frame it.
    """

    slug = models.SlugField(primary_key=True, max_length=64)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="form_sites"
    )
    source = models.OneToOneField(
        Source, on_delete=models.PROTECT, related_name="form_site"
    )
    name_fi = models.CharField(max_length=100)
    name_sv = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    fields = models.JSONField(default=dict)
    ancestors = models.JSONField(default=list)
    queue = models.ForeignKey(
        Queue, on_delete=models.PROTECT, null=True, related_name="form_sites"
    )
    active = models.BooleanField(default=True)

    personal_data = PersonalData(
        erase=set(),
        keep={
            "slug",
            "register",
            "source",
            "name_fi",
            "name_sv",
            "name_en",
            "fields",
            "ancestors",
            "queue",
            "active",
        },
    )


class FormAttempt(models.Model):
    """That somebody sent a form, for a day: keyed fingerprints and nothing else.

    ``address_key`` is of the network address and changes every day, ``text_key``
    of the words. Neither can be turned back, and both are gone after a day.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey(
        FormSite, on_delete=models.CASCADE, related_name="attempts"
    )
    address_key = models.CharField(max_length=64)
    text_key = models.CharField(max_length=64)
    at = models.DateTimeField()

    personal_data = PersonalData(
        erase={"id", "site", "address_key", "text_key", "at"},
        keep=set(),
        not_exported="keyed fingerprints against floods, for a day",
    )

    class Meta:
        indexes = (
            models.Index(fields=["address_key", "at"], name="form_attempt_address"),
            models.Index(fields=["text_key", "at"], name="form_attempt_text"),
        )
