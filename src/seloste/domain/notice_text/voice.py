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
_NOTHING: Mapping[str, str] = MappingProxyType({})


def upper_first(text: str) -> str:
    """Return ``text`` with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Return ``text`` as it stands inside a sentence.

    A first word that is written with capitals or signs, such as an
    abbreviation or S-Card, keeps its capital.
    """
    first_word = text.split(" ", 1)[0]
    ordinary = first_word[1:].islower() and first_word[1:].isalpha()
    return text[:1].lower() + text[1:] if ordinary else text


@dataclass(frozen=True, slots=True)
class Voice:
    """Says facts in one language."""

    language: Language

    def words(self, text: Text) -> str:
        """Return the words of ``text``, as they were written."""
        return text.in_(self.language).strip()

    def say(self, phrase: Text, fields: Mapping[str, str] = _NOTHING) -> str:
        """Return a sentence of the catalogue with its ``fields`` filled in."""
        return phrase.in_(self.language).format_map(fields)

    def inside(self, text: Text) -> str:
        """Return free text as part of a sentence: without its full stop."""
        return self.words(text).removesuffix(".")

    def sentence(self, text: Text) -> str:
        """Return free text as a sentence of its own."""
        words_ = upper_first(self.words(text))
        return words_ if words_.endswith((".", "!", "?")) else f"{words_}."

    def join(self, items: Iterable[str]) -> str:
        """Return "a, b and c"."""
        *head, last = items
        if not head:
            return last
        return f"{', '.join(head)} {self.words(words.AND)} {last}"

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
