"""The register of processors: entered, changed and ended, each act in the log."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError

from seloste.domain.audit import decoded
from seloste.domain.processor import ProcessorRefused
from seloste.records.models import AuditLeaf, ProcessorEntry
from seloste.services import audit, processors
from tests.services.conftest import NOW, SETUP
from tests.services.processor_entries import TODAY, WHOLE, entered

pytestmark = pytest.mark.usefixtures("registers")


def add(**changes: Any) -> UUID:
    return processors.add(entered(**changes), actor=SETUP, now=NOW)


def trail() -> list[tuple[str, dict[str, Any]]]:
    rows = AuditLeaf.objects.filter(action="processor.changed").order_by("seq")
    leaves = [decoded(row.body.encode()) for row in rows]
    return [
        (leaf.object_id, {str(key): leaf.details[key] for key in leaf.details})
        for leaf in leaves
    ]


def test_an_entry_is_kept_as_it_was_said() -> None:
    entry = add()

    assert processors.facts(ProcessorEntry.objects.get(pk=entry)) == WHOLE


def test_what_was_said_is_brought_to_one_form() -> None:
    entry = add(
        name="  Esimerkki \t pilvi ",
        country="fi",
        hosts=("CRM.example", "crm.example", "mail.example"),
    )

    row = processors.entry(entry)
    assert (row.name, row.country) == ("Esimerkki pilvi", "FI")
    assert row.hosts == ["crm.example", "mail.example"]


def test_each_act_leaves_the_hash_of_the_entry_in_the_log() -> None:
    entry = add()
    processors.change(entry, entered(contract="DPA-18"), actor=SETUP, now=NOW)
    processors.end(entry, on=TODAY, actor=SETUP, now=NOW)

    said = trail()

    assert [(one, what["state"]) for one, what in said] == [
        (str(entry), "added"),
        (str(entry), "changed"),
        (str(entry), "ended"),
    ]
    assert {what["register"] for _, what in said} == {"retta"}
    assert said[0][1]["sha256"] == WHOLE.digest
    assert len({what["sha256"] for _, what in said}) == 3


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"register": "nobody"}, "unknown-register"),
        ({"recipient": "insurer"}, "unknown-recipient"),
        ({"recipient": ""}, "unknown-recipient"),
        ({"name": "  "}, "no-name"),
        ({"name": "A" * 201}, "too-long"),
        ({"name": "A\x07B"}, "too-long"),
        ({"safeguards": "A" * 4001}, "too-long"),
        ({"hosts": tuple(f"h{n}.example" for n in range(51))}, "too-long"),
        ({"country": "Suomi"}, "bad-country"),
        ({"hosts": ("crm example",)}, "bad-host"),
        ({"hosts": ("https://crm.example",)}, "bad-host"),
        ({"contract_on": date(2026, 5, 5)}, "contract-in-future"),
        ({"until": date(2025, 12, 31)}, "until-before-since"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    changes: dict[str, Any], reason: str
) -> None:
    with pytest.raises(ProcessorRefused) as refusal:
        add(**changes)

    assert refusal.value.reason == reason
    assert not ProcessorEntry.objects.exists()
    assert trail() == []


def test_a_processor_is_entered_once_while_it_stands() -> None:
    first = add()
    with pytest.raises(ProcessorRefused, match="name-taken"):
        add(name="ESIMERKKIPILVI OY")

    processors.end(first, on=TODAY, actor=SETUP, now=NOW)

    assert add(since=TODAY) != first


def test_nothing_is_entered_that_the_log_cannot_tell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(**_: object) -> int:
        raise OSError("no room")

    entry = add()
    monkeypatch.setattr(audit, "record", fail)

    with pytest.raises(OSError, match="no room"):
        add(name="Toinen Oy")
    with pytest.raises(OSError, match="no room"):
        processors.change(entry, entered(contract=""), actor=SETUP, now=NOW)
    with pytest.raises(OSError, match="no room"):
        processors.end(entry, on=TODAY, actor=SETUP, now=NOW)

    [row] = processors.entries()
    assert (row.contract, row.until) == ("DPA-17", None)


def test_an_entry_stays_in_its_register() -> None:
    entry = add()

    processors.change(
        entry, entered(register="sok-mara", contract="DPA-18"), actor=SETUP, now=NOW
    )

    row = processors.entry(entry)
    assert (row.register_id, row.contract) == ("retta", "DPA-18")


def test_an_entry_that_ended_stands_no_more_and_is_still_there() -> None:
    entry = add()
    assert [row.pk for row in processors.standing(TODAY, "retta")] == [entry]

    processors.end(entry, on=TODAY, actor=SETUP, now=NOW)

    assert processors.standing(TODAY, "retta") == ()
    assert [row.pk for row in processors.entries("retta")] == [entry]


def test_what_ended_does_not_end_again_and_nothing_ends_before_it_began() -> None:
    entry = add()
    with pytest.raises(ProcessorRefused, match="until-before-since"):
        processors.end(entry, on=date(2025, 12, 31), actor=SETUP, now=NOW)
    processors.end(entry, on=TODAY, actor=SETUP, now=NOW)

    with pytest.raises(ProcessorRefused, match="already-ended"):
        processors.end(entry, on=TODAY, actor=SETUP, now=NOW)


def test_an_unknown_entry_is_refused() -> None:
    with pytest.raises(ProcessorRefused, match="unknown-processor"):
        processors.entry(uuid4())
    with pytest.raises(ProcessorRefused, match="unknown-processor"):
        processors.change(uuid4(), WHOLE, actor=SETUP, now=NOW)
    with pytest.raises(ProcessorRefused, match="unknown-processor"):
        processors.end(uuid4(), on=TODAY, actor=SETUP, now=NOW)


def test_the_database_keeps_no_entry_that_ends_before_it_begins() -> None:
    entry = add()

    with pytest.raises(IntegrityError):
        ProcessorEntry.objects.filter(pk=entry).update(until=date(2025, 12, 31))
