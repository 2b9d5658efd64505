"""How a language says numbers, periods, dates, lists and articles.

Sentences come whole from the phrases; only what stands unchanged in every
sentence is put into them, so that no word is ever inflected by gluing.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from seloste.domain.notice import Language, Period, Text
from seloste.domain.notice_text.phrases import words

_ARTICLE = re.compile(
    r"(?P<article>\d+)(?:\((?P<number>\d+)\))?(?:\((?P<letter>\w)\))?"
)
# A name that ends in a full stop, such as "Inc.", may end a sentence.
_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
_NOTHING: Mapping[str, str] = MappingProxyType({})


def upper_first(text: str) -> str:
    """Return ``text`` with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def _ordinary(word: str) -> bool:
    """Tell whether only the place of a word can have given it a capital."""
    parts = word.rstrip(",;:").split("-")
    letters = all(part.isalpha() and part[1:].islower() for part in parts)
    return letters and len(parts[0]) > 1 and all(part.islower() for part in parts[1:])


@dataclass(frozen=True, slots=True)
class Voice:
    """Says facts in one language.

    ``names`` are proper names that keep their capital inside a sentence.
    """

    language: Language
    names: tuple[str, ...] = ()

    def words(self, text: Text) -> str:
        """Return the words of ``text``, as they were written."""
        return text.in_(self.language).strip()

    def say(self, phrase: Text, fields: Mapping[str, str] = _NOTHING) -> str:
        """Return a sentence of the catalogue with its ``fields`` filled in."""
        said = phrase.in_(self.language).format_map(fields)
        return _TWO_STOPS.sub(".", said)

    def inside(self, text: Text) -> str:
        """Return free text as part of a sentence: without its full stop."""
        return self.words(text).removesuffix(".")

    def lower(self, text: Text) -> str:
        """Return free text as part of a sentence, without its opening capital.

        A word written with capitals or signs, such as an abbreviation or
        S-Card, and a proper name keep theirs.
        """
        words_ = self.inside(text)
        first = words_.split(" ", 1)[0]
        if not _ordinary(first):
            return words_
        if first.startswith(self.names):
            return words_
        return words_[:1].lower() + words_[1:]

    def clause(self, text: Text) -> str:
        """Return free text as it follows a verb, with what goes between.

        Finnish wants a comma before a subordinate clause ("kun", "jos").
        """
        words_ = self.lower(text)
        first = words_.split(" ", 1)[0]
        comma = self.language is Language.FI and first in words.FI_CONJUNCTIONS
        return f", {words_}" if comma else f" {words_}"

    def sentence(self, text: Text) -> str:
        """Return free text as a sentence of its own."""
        words_ = upper_first(self.words(text))
        return words_ if words_.endswith((".", "!", "?")) else f"{words_}."

    def join(self, items: Iterable[str]) -> str:
        """Return "a, b and c"; "a, b and c, and d" where an item has its own "and"."""
        *head, last = items
        if not head:
            return last
        within = f" {self.words(words.AND)} "
        nested = any(within in item for item in (*head, last))
        between = words.OUTER_AND.in_(self.language) if nested else within
        return f"{', '.join(head)}{between}{last}"

    def number(self, number: int) -> str:
        """Return a number in words up to ten, else in digits."""
        names = words.NUMBERS[self.language]
        return names[number - 1] if number <= len(names) else str(number)

    def period(self, period: Period) -> str:
        """Return a length of time: "kolme kuukautta", "ett dygn", "180 days"."""
        if period.months:
            return self._count(period.months, words.MONTH, words.MONTHS)
        return self._count(period.days, words.DAY, words.DAYS)

    def within(self, days: int) -> str:
        """Return "within seven days", with the genitive that Finnish wants."""
        if days == 1:
            return self.words(words.WITHIN_DAY)
        return self.say(words.WITHIN_DAYS, {"count": self._genitive(days)})

    def every(self, days: int) -> str:
        """Return "at least every 90 days"."""
        if days == 1:
            return self.words(words.EVERY_DAY)
        return self.say(words.EVERY_DAYS, {"count": self._genitive(days)})

    def day(self, day: date) -> str:
        """Return a date as the language writes it."""
        if self.language is Language.FI:
            return f"{day.day}.{day.month}.{day.year}"
        return f"{day.day} {words.MONTH_NAMES[self.language][day.month - 1]} {day.year}"

    def cite(self, article: str) -> str:
        """Return an article of the GDPR in full, from ``6(1)(f)``."""
        match = _ARTICLE.fullmatch(article)
        if match is None:
            return article
        parts = sum(match[group] is not None for group in ("number", "letter"))
        fields = {name: found or "" for name, found in match.groupdict().items()}
        return self.say(words.CITATIONS[parts], fields)

    def _count(self, number: int, one: Text, many: Text) -> str:
        if number == 1:
            return self.words(one)
        return self.say(many, {"count": self.number(number)})

    def _genitive(self, number: int) -> str:
        if self.language is Language.FI and number <= len(words.FI_GENITIVES):
            return words.FI_GENITIVES[number - 1]
        return self.number(number)
