"""Only the plain part of YAML is read, and every refusal has its line."""

import pytest

from seloste.services.notices import yaml_source

# A classic: ten lines that would be a billion words.
BOMB = "a: &a [lol, lol]\n" + "\n".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)

REFUSED = [
    ("", 1, "empty-file"),
    ("# only a comment\n", 2, "empty-file"),
    (BOMB, 2, "yaml-alias"),
    ("a: 1\nb: !!python/object/apply:os.system [ls]\n", 2, "yaml-tag"),
    ("a: 1\nb: !mine x\n", 2, "yaml-tag"),
    ("a: 1\nb: c: d\n", 2, "yaml-syntax"),
    ("a: [1\n", 2, "yaml-syntax"),
    ("a: 1\n\tb: 2\n", 2, "yaml-syntax"),
    ("? [a]\n: b\n", 1, "yaml-syntax"),
    ("a: 1\nb: \x07\n", 2, "yaml-syntax"),
    ("a: 1\n---\nb: 2\n", 2, "yaml-document"),
    ("[" * 50_000, 1, "yaml-depth"),
    ("a: " + "x" * 1_000_000, 1, "too-large"),
    ("a: \udcff", 1, "not-utf8"),
]


@pytest.mark.parametrize(("text", "line", "code"), REFUSED)
def test_what_is_not_plain_yaml_is_refused(text: str, line: int, code: str) -> None:
    written = yaml_source.read(text, file="x.yaml")

    assert written.value is None
    assert [(p.line, str(p.code)) for p in written.problems] == [(line, code)]


def test_a_key_twice_is_a_problem_and_the_first_one_counts() -> None:
    written = yaml_source.read("a: 1\nb: 2\na: 3\n", file="x.yaml")

    assert written.value == {"a": 1, "b": 2}
    assert [(p.line, str(p.code)) for p in written.problems] == [(3, "duplicate-key")]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("2026-01-01", "2026-01-01"),
        ("12:30", "12:30"),
        ("0871684-7", "0871684-7"),
        ("+358900000101", "+358900000101"),
        ("0401234567", "0401234567"),
        ("1.5", "1.5"),
        ("'7'", "7"),
        ('"true"', "true"),
        ("7", 7),
        ("-7", -7),
        ("true", True),
        ("", None),
        ("~", None),
        ("|\n  two\n  lines", "two\nlines\n"),
    ],
)
def test_plain_words_mean_what_yaml_1_2_says(words: str, value: object) -> None:
    written = yaml_source.read(f"a: {words}\n", file="x.yaml")

    assert written.value == {"a": value}


def test_every_place_knows_its_line() -> None:
    text = "a:\n  - b: 1\n    c: 2\n  - b: 3\nd: {e: 4,\n  f: 5}\n"

    written = yaml_source.read(text, file="x.yaml")

    assert written.line(("a", 0, "c")) == 3
    assert written.line(("a", 1)) == 4
    assert written.line(("d", "f")) == 6


def test_what_is_missing_is_at_the_line_of_what_is_around_it() -> None:
    written = yaml_source.read("a: 1\nb:\n  - c: 2\n", file="x.yaml")

    assert written.line(("b", 0, "missing", 3)) == 3
    assert written.line(("nowhere",)) == 1
