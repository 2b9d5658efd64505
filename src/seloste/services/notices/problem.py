"""What is wrong with a notice document: where, and what to write instead.

A notice is public, so a problem may quote it; it never quotes much of it, and
never a control character.
"""

from dataclasses import dataclass
from enum import StrEnum

from seloste.domain.errors import SelosteError

QUOTED = 60

type Place = tuple[str | int, ...]


class Code(StrEnum):
    """The stable code of a kind of problem; docs/notice-format.md says what to do."""

    NOT_UTF8 = "not-utf8"
    TOO_LARGE = "too-large"
    EMPTY_FILE = "empty-file"
    YAML_SYNTAX = "yaml-syntax"
    YAML_ALIAS = "yaml-alias"
    YAML_TAG = "yaml-tag"
    YAML_DEPTH = "yaml-depth"
    YAML_DOCUMENT = "yaml-document"
    DUPLICATE_KEY = "duplicate-key"
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    MISSING_LANGUAGE = "missing-language"
    MISSING_ENFORCE = "missing-enforce"
    WRONG_TYPE = "wrong-type"
    UNKNOWN_VALUE = "unknown-value"
    UNKNOWN_ROLE = "unknown-role"
    MALFORMED_VALUE = "malformed-value"
    EMPTY_VALUE = "empty-value"
    DUPLICATE_ITEM = "duplicate-item"
    DUPLICATE_ID = "duplicate-id"
    DANGLING_REFERENCE = "dangling-reference"
    PROMISE_UNKEPT = "promise-unkept"
    PROMISE_ELSEWHERE = "promise-elsewhere"
    PERIOD_MISSING = "period-missing"
    PERIOD_UNCLEAR = "period-unclear"
    PERIOD_IMPOSSIBLE = "period-impossible"
    PERIOD_TOO_SHORT = "period-too-short"
    CHANNEL_WITHOUT_CLASS = "channel-without-class"
    CATEGORY_MISSING = "category-missing"
    STATUTORY_MISSING = "statutory-missing"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to put right. ``line`` counts from 1."""

    file: str
    line: int
    code: Code
    message: str
    write: str

    def __str__(self) -> str:
        line = f"{self.code}: {self.message}. Write: {self.write}"
        return f"{self.file}:{self.line}: {printable(line)}"


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem that still names its place in the document, not its line.

    Where ``place`` leads to nothing (a key that is missing), the line is that
    of the nearest thing around it.
    """

    place: Place
    code: Code
    message: str
    write: str


class NoticeInvalid(SelosteError):
    """The document is not a notice; ``problems`` lists everything found."""

    code = "notice-invalid"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def printable(text: str) -> str:
    """Return text on one line, without characters that a terminal would obey."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def quote(value: object) -> str:
    """Return a value for a message: short, printable, in quotation marks."""
    words = printable(str(value))
    if len(words) > QUOTED:
        words = words[: QUOTED - 1] + "…"
    return f'"{words}"'
