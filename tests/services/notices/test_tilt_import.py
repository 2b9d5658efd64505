from typing import Any

import pytest
import yaml

from seloste.domain.notice import Language
from seloste.services.notices import document, exports
from tests.services.notices.examples import EXAMPLES, example


def skeleton(source: object) -> tuple[dict[str, Any], tuple[str, ...]]:
    text, gaps = exports.import_tilt(source)
    return yaml.safe_load(text), gaps


def model() -> dict[str, Any]:
    return exports.tilt(example("model"))


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", Language)
def test_an_export_comes_back_as_a_skeleton(name: str, language: Language) -> None:
    notice = example(name)

    found, _ = skeleton(exports.tilt(notice, language=language))

    assert found["name"][language] == notice.name.in_(language)
    assert [one["id"] for one in found["categories"]] == [
        one.id for one in notice.categories
    ]
    assert {one["id"] for one in found["purposes"]} == {
        one.id for one in notice.purposes
    }


def test_periods_come_back_as_they_were() -> None:
    found, _ = skeleton(model())

    assert [one["period"] for one in found["retention"]] == [
        {"months": 3},
        {"days": 180},
        {"months": 24},
        {"days": 30},
    ]


def test_a_purpose_keeps_only_the_bases_that_all_its_categories_name() -> None:
    found, _ = skeleton(model())
    bases = {
        one["id"]: [basis["article"] for basis in one["bases"]]
        for one in found["purposes"]
    }

    assert bases["safety"] == ["6(1)(a)", "6(1)(f)", "6(1)(c)"]
    assert "6(1)(a)" not in bases["quality"]


def test_special_data_keep_their_condition() -> None:
    found, _ = skeleton(model())
    health = next(one for one in found["categories"] if one["id"] == "health")

    assert (health["special"], health["condition"]) == (True, "9(2)(a)")


def test_what_tilt_cannot_say_is_a_gap() -> None:
    _, gaps = skeleton(model())
    places = {gap.partition(":")[0] for gap in gaps}

    assert {
        *("every text", "channels", "purposes.roles", "sources.origin", "security"),
        *("recipients.kind", "retention", "holds", "rights.objection", "promises"),
    } <= places


def test_the_gaps_stand_at_the_head_of_the_skeleton() -> None:
    text, gaps = exports.import_tilt(model())

    assert text.startswith("# To do: ")
    assert text.count("# To do: ") == len(gaps)


def test_checking_the_skeleton_points_at_the_lines_to_fill() -> None:
    text, _ = exports.import_tilt(model())

    problems = document.check(text)

    codes = {problem.code for problem in problems}
    assert "empty-value" in codes
    assert "unknown-key" not in codes
    assert all(problem.line > 1 for problem in problems)


@pytest.mark.parametrize("source", [None, [], "tilt", {}, {"controller": "Kioski"}])
def test_what_is_no_tilt_document_is_refused(source: object) -> None:
    with pytest.raises(exports.TiltRefused):
        exports.import_tilt(source)


def test_a_document_with_nothing_but_a_controller_is_all_gaps() -> None:
    found, gaps = skeleton({"controller": {"name": "Kioski Oy"}})

    assert found["controllers"] == [{"id": "kioski-oy", "name": "Kioski Oy"}]
    assert found["name"] == {"fi": "", "sv": "", "en": "Kioski Oy"}
    assert {"effective", "dpo", "contact", "provision", "controllers.address"} <= {
        gap.partition(":")[0] for gap in gaps
    }


def test_parts_of_the_wrong_kind_are_read_as_nothing() -> None:
    wild = {
        "controller": {"name": 5, "representative": [], "address": None},
        "meta": "x",
        "dataProtectionOfficer": 1,
        "dataDisclosed": [1, {"category": {}, "purposes": "x", "storage": [None]}],
        "thirdCountryTransfers": {"country": "US"},
        "sources": [{"sources": [{"description": []}]}],
        "rightToComplain": {"available": "yes"},
        "automatedDecisionMaking": {"inUse": 1},
    }

    found, _ = skeleton(wild)

    assert found["transfers"] == {"allowed": "never"}
    assert found["rights"] == []
    assert found["sources"] == []


def test_another_language_is_put_where_english_goes_and_said() -> None:
    source = {"meta": {"language": "de", "name": "Amt"}, "controller": {"name": "Amt"}}

    found, gaps = skeleton(source)

    assert found["name"]["en"] == "Amt"
    assert gaps[0] == "every text: written in de only; write the other languages"


def disclosed(ttl: str) -> dict[str, Any]:
    storage = {"temporal": [{"description": "Calls", "ttl": ttl}]}
    entry = {"category": "Calls", "storage": [storage]}
    return {"controller": {"name": "Kioski"}, "dataDisclosed": [entry]}


@pytest.mark.parametrize(
    ("ttl", "period"),
    [
        ("P180D", {"days": 180}),
        ("P3M", {"months": 3}),
        ("P2Y", {"months": 24}),
        ("P1Y6M", {"months": 18}),
        ("P1Y2M3D", {}),
        ("2005-08-09T18:31:42P3Y6M4DT12H30M17S", {}),
        ("P", {}),
        ("soon", {}),
    ],
)
def test_a_duration_becomes_days_or_months_or_a_gap(
    ttl: str, period: dict[str, int]
) -> None:
    found, gaps = skeleton(disclosed(ttl))

    assert found["retention"][0]["period"] == period
    assert any(gap.startswith("retention.period") for gap in gaps) is not bool(period)


def test_transfers_keep_their_countries_and_safeguards() -> None:
    entries = [
        {"country": "US", "standardDataProtectionClause": {"available": True}},
        {"country": "CH", "adequacyDecision": {"available": True}},
    ]
    source = {"controller": {"name": "K"}, "thirdCountryTransfers": entries}

    found, _ = skeleton(source)

    assert found["transfers"] == {
        "allowed": "limited",
        "countries": ["CH", "US"],
        "mechanisms": ["adequacy", "scc"],
    }


def test_a_transfer_without_country_or_safeguard_is_a_gap() -> None:
    source = {"controller": {"name": "K"}, "thirdCountryTransfers": [{}]}

    _, gaps = skeleton(source)

    assert {"transfers.countries", "transfers.mechanisms"} <= {
        gap.partition(":")[0] for gap in gaps
    }


def test_two_things_of_one_name_get_two_ids() -> None:
    entry = {"category": "Äänet"}
    source = {"controller": {"name": "K"}, "dataDisclosed": [entry, entry]}

    found, _ = skeleton(source)

    assert [one["id"] for one in found["categories"]] == ["aanet", "aanet-2"]


def test_a_name_without_letters_still_gets_an_id() -> None:
    source = {"controller": {"name": "K"}, "dataDisclosed": [{"category": "123 ..."}]}

    found, _ = skeleton(source)

    assert found["categories"][0]["id"] == "category"


def test_a_reference_that_would_run_for_ever_in_the_schema_is_read_at_once() -> None:
    basis = {"reference": "GDPR" + "a" * 5000 + "!"}
    entry = {"category": "C", "purposes": [{"purpose": "p"}], "legalBases": [basis]}
    source = {"controller": {"name": "K"}, "dataDisclosed": [entry]}

    found, _ = skeleton(source)

    assert found["purposes"][0]["bases"] == []


def test_words_of_a_stranger_stay_words() -> None:
    name = "x\n- y: !!python/object:os.system &a *b # c"

    found, _ = skeleton({"controller": {"name": name}})

    assert found["controllers"][0]["name"] == " ".join(name.split())


def test_automation_and_provision_come_back() -> None:
    source = {
        "controller": {"name": "K"},
        "automatedDecisionMaking": {"inUse": True, "logicInvolved": "Rules"},
        "dataDisclosed": [
            {"nonDisclosure": {"consequences": "None", "obligationToProvide": True}}
        ],
    }

    found, _ = skeleton(source)

    assert found["automation"]["decisions"] is True
    assert found["automation"]["logic"]["en"] == "Rules"
    assert found["provision"]["obligatory"] is True


def test_recipients_are_gathered_by_category_with_their_names() -> None:
    written = [
        {"category": "Support", "name": "A Ltd", "country": "US"},
        {"category": "Support", "name": "B Ltd"},
        {"name": "C Ltd"},
        {"country": "SE"},
    ]
    entry = {"category": "Calls", "recipients": written}
    source = {"controller": {"name": "K"}, "dataDisclosed": [entry]}

    found, _ = skeleton(source)

    assert [
        (one["id"], one.get("country"), one["members"]) for one in found["recipients"]
    ] == [("support", "US", ["A Ltd", "B Ltd"]), ("c-ltd", None, ["C Ltd"])]
