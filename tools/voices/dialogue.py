"""Reads the dialogue files: a head of ``key: value`` lines, then the turns.

``A:`` is the agent, ``C:`` the customer; ``[pause 3]`` is seconds of silence.
"""

import re
from dataclasses import dataclass
from pathlib import Path

ROLES = {"A": "agent", "C": "customer"}
_PAUSE = re.compile(r"\[pause ([\d.]+)\]")


@dataclass(frozen=True)
class Line:
    """What one party says, after ``pause`` seconds more than usual."""

    role: str
    text: str
    pause: float


@dataclass(frozen=True)
class Dialogue:
    """A call as it is written."""

    name: str
    head: dict[str, str]
    lines: tuple[Line, ...]

    def speaker(self, role: str) -> str:
        """Return the name of the agent or the customer."""
        return self.head[role].partition(" / ")[0]

    def voice(self, role: str) -> str:
        """Return the voice that speaks for the agent or the customer."""
        return self.head[role].partition(" / ")[2]


def read(path: Path) -> Dialogue:
    """Return the dialogue of a file."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return Dialogue(path.stem, fields, tuple(_lines(body)))


def _lines(body: str) -> list[Line]:
    lines = []
    pause = 0.0
    for text in filter(None, body.splitlines()):
        if silence := _PAUSE.fullmatch(text):
            pause = float(silence[1])
            continue
        role, said = text.split(": ", 1)
        lines.append(Line(ROLES[role], said, pause))
        pause = 0.0
    return lines
