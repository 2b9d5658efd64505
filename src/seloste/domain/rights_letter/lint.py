"""What the templates of the letters lack of what the law wants.

Run by the tests, by ``seloste letters`` and by ``seloste verify``: whoever edits a
template or a sentence sees at once that something has fallen out, in which language.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from seloste.domain.notice import Language, Text
from seloste.domain.rights_letter import kinds, phrases
from seloste.domain.rights_letter.compose import LISTS
from seloste.domain.rights_letter.grounds import EXTENSION_REASONS, GROUNDS
from seloste.domain.rights_letter.kinds import LetterKind, LetterPart

AUTHORITY_MARKS: Mapping[Language, tuple[str, ...]] = {
    Language.FI: ("Tietosuojavaltuutetun toimisto", "tietosuoja@om.fi"),
    Language.SV: ("Dataombudsmannens byrå", "tietosuoja@om.fi"),
    Language.EN: ("Office of the Data Protection Ombudsman", "tietosuoja@om.fi"),
}


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """Something missing: of which letter or part, in which language, and what."""

    where: str
    language: Language | None
    missing: str


def lint(
    *,
    templates: Mapping[LetterKind, tuple[LetterPart, ...]] = kinds.TEMPLATES,
    words: Mapping[LetterPart, tuple[Text, ...]] = phrases.PHRASES,
) -> tuple[Shortcoming, ...]:
    """Return everything the letters lack; empty when they say all they must."""
    return (
        *_parts(templates),
        *_words(words),
        *_authority(),
        *_lists(),
    )


def _parts(
    templates: Mapping[LetterKind, tuple[LetterPart, ...]],
) -> Iterator[Shortcoming]:
    for kind in LetterKind:
        for part in sorted(kinds.REQUIRED[kind] - set(templates.get(kind, ()))):
            yield Shortcoming(kind.value, None, part.value)


def _words(words: Mapping[LetterPart, tuple[Text, ...]]) -> Iterator[Shortcoming]:
    """Yield parts that say nothing in a language, or do not name what they must."""
    for part in LetterPart:
        for language in Language:
            said = " ".join(one.in_(language) for one in words.get(part, ()))
            if not said.strip():
                yield Shortcoming(part.value, language, "words")
            for mark in phrases.MARKS.get(part, ()):
                if said.strip() and mark not in said:
                    yield Shortcoming(part.value, language, mark)


def _authority() -> Iterator[Shortcoming]:
    for language, marks in AUTHORITY_MARKS.items():
        texts = (phrases.AUTHORITY, phrases.AUTHORITY_REACHED, phrases.AUTHORITY_WEB)
        said = " ".join(text.in_(language) for text in texts)
        for mark in (*marks, "tietosuoja.fi"):
            if mark not in said:
                yield Shortcoming(LetterPart.COMPLAINT.value, language, mark)


def _lists() -> Iterator[Shortcoming]:
    """Yield reasons without words, and titles and lists that are not there."""
    texts: dict[str, Text] = {
        **{f"ground {one}": text for one, text in GROUNDS.items()},
        **{f"extension {one}": text for one, text in EXTENSION_REASONS.items()},
        **{f"title {one}": text for one, text in phrases.TITLES.items()},
    }
    for name, text in texts.items():
        for language in Language:
            if not text.in_(language).strip():
                yield Shortcoming(name, language, "words")
    for part in (LetterPart.GROUNDS, LetterPart.EXTENSION_REASONS):
        if part not in LISTS:
            yield Shortcoming(part.value, None, "reasons")
