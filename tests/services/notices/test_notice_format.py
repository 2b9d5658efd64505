"""docs/notice-format.md describes every key, problem and finding, and no other."""

import re
from pathlib import Path
from typing import Any

import pytest

from seloste.domain.notice_lint_words import WORDS
from seloste.services.notices import schema
from seloste.services.notices.consistency import KEPT_BY
from seloste.services.notices.problem import Code

PAGE = Path("docs/notice-format.md").read_text(encoding="utf-8")
OBJECTS: dict[str, Any] = {
    "notice": schema.schema(),
    **{
        name: rules
        for name, rules in schema.schema()["$defs"].items()
        if rules.get("type") == "object"
    },
}


def rows(heading: str) -> dict[str, list[str]]:
    """Return the cells of the table under a heading by its first cell."""
    section = PAGE.partition(f"# {heading}\n")[2]
    section = re.split(r"^#", section, maxsplit=1, flags=re.MULTILINE)[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    cells = [[c.strip() for c in line.strip("|").split(" | ")] for line in lines]
    return {row[0].strip("` "): row[1:] for row in cells}


@pytest.mark.parametrize("name", OBJECTS)
def test_every_key_is_explained_as_the_schema_has_it(name: str) -> None:
    properties = OBJECTS[name]["properties"]
    required = OBJECTS[name].get("required", ())

    explained = {key: (row[0], row[2].strip(" |")) for key, row in rows(name).items()}

    assert explained == {
        key: ("yes" if key in required else "no", rules["description"])
        for key, rules in properties.items()
    }


def test_every_problem_is_explained() -> None:
    assert set(rows("Problems")) == {code.value for code in Code}


def test_every_finding_is_explained_in_the_words_of_the_lint() -> None:
    explained = {code: row[2].strip(" |") for code, row in rows("Findings").items()}

    assert explained == {code: words.en for code, words in WORDS.items()}


def test_every_way_of_keeping_a_promise_names_its_facts() -> None:
    explained = {
        kind: set(re.findall(r"`(\w+)`", row[0]))
        for kind, row in rows("How the parts fit").items()
    }

    assert explained == {**KEPT_BY, "attestation": set()}
