"""Webhooks: telling a listed system that something happened, by its id.

What is sent are identifiers, codes and times of the audit log, never a name or
a word of content. It is signed as Standard Webhooks say
(standardwebhooks.com), tried again for about two days, and then given up.
Nothing here sends anything.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid5

from seloste.domain.audit import Action, Leaf
from seloste.domain.errors import SelosteError
from seloste.domain.notice import Notice, Recipient

SPACE = UUID("6f0e5e60-6d3a-5a7e-9a52-6c6f73746521")
BACKOFF = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(hours=16),
    timedelta(hours=24),
)
RECIPIENTS = frozenset({"group", "processor"})


class Event(StrEnum):
    """What a system can be told of."""

    CONTACT_CAPTURED = "contact.captured"
    CONTACT_QUARANTINED = "contact.quarantined"
    CONVERSATION_MOVED = "conversation.moved"
    WORK_OPENED = "work.opened"
    WORK_MOVED = "work.moved"
    WORK_ASSIGNED = "work.assigned"
    HOLD_PLACED = "hold.placed"
    HOLD_RELEASED = "hold.released"
    CERTIFICATE_ISSUED = "certificate.issued"
    RIGHTS_RECEIVED = "rights.received"
    RIGHTS_MOVED = "rights.moved"


OF_ACTION: Mapping[Action, Event] = {Action(event.value): event for event in Event}


class DeliveryState(StrEnum):
    """Where one message stands."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class WebhookRefused(SelosteError):
    """The webhook cannot be set up or used like this; ``reason`` is a stable word.

    Reasons: bad-address, host-not-listed, host-unregistered, no-events,
    unknown-recipient, unknown-webhook.
    """

    code = "webhook-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"webhook: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: ``id`` is the same each time it is tried."""

    id: UUID
    event: Event
    body: bytes


def recipient(notice: Notice, recipient_id: str) -> Recipient | None:
    """Return the recipient a webhook tells, or None for a system of one's own.

    Nothing is told to anybody the notice does not name (promises R-12, R-13,
    S-12). Raises WebhookRefused.
    """
    if not recipient_id:
        return None
    for one in notice.recipients:
        if one.id == recipient_id and one.kind in RECIPIENTS:
            return one
    raise WebhookRefused("unknown-recipient")


def message(webhook: UUID, register: str, leaf: Leaf) -> Message:
    """Return what is sent of a leaf; nothing of it names anybody."""
    event = OF_ACTION[leaf.action]
    identity = uuid5(SPACE, f"{webhook}/{leaf.seq}")
    data: dict[str, str | int] = {str(key): leaf.details[key] for key in leaf.details}
    data |= {"register": register, "id": leaf.object_id, "outcome": leaf.outcome}
    body = {
        "type": event.value,
        "timestamp": leaf.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "data": data,
    }
    return Message(identity, event, json.dumps(body, sort_keys=True).encode())


def headers(message_: Message, *, secret: str, now: datetime) -> dict[str, str]:
    """Return the headers of Standard Webhooks: id, timestamp and signature.

    ``secret`` is ``whsec_`` and base64; the signature covers id, time and body.
    """
    key = base64.b64decode(secret.removeprefix("whsec_"))
    timestamp = str(int(now.timestamp()))
    signed = f"{message_.id}.{timestamp}.".encode() + message_.body
    digest = hmac.new(key, signed, hashlib.sha256).digest()
    return {
        "Content-Type": "application/json",
        "webhook-id": str(message_.id),
        "webhook-timestamp": timestamp,
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }


def next_try(attempts: int, now: datetime) -> datetime | None:
    """Return when to try again after so many attempts, or None: give up."""
    if attempts > len(BACKOFF):
        return None
    return now + BACKOFF[attempts - 1]
