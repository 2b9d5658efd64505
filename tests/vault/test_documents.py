"""The security model names tests that exist, and the format page its own code."""

import ast
import re
from pathlib import Path

import pytest

from seloste.adapters.storage import keystore
from seloste.vault import envelope, floe

ROOT = Path(__file__).parent.parent.parent
MODEL = (ROOT / "docs" / "security-model.md").read_text()
FORMAT = (ROOT / "docs" / "vault-format.md").read_text()
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", MODEL)))


def _guarantees() -> list[str]:
    section = MODEL.split("## Guarantees")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")]
    return [row for row in rows if not row.startswith("| guarantee")]


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_named_test_exists(path: str, name: str) -> None:
    tree = ast.parse((ROOT / path).read_text())

    assert name in {n.name for n in tree.body if isinstance(n, ast.FunctionDef)}


@pytest.mark.parametrize("row", _guarantees())
def test_every_guarantee_names_a_test(row: str) -> None:
    assert "::test_" in row


def test_model_has_guarantees() -> None:
    assert len(_guarantees()) > 20


def test_format_page_shows_the_parameters_of_the_code() -> None:
    encoded = envelope.PARAMETERS.encode().hex(" ").upper()

    assert f"params      = {encoded}" in FORMAT
    assert f"header ({floe.HEADER_LENGTH})" in FORMAT
    assert f"Format {envelope.FORMAT}." in FORMAT


@pytest.mark.parametrize("table", ["epoch", "slot", "vacant", "content_key"])
def test_format_page_names_every_table(table: str) -> None:
    assert f"CREATE TABLE {table} " in keystore.SCHEMA
    assert f"| `{table}` |" in FORMAT
    assert keystore.SCHEMA.count("CREATE TABLE") == 4
