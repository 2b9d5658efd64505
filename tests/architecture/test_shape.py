"""The size, names and docstrings of the program's own code.

Complexity and style are ruff's; this is what ruff cannot see.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles

import pytest

from tests.architecture.paths import ROOT, modules, tracked

LONGEST_FUNCTION = 60
FUNCTION_P90 = 25
LONGEST_FILE = 500
FILE_P90 = 300
EMPTY_WORDS = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
DOCUMENTED = ("domain", "vault", "ports", "services")

type Function = ast.FunctionDef | ast.AsyncFunctionDef
type Public = Function | ast.ClassDef


def functions(file: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: Function) -> int:
    """Return the lines from ``def`` to the end, without the docstring."""
    first, end = function.body[0], function.end_lineno or function.lineno
    lines = end - function.lineno + 1
    if ast.get_docstring(function) is None:
        return lines
    return lines - ((first.end_lineno or first.lineno) - first.lineno + 1)


def public(body: list[ast.stmt]) -> Iterator[Public]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if node.name.startswith("_"):
                continue
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body)


def p90(numbers: list[int]) -> float:
    return quantiles(numbers, n=10)[-1]


def test_no_function_is_too_long() -> None:
    long = {
        f"{file.relative_to(ROOT)}:{function.name}": length(function)
        for file in modules()
        for function in functions(file)
        if length(function) > LONGEST_FUNCTION
    }

    assert not long


def test_most_functions_are_short() -> None:
    lengths = [length(function) for file in modules() for function in functions(file)]

    assert p90(lengths) <= FUNCTION_P90


def test_no_file_is_too_long() -> None:
    lines = {file: len(file.read_text().splitlines()) for file in modules()}

    assert not {file: count for file, count in lines.items() if count > LONGEST_FILE}


def test_most_files_are_short() -> None:
    lines = [len(file.read_text().splitlines()) for file in modules()]

    assert p90([count for count in lines if count]) <= FILE_P90


def test_no_file_has_an_empty_name() -> None:
    parts = {
        part: file
        for file in tracked()
        if file.suffix == ".py"
        for part in file.relative_to(ROOT).with_suffix("").parts
    }

    assert not {parts[name] for name in parts if EMPTY_WORDS & set(name.split("_"))}


@pytest.mark.parametrize("folder", DOCUMENTED)
def test_every_public_thing_says_what_it_is(folder: str) -> None:
    silent = []
    for file in modules(folder):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        if tree.body and not ast.get_docstring(tree):
            silent.append(str(file.relative_to(ROOT)))
        silent += [
            f"{file.relative_to(ROOT)}:{node.name}"
            for node in public(tree.body)
            if not ast.get_docstring(node)
        ]

    assert not silent
