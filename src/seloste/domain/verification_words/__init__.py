"""The words of every kind of evidence, in three languages.

One code stands for one finding wherever it is made. ``{count}`` is filled in;
nothing else is: evidence never quotes what was found.
"""

from collections.abc import Mapping
from types import MappingProxyType

from seloste.domain.notice import Text
from seloste.domain.verification_words import (
    answers,
    calls,
    data,
    keeping,
    log,
    measures,
    processors,
    redaction,
    rights,
    search,
    speech,
    use,
    work,
)

WORDS: Mapping[str, Text] = MappingProxyType(
    {
        **log.WORDS,
        **calls.WORDS,
        **use.WORDS,
        **data.WORDS,
        **processors.WORDS,
        **keeping.WORDS,
        **work.WORDS,
        **speech.WORDS,
        **redaction.WORDS,
        **measures.WORDS,
        **rights.WORDS,
        **answers.WORDS,
        **search.WORDS,
    }
)
