"""Stored conversations: whose turn it is in a thread of contacts."""

from django.db import models

from seloste.domain.contact import Channel
from seloste.domain.conversation import ConversationState
from seloste.domain.notice import Capacity
from seloste.records.models.queue import Queue
from seloste.records.models.register import Controller, Register
from seloste.records.models.staff import StaffUser
from seloste.records.personal_data import PersonalData


class Conversation(models.Model):
    """A thread as something to be answered; ``thread`` is that of its contacts.

    ``reply_by`` is the target of the answer that is owed now. The row goes with
    the last contact of the thread.
    """

    thread = models.UUIDField(primary_key=True, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="conversations"
    )
    controller = models.ForeignKey(
        Controller, on_delete=models.PROTECT, related_name="conversations"
    )
    capacity = models.CharField(
        max_length=10, choices=[(c.value, c.name) for c in Capacity]
    )
    channel = models.CharField(
        max_length=8, choices=[(c.value, c.name) for c in Channel]
    )
    state = models.CharField(
        max_length=8, choices=[(s.value, s.name) for s in ConversationState]
    )
    queue = models.ForeignKey(
        Queue, on_delete=models.PROTECT, null=True, related_name="conversations"
    )
    assignee = models.ForeignKey(
        StaffUser, on_delete=models.PROTECT, null=True, related_name="conversations"
    )
    began_at = models.DateTimeField()
    arrived_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    first_answered_at = models.DateTimeField(null=True, blank=True)
    reply_by = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    personal_data = PersonalData(
        erase={
            "thread",
            "register",
            "controller",
            "capacity",
            "channel",
            "state",
            "queue",
            "assignee",
            "began_at",
            "arrived_at",
            "answered_at",
            "first_answered_at",
            "reply_by",
            "version",
        },
        keep=set(),
    )

    class Meta:
        indexes = (
            models.Index(
                fields=["register", "state", "-arrived_at"], name="conversation_inbox"
            ),
            models.Index(
                fields=["register", "state", "channel", "-arrived_at"],
                name="conversation_channel",
            ),
            models.Index(
                fields=["queue", "state", "-arrived_at"], name="conversation_queue"
            ),
            models.Index(
                fields=["assignee", "state", "-arrived_at"],
                name="conversation_of_mine",
            ),
        )
