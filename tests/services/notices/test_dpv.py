import csv
import json
from collections.abc import Iterator
from typing import Any

import pytest

from seloste.services.notices import dpv_terms, exports
from seloste.services.notices.dpv import rights_for
from tests.architecture.paths import SOURCE
from tests.services.notices.examples import EXAMPLES, example

DATA = SOURCE / "services" / "notices" / "data"
NAMESPACES = {
    "dpv": "https://w3id.org/dpv#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "pd": "https://w3id.org/dpv/pd#",
}
# Not DPV's: titles and dates, values, data types, and JSON-LD's own words.
OTHERS = {"dct:title", "dct:description", "dct:valid", "rdf:value"}
TYPES = {"xsd:date", "xsd:duration"}


def terms() -> set[str]:
    """Return the terms of DPV as full IRIs, read apart from the code."""
    rows = (DATA / "dpv-terms.tsv").read_text(encoding="utf-8").splitlines()
    cells = [row.split("\t") for row in rows]
    return {NAMESPACES[one[0]] + one[1] for one in cells if one[0] in NAMESPACES}


def iris(node: object) -> Iterator[str]:
    """Yield every property and type of a JSON-LD document in full."""
    if isinstance(node, list):
        for one in node:
            yield from iris(one)
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "@type":
                yield from map(full, value if isinstance(value, list) else [value])
            elif not key.startswith("@"):
                yield full(key)
                yield from iris(value)


def full(name: str) -> str:
    prefix, _, local = name.partition(":")
    return NAMESPACES.get(prefix, prefix + ":") + local


def exported(name: str) -> dict[str, Any]:
    return exports.dpv(example(name))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_term_exists_in_the_vocabulary(name: str) -> None:
    used = set(iris(exported(name)))

    assert len(used) > 40
    assert used - terms() <= OTHERS | TYPES


def test_the_context_is_that_of_the_vocabulary() -> None:
    context = exported("model")["@context"]

    assert NAMESPACES.items() <= context.items()


def test_every_term_that_a_fact_can_take_exists() -> None:
    tables = (
        *(dpv_terms.PURPOSES, dpv_terms.RECIPIENTS, dpv_terms.SOURCES),
        *(dpv_terms.MEASURES, dpv_terms.MECHANISMS, dpv_terms.RIGHTS),
    )
    named = {term for table in tables for term in table.values()}
    named |= {term for some in dpv_terms.CATEGORIES.values() for term in some}

    assert not {full(term) for term in named} - terms()
    assert named <= dpv_terms.known()


@pytest.mark.parametrize("name", EXAMPLES)
def test_it_can_be_written_as_json(name: str) -> None:
    assert json.loads(json.dumps(exported(name))) == exported(name)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_reference_leads_to_a_node(name: str) -> None:
    document = exported(name)
    defined = {one["@id"] for one in document["dpv:hasPersonalDataProcess"]}
    referred = {
        process["@id"]
        for one in document["dpv:hasRecipient"]
        for process in one.get("dpv:hasPersonalDataProcess", ())
    }

    assert referred <= defined


def test_the_rights_of_a_purpose_follow_from_its_basis() -> None:
    processes = {
        one["@id"].rsplit(":", 1)[1]: {right["@type"] for right in one["dpv:hasRight"]}
        for one in exported("model")["dpv:hasPersonalDataProcess"]
    }

    assert "eu-gdpr:A21" in processes["quality"]
    assert "eu-gdpr:A20" not in processes["quality"]
    assert "eu-gdpr:A20" in processes["service"]
    assert "eu-gdpr:A7-3" in processes["safety"]


def test_a_period_is_a_duration() -> None:
    conditions = exported("sok-mara")["dpv:hasStorageCondition"]

    assert [one["dpv:hasDuration"]["rdf:value"]["@value"] for one in conditions] == [
        "P3M"
    ]


def test_what_the_notice_lacks_is_left_out() -> None:
    assert "dpv:hasDataProtectionOfficer" not in exported("retta")
    assert "dpv:hasDataProtectionOfficer" in exported("sok-mara")


def test_profiling_is_prohibited_only_where_the_notice_says_so() -> None:
    def prohibited(name: str) -> set[str]:
        return {
            one["@type"]
            for one in exported(name)["dpv:hasProhibition"]["dpv:hasProcessing"]
        }

    assert prohibited("retta") == {"dpv:AutomatedDecisionMaking", "dpv:Profiling"}
    assert prohibited("sok-mara") == {"dpv:AutomatedDecisionMaking"}


@pytest.mark.parametrize(
    ("article", "rights"),
    [
        (
            "6(1)(a)",
            ("13", "14", "15", "16", "17", "18", "20", "22", "7(3)", "77"),
        ),
        ("6(1)(b)", ("13", "14", "15", "16", "17", "18", "20", "22", "77")),
        ("6(1)(c)", ("13", "15", "16", "18", "77")),
        ("6(1)(d)", ("13", "14", "15", "16", "17", "18", "22", "77")),
        ("6(1)(e)", ("13", "14", "15", "16", "18", "21", "22", "77")),
        ("6(1)(f)", ("13", "14", "15", "16", "17", "18", "21", "22", "77")),
        ("13(1)(a)", ()),
        ("nothing", ()),
    ],
)
def test_rights_follow_from_the_legal_basis(
    article: str, rights: tuple[str, ...]
) -> None:
    assert rights_for(article) == rights


def test_every_right_of_the_mapping_is_understood() -> None:
    with (DATA / "dpv-legal-basis-rights.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    bases = {f"6(1)({letter})" for letter in "abcdef"}
    plain = [row for row in rows if row["legal_basis"][-7:-1] == "#A6-1-"]

    assert len(plain) == sum(len(rights_for(basis)) for basis in bases)


@pytest.mark.parametrize("name", ["dpv-LICENSE.md", "tilt-LICENSE"])
def test_what_is_borrowed_carries_its_licence(name: str) -> None:
    assert "opyright" in (DATA / name).read_text(encoding="utf-8")
