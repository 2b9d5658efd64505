"""The sealed words of a work item: everything about it that may name somebody.

One JSON object, sealed as a whole and sealed anew at every change.
"""

import json
from dataclasses import asdict, dataclass

VERSION = 1
TITLE_LIMIT = 200
TEXT_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a checklist."""

    text: str
    done: bool = False


@dataclass(frozen=True, slots=True)
class WorkWords:
    """Title, description, checklist, and in the end the outcome in words."""

    title: str
    description: str = ""
    checklist: tuple[Step, ...] = ()
    outcome: str = ""

    def to_json(self) -> bytes:
        """Return the canonical bytes that are sealed (UTF-8, keys sorted)."""
        return json.dumps(
            {"v": VERSION, **asdict(self)},
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        ).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "WorkWords":
        """Return the words that ``to_json`` wrote."""
        value = json.loads(data)
        return cls(
            title=value["title"],
            description=value["description"],
            checklist=tuple(Step(**step) for step in value["checklist"]),
            outcome=value["outcome"],
        )
