"""Letters that follow a data subject's request, in plain Finnish, Swedish, English.

A letter is put together from parts, and what the law wants of each kind of
letter is written down apart from the words: a lint fails where a part, or what
the part must name, is missing. Nothing here decides a request or sends a letter.
"""

from seloste.domain.rights_letter.compose import (
    LetterDocument,
    LetterFacts,
    LetterIncomplete,
    compose,
)
from seloste.domain.rights_letter.grounds import OF_REFUSAL, Ground
from seloste.domain.rights_letter.kinds import LetterKind, LetterPart
from seloste.domain.rights_letter.lint import Shortcoming, lint

__all__ = [
    "OF_REFUSAL",
    "Ground",
    "LetterDocument",
    "LetterFacts",
    "LetterIncomplete",
    "LetterKind",
    "LetterPart",
    "Shortcoming",
    "compose",
    "lint",
]
