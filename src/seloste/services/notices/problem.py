"""What is wrong with a notice document: where, and what to write instead.

A notice is public, so a problem may quote it; it never quotes much of it, and
never a control character.
"""

from dataclasses import dataclass

from seloste.domain.errors import SelosteError

QUOTED = 60

type Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to put right. ``line`` counts from 1."""

    file: str
    line: int
    code: str
    message: str
    write: str

    def __str__(self) -> str:
        return (
            f"{self.file}:{self.line}: {self.code}: {self.message}. Write: {self.write}"
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem that still names its place in the document, not its line.

    Where ``place`` leads to nothing (a key that is missing), the line is that
    of the nearest thing around it.
    """

    place: Place
    code: str
    message: str
    write: str


class NoticeInvalid(SelosteError):
    """The document is not a notice; ``problems`` lists everything found."""

    code = "notice-invalid"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def quote(value: object) -> str:
    """Return a value for a message: short, printable, in quotation marks."""
    words = "".join(
        c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in str(value)
    )
    if len(words) > QUOTED:
        words = words[: QUOTED - 1] + "…"
    return f'"{words}"'
