"""What the demo asks of its contacts to begin a day: which are old, which are new.

Only ids and channels are returned; nothing here opens anything.
"""

from datetime import datetime
from uuid import UUID

from seloste.domain.contact import Channel
from seloste.domain.conversation import ConversationState
from seloste.records.models import Contact, Conversation


def threads_before(register: str, moment: datetime) -> tuple[UUID, ...]:
    """Return the conversations that came before a moment and wait for an answer."""
    rows = Conversation.objects.filter(register=register, arrived_at__lt=moment)
    waiting = rows.exclude(state=ConversationState.DONE)
    return tuple(waiting.order_by("arrived_at").values_list("thread", flat=True))


def contacts_since(register: str, moment: datetime) -> tuple[tuple[UUID, Channel], ...]:
    """Return the contacts since a moment with their channels, newest first."""
    rows = Contact.objects.filter(register=register, started_at__gte=moment)
    found = rows.order_by("-started_at").values_list("pk", "channel")
    return tuple((contact, Channel(channel)) for contact, channel in found)
