"""Webhooks: told once, signed, tried again, limited to listed hosts, naming nobody."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import BinaryIO
from uuid import UUID

import pytest

from seloste.domain.webhook import Event, WebhookRefused
from seloste.ports.desk import Desk
from seloste.ports.egress import Answer, EgressBlocked, EgressFailed
from seloste.records.models import AuditLeaf, Webhook, WebhookDelivery
from seloste.services import capture, egress_hosts, own_hosts, webhook_sending, webhooks
from seloste.services.webhooks import NewWebhook
from tests.services import deliveries
from tests.services.conftest import NOW, SETUP

URL = "https://hooks.example/seloste"


@dataclass
class FakeEgress:
    """Answers what the test says, and remembers what was posted and to whom."""

    status: int = 200
    fails: Exception | None = None
    posted: list[tuple[str, bytes, Mapping[str, str]]] = field(default_factory=list)

    def post(
        self,
        url: str,
        *,
        body: bytes,
        headers: Mapping[str, str],
        hosts: frozenset[str],
    ) -> Answer:
        """Note the request, and answer or fail."""
        if "hooks.example" not in hosts:
            raise EgressBlocked("host-not-listed")
        self.posted.append((url, body, headers))
        if self.fails:
            raise self.fails
        return Answer(self.status, {}, b"")

    def get(
        self,
        url: str,  # noqa: ARG002 - the port's signature
        *,
        headers: Mapping[str, str],  # noqa: ARG002 - the port's signature
        hosts: frozenset[str],  # noqa: ARG002 - the port's signature
        limit: int,  # noqa: ARG002 - the port's signature
    ) -> AbstractContextManager[BinaryIO]:
        """Open nothing: webhooks fetch nothing."""
        raise EgressBlocked("host-not-listed")


@pytest.fixture
def egress() -> FakeEgress:
    return FakeEgress()


@pytest.fixture
def desk(desk: Desk, egress: FakeEgress) -> Desk:
    return replace(desk, egress=egress)


@pytest.fixture
def listed(registers: None) -> None:
    own_hosts.name("hooks.example", actor=SETUP, now=NOW)
    egress_hosts.allow("hooks.example", purpose="webhooks", actor=SETUP, now=NOW)


@pytest.fixture
def hook(listed: None) -> UUID:
    return made()


def made(**changes: object) -> UUID:
    facts: dict[str, object] = {
        "register": "retta",
        "url": URL,
        "recipient": "processors",
        "events": (Event.CONTACT_CAPTURED,),
    }
    return webhooks.add(NewWebhook(**{**facts, **changes}), actor=SETUP, now=NOW)  # type: ignore[arg-type]  # names are checked by dataclasses


def send(desk: Desk, at: datetime = NOW) -> int:
    return webhook_sending.send(desk=desk, now=at)


def test_a_captured_contact_is_told_once_and_names_nobody(
    desk: Desk, hook: UUID, egress: FakeEgress
) -> None:
    receipt = capture.capture(deliveries.mail(), desk=desk, now=NOW)

    assert send(desk) == 1
    assert send(desk) == 0

    [(url, body, _)] = egress.posted
    assert url == URL
    told = json.loads(body)
    assert told["type"] == "contact.captured"
    assert told["data"]["id"] == str(receipt.id)
    assert told["data"]["register"] == "retta"
    for personal in (b"Maija", b"maija", b"Vesivahinko", b"358"):
        assert personal not in body


def test_the_signature_holds_under_the_secret(
    desk: Desk, hook: UUID, egress: FakeEgress
) -> None:
    capture.capture(deliveries.mail(), desk=desk, now=NOW)
    send(desk)
    [(_, body, headers)] = egress.posted

    secret = webhooks.secret(hook, desk=desk)

    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    digest = hmac.new(key, signed, hashlib.sha256).digest()
    assert headers["webhook-signature"] == f"v1,{base64.b64encode(digest).decode()}"
    assert secret not in str(Webhook.objects.values())


def test_a_renewed_secret_is_another_one(desk: Desk, hook: UUID) -> None:
    before = webhooks.secret(hook, desk=desk)

    webhooks.renew_secret(hook, actor=SETUP, now=NOW)

    assert webhooks.secret(hook, desk=desk) != before


@pytest.mark.parametrize(
    ("status", "fails"), [(503, None), (200, EgressFailed("no answer"))]
)
def test_what_did_not_arrive_is_tried_again_under_the_same_id(
    desk: Desk, hook: UUID, egress: FakeEgress, status: int, fails: Exception | None
) -> None:
    egress.status, egress.fails = status, fails
    capture.capture(deliveries.mail(), desk=desk, now=NOW)

    assert send(desk) == 0
    assert send(desk, NOW + timedelta(seconds=9)) == 0
    assert len(egress.posted) == 1
    egress.status, egress.fails = 200, None
    assert send(desk, NOW + timedelta(seconds=10)) == 1

    ids = {headers["webhook-id"] for _, _, headers in egress.posted}
    assert len(egress.posted) == 2
    assert len(ids) == 1


@pytest.mark.parametrize(
    ("status", "fails"), [(410, None), (200, EgressBlocked("private-address"))]
)
def test_what_may_not_be_reached_is_given_up_at_once_and_audited(
    desk: Desk, hook: UUID, egress: FakeEgress, status: int, fails: Exception | None
) -> None:
    egress.status, egress.fails = status, fails
    capture.capture(deliveries.mail(), desk=desk, now=NOW)

    send(desk)

    assert WebhookDelivery.objects.get().state == "failed"
    assert AuditLeaf.objects.filter(action="webhook.failed").count() == 1
    assert send(desk, NOW + timedelta(days=1)) == 0
    assert len(egress.posted) == 1


def test_a_message_is_given_up_after_two_days_and_can_be_tried_once_more(
    desk: Desk, hook: UUID, egress: FakeEgress
) -> None:
    egress.status = 500
    capture.capture(deliveries.mail(), desk=desk, now=NOW)
    at = NOW
    for _ in range(12):
        send(desk, at)
        at += timedelta(hours=25)
    row = WebhookDelivery.objects.get()
    assert (row.state, row.attempts, row.status) == ("failed", 9, "500")
    egress.status = 200

    webhooks.retry(row.pk, now=at)

    assert send(desk, at) == 1


def test_without_a_way_out_nothing_is_sent(desk: Desk, hook: UUID) -> None:
    capture.capture(deliveries.mail(), desk=desk, now=NOW)

    assert send(replace(desk, egress=None)) == 0
    assert WebhookDelivery.objects.get().state == "failed"


def test_a_paused_webhook_is_told_later(
    desk: Desk, hook: UUID, egress: FakeEgress
) -> None:
    webhooks.pause(hook, paused=True, actor=SETUP, now=NOW)
    capture.capture(deliveries.mail(), desk=desk, now=NOW)
    assert send(desk) == 0

    webhooks.pause(hook, paused=False, actor=SETUP, now=NOW)

    assert send(desk) == 1


def test_what_another_register_does_is_not_told(
    desk: Desk, hook: UUID, egress: FakeEgress
) -> None:
    capture.capture(deliveries.announced_call(), desk=desk, now=NOW)

    assert send(desk) == 0
    assert egress.posted == []


def test_what_happened_before_is_not_told(desk: Desk, listed: None) -> None:
    capture.capture(deliveries.mail(), desk=desk, now=NOW)

    made()

    assert send(desk) == 0


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"url": "ftp://hooks.example/"}, "bad-address"),
        ({"url": "https://user:secret@hooks.example/"}, "bad-address"),
        ({"url": "https://"}, "bad-address"),
        ({"url": "https://hooks.example/ x"}, "bad-address"),
        ({"url": "javascript:alert(1)"}, "bad-address"),
        ({"url": "https://other.example/"}, "host-not-listed"),
        ({"events": ()}, "no-events"),
        ({"recipient": "insurer"}, "unknown-recipient"),
        ({"recipient": "nobody"}, "unknown-recipient"),
    ],
)
def test_a_webhook_that_makes_no_sense_is_refused(
    listed: None, changes: dict[str, object], reason: str
) -> None:
    with pytest.raises(WebhookRefused) as refused:
        made(**changes)

    assert refused.value.reason == reason
    assert not Webhook.objects.exists()


def test_a_removed_webhook_is_owed_nothing(
    desk: Desk, hook: UUID, egress: FakeEgress
) -> None:
    capture.capture(deliveries.mail(), desk=desk, now=NOW)

    webhooks.remove(hook, actor=SETUP, now=NOW)

    assert send(desk) == 0
    assert not WebhookDelivery.objects.exists()


def test_a_host_that_is_listed_no_more_is_told_nothing(
    desk: Desk, hook: UUID, egress: FakeEgress
) -> None:
    capture.capture(deliveries.mail(), desk=desk, now=NOW)
    egress_hosts.forbid("hooks.example", purpose="webhooks", actor=SETUP, now=NOW)

    assert send(desk) == 0

    assert egress.posted == []
    assert WebhookDelivery.objects.get().status == "host-not-listed"
