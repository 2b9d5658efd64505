"""The register of processors answers R-13 and R-26, and what switches it off shows."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from seloste.domain.processor import TransferGround
from seloste.domain.verification import Result, Verdict
from seloste.records.models import (
    AuditLeaf,
    EgressHost,
    NoticeVersion,
    OwnHost,
    ProcessorEntry,
)
from seloste.services import own_hosts, processors
from tests.fakes.installation import FakeInstallation
from tests.services.conftest import NOW, SETUP
from tests.services.processor_entries import TODAY, entered
from tests.services.verification.conftest import Ask, broken, found

OF_RETTA = ["R-13", "R-26"]


def gaps(result: Result) -> set[str]:
    return {one.code for one in result.evidence if one.verdict is Verdict.GAP}


def add(**changes: Any) -> UUID:
    return processors.add(entered(**changes), actor=SETUP, now=NOW)


@pytest.mark.parametrize("promise", OF_RETTA)
def test_a_processor_with_all_its_facts_proves_the_promise(
    ask: Ask, promise: str
) -> None:
    add()

    result = ask(promise)

    assert found(result, "processors-registered").count == 1
    assert result.verdict is Verdict.ATTESTED


@pytest.mark.parametrize("promise", OF_RETTA)
def test_a_notice_that_names_processors_wants_an_entry(ask: Ask, promise: str) -> None:
    result = ask(promise)

    assert found(result, "processor-unregistered").ids == ("processors",)
    assert result.verdict is Verdict.GAP


def test_each_recipient_wants_an_entry_of_its_own(ask: Ask) -> None:
    add(register="sok-mara", recipient="partners")

    assert found(ask("S-12"), "processor-unregistered").ids == ("s-group",)

    add(register="sok-mara", recipient="s-group", hosts=())

    assert ask("S-12").verdict is Verdict.ATTESTED


@pytest.mark.parametrize("promise", OF_RETTA)
@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"contract_on": None}, "contract-date"),
        ({"contract": ""}, "contract"),
        ({"safeguards": ""}, "safeguards"),
        ({"review_on": None}, "review-date"),
        ({"country": "US"}, "transfer-ground"),
    ],
)
def test_a_missing_fact_is_a_gap_that_names_the_entry(
    ask: Ask, promise: str, change: dict[str, Any], missing: str
) -> None:
    entry = add(**change)

    result = ask(promise)

    assert found(result, "processor-incomplete").ids == (f"{entry}:{missing}",)
    assert gaps(result) == {"processor-incomplete"}
    assert result.verdict is Verdict.GAP


def test_an_entry_that_ended_proves_nothing(ask: Ask) -> None:
    entry = add()
    assert ask("R-13").verdict is Verdict.ATTESTED

    processors.end(entry, on=TODAY, actor=SETUP, now=NOW)

    assert gaps(ask("R-13")) == {"processor-unregistered"}


def test_an_entry_of_another_register_proves_nothing_here(ask: Ask) -> None:
    add()

    assert "processor-unregistered" in gaps(ask("S-12"))


def test_a_review_that_was_not_made_is_a_gap(ask: Ask) -> None:
    entry = add(review_on=date(2026, 5, 3))

    assert found(ask("R-26"), "processor-review-overdue").ids == (str(entry),)

    processors.change(entry, entered(review_on=TODAY), actor=SETUP, now=NOW)

    assert ask("R-26").verdict is Verdict.ATTESTED


@pytest.mark.parametrize("promise", OF_RETTA)
def test_a_contract_dated_behind_the_log_is_broken(ask: Ask, promise: str) -> None:
    entry = add(contract_on=None)
    assert not broken(ask(promise))

    ProcessorEntry.objects.filter(pk=entry).update(contract_on=date(2026, 1, 1))

    result = ask(promise)
    assert broken(result) == {"processor-unrecorded"}
    assert found(result, "processor-unrecorded").ids == (str(entry),)


def test_an_entry_removed_behind_the_log_is_broken(ask: Ask) -> None:
    entry = add()
    assert not broken(ask("R-13"))

    ProcessorEntry.objects.filter(pk=entry).delete()

    assert found(ask("R-13"), "processor-unrecorded").ids == (str(entry),)


def test_an_entry_made_behind_the_log_is_broken(ask: Ask) -> None:
    add()
    row = ProcessorEntry.objects.get()
    row.pk, row.name, row.hosts = None, "Varjo Oy", ["shadow.example"]
    row.pk = UUID(int=7)
    row.save(force_insert=True)

    assert found(ask("R-13"), "processor-unrecorded").ids == (str(UUID(int=7)),)


def test_a_changed_log_proves_no_register(ask: Ask) -> None:
    add()
    assert ask("R-13").verdict is Verdict.ATTESTED

    leaf = AuditLeaf.objects.filter(action="processor.changed").get()
    AuditLeaf.objects.filter(pk=leaf.pk).update(body=leaf.body.replace("add", "odd"))

    assert "log-changed" in broken(ask("R-13"))


def test_a_processor_that_the_notice_dropped_is_broken(ask: Ask) -> None:
    entry = add()
    row = NoticeVersion.objects.get(register_id="retta")
    row.document = row.document.replace("- id: processors\n", "- id: suppliers\n", 1)
    row.document = row.document.replace("recipients.processors", "recipients.suppliers")
    row.save()

    result = ask("R-13")

    assert broken(result) == {"processor-not-in-notice", "notice-changed"}
    assert found(result, "processor-not-in-notice").ids == (str(entry),)


@pytest.mark.parametrize("promise", ["R-13", "R-26", "R-12", "R-16", "R-11"])
def test_a_listed_host_of_nobody_is_broken(ask: Ask, promise: str) -> None:
    add()
    assert not broken(ask(promise))

    EgressHost.objects.create(
        host="shadow.example", purpose="webhooks", allowed_at=NOW, allowed_by="x"
    )

    result = ask(promise)
    assert broken(result) == {"host-unregistered"}
    assert found(result, "host-unregistered").ids == ("webhooks:shadow.example",)


@pytest.mark.parametrize("promise", OF_RETTA)
def test_a_host_whose_processor_ended_is_broken(
    ask: Ask, installation: FakeInstallation, promise: str
) -> None:
    entry = add(hosts=("db.example",))
    installation.change(remote_hosts=("db.example",))
    assert found(ask(promise), "hosts-registered").ids == ("db.example",)

    processors.end(entry, on=TODAY, actor=SETUP, now=NOW)

    assert found(ask(promise), "host-unregistered").ids == ("db.example",)


def test_a_machine_of_the_settings_is_somebodys_in_each_register(
    ask: Ask, installation: FakeInstallation
) -> None:
    add(hosts=("db.example",))
    installation.change(remote_hosts=("db.example",))

    assert not broken(ask("R-13"))
    assert broken(ask("S-12")) == {"host-unregistered"}


def test_a_machine_of_ones_own_is_nobodys_else(
    ask: Ask, installation: FakeInstallation
) -> None:
    installation.change(remote_hosts=("db.example",))
    own_hosts.name("db.example", actor=SETUP, now=NOW)
    add()

    assert ask("R-13").verdict is Verdict.ATTESTED
    assert not gaps(ask("R-11"))


def test_a_machine_made_ones_own_behind_the_log_is_broken(
    ask: Ask, installation: FakeInstallation
) -> None:
    installation.change(remote_hosts=("db.example",))
    own_hosts.name("other.example", actor=SETUP, now=NOW)
    assert broken(ask("R-13")) == {"host-unregistered"}

    OwnHost.objects.create(host="db.example", named_at=NOW)

    result = ask("R-13")
    assert broken(result) == {"own-host-unrecorded"}
    assert found(result, "own-host-unrecorded").ids == ("db.example",)


def test_what_a_processor_does_with_data_cannot_be_seen(
    ask: Ask, installation: FakeInstallation
) -> None:
    add(hosts=("db.example",))
    installation.change(remote_hosts=("db.example",))

    assert found(ask("R-11"), "sends-out").ids == ("db.example",)


def test_processors_in_the_eea_transfer_nothing(ask: Ask) -> None:
    add()

    assert found(ask("R-16"), "processors-inside").count == 1


def test_a_transfer_on_a_ground_is_founded(ask: Ask) -> None:
    add(country="US", ground=TransferGround.SCC)

    result = ask("R-16")

    assert found(result, "transfers-founded").count == 1
    assert result.verdict is Verdict.GAP
    assert gaps(result) == {"statement-missing"}


@pytest.mark.parametrize(
    ("promise", "where"),
    [("R-16", ("retta", "processors")), ("S-13", ("sok-mara", "partners"))],
)
def test_a_transfer_without_a_ground_is_broken(
    ask: Ask, promise: str, where: tuple[str, str]
) -> None:
    register, recipient = where
    assert not broken(ask(promise))

    entry = add(register=register, recipient=recipient, country="US")

    result = ask(promise)
    assert broken(result) == {"transfer-unfounded"}
    assert found(result, "transfer-unfounded").ids == (f"{entry}:no-ground",)
