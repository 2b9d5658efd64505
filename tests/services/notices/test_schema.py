"""The schema is published, and it alone already refuses what the reader refuses."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from seloste.services.notices import schema, yaml_source

PUBLISHED = Path("docs/notice-schema.json").read_text(encoding="utf-8")
SMALL = Path("tests/vectors/notices/small.yaml").read_text(encoding="utf-8")
VALIDATOR = Draft202012Validator(json.loads(PUBLISHED))


def small() -> Any:
    return copy.deepcopy(yaml_source.read(SMALL, file="small.yaml").value)


def test_the_published_schema_is_the_one_in_the_package() -> None:
    assert schema.schema_text() == PUBLISHED


def test_the_published_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json.loads(PUBLISHED))


@pytest.mark.parametrize("name", ["retta", "sok-mara", "model"])
def test_the_published_schema_accepts_the_examples(name: str) -> None:
    text = Path(f"examples/{name}.yaml").read_text(encoding="utf-8")

    assert VALIDATOR.is_valid(yaml_source.read(text, file=name).value)


@pytest.mark.parametrize(
    "section",
    [
        *("format", "register", "name", "effective", "controllers", "contact"),
        *("channels", "purposes", "categories", "sources", "recipients"),
        *("transfers", "retention", "holds", "rights", "automation", "security"),
        "promises",
    ],
)
def test_the_published_schema_demands_every_section(section: str) -> None:
    document = small()
    assert VALIDATOR.is_valid(document)

    del document[section]

    assert not VALIDATOR.is_valid(document)


def test_every_key_is_described() -> None:
    objects = [schema.schema(), *schema.schema()["$defs"].values()]
    silent = [
        key
        for rules in objects
        for key, value in rules.get("properties", {}).items()
        if not value.get("description")
    ]

    assert silent == []


def test_nothing_but_known_keys_is_accepted_anywhere() -> None:
    objects = [schema.schema(), *schema.schema()["$defs"].values()]

    assert all(
        rules["additionalProperties"] is False
        for rules in objects
        if rules.get("type") == "object"
    )


def test_processor_addresses_need_to_say_whose_processor() -> None:
    document = small()
    document["controllers"][0]["processor_receives"] = ["clients@company.example"]

    (fault,) = schema.faults(document)

    assert (str(fault.code), fault.place) == ("missing-key", ("controllers", 0))
    assert fault.write.startswith("processor_for: {fi: ")
