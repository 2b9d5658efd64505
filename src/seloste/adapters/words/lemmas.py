"""Base forms in Finnish, Swedish and English, behind the port of lemmas.

Finnish is libvoikko's where Debian has it installed, else simplemma's; a
Finnish word that neither knows, and Swedish and English, are Snowball's stems
(Swedish after its base form, where simplemma knows one).
What was asked last is remembered in memory, and nowhere else.
"""

from functools import lru_cache
from importlib.metadata import version
from typing import Protocol

import simplemma

from seloste.adapters.words.simple import Simple
from seloste.adapters.words.voikko import FinnishMissing, Voikko
from seloste.domain.search import Form, normal

REMEMBERED = 50_000
SHORTEST_DEFINITE = 6
STEMMERS = {"fi": "finnish", "sv": "swedish", "en": "english"}


class Finnish(Protocol):
    """Knows Finnish words."""

    name: str

    def form(self, word: str) -> Form | None:
        """Return the forms of a word, or None for an unknown one."""
        ...


class WordForms:
    """Implements ``seloste.ports.lemmas.Lemmas`` over a Finnish dictionary."""

    def __init__(self, finnish: Finnish) -> None:
        self._finnish = finnish
        self.name = f"{finnish.name}, snowball {version('snowballstemmer')}"
        self.form_of = lru_cache(REMEMBERED)(self._form)

    def form(self, word: str, *, language: str) -> Form:
        """Return the forms of a word in lower case."""
        return self.form_of(word, language)

    def _form(self, word: str, language: str) -> Form:
        if language == "fi" and (known := self._finnish.form(word)):
            return known
        return Form(lemmas=(_stem(word, language),))


def _stem(word: str, language: str) -> str:
    """Return a word's stem; a number has none. A stemmer serves one thread."""
    if language not in STEMMERS or not word.isalpha():
        return word
    import snowballstemmer  # type: ignore[import-untyped]  # noqa: PLC0415 - 30 languages

    base = _indefinite(word) if language == "sv" else word
    stem: str = snowballstemmer.stemmer(STEMMERS[language]).stemWord(base)
    return stem or word


def _indefinite(word: str) -> str:
    """Return a Swedish word without what Snowball leaves on it: ``fakturan``."""
    if simplemma.is_known(word, lang="sv"):
        return normal(simplemma.lemmatize(word, lang="sv"))
    long_enough = len(word) >= SHORTEST_DEFINITE
    return word.removesuffix("n") if long_enough and word.endswith("an") else word


def installed() -> WordForms:
    """Return the best there is on this machine."""
    try:
        return WordForms(Voikko())
    except FinnishMissing:
        return WordForms(Simple())
