"""Processors: what an entry lacks, and whether data may go where it says."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from seloste.domain.notice import Transfer
from seloste.domain.processor import (
    EEA,
    Processor,
    ProcessorRefused,
    SubProcessor,
    TransferGround,
    sub_processor,
    transfer_fault,
)

WHOLE = Processor(
    register="retta",
    recipient="processors",
    name="Esimerkkipilvi Oy",
    country="FI",
    since=date(2026, 1, 1),
    contract="DPA-17",
    contract_on=date(2025, 12, 15),
    safeguards="Audited each year.",
    hosts=("crm.example",),
    review_on=date(2026, 12, 31),
)


def test_the_eea_has_thirty_countries() -> None:
    assert len(EEA) == 30
    assert {"FI", "IS", "LI", "NO"} <= EEA
    assert not {"GB", "CH", "US"} & EEA


def test_a_whole_entry_lacks_nothing() -> None:
    assert WHOLE.missing == ()


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"contract": ""}, ("contract",)),
        ({"contract_on": None}, ("contract-date",)),
        ({"safeguards": ""}, ("safeguards",)),
        ({"review_on": None}, ("review-date",)),
        ({"country": "US"}, ("transfer-ground",)),
        ({"sub_processors": (SubProcessor("A", "US"),)}, ("transfer-ground",)),
        ({"country": "US", "ground": TransferGround.SCC}, ()),
        ({"contract": "", "review_on": None}, ("contract", "review-date")),
    ],
)
def test_an_entry_says_what_it_lacks(
    change: dict[str, Any], missing: tuple[str, ...]
) -> None:
    assert replace(WHOLE, **change).missing == missing


def test_an_entry_stands_from_its_first_day_to_the_day_it_ends() -> None:
    entry = replace(WHOLE, until=date(2026, 6, 1))

    assert not entry.stands(date(2025, 12, 31))
    assert entry.stands(date(2026, 1, 1))
    assert entry.stands(date(2026, 5, 31))
    assert not entry.stands(date(2026, 6, 1))


@pytest.mark.parametrize(
    ("line", "name", "country"),
    [
        ("Example Inc., us", "Example Inc.", "US"),
        ("Pilvi, Verkko ja Kumppanit Oy, FI", "Pilvi, Verkko ja Kumppanit Oy", "FI"),
    ],
)
def test_a_sub_processor_is_read_from_a_line(
    line: str, name: str, country: str
) -> None:
    assert sub_processor(line) == SubProcessor(name, country)


@pytest.mark.parametrize("line", ["", "Example Inc.", "Example Inc., USA", ", US"])
def test_a_line_without_name_or_country_is_refused(line: str) -> None:
    with pytest.raises(ProcessorRefused, match="bad-sub-processor"):
        sub_processor(line)


ABROAD = replace(WHOLE, country="US", ground=TransferGround.SCC)
LIMITED = Transfer("limited", mechanisms=("scc",), countries=("US",))


@pytest.mark.parametrize(
    ("entry", "promised", "fault"),
    [
        (WHOLE, Transfer("never"), None),
        (ABROAD, Transfer("never"), "never"),
        (ABROAD, Transfer("exception"), None),
        (ABROAD, LIMITED, None),
        (replace(ABROAD, ground=TransferGround.NONE), LIMITED, "no-ground"),
        (replace(ABROAD, country="IN"), LIMITED, "country"),
        (replace(ABROAD, ground=TransferGround.BCR), LIMITED, "mechanism"),
        (
            replace(ABROAD, ground=TransferGround.BCR),
            Transfer("limited", mechanisms=("scc", "other")),
            None,
        ),
        (
            replace(WHOLE, sub_processors=(SubProcessor("A", "US"),)),
            Transfer("exception"),
            "no-ground",
        ),
    ],
)
def test_data_go_outside_the_eea_on_a_ground_and_as_promised(
    entry: Processor, promised: Transfer, fault: str | None
) -> None:
    assert transfer_fault(entry, promised) == fault


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Toinen Oy"},
        {"contract_on": None},
        {"hosts": ()},
        {"until": date(2027, 1, 1)},
        {"sub_processors": (SubProcessor("A", "FI"),)},
        {"ground": TransferGround.SCC},
        {"safeguards": ""},
    ],
)
def test_the_hash_of_an_entry_changes_with_what_it_says(change: dict[str, Any]) -> None:
    assert replace(WHOLE, **change).digest != WHOLE.digest
