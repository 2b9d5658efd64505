"""``seloste webhook``: add, list, pause, renew and remove."""

import json

import pytest

from seloste import wiring
from seloste.cli.webhook import webhook
from seloste.domain.staff import system
from seloste.domain.webhook import WebhookRefused
from seloste.services import egress_hosts, own_hosts
from tests.cli.conftest import Run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notices")]

URL = "https://hooks.example/in"


@pytest.fixture(autouse=True)
def _listed(notices: None) -> None:
    own_hosts.name("hooks.example", actor=system("setup"), now=wiring.clock().now())
    egress_hosts.allow(
        "hooks.example",
        purpose="webhooks",
        actor=system("setup"),
        now=wiring.clock().now(),
    )


def added(run: Run) -> tuple[str, str]:
    answer = run(webhook, "add", URL, "--register", "retta").stdout
    webhook_id, secret = answer.strip().split("\t")
    return webhook_id, secret


def test_a_webhook_is_added_listed_paused_and_removed(run: Run) -> None:
    webhook_id, secret = added(run)
    assert secret.startswith("whsec_")

    [row] = json.loads(run(webhook, "list", "--format", "json").stdout)

    assert (row["id"], row["url"], row["paused"]) == (webhook_id, URL, False)
    assert run(webhook, "pause", webhook_id).stdout == "paused\n"
    assert "paused" in run(webhook, "list").stdout
    assert run(webhook, "pause", webhook_id, "--resume").stdout == "resumed\n"
    assert run(webhook, "remove", webhook_id).stdout == "removed\n"
    assert run(webhook, "list").stdout == ""


def test_the_secret_is_shown_again_and_renewed(run: Run) -> None:
    webhook_id, secret = added(run)

    assert run(webhook, "secret", webhook_id).stdout.strip() == secret
    assert run(webhook, "secret", webhook_id, "--renew").stdout.strip() != secret


def test_a_recipient_the_notice_does_not_name_is_refused(run: Run) -> None:
    with pytest.raises(WebhookRefused):
        run(webhook, "add", URL, "--register", "retta", "--recipient", "insurer")
