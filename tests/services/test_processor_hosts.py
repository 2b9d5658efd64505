"""Data go to machines of registered processors and one's own, and to no other."""

from datetime import timedelta
from typing import Any

import pytest

from seloste.domain.outgoing import MailMode
from seloste.domain.processor import ProcessorRefused
from seloste.domain.webhook import Event, WebhookRefused
from seloste.records.models import AuditLeaf, EgressHost, Mailbox, OwnHost, Webhook
from seloste.services import (
    egress_hosts,
    mailboxes,
    own_hosts,
    processor_hosts,
    processors,
    webhooks,
)
from seloste.services.mailboxes import MailboxRefused, MailboxSettings
from seloste.services.processor_hosts import HostUnregistered, Whose
from seloste.services.webhooks import NewWebhook
from tests.services.conftest import NOW, SETUP
from tests.services.processor_entries import TODAY, entered, host_of_a_processor

pytestmark = pytest.mark.usefixtures("registers")


def allow(host: str, purpose: str = "webhooks") -> str:
    return egress_hosts.allow(host, purpose=purpose, actor=SETUP, now=NOW)


def hook(**changes: Any) -> object:
    said = {
        "register": "retta",
        "url": "https://crm.example/in",
        "recipient": "processors",
        "events": (Event.CONTACT_CAPTURED,),
    }
    return webhooks.add(NewWebhook(**said | changes), actor=SETUP, now=NOW)


@pytest.mark.parametrize("purpose", ["webhooks", "recordings"])
def test_a_host_of_nobody_is_not_listed(purpose: str) -> None:
    with pytest.raises(HostUnregistered):
        allow("crm.example", purpose)
    assert not EgressHost.objects.exists()

    host_of_a_processor("crm.example")

    assert allow("crm.example", purpose) == "crm.example"


def test_a_host_is_not_listed_once_its_processor_has_ended() -> None:
    entry = processors.add(entered(), actor=SETUP, now=NOW)
    processors.end(entry, on=TODAY, actor=SETUP, now=NOW)

    with pytest.raises(HostUnregistered):
        allow("crm.example")


def test_a_host_is_not_listed_before_its_processor_begins() -> None:
    tomorrow = TODAY + timedelta(days=1)
    processors.add(entered(since=tomorrow), actor=SETUP, now=NOW)

    with pytest.raises(HostUnregistered):
        allow("crm.example")


def test_a_machine_of_ones_own_is_listed_without_an_entry() -> None:
    own_hosts.name("CRM.example", actor=SETUP, now=NOW)

    assert allow("crm.example") == "crm.example"


def test_what_is_no_longer_ones_own_is_not_listed() -> None:
    own_hosts.name("crm.example", actor=SETUP, now=NOW)
    own_hosts.forget("crm.example", actor=SETUP, now=NOW)

    with pytest.raises(HostUnregistered):
        allow("crm.example")


def test_naming_and_forgetting_an_own_machine_is_in_the_log() -> None:
    own_hosts.name("crm.example", actor=SETUP, now=NOW)
    own_hosts.name("crm.example", actor=SETUP, now=NOW)
    own_hosts.forget("crm.example", actor=SETUP, now=NOW)

    rows = AuditLeaf.objects.filter(action="egress.allowed").order_by("seq")
    assert ["host:crm.example" in row.body for row in rows] == [True, True, True]
    assert "forbidden" in rows[2].body
    assert not OwnHost.objects.exists()


@pytest.mark.parametrize("host", ["", "two words", "https://crm.example"])
def test_what_is_no_host_is_nobodys_own(host: str) -> None:
    with pytest.raises(ProcessorRefused, match="bad-host"):
        own_hosts.name(host, actor=SETUP, now=NOW)


def test_what_was_not_ones_own_is_not_forgotten() -> None:
    with pytest.raises(ProcessorRefused, match="not-own"):
        own_hosts.forget("crm.example", actor=SETUP, now=NOW)


def test_this_machine_and_the_provider_of_identities_need_no_entry() -> None:
    assert allow("127.0.0.1", "recordings") == "127.0.0.1"
    assert allow("id.example", "identity") == "id.example"


def test_a_webhook_tells_a_processor_of_its_register_only() -> None:
    host_of_a_processor("crm.example", register="sok-mara")
    allow("crm.example")

    with pytest.raises(WebhookRefused, match="host-unregistered"):
        hook()
    with pytest.raises(WebhookRefused, match="host-unregistered"):
        hook(recipient="")
    assert not Webhook.objects.exists()

    host_of_a_processor("crm.example")
    hook()


def test_a_webhook_tells_the_recipient_whose_machine_it_is() -> None:
    host_of_a_processor("crm.example", register="sok-mara")
    allow("crm.example")

    with pytest.raises(WebhookRefused, match="host-unregistered"):
        hook(register="sok-mara", recipient="s-group")
    hook(register="sok-mara", recipient="partners")


def test_a_company_of_the_group_that_the_notice_names_is_told() -> None:
    own_hosts.name("group.example", actor=SETUP, now=NOW)
    allow("group.example")

    hook(url="https://group.example/in", recipient="group")


def mailbox(host: str, **changes: Any) -> Mailbox:
    said = {
        "slug": "retta",
        "register": "retta",
        "address": "asiakaspalvelu@retta.example",
        "mode": MailMode.IMAP,
        "host": host,
        "username": "retta",
    }
    return mailboxes.add(MailboxSettings(**said | changes), actor=SETUP, now=NOW)


def test_no_mailbox_is_set_up_at_a_server_of_nobody() -> None:
    with pytest.raises(MailboxRefused, match="host-unregistered"):
        mailbox("imap.example")
    assert not Mailbox.objects.exists()

    host_of_a_processor("imap.example")

    assert mailbox("IMAP.example").host == "IMAP.example"


def test_a_mailbox_that_is_there_goes_on_and_moves_to_nobody() -> None:
    own_hosts.name("imap.example", actor=SETUP, now=NOW)
    mailbox("imap.example")
    own_hosts.forget("imap.example", actor=SETUP, now=NOW)

    assert mailbox("imap.example", folder="Other").folder == "Other"
    with pytest.raises(MailboxRefused, match="host-unregistered"):
        mailbox("imap.other.example")


def test_every_machine_in_use_is_listed_with_whose_it_is() -> None:
    host_of_a_processor("crm.example")
    own_hosts.name("imap.example", actor=SETUP, now=NOW)
    allow("crm.example")
    allow("id.example", "identity")
    mailbox("imap.example")
    hook()

    lines = processor_hosts.lines("retta", set_up=("db.example", "127.0.0.1"), now=NOW)

    assert [(line.use.label, line.whose) for line in lines] == [
        ("127.0.0.1", Whose.HERE),
        ("db.example", Whose.NOBODY),
        ("identity:id.example", Whose.PROVIDER),
        ("imap:imap.example", Whose.OWN),
        ("webhooks:crm.example", Whose.PROCESSOR),
        ("webhooks:crm.example", Whose.PROCESSOR),
    ]
