"""What is searched for, and how well a text answers it. Values in, values out.

A search is words, all of which must be there: ``vesivahinko lasku``. A word
with a star is the beginning of a word, words in quotes stand side by side in any
inflection. Words that hyphens join are one word, too: ``e-lasku`` is ``elasku``.
How well a text answers depends on that text alone: what somebody may not read
must not change the order of what they may (R-23).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from seloste.domain.errors import SelosteError

LONGEST = 300
MOST_TERMS = 12
SHORTEST_PREFIX = 2
LONGEST_WORD = 100
"""What is longer is no word, and PostgreSQL would refuse it; its beginning counts."""
WORD = re.compile(r"[^\W_]+")
HYPHEN = re.compile(r"[-\u00ad\u2010\u2011](?=[^\W_])")
PIECE = re.compile(r'"([^"]*)"|(\S+)')
SATURATION = 1.5
USUAL_LENGTH = 150.0


class SearchRefused(SelosteError):
    """The words cannot be searched for; ``reason`` is a stable word.

    Reasons: nothing, too-long, too-many, short-prefix, bad-period, bad-page.
    """

    code = "search-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(f"search: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text in lower case, and where it stands in it.

    ``joined`` is set where a hyphen joins it to the next one.
    """

    text: str
    start: int
    end: int
    joined: bool = False


class Manner(StrEnum):
    """How a term is meant: a word, the beginning of one, or words side by side."""

    WORD = "word"
    PREFIX = "prefix"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must be there.

    A phrase has words side by side; anything else has one, or those that hyphens
    join.
    """

    manner: Manner
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """What a word may stand in the index as.

    ``lemmas`` are the word itself and its base forms, the first of them the one
    that counts in a phrase; ``parts`` are the words a compound is made of;
    ``heads`` are what it is a kind of: a ``vesivahinko`` is a ``vahinko``.
    """

    lemmas: tuple[str, ...]
    parts: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sought:
    """A term as it is looked for in the index.

    A word is any of ``lemmas``, as itself or inside a compound, or one of its
    ``heads`` as itself; ``runs`` are the ways the words of a phrase may follow each
    other, or those of a word with hyphens where it is written apart; ``prefix`` is
    how a word may begin. Forms are letters and digits.
    """

    manner: Manner
    lemmas: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    runs: tuple[tuple[str, ...], ...] = ()
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Streams:
    """A text as it is indexed: in no other form is it kept.

    ``first`` has one base form for each word, in order; ``also`` the other forms,
    the words as they were written and what hyphens join, as one word; ``parts`` the
    words inside compounds.
    """

    first: tuple[str, ...]
    also: tuple[str, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How often a term stands in a text.

    As itself, in compounds or written apart, as its head.
    """

    itself: int = 0
    inside: int = 0
    head: int = 0


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text: letters and digits, in lower case."""
    return tuple(
        Word(
            normal(found.group())[:LONGEST_WORD],
            found.start(),
            found.end(),
            joined=HYPHEN.match(text, found.end()) is not None,
        )
        for found in WORD.finditer(text)
    )


def compounds(said: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of words that hyphens join, by number.

    Numbers are not joined: 2026-05-04 is no word.
    """
    first = 0
    for at, word in enumerate(said):
        if word.joined:
            continue
        if first < at and _is_one_word(said[first : at + 1]):
            yield first, at
        first = at + 1


def _is_one_word(joined: Sequence[Word]) -> bool:
    whole = "".join(word.text for word in joined)
    return len(whole) <= LONGEST_WORD and not whole.isdecimal()


def normal(word: str) -> str:
    """Return a word as it is compared: composed (NFC) and in lower case."""
    return unicodedata.normalize("NFC", word).lower()


def parse(text: str) -> tuple[Term, ...]:
    """Return the terms somebody typed. Raises SearchRefused."""
    if len(text) > LONGEST:
        raise SearchRefused("too-long")
    terms: list[Term] = []
    for found in PIECE.finditer(unicodedata.normalize("NFC", text)):
        quoted, plain = found.groups()
        terms += _quoted(quoted) if plain is None else _plain(plain)
    if not terms:
        raise SearchRefused("nothing")
    if len(terms) > MOST_TERMS:
        raise SearchRefused("too-many")
    return tuple(dict.fromkeys(terms))


def _quoted(text: str) -> list[Term]:
    found = tuple(word.text for word in words(text))
    if len(found) > MOST_TERMS:
        raise SearchRefused("too-many")
    return [Term(Manner.PHRASE, found)] if found else []


def _plain(text: str) -> list[Term]:
    """Return the terms of a piece without spaces; a star ends its last word."""
    said = words(text)
    found = [
        Term(Manner.WORD, tuple(word.text for word in said[first : last + 1]))
        for first, last in _with_single(said)
    ]
    if any(len(one.words) > MOST_TERMS for one in found):
        raise SearchRefused("too-many")
    if found and text.endswith("*"):
        last = found[-1].words
        if len("".join(last)) < SHORTEST_PREFIX:
            raise SearchRefused("short-prefix")
        found[-1] = Term(Manner.PREFIX, last)
    return found


def _with_single(said: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each word, by number; most are one."""
    ends, at = dict(compounds(said)), 0
    while at < len(said):
        last = ends.get(at, at)
        yield at, last
        at = last + 1


def score(
    sought: tuple[Sought, ...],
    *,
    whole: Mapping[str, int],
    inside: Mapping[str, int],
    length: int,
) -> float:
    """Return how well a text answers: higher is better, and above 0.

    ``whole`` and ``inside`` say how often a form stands in the text as a word and
    inside compounds, ``length`` how many words the text has. Texts in which every
    word stands come first, then those with some inside compounds only, then those
    with heads alone.
    """
    found = [_counted(one, whole, inside) for one in sought]
    tier = min((_tier(one) for one in found), default=0)
    norm = SATURATION * (0.25 + 0.75 * length / USUAL_LENGTH)
    weights = [one.itself + 0.5 * one.inside + 0.2 * one.head for one in found]
    best = sum(weight / (weight + norm) for weight in weights)
    return tier + best / (len(found) + 1)


def closer(sought: tuple[Sought, ...]) -> tuple[Sought, ...]:
    """Return what is asked without heads: where very much answers, they drown it."""
    return tuple(replace(one, heads=()) for one in sought)


def forms_of(sought: tuple[Sought, ...]) -> frozenset[str]:
    """Return every whole form that counts for ``score``; prefixes left out."""
    return frozenset(
        form
        for one in sought
        for form in (
            *one.lemmas,
            *one.heads,
            *(form for run in one.runs for form in run),
        )
    )


def _counted(
    one: Sought, whole: Mapping[str, int], inside: Mapping[str, int]
) -> Counted:
    if one.manner is Manner.PREFIX:
        begun = (count for form, count in whole.items() if form.startswith(one.prefix))
        return Counted(itself=sum(begun))
    runs = (min(whole.get(form, 0) for form in run) for run in one.runs)
    together = max(runs, default=0)
    if one.manner is Manner.PHRASE:
        return Counted(itself=together)
    return Counted(
        itself=sum(whole.get(form, 0) for form in one.lemmas),
        inside=sum(inside.get(form, 0) for form in one.lemmas) + together,
        head=sum(whole.get(form, 0) for form in one.heads),
    )


def _tier(one: Counted) -> int:
    return 3 if one.itself else 2 if one.inside else 1
