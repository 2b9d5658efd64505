"""Base forms of words, whatever makes them.

The same word always gives the same forms, wherever it stands: what was indexed
is found again. No word leaves the machine.
"""

from typing import Protocol

from seloste.domain.search import Form


class Lemmas(Protocol):
    """Knows the base forms of words in some languages.

    ``name`` says what it is made of ("voikko 4.3.1", "simplemma 2.0.0"): an
    index made with another has to be made again.
    """

    name: str

    def form(self, word: str, *, language: str) -> Form:
        """Return the forms of a word in lower case; ``language`` is fi, sv or en.

        A word nobody knows is its own form. Only ``word`` itself counts, not what
        stands beside it.
        """
        ...
