"""Every refusal has a code of its own, and docs/errors.md explains each."""

import ast
import re
from collections import Counter
from functools import cache

from tests.architecture.paths import DOCS, modules, table

ROOT_OF_REFUSALS = "SelosteError"


def classes() -> dict[str, ast.ClassDef]:
    """Return every class of the program by name; nothing is imported for it."""
    return {
        node.name: node
        for file in modules()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }


def is_refusal(name: str, known: dict[str, ast.ClassDef]) -> bool:
    if name not in known:
        return False
    bases = [base.id for base in known[name].bases if isinstance(base, ast.Name)]
    return any(base == ROOT_OF_REFUSALS or is_refusal(base, known) for base in bases)


def own_code(refusal: ast.ClassDef) -> str | None:
    for node in refusal.body:
        match node:
            case (
                ast.Assign(
                    targets=[ast.Name(id="code")], value=ast.Constant(value=str(code))
                )
                | ast.AnnAssign(
                    target=ast.Name(id="code"), value=ast.Constant(value=str(code))
                )
            ):
                return code
    return None


@cache
def refusals() -> list[ast.ClassDef]:
    known = classes()
    return [node for name, node in known.items() if is_refusal(name, known)]


def own_codes() -> list[str]:
    return [code for refusal in refusals() if (code := own_code(refusal))]


def test_the_refusals_are_found() -> None:
    assert {"purpose-refused", "vault-missing", "hold-refused"} <= set(own_codes())


def test_every_refusal_has_a_code_of_its_own() -> None:
    assert not [refusal.name for refusal in refusals() if not own_code(refusal)]


def test_every_code_is_used_once() -> None:
    repeated = [code for code, count in Counter(own_codes()).items() if count > 1]

    assert not repeated


def test_every_code_is_written_in_kebab_case() -> None:
    odd = [
        code
        for code in own_codes()
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    ]

    assert not odd


def test_every_code_is_documented_and_none_that_is_not_there() -> None:
    documented = set(table(DOCS / "errors.md"))

    assert documented == set(own_codes())


def test_every_documented_code_says_what_happened_and_what_to_do() -> None:
    incomplete = [
        code
        for code, cells in table(DOCS / "errors.md").items()
        if "" in cells or len(cells) != 2
    ]

    assert not incomplete


def test_the_codes_are_in_alphabetical_order() -> None:
    codes = list(table(DOCS / "errors.md"))

    assert codes == sorted(codes)
