import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft7Validator, FormatChecker

from seloste.domain.notice import Language, Transfer
from seloste.services.notices import exports
from tests.architecture.paths import SOURCE
from tests.services.notices.examples import EXAMPLES, example

DATA = SOURCE / "services" / "notices" / "data"
SCHEMA = json.loads((DATA / "tilt-schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", Language)
def test_an_export_is_valid(name: str, language: Language) -> None:
    document = exports.tilt(example(name), language=language)

    assert not list(Draft7Validator(SCHEMA).iter_errors(document))
    assert document["meta"]["language"] == language


@pytest.mark.parametrize("name", ["sok-mara", "model"])
def test_a_notice_that_can_be_reached_is_valid_in_every_format(name: str) -> None:
    validator = Draft7Validator(SCHEMA, format_checker=FormatChecker())

    assert not list(validator.iter_errors(exports.tilt(example(name))))


def test_the_schema_bites() -> None:
    document = exports.tilt(example("model"))
    del document["controller"]["country"]

    assert list(Draft7Validator(SCHEMA).iter_errors(document))


def test_the_hash_is_of_the_document_without_it() -> None:
    document = exports.tilt(example("model"))
    claimed = document["meta"].pop("_hash")
    canonical = json.dumps(
        document, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )

    assert claimed == hashlib.sha256(canonical.encode()).hexdigest()


def test_versions_have_ids_of_their_own() -> None:
    first, second = (exports.tilt(example("model"), version=one) for one in (1, 2))

    assert first["meta"]["_id"] != second["meta"]["_id"]
    assert first == exports.tilt(example("model"), version=1)


@pytest.mark.parametrize(
    ("name", "gaps"),
    [
        ("model", []),
        (
            "retta",
            [
                "controller.address",
                "controller.representative.email",
                "dataProtectionOfficer.name",
                "dataProtectionOfficer.email",
                "dataDisclosed.nonDisclosure",
                "thirdCountryTransfers.country",
            ],
        ),
        (
            "sok-mara",
            [
                "controller.representative.name",
                "dataProtectionOfficer.name",
                "dataDisclosed.legitimateInterests.reasoning",
                "thirdCountryTransfers.country",
                "rightToRectificationOrDeletion",
                "rightToDataPortability",
                "rightToComplain",
            ],
        ),
    ],
)
def test_what_tilt_demands_and_the_notice_lacks_is_listed(
    name: str, gaps: list[str]
) -> None:
    assert exports.tilt(example(name))["seloste"]["gaps"] == gaps


def entry(document: dict[str, Any], category: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        one for one in document["dataDisclosed"] if one["_id"] == category
    )
    return found


def test_a_category_has_its_purposes_bases_and_periods() -> None:
    health = entry(exports.tilt(example("model"), language=Language.EN), "health")

    assert [one["purpose"] for one in health["purposes"]] == [
        "safety",
        "legal-defence",
        "rights",
    ]
    assert [one["reference"] for one in health["legalBases"]] == [
        "GDPR-6-1-a",
        "GDPR-6-1-f",
        "GDPR-6-1-c",
        "GDPR-9-2-a",
    ]
    assert [one["ttl"] for one in health["storage"][0]["temporal"]] == [
        "P3M",
        "P180D",
        "P24M",
        "P30D",
    ]


def test_an_interest_is_claimed_only_where_it_is_the_basis() -> None:
    model = example("model")
    contract = next(one for one in model.purposes if one.id == "service")
    document = exports.tilt(replace(model, purposes=(contract,)))

    assert entry(document, "content")["legitimateInterests"] == [{"exists": False}]


def test_a_recipient_receives_only_what_serves_its_purposes() -> None:
    model = example("model")
    narrow = replace(model.recipients[2], purposes=("identification",))
    document = exports.tilt(replace(model, recipients=(narrow,)))

    assert len(entry(document, "identity")["recipients"]) == 1
    assert entry(document, "health")["recipients"] == []


@pytest.mark.parametrize(
    ("transfer", "entries"),
    [
        (Transfer("never"), []),
        (Transfer("exception"), []),
        (
            Transfer("exception", countries=("CH", "US"), mechanisms=("adequacy",)),
            [("CH", True, False, False), ("US", True, False, False)],
        ),
        (Transfer("limited", mechanisms=("scc",)), [(None, False, True, True)]),
        (Transfer("limited", mechanisms=("other",)), [(None, False, True, False)]),
    ],
)
def test_transfers_are_exported_as_far_as_they_are_known(
    transfer: Transfer, entries: list[tuple[str | None, bool, bool, bool]]
) -> None:
    document = exports.tilt(replace(example("model"), transfers=transfer))
    places = (
        *("adequacyDecision", "appropriateGuarantees", "standardDataProtectionClause"),
    )

    assert entries == [
        (one.get("country"), *(one[place]["available"] for place in places))
        for one in document["thirdCountryTransfers"]
    ]


def test_rights_without_a_place_in_tilt_are_kept_beside_it() -> None:
    beyond = exports.tilt(example("model"))["seloste"]

    assert beyond["rightToObject"]["available"] is True
    assert beyond["rightToRestriction"]["available"] is True
    assert exports.tilt(example("sok-mara"))["seloste"]["rightToObject"] == {
        "available": False,
        "description": "",
        "email": "tietosuoja.mara@sok.fi",
        "identificationEvidences": [],
    }
