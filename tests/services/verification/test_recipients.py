"""Who is told of events: listed hosts with what for, and only whom the notice names."""

from uuid import UUID

import pytest

from seloste.domain.verification import Verdict
from seloste.domain.webhook import Event
from seloste.records.models import Webhook
from seloste.services import egress_hosts, own_hosts, webhooks
from seloste.services.webhooks import NewWebhook
from tests.services.conftest import NOW, SETUP
from tests.services.processor_entries import host_of_a_processor
from tests.services.verification.conftest import Ask, broken, found

HOST = "crm.example"


@pytest.fixture
def webhook(kept: dict[str, UUID]) -> UUID:
    """A webhook of the processors that Retta's notice names."""
    host_of_a_processor(HOST)
    egress_hosts.allow(HOST, purpose="webhooks", actor=SETUP, now=NOW)
    wanted = NewWebhook(
        "retta", f"https://{HOST}/seloste", "processors", [Event.CONTACT_CAPTURED]
    )
    return webhooks.add(wanted, actor=SETUP, now=NOW)


@pytest.mark.usefixtures("webhook")
@pytest.mark.parametrize("promise", ["R-12", "R-13"])
def test_a_listed_host_is_named_with_what_for(ask: Ask, promise: str) -> None:
    own_hosts.name("pbx.example", actor=SETUP, now=NOW)
    egress_hosts.allow("pbx.example", purpose="recordings", actor=SETUP, now=NOW)

    result = ask(promise)

    assert found(result, "hosts-registered").ids == (
        "recordings:pbx.example",
        "webhooks:crm.example",
    )
    assert found(result, "webhooks-named").verdict is Verdict.PROVED
    assert found(result, "webhooks-named").count == 1


def test_a_webhook_whose_reader_the_notice_no_longer_names_breaks_it(
    ask: Ask, webhook: UUID
) -> None:
    assert not broken(ask("R-13"))

    Webhook.objects.filter(pk=webhook).update(recipient="gone")

    result = ask("R-13")
    assert broken(result) == {"webhook-recipient-unnamed", "host-unregistered"}
    assert found(result, "webhook-recipient-unnamed").ids == (str(webhook),)
    assert result.verdict is Verdict.BROKEN


def test_a_webhook_of_another_register_breaks_nothing_here(
    ask: Ask, webhook: UUID
) -> None:
    Webhook.objects.filter(pk=webhook).update(recipient="gone")

    assert not broken(ask("S-12"))


def test_a_webhook_that_is_paused_tells_nobody(ask: Ask, webhook: UUID) -> None:
    Webhook.objects.filter(pk=webhook).update(recipient="gone", paused=True)

    assert not broken(ask("R-13"))


def test_a_system_of_ones_own_needs_no_name(ask: Ask, webhook: UUID) -> None:
    Webhook.objects.filter(pk=webhook).update(recipient="")

    assert not broken(ask("R-13"))
