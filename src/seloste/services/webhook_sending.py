"""Sending what webhooks owe: read from the audit log, signed, tried again.

The log is the outbox: whatever was done has its leaf, so nothing is forgotten
and nothing is told that did not happen. A message may arrive twice, under the
same id. Nothing is sent to a host that is not listed.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from seloste.domain import webhook as rules
from seloste.domain.audit import Action, Leaf, decoded
from seloste.domain.staff import system
from seloste.domain.webhook import DeliveryState, Event, Message
from seloste.ports.desk import Desk
from seloste.ports.egress import EgressBlocked, EgressFailed
from seloste.records.models import (
    AuditLeaf,
    Certificate,
    Contact,
    Conversation,
    Hold,
    Quarantined,
    Webhook,
    WebhookDelivery,
    WorkItem,
)
from seloste.services import audit, egress_hosts, webhooks

AT_ONCE = 500
LEAVES = 2000
KEPT = timedelta(days=30)
OK = range(200, 300)
GONE = 410
ACTOR = system("webhook")
HOLDERS: dict[Event, type[Model]] = {
    Event.CONTACT_CAPTURED: Contact,
    Event.CONTACT_QUARANTINED: Quarantined,
    Event.CONVERSATION_MOVED: Conversation,
    Event.WORK_OPENED: WorkItem,
    Event.WORK_MOVED: WorkItem,
    Event.WORK_ASSIGNED: WorkItem,
    Event.HOLD_PLACED: Hold,
    Event.HOLD_RELEASED: Hold,
    Event.CERTIFICATE_ISSUED: Certificate,
}


def send(*, desk: Desk, now: datetime) -> int:
    """Ask for what is owed and send what is due; return how many arrived."""
    WebhookDelivery.objects.filter(asked_at__lt=now - KEPT).exclude(
        state=DeliveryState.WAITING
    ).delete()
    for webhook_id in _active():
        _owe(webhook_id, now)
    return sum(_send_due(desk, now))


def anything() -> bool:
    """Tell whether any system is to be told of anything."""
    return Webhook.objects.filter(paused=False).exists()


def _active() -> list[UUID]:
    return list(Webhook.objects.filter(paused=False).values_list("pk", flat=True))


@transaction.atomic
def _owe(webhook_id: UUID, now: datetime) -> None:
    """Write down the messages that follow from the leaves since the last time."""
    webhook = Webhook.objects.select_for_update().filter(pk=webhook_id).first()
    if webhook is None or webhook.paused:
        return
    rows = AuditLeaf.objects.filter(seq__gt=webhook.seq).order_by("seq")
    leaves = list(rows.values_list("seq", "action", "body")[:LEAVES])
    if not leaves:
        return
    for message in _messages(webhook, leaves):
        WebhookDelivery.objects.get_or_create(
            pk=message.id,
            defaults={
                "webhook": webhook,
                "event": message.event,
                "body": message.body.decode(),
                "state": DeliveryState.WAITING,
                "asked_at": now,
                "next_at": now,
            },
        )
    webhook.seq = leaves[-1][0]
    webhook.save(update_fields=["seq"])


def _messages(
    webhook: Webhook, leaves: list[tuple[int, str, str]]
) -> Iterator[Message]:
    for _, action, body in leaves:
        if action in webhook.events:
            leaf = decoded(body.encode())
            if _register_of(leaf) == webhook.register_id:
                yield rules.message(webhook.pk, webhook.register_id, leaf)


def _register_of(leaf: Leaf) -> str | None:
    """Return the register a leaf is about; None where it is gone already."""
    if "register" in leaf.details:
        return str(leaf.details["register"])
    holder = HOLDERS[rules.OF_ACTION[Action(leaf.action)]]
    try:
        wanted = UUID(leaf.object_id)
    except ValueError:
        return None
    rows = holder._default_manager.filter(pk=wanted)  # noqa: SLF001 - Django's own name for it
    return rows.values_list("register_id", flat=True).first()


def _send_due(desk: Desk, now: datetime) -> Iterator[bool]:
    due = WebhookDelivery.objects.filter(
        state=DeliveryState.WAITING, next_at__lte=now, webhook__paused=False
    )
    for row in due.select_related("webhook").order_by("next_at", "pk")[:AT_ONCE]:
        yield _send(row, desk, now)


def _send(row: WebhookDelivery, desk: Desk, now: datetime) -> bool:
    """Send one message and note what became of it; nothing is raised."""
    message = Message(row.pk, Event(row.event), row.body.encode())
    secret = webhooks.secret(row.webhook_id, desk=desk)
    try:
        status = _post(row.webhook.url, message, secret, desk, now)
    except EgressBlocked as blocked:
        return _note(row, blocked.reason, now, for_good=True)
    except EgressFailed as failed:
        return _note(row, failed.code, now)
    if status in OK:
        return _arrived(row, status, now)
    return _note(row, str(status), now, for_good=status == GONE)


def _post(url: str, message: Message, secret: str, desk: Desk, now: datetime) -> int:
    if desk.egress is None:
        raise EgressBlocked("host-not-listed")
    answer = desk.egress.post(
        url,
        body=message.body,
        headers=rules.headers(message, secret=secret, now=now),
        hosts=egress_hosts.hosts(webhooks.PURPOSE),
    )
    return answer.status


def _arrived(row: WebhookDelivery, status: int, now: datetime) -> bool:
    row.state, row.status = DeliveryState.SENT, str(status)
    row.attempts += 1
    row.next_at, row.ended_at = None, now
    row.save()
    return True


def _note(
    row: WebhookDelivery, status: str, now: datetime, *, for_good: bool = False
) -> bool:
    """Note a failure; after the last try, or one for good, it is audited."""
    row.attempts += 1
    row.status = status
    row.next_at = None if for_good else rules.next_try(row.attempts, now)
    with transaction.atomic():
        if row.next_at is None:
            row.state, row.ended_at = DeliveryState.FAILED, now
            audit.record(
                action=Action.WEBHOOK_FAILED,
                actor=ACTOR,
                object_id=row.webhook_id,
                now=now,
                outcome="failed",
                details={"code": status, "attempt": row.attempts},
            )
        row.save()
    return False
