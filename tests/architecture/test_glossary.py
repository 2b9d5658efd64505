"""The glossary has each term once, in three languages, with its source."""

import re
from collections import Counter

from tests.architecture.paths import DOCS, modules

CELLS = 6
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (DOCS / "glossary.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| term ")
]


def test_every_term_stands_once() -> None:
    repeated = [
        term for term, count in Counter(row[0] for row in ROWS).items() if count > 1
    ]

    assert not repeated


def test_every_term_has_its_words_its_source_and_its_meaning() -> None:
    incomplete = [
        row[0]
        for row in ROWS
        if len(row) != CELLS or not all(row[:3]) or not all(row[4:])
    ]

    assert not incomplete


def test_every_name_in_the_code_is_there() -> None:
    names = {name for row in ROWS for name in re.findall(r"`(\w+)`", row[3])}
    defined = {
        name
        for file in modules()
        for name in re.findall(r"^class (\w+)", file.read_text(encoding="utf-8"), re.M)
    }

    assert names <= defined
