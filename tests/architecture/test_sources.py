"""docs/sources.md explains every reason a reader can give."""

import ast
import re
from pathlib import Path

from seloste.protocols.manifest import FIELDS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
SOURCES = ROOT / "src" / "seloste"
READERS = [
    *(SOURCES / "adapters" / "telephony").glob("*.py"),
    *(SOURCES / "adapters" / "mail").glob("*.py"),
    *(SOURCES / "adapters" / "interchange").glob("*.py"),
    SOURCES / "ports" / "sources.py",
]
WORD = re.compile(r"[a-z]+[a-z0-9]*(?:-[a-z0-9]+)+")
SPOKEN_OF = {"Unreadable", "BadRow", "Rejected", "FileRefused"}
RETURNED_BY = {"objection", "_objection", "take"}


def protocols_of_readers() -> set[Path]:
    """Return the protocol modules that readers import, and those these import."""
    found: set[Path] = set()
    waiting = list(READERS)
    while waiting:
        text = waiting.pop().read_text(encoding="utf-8")
        names = re.findall(r"from seloste\.protocols(?:\.(\w+))? import (.+)", text)
        modules = {m for module, rest in names for m in [module, *rest.split(", ")]}
        files = {SOURCES / "protocols" / f"{m}.py" for m in modules if m}
        new = {file for file in files if file.exists()} - found
        found |= new
        waiting += new
    return found


def words(node: ast.AST) -> set[str]:
    constants = (n.value for n in ast.walk(node) if isinstance(n, ast.Constant))
    return {c for c in constants if isinstance(c, str) and WORD.fullmatch(c)}


def reasons() -> set[str]:
    found: set[str] = set()
    for file in {*READERS, *protocols_of_readers()}:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                found |= words(node) if node.func.id in SPOKEN_OF else set()
            if isinstance(node, ast.FunctionDef) and node.name in RETURNED_BY:
                found |= {w for r in ast.walk(node) for w in returned(r)}
    return found


def returned(node: ast.AST) -> set[str]:
    return words(node) if isinstance(node, ast.Return) else set()


def test_every_reason_is_explained() -> None:
    listed = set(re.findall(r"^\| `([a-z0-9-]+)` \|", PAGE, re.MULTILINE))

    assert reasons() - listed == set()


def test_every_field_of_a_manifest_is_explained() -> None:
    assert {field for field in FIELDS if f"`{field}`" not in PAGE} == set()
