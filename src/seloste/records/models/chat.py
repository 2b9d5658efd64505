"""Stored chats: sites that may embed one, where each stands, and its lines.

No column holds what was said or who said it: lines are sealed objects, names
and addresses are in the contact's sealed metadata.
"""

import uuid

from django.db import models

from seloste.domain.chat import Author, ChatState
from seloste.records.models.contact import Contact
from seloste.records.models.queue import Queue
from seloste.records.models.register import NoticeVersion, Register
from seloste.records.models.sealed import SealedObject
from seloste.records.models.source import Source
from seloste.records.models.staff import StaffUser
from seloste.records.personal_data import PersonalData


class ChatSite(models.Model):
    """A website whose visitors may chat with one register.

    ``address`` is what the notice maps to a controller (a host name, lower
    case); ``origins`` are those a browser may come from (scheme, host, port).
    After ``patience_minutes`` in the queue a visitor is offered to leave a
    message.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="chat_sites"
    )
    source = models.OneToOneField(
        Source, on_delete=models.PROTECT, related_name="chat_site"
    )
    address = models.CharField(max_length=254)
    origins = models.JSONField(default=list)
    queue = models.ForeignKey(
        Queue, on_delete=models.PROTECT, null=True, related_name="chat_sites"
    )
    patience_minutes = models.PositiveSmallIntegerField(default=5)
    active = models.BooleanField(default=True)

    personal_data = PersonalData(
        erase=set(),
        keep={
            "id",
            "register",
            "source",
            "address",
            "origins",
            "queue",
            "patience_minutes",
            "active",
        },
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["register", "address"], name="one_chat_site_an_address"
            ),
        )


class Chat(models.Model):
    """Where a chat stands; it goes with its contact.

    ``token_sha256`` is the hash of what lets the visitor come back.
    ``notice_version`` and ``language`` are what was shown before it began
    (promise R-02). ``version`` grows with every change: the live processes
    watch it. ``satisfaction_asked`` says that the visitor's page was given its
    one link to the anonymous question, not which. ``*_seen`` and ``*_got`` count
    lines, ``visitor_at`` is when the visitor's page was last heard of.
    """

    contact = models.OneToOneField(
        Contact, primary_key=True, on_delete=models.CASCADE, related_name="chat"
    )
    site = models.ForeignKey(ChatSite, on_delete=models.PROTECT, related_name="chats")
    state = models.CharField(
        max_length=8, choices=[(s.value, s.name) for s in ChatState]
    )
    language = models.CharField(max_length=2)
    notice_version = models.ForeignKey(
        NoticeVersion, on_delete=models.PROTECT, related_name="chats"
    )
    token_sha256 = models.CharField(max_length=64, unique=True)
    token_expires_at = models.DateTimeField()
    queue = models.ForeignKey(
        Queue, on_delete=models.PROTECT, null=True, related_name="chats"
    )
    assignee = models.ForeignKey(
        StaffUser, on_delete=models.PROTECT, null=True, related_name="chats"
    )
    began_at = models.DateTimeField()
    queued_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    visitor_at = models.DateTimeField()
    visitor_typing_at = models.DateTimeField(null=True, blank=True)
    agent_typing_at = models.DateTimeField(null=True, blank=True)
    visitor_got = models.PositiveIntegerField(default=0)
    visitor_seen = models.PositiveIntegerField(default=0)
    agent_got = models.PositiveIntegerField(default=0)
    agent_seen = models.PositiveIntegerField(default=0)
    last_seq = models.PositiveIntegerField(default=0)
    transcripts = models.PositiveSmallIntegerField(default=0)
    satisfaction_asked = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    personal_data = PersonalData(
        erase={
            "contact",
            "site",
            "state",
            "language",
            "notice_version",
            "token_sha256",
            "token_expires_at",
            "queue",
            "assignee",
            "began_at",
            "queued_at",
            "taken_at",
            "ended_at",
            "visitor_at",
            "visitor_typing_at",
            "agent_typing_at",
            "visitor_got",
            "visitor_seen",
            "agent_got",
            "agent_seen",
            "last_seq",
            "transcripts",
            "satisfaction_asked",
            "version",
        },
        keep=set(),
    )

    class Meta:
        indexes = (
            models.Index(fields=["state", "queued_at"], name="chat_waiting"),
            models.Index(fields=["assignee", "state"], name="chat_mine"),
        )


class ChatLine(models.Model):
    """One line of a chat; ``client_id`` is drawn by whoever wrote it.

    Sent twice with the same ``client_id`` it is one line.
    """

    object = models.OneToOneField(
        SealedObject,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="chat_line",
    )
    chat = models.ForeignKey(Chat, on_delete=models.CASCADE, related_name="lines")
    seq = models.PositiveIntegerField()
    client_id = models.UUIDField()
    author = models.CharField(max_length=8, choices=[(a.value, a.name) for a in Author])
    staff = models.ForeignKey(
        StaffUser, on_delete=models.PROTECT, null=True, related_name="chat_lines"
    )
    said_at = models.DateTimeField()

    personal_data = PersonalData(
        erase={"object", "chat", "seq", "client_id", "author", "staff", "said_at"},
        keep=set(),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["chat", "seq"], name="chat_line_in_order"),
            models.UniqueConstraint(
                fields=["chat", "client_id"], name="chat_line_said_once"
            ),
        )
