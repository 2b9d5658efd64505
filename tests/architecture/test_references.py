"""What one text says of another is true: pages exist, decisions are numbered."""

import re
from pathlib import Path

import pytest

from tests.architecture.paths import DOCS, ROOT, tracked

DECISIONS = sorted((DOCS / "adr").glob("*.md"))
SCREEN = 45
PAGE = re.compile(r"(?<![\w/*-])(?:docs/)?([a-z][a-z/-]*\.md)\b")
LINK = re.compile(r"\]\((?!https?://|mailto:)([^)#]+)[^)]*\)")
# The machine and the folders of whoever wrote it are nobody else's business.
PRIVATE = re.compile(
    "|".join(["/work/" + "(main|shared)", r"\.\./" + "shared", "/root" + "/"])
)
OURS = {".py", ".md", ".sh", ".toml", ".yaml", ".yml", ".json", ".html", ".txt", ""}


def read(suffixes: set[str]) -> dict[str, str]:
    return {
        str(file.relative_to(ROOT)): file.read_text(encoding="utf-8")
        for file in tracked()
        if file.suffix in suffixes and "vendor" not in file.parts
    }


def test_every_page_that_code_names_exists() -> None:
    named = {
        (file, page)
        for file, text in read({".py", ".sh", ".toml"}).items()
        for page in PAGE.findall(text)
    }

    assert not {
        (file, page)
        for file, page in named
        if not any(
            (folder / page).exists() for folder in (DOCS, ROOT, (ROOT / file).parent)
        )
    }


def test_every_link_between_pages_leads_somewhere() -> None:
    broken = [
        (file, link)
        for file, text in read({".md"}).items()
        for link in LINK.findall(text)
        if not (ROOT / file).parent.joinpath(link).exists()
    ]

    assert not broken


def test_nothing_names_the_machine_it_was_written_on() -> None:
    assert not [file for file, text in read(OURS).items() if PRIVATE.search(text)]


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(file.name[:4]) for file in DECISIONS]

    assert numbers == list(range(len(DECISIONS)))


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda file: file.stem)
def test_a_decision_fits_on_a_screen_and_says_what_follows(decision: Path) -> None:
    text = decision.read_text(encoding="utf-8")

    assert len(text.splitlines()) <= SCREEN
    for part in ("Status:", "## Context", "## Decision", "## Consequences"):
        assert part in text
