"""Runs of digits in a text, written or said, with the place of each digit.

"0 4 0", "040-123", "nolla neljä nolla öö yksi", "double zero" and "noll fyra
noll" are runs alike. Short words that people put between digits do not end a run.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from seloste.services.finding.number_words import REPEATS, spoken

_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:-[^\W\d_]+)*|[^\s\w]")
_MARKS = frozenset("-–—.,/()+·:")
_FILLERS = frozenset(
    (
        *("öö", "ööh", "eee", "eh", "ehm", "hmm", "mm", "mmm", "no", "niin", "siis"),
        *(
            "sitten",
            "sit",
            "ja",
            "joo",
            "juu",
            "kyllä",
            "väliviiva",
            "viiva",
            "välissä",
        ),
        *("ooteppa", "odota", "hetki", "tota", "tuota", "noin", "okei", "ok", "vielä"),
        *("öh", "äh", "och", "sen", "så", "jo", "jaha", "eller", "streck"),
        *(
            "bindestreck",
            "vänta",
            "and",
            "then",
            "um",
            "uh",
            "er",
            "erm",
            "dash",
            "yes",
        ),
        *("hyphen", "so", "okay", "right", "yeah", "comma", "pilkku", "space", "väli"),
        *("mellanslag", "plus", "lopuksi", "viimeiset", "loppu", "lopussa"),
    )
)
_MOST_FILLERS = 3


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark of a text, in lower case."""

    text: str
    start: int
    end: int

    @property
    def mark(self) -> bool:
        """Tell whether it is a mark and not a word or number."""
        return not self.text[0].isalnum()


@dataclass(frozen=True, slots=True)
class Digit:
    """One digit and the characters that say it."""

    value: str
    start: int
    end: int
    spoken: bool
    opens: bool
    closes: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Digits that belong together; ``opens`` and ``closes`` mark groups in them."""

    digits: tuple[Digit, ...]

    @property
    def text(self) -> str:
        """Return the digits alone."""
        return "".join(digit.value for digit in self.digits)

    @property
    def start(self) -> int:
        """Return where the run begins."""
        return self.digits[0].start

    @property
    def end(self) -> int:
        """Return where the run ends."""
        return self.digits[-1].end

    @property
    def spoken(self) -> bool:
        """Tell whether any of it was said in words."""
        return any(digit.spoken for digit in self.digits)

    def part(self, start: int, length: int) -> "Run":
        """Return some of its digits as a run."""
        return Run(self.digits[start : start + length])

    def windows(self, length: int) -> Iterator["Run"]:
        """Yield the parts of a length that begin and end with a group."""
        for at in range(len(self.digits) - length + 1):
            part = self.part(at, length)
            if part.digits[0].opens and part.digits[-1].closes:
                yield part


def tokens(text: str) -> list[Token]:
    """Return the words, numbers and marks of a text."""
    return [
        Token(match[0].lower(), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    ]


def runs(text: str, *, join_tens: bool = True) -> list[Run]:
    """Return the runs of digits in a text, in order.

    With ``join_tens`` "twenty five" is 25, without it 20 and 5: whoever has a
    checksum may try both.
    """
    found: list[Run] = []
    collector = _Collector(join_tens=join_tens)
    for token in tokens(text):
        if not collector.take(token):
            found += collector.finish()
    return found + collector.finish()


class _Collector:
    """Collects one run; what does not belong to it ends it."""

    def __init__(self, *, join_tens: bool) -> None:
        self._join_tens = join_tens
        self._reset()

    def _reset(self) -> None:
        self._digits: list[Digit] = []
        self._weak: list[Token] = []
        self._fillers = 0
        self._repeat = 0
        self._room = 0

    def take(self, token: Token) -> bool:
        """Take a token; False where it ends the run."""
        if token.text.isdigit():
            self._add(token, token.text, said=False)
            return True
        if token.mark:
            return not self._digits or token.text in _MARKS
        return self._word(token)

    def _word(self, token: Token) -> bool:
        if token.text in REPEATS:
            self._repeat = REPEATS[token.text]
            return True
        said = spoken(token.text)
        if said is None:
            return self._filler(token)
        if said.weak and not self._digits:
            self._weak = [*self._weak, token]
            return True
        self._say(token, said.digits, room=said.room)
        return True

    def _say(self, token: Token, digits: str, *, room: int) -> None:
        if self._room >= len(digits) and digits != "0" and self._join_tens:
            for _ in digits:
                self._digits.pop()
            first = len(self._digits)
            self._append(token, digits, said=True)
            self._digits[first] = replace(self._digits[first], opens=False)
            self._room = 0
            return
        self._add(token, digits, said=True)
        self._room = room

    def _add(self, token: Token, digits: str, *, said: bool) -> None:
        for weak in self._weak:
            value = spoken(weak.text)
            if value is not None:
                self._append(weak, value.digits, said=True)
        self._weak = []
        self._append(token, digits * max(1, self._repeat), said=said)
        self._repeat, self._fillers, self._room = 0, 0, 0

    def _append(self, token: Token, digits: str, *, said: bool) -> None:
        last = len(digits) - 1
        for at, value in enumerate(digits):
            start = token.start if said else token.start + at
            end = token.end if said else start + 1
            self._digits.append(
                Digit(value, start, end, said, opens=at == 0, closes=at == last)
            )

    def _filler(self, token: Token) -> bool:
        self._fillers += 1
        self._room = 0
        self._weak = []
        return (
            bool(self._digits)
            and token.text in _FILLERS
            and self._fillers <= _MOST_FILLERS
        )

    def finish(self) -> list[Run]:
        """Return what was collected, and begin anew."""
        run = [Run(tuple(self._digits))] if self._digits else []
        self._reset()
        return run
