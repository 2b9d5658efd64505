"""Webhooks in the browser: for administrators, refused beside the field."""

from uuid import UUID

import pytest
from django.test import Client

from seloste.domain.staff import Actor
from seloste.records.models import Webhook
from seloste.services import egress_hosts, own_hosts
from tests.web.people import NOW, SETUP, SignedIn

pytestmark = pytest.mark.usefixtures("registers", "initialised")

URL = "https://hooks.example/in"
FIELDS = {
    "register": "retta",
    "url": URL,
    "recipient": "processors",
    "events": ["contact.captured", "work.opened"],
}


@pytest.fixture
def browser(admin: Actor, signed_in: SignedIn) -> Client:
    """The browser of the administrator; the host is listed."""
    own_hosts.name("hooks.example", actor=SETUP, now=NOW)
    egress_hosts.allow("hooks.example", purpose="webhooks", actor=SETUP, now=NOW)
    return signed_in(admin)


def added(browser: Client) -> UUID:
    answer = browser.post("/webhooks/", FIELDS)
    assert answer.status_code == 302, answer.content.decode()
    return Webhook.objects.get().pk


def test_a_webhook_is_added_and_listed(browser: Client) -> None:
    webhook = added(browser)

    assert "hooks.example" in browser.get("/webhooks/").content.decode()
    assert URL in browser.get(f"/webhooks/{webhook}/").content.decode()


@pytest.mark.parametrize(
    "changed",
    [
        {"url": "javascript:alert(1)"},
        {"url": ""},
        {"url": "https://other.example/"},
        {"recipient": "insurer"},
        {"events": []},
        {"register": "nowhere"},
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    browser: Client, changed: dict[str, object]
) -> None:
    answer = browser.post("/webhooks/", {**FIELDS, **changed})

    assert "invalid-feedback" in answer.content.decode()
    assert not Webhook.objects.exists()


def test_the_secret_is_shown_only_when_asked_for(browser: Client) -> None:
    webhook = added(browser)
    assert "whsec_" not in browser.get(f"/webhooks/{webhook}/").content.decode()

    page = browser.post(f"/webhooks/{webhook}/secret/").content.decode()

    assert "whsec_" in page


def test_a_webhook_is_paused_and_removed(browser: Client) -> None:
    webhook = added(browser)

    browser.post(f"/webhooks/{webhook}/pause/")

    assert Webhook.objects.get().paused
    browser.post(f"/webhooks/{webhook}/remove/")
    assert not Webhook.objects.exists()


def test_a_records_manager_sees_none(aino: Actor, signed_in: SignedIn) -> None:
    assert signed_in(aino).get("/webhooks/").status_code == 403
