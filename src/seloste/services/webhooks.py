"""Webhooks: which systems are told, of what, and what became of it.

A system is named by the notice or is one's own, and its host must be listed
for outgoing requests; its secret is shown when asked for by an administrator
and stored nowhere.
"""

import base64
import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max, Q

from seloste.domain import retention
from seloste.domain import webhook as rules
from seloste.domain.audit import Action
from seloste.domain.staff import Actor
from seloste.domain.webhook import DeliveryState, Event, WebhookRefused
from seloste.ports.desk import Desk
from seloste.records.models import AuditLeaf, Webhook, WebhookDelivery
from seloste.services import audit, egress_hosts, processor_hosts
from seloste.services.access import NotFound
from seloste.services.notices import store

__all__ = ["NewWebhook", "WebhookRefused", "add", "pause", "remove", "secret"]

PAGE = 25
PURPOSE = "webhooks"
LONGEST = 500


@dataclass(frozen=True, slots=True)
class NewWebhook:
    """A system to be told; ``recipient`` is empty for one's own."""

    register: str
    url: str
    recipient: str
    events: Collection[Event]


@dataclass(frozen=True, slots=True)
class WebhookLine:
    """A webhook and how its messages stand."""

    webhook: Webhook
    waiting: int
    failed: int
    last_sent: datetime | None

    @property
    def host(self) -> str:
        """Return the host that is told."""
        return host_of(self.webhook.url)


def host_of(url: str) -> str:
    """Return ``host`` or ``host:port`` of an address."""
    return urlsplit(url).netloc.lower()


def add(wanted: NewWebhook, *, actor: Actor, now: datetime) -> UUID:
    """Let a system be told of events from now on; return the webhook's id.

    Raises WebhookRefused.
    """
    _check_address(wanted.url)
    if urlsplit(wanted.url).hostname not in egress_hosts.hosts(PURPOSE):
        raise WebhookRefused("host-not-listed")
    if not wanted.events:
        raise WebhookRefused("no-events")
    notice = store.in_force(wanted.register, retention.local_day(now)).notice
    rules.recipient(notice, wanted.recipient)
    _check_register(wanted, now)
    with transaction.atomic():
        last = AuditLeaf.objects.aggregate(last=Max("seq"))["last"]
        row = Webhook.objects.create(
            register_id=wanted.register,
            url=wanted.url,
            recipient=wanted.recipient,
            events=sorted(one.value for one in set(wanted.events)),
            seq=-1 if last is None else last,
            made_at=now,
        )
        _tell(row, actor, now)
    return row.id


def _check_register(wanted: NewWebhook, now: datetime) -> None:
    """Refuse a machine of a processor that the register does not have."""
    use = processor_hosts.told(wanted.url, wanted.register, wanted.recipient, now=now)
    if use is not None and not processor_hosts.is_known(use, now=now):
        raise WebhookRefused("host-unregistered")


def _check_address(url: str) -> None:
    """Refuse what is no plain http(s) address; nothing secret belongs into one."""
    parts = urlsplit(url)
    if (
        parts.scheme not in {"http", "https"}
        or not parts.hostname
        or parts.username
        or parts.password
        or parts.fragment
        or len(url) > LONGEST
        or not url.isascii()
        or any(one.isspace() for one in url)
    ):
        raise WebhookRefused("bad-address")


def _tell(row: Webhook, actor: Actor, now: datetime) -> None:
    audit.record(
        action=Action.WEBHOOK_CHANGED,
        actor=actor,
        object_id=row.id,
        now=now,
        details={
            "register": row.register_id,
            "state": "paused" if row.paused else "active",
        },
    )


def secret(webhook_id: UUID, *, desk: Desk) -> str:
    """Return the secret a system checks signatures with (``whsec_…``)."""
    row = _row(webhook_id)
    keyed = desk.vault.fingerprint(
        tenant=row.register_id, value=f"webhook\x1f{row.id}\x1f{row.issue}"
    )
    key = hashlib.sha256(keyed.encode()).digest()
    return f"whsec_{base64.b64encode(key).decode()}"


def _row(webhook_id: UUID, *, lock: bool = False) -> Webhook:
    rows = Webhook.objects.filter(pk=webhook_id)
    row = rows.select_for_update().first() if lock else rows.first()
    if row is None:
        raise WebhookRefused("unknown-webhook")
    return row


def renew_secret(webhook_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Let the next message be signed with a new secret."""
    with transaction.atomic():
        row = _row(webhook_id, lock=True)
        row.issue += 1
        row.save(update_fields=["issue"])
        _tell(row, actor, now)


def pause(webhook_id: UUID, *, paused: bool, actor: Actor, now: datetime) -> None:
    """Stop telling a system for a while, or go on; what happened meanwhile is told."""
    with transaction.atomic():
        row = _row(webhook_id, lock=True)
        row.paused = paused
        row.save(update_fields=["paused"])
        _tell(row, actor, now)


def remove(webhook_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Tell a system nothing any more, and forget what it was owed."""
    with transaction.atomic():
        row = _row(webhook_id, lock=True)
        row.paused = True
        _tell(row, actor, now)
        row.delete()


def retry(delivery_id: UUID, *, now: datetime) -> None:
    """Try a message once more that was given up. Raises WebhookRefused."""
    changed = WebhookDelivery.objects.filter(
        pk=delivery_id, state=DeliveryState.FAILED
    ).update(state=DeliveryState.WAITING, attempts=0, next_at=now, ended_at=None)
    if not changed:
        raise WebhookRefused("unknown-webhook")


def of_webhook(delivery_id: UUID, webhook_id: UUID) -> None:
    """Refuse a message that is another webhook's. Raises NotFound."""
    rows = WebhookDelivery.objects.filter(pk=delivery_id, webhook=webhook_id)
    if not rows.exists():
        raise NotFound("no such record")


def lines() -> tuple[WebhookLine, ...]:
    """Return every webhook and how its messages stand."""
    rows = Webhook.objects.annotate(
        waiting=Count("deliveries", filter=Q(deliveries__state="waiting")),
        failed=Count("deliveries", filter=Q(deliveries__state="failed")),
        last_sent=Max("deliveries__ended_at", filter=Q(deliveries__state="sent")),
    ).order_by("register", "url")
    return tuple(
        WebhookLine(row, row.waiting, row.failed, row.last_sent) for row in rows
    )


def deliveries(
    webhook_id: UUID, *, page: int = 1
) -> tuple[tuple[WebhookDelivery, ...], bool]:
    """Return a page of a webhook's messages, newest first, and whether more follow."""
    start = (page - 1) * PAGE
    rows = WebhookDelivery.objects.filter(webhook=webhook_id).order_by(
        "-asked_at", "pk"
    )
    found = list(rows[start : start + PAGE + 1])
    return tuple(found[:PAGE]), len(found) > PAGE
