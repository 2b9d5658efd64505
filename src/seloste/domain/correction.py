"""Correcting what somebody wrote: the words of an item, old and new, and who agrees.

Pure rules. What is put in the place of something is compared with it first, so
that whoever agrees sees every word that changes. Nothing here seals or destroys.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from difflib import SequenceMatcher
from typing import Final

from seloste.domain.rights_decision import DecisionRefused, ItemFacts

LONGEST_TEXT: Final = 20_000
LONGEST_LINE: Final = 500
LONGEST_REASON: Final = 2000
LINES: Final = ("subject", "name", "email", "tel")
"""What may be written in one line beside the text, in the order of a page."""

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of an item that can be corrected. Every text is personal data.

    ``lines`` names those of its one-line texts the item has at all.
    """

    text: str = field(repr=False)
    subject: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    tel: str = field(default="", repr=False)
    lines: tuple[str, ...] = ()

    def line(self, name: str) -> str:
        """Return one of the one-line texts."""
        return str(getattr(self, name))


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is to stand in the place of something, and why; sealed as a whole."""

    wording: Wording
    reason: str = field(repr=False)

    def to_json(self) -> bytes:
        """Return the bytes that are sealed (UTF-8, keys sorted)."""
        return json.dumps(
            {"v": 1, **asdict(self)}, ensure_ascii=False, sort_keys=True
        ).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "Proposal":
        """Return the proposal that ``to_json`` wrote."""
        value = json.loads(data)
        words = value["wording"]
        lines = tuple(words.pop("lines"))
        return cls(Wording(**words, lines=lines), value["reason"])


def check(before: Wording, after: Wording, *, reason: str) -> None:
    """Refuse what corrects nothing, is too long, or says no reason.

    Raises DecisionRefused: no-correction, too-long, no-reason.
    """
    same = replace(after, text=after.text.strip()) == replace(
        before, text=before.text.strip()
    )
    if not after.text.strip() or same:
        raise DecisionRefused("no-correction")
    longest = max(len(after.line(name)) for name in LINES)
    if len(after.text) > LONGEST_TEXT or longest > LONGEST_LINE:
        raise DecisionRefused("too-long")
    if not reason.strip():
        raise DecisionRefused("no-reason")
    if len(reason) > LONGEST_REASON:
        raise DecisionRefused("too-long")


def takes_two(facts: ItemFacts) -> bool:
    """Tell whether a second person must agree before words are replaced (D5).

    They must where others took part beside the person and one of the staff: what
    is put right for one may be what another relies on.
    """
    return facts.others > 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, and whether the other version does not have it."""

    text: str = field(repr=False)
    changed: bool = False


type Pieces = tuple[Piece, ...]


def compared(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Return two versions of a text, each with what the other does not have marked."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    gone: list[Piece] = []
    came: list[Piece] = []
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for what, start, end, to_start, to_end in matcher.get_opcodes():
        changed = what != "equal"
        gone += _piece(before[start:end], changed)
        came += _piece(after[to_start:to_end], changed)
    return tuple(gone), tuple(came)


def _piece(words: Iterable[str], changed: bool) -> list[Piece]:  # a field of the piece
    text = "".join(words)
    return [Piece(text, changed)] if text else []
