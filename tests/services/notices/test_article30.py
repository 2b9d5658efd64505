import json
from dataclasses import replace

import pytest

from seloste.domain.notice import Transfer
from seloste.services.notices import exports
from tests.services.notices.examples import EXAMPLES, example

# Art. 30(1)(a)-(g) and 30(2)(a)-(d), point by point.
CONTROLLER = {
    *("controller", "representative", "data_protection_officer", "purposes"),
    *("categories_of_data_subjects", "categories_of_personal_data"),
    *("categories_of_recipients", "transfers", "time_limits_for_erasure"),
    *("security_measures", "missing"),
}
PROCESSOR = {
    *("processor", "on_behalf_of", "representative", "data_protection_officer"),
    *("categories_of_processing", "transfers", "security_measures", "missing"),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_controller_has_a_record_of_every_point(name: str) -> None:
    records = exports.article30(example(name))["controller_records"]

    assert [one["controller"]["name"] for one in records] == [
        one.name for one in example(name).controllers
    ]
    assert all(set(one) >= CONTROLLER for one in records)
    assert {one["article"] for one in records} == {"30(1)"}


def test_whoever_is_a_processor_too_has_that_record() -> None:
    records = exports.article30(example("retta"))["processor_records"]

    assert [one["processor"]["name"] for one in records] == [
        "Retta Isännöinti Oy",
        "Retta Oy",
    ]
    assert all(set(one) >= PROCESSOR for one in records)
    assert {one["article"] for one in records} == {"30(2)"}


def test_whoever_is_only_a_controller_has_no_record_of_a_processor() -> None:
    assert exports.article30(example("sok-mara"))["processor_records"] == []


def test_controllers_that_share_a_register_know_of_each_other() -> None:
    first, second = exports.article30(example("retta"))["controller_records"]

    assert first["other_controllers_of_the_register"] == ["Retta Oy"]
    assert second["other_controllers_of_the_register"] == ["Retta Isännöinti Oy"]


def test_a_processor_says_what_it_does_in_each_channel() -> None:
    record = exports.article30(example("retta"))["processor_records"][0]
    done = {
        one["channel"]: one["processing"]["en"]
        for one in record["categories_of_processing"]
    }

    assert done["call"] == "receiving, recording, storing and destroying calls"
    assert set(done) == {"call", "mail", "chat", "form", "paper"}


def test_time_limits_name_the_promise_they_rest_on() -> None:
    limits = exports.article30(example("sok-mara"))["controller_records"][0][
        "time_limits_for_erasure"
    ]

    assert [(one["period"], one["mode"], one["promise"]) for one in limits] == [
        ("P3M", "at_most", "S-14")
    ]


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("model", []),
        ("sok-mara", ["30(1)(e)"]),
        ("retta", ["30(1)(a)", "30(1)(a)", "30(1)(e)", "30(1)(f)"]),
    ],
)
def test_what_the_article_wants_and_the_notice_lacks_is_listed(
    name: str, missing: list[str]
) -> None:
    record = exports.article30(example(name))["controller_records"][0]

    assert [one["article"] for one in record["missing"]] == missing


def test_a_processor_must_name_each_controller() -> None:
    record = exports.article30(example("retta"))["processor_records"][0]

    assert "each controller by name and contact details" in [
        one["what"] for one in record["missing"]
    ]


def test_no_transfer_needs_no_country() -> None:
    notice = replace(example("sok-mara"), transfers=Transfer("never"))

    assert exports.article30(notice)["controller_records"][0]["missing"] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_it_can_be_written_as_json(name: str) -> None:
    record = exports.article30(example(name))

    assert json.loads(json.dumps(record)) == record
