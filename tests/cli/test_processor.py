"""``seloste processor``: add, change, list, end, and whose machines are in use."""

import json

import pytest

from seloste.cli.egress import egress
from seloste.cli.processor import processor
from seloste.domain.processor import ProcessorRefused
from seloste.services.processor_hosts import HostUnregistered
from tests.cli.conftest import Run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("notices")]

NEW = (
    *("--register", "retta", "--recipient", "processors"),
    *("--name", "Esimerkkipilvi Oy", "--country", "FI", "--host", "crm.example"),
)
REST = (
    *("--contract", "DPA-17", "--contract-date", "2025-12-15"),
    *("--safeguards", "Audited each year.", "--review-by", "2030-01-31"),
)


def added(run: Run, *more: str) -> dict[str, object]:
    said = run(processor, "add", *NEW, *more, "--format", "json")
    found: dict[str, object] = json.loads(said.stdout)
    return found


def test_an_entry_is_added_and_says_what_is_missing(run: Run) -> None:
    made = added(run)

    assert made["missing"] == ["contract", "contract-date", "safeguards", "review-date"]
    assert made["hosts"] == ["crm.example"]
    assert (
        run(processor, "list")
        .stdout.rstrip()
        .endswith("missing contract, contract-date, safeguards, review-date")
    )


def test_what_is_missing_is_said_later_and_the_rest_stays(run: Run) -> None:
    made = added(run, "--sub-processor", "Example Inc., US")

    run(processor, "change", str(made["id"]), *REST, "--ground", "scc")

    [row] = json.loads(run(processor, "list", "--format", "json").stdout)
    assert row["missing"] == []
    assert (row["name"], row["contract_on"]) == ("Esimerkkipilvi Oy", "2025-12-15")
    assert (row["sub_processors"], row["ground"]) == (["Example Inc., US"], "scc")


def test_an_entry_that_ended_is_listed_where_that_is_asked_for(run: Run) -> None:
    made = added(run, *REST, "--since", "2026-01-01")

    ended = run(processor, "end", str(made["id"]), "--on", "2026-02-01")

    assert "until 2026-02-01" in ended.stdout
    assert run(processor, "list").stdout == ""
    assert "Esimerkkipilvi Oy" in run(processor, "list", "--ended").stdout


def test_ending_says_which_machines_are_still_used(run: Run) -> None:
    made = added(run)
    run(egress, "allow", "crm.example", "--for", "webhooks")
    assert run(processor, "hosts").exit_code == 0

    ended = run(processor, "end", str(made["id"]))

    assert ended.stderr == "still used: webhooks:crm.example\n"
    listed = run(processor, "hosts", "--register", "retta")
    assert listed.stdout == "retta\twebhooks:crm.example\tnobody\n"
    assert listed.exit_code == 1


def test_the_machines_in_use_are_listed_for_programs(run: Run) -> None:
    made = added(run)
    run(egress, "allow", "crm.example", "--for", "webhooks")

    said = run(processor, "hosts", "--register", "retta", "--format", "json")

    assert json.loads(said.stdout) == [
        {
            "register": "retta",
            "use": "webhooks:crm.example",
            "whose": "processor",
            "entry": made["id"],
        }
    ]


def test_a_machine_of_ones_own_is_named_listed_and_forgotten(run: Run) -> None:
    with pytest.raises(HostUnregistered):
        run(egress, "allow", "crm.example", "--for", "webhooks")

    said = run(egress, "own", "CRM.example").stdout

    assert said == "crm.example is your own\n"
    run(egress, "allow", "crm.example", "--for", "webhooks")
    assert run(egress, "list").stdout == "webhooks\tcrm.example\nown\tcrm.example\n"
    assert run(egress, "own", "crm.example", "--no-longer").exit_code == 0
    assert run(processor, "hosts").exit_code == 1


def test_a_recipient_that_is_no_processor_is_refused(run: Run) -> None:
    with pytest.raises(ProcessorRefused, match="unknown-recipient"):
        run(processor, "add", *NEW, "--recipient", "insurer")


def test_an_unknown_ground_is_wrong_usage(run: Run) -> None:
    assert run(processor, "add", *NEW, "--ground", "trust").exit_code == 2
