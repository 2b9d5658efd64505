"""Finnish from pip alone: simplemma, where libvoikko is not installed.

It knows base forms and, of compounds, only those whose end it knows as a word.
"""

from importlib.metadata import version

import simplemma

from seloste.domain.search import Form, normal

SHORTEST_HEAD = 4
SHORTEST_START = 3


class Simple:
    """Knows Finnish words as simplemma does."""

    def __init__(self) -> None:
        self.name = f"simplemma {version('simplemma')}"

    def form(self, word: str) -> Form | None:
        """Return the forms of a word in lower case, or None for an unknown one."""
        lemma = normal(simplemma.lemmatize(word, lang="fi"))
        if lemma == word and not simplemma.is_known(word, lang="fi"):
            return None
        parts = _parts(lemma)
        return Form(lemmas=(lemma,), parts=parts, heads=parts[1:])


def _parts(lemma: str) -> tuple[str, ...]:
    """Return the two words of a compound, cut where the longest known end begins."""
    for cut in range(SHORTEST_START, len(lemma) - SHORTEST_HEAD + 1):
        head = lemma[cut:]
        if simplemma.is_known(head, lang="fi") and _known_start(lemma[:cut]):
            start = normal(simplemma.lemmatize(lemma[:cut], lang="fi"))
            return (start, normal(simplemma.lemmatize(head, lang="fi")))
    return ()


def _known_start(start: str) -> bool:
    return simplemma.is_known(start, lang="fi")
