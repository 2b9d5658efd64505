"""docs/settings.md explains every setting, and settings are read in one place."""

import re

from tests.architecture.paths import DOCS, ROOT, SOURCE, modules, table

NAME = re.compile(r"\bSELOSTE_[A-Z_]+\b")
ENVIRONMENT = re.compile(r"os\.(environ|getenv)")


def test_every_setting_is_explained_and_none_that_is_not_there() -> None:
    read = {
        name
        for file in modules("config")
        for name in NAME.findall(file.read_text(encoding="utf-8"))
    }

    assert set(table(DOCS / "settings.md")) == read


def test_every_explanation_has_a_default_and_a_sentence() -> None:
    rows = table(DOCS / "settings.md")

    assert not [name for name, cells in rows.items() if len(cells) != 2 or "" in cells]


def test_the_environment_is_read_by_entry_points_only() -> None:
    entry_points = {SOURCE / "config", SOURCE / "cli", SOURCE / "receivers"}
    readers = [
        str(file.relative_to(ROOT))
        for file in modules()
        if ENVIRONMENT.search(file.read_text(encoding="utf-8"))
        and not entry_points & set(file.parents)
    ]

    assert not readers
