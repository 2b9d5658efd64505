"""From text to what the index keeps of it, and from a search to what is looked for.

A text is indexed in its own language; a search is asked in all three, because
nobody says in which language they type. Nothing here reads or stores anything.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import batched

from seloste.domain.search import (
    Form,
    Manner,
    Sought,
    Streams,
    Term,
    Word,
    compounds,
    words,
)
from seloste.domain.search_hits import Place
from seloste.ports.lemmas import Lemmas

LANGUAGES = ("fi", "sv", "en")
RULES = 2
"""Changes with what is kept of a text: an index of other rules is made anew."""
PASSAGE = 10_000
"""Longer texts are indexed in passages: PostgreSQL counts no further than 16,383."""


def made_with(lemmas: Lemmas) -> str:
    """Return what an index is made with: who knows the words, and these rules."""
    return f"{lemmas.name}, rules {RULES}"


def streams(text: str, *, language: str, lemmas: Lemmas) -> tuple[Streams, ...]:
    """Return a text as it is indexed, in passages of so many words."""
    return tuple(
        _streams(passage, language, lemmas)
        for passage in batched(words(text), PASSAGE, strict=False)
    )


def _streams(passage: Sequence[Word], language: str, lemmas: Lemmas) -> Streams:
    first: list[str] = []
    also: list[str] = []
    parts: list[str] = []
    forms = [_form(word.text, language, lemmas) for word in passage]
    for word, form in zip(passage, forms, strict=True):
        first.append(form.lemmas[0])
        others = dict.fromkeys((*form.lemmas[1:], word.text))
        also += [one for one in others if one != form.lemmas[0]]
        parts += form.parts
    for start, last in compounds(passage):
        pieces = [word.text for word in passage[start : last + 1]]
        whole = _joined(pieces, language, lemmas)
        inside = forms[start : last + 1]
        known = {part for one in inside for part in (*one.lemmas, *one.parts)}
        also += whole.lemmas
        parts += [part for part in whole.parts if part not in known]
    return Streams(tuple(first), tuple(also), tuple(parts))


def sought(terms: Iterable[Term], *, lemmas: Lemmas) -> tuple[Sought, ...]:
    """Return what the index is asked for each term."""
    return tuple(_sought(term, lemmas) for term in terms)


def _sought(term: Term, lemmas: Lemmas) -> Sought:
    if term.manner is Manner.PREFIX:
        return Sought(term.manner, prefix="".join(term.words))
    if term.manner is Manner.PHRASE:
        return Sought(term.manner, runs=_runs(term, lemmas))
    if len(term.words) > 1:
        return _sought_joined(term, lemmas)
    (word,) = term.words
    forms = [_form(word, language, lemmas) for language in LANGUAGES]
    whole = dict.fromkeys((*(lemma for one in forms for lemma in one.lemmas), word))
    return Sought(term.manner, lemmas=tuple(whole), heads=forms[0].heads)


def _runs(term: Term, lemmas: Lemmas) -> tuple[tuple[str, ...], ...]:
    """Return how the words of a term may follow each other, by language."""
    runs = (
        tuple(_form(word, language, lemmas).lemmas[0] for word in term.words)
        for language in LANGUAGES
    )
    return tuple(dict.fromkeys(runs))


def _sought_joined(term: Term, lemmas: Lemmas) -> Sought:
    """Return what is asked for words that hyphens join: as one, apart, or its head."""
    forms = [_joined(term.words, language, lemmas) for language in LANGUAGES]
    heads = dict.fromkeys(head for one in forms for head in one.heads)
    return Sought(
        term.manner,
        lemmas=tuple(dict.fromkeys(lemma for one in forms for lemma in one.lemmas)),
        heads=tuple(heads),
        runs=_runs(term, lemmas),
    )


def _joined(pieces: Sequence[str], language: str, lemmas: Lemmas) -> Form:
    """Return the forms of words that hyphens join, as one word.

    Its end is inflected like the last of them, whether a dictionary knows the whole
    (``asiakaspalvelulinja``) or not (``rettasovellus``).
    """
    start, whole = "".join(pieces[:-1]), "".join(pieces)
    end, known = (_form(word, language, lemmas) for word in (pieces[-1], whole))
    forms = (*(start + lemma for lemma in end.lemmas), *known.lemmas, whole)
    heads = (*end.lemmas, *end.heads, *known.heads)
    return Form(tuple(dict.fromkeys(forms)), known.parts, tuple(dict.fromkeys(heads)))


def _form(word: str, language: str, lemmas: Lemmas) -> Form:
    """Return the forms of a word as letters and digits: an index holds nothing else."""
    form = lemmas.form(word, language=language)
    return Form(_plain(form.lemmas) or (word,), _plain(form.parts), _plain(form.heads))


def _plain(forms: Iterable[str]) -> tuple[str, ...]:
    joined = ("".join(one.text for one in words(form)) for form in forms)
    return tuple(dict.fromkeys(one for one in joined if one))


class Matcher:
    """Tells where a text answers a search: for excerpts and seconds."""

    def __init__(self, sought: tuple[Sought, ...], *, lemmas: Lemmas) -> None:
        self._lemmas = lemmas
        self._sought = sought
        self._known: dict[tuple[str, str], Form] = {}

    def places(self, text: str, *, language: str) -> tuple[Place, ...]:
        """Return every place of a text that answers a term, in order."""
        said = words(text)
        forms = [self._form(word.text, language) for word in said]
        whole = [
            (first, last, self._joined(said[first : last + 1], language))
            for first, last in compounds(said)
        ]
        found = (
            place
            for number, term in enumerate(self._sought)
            for place in _outermost(
                (
                    *_places(number, term, said, forms),
                    *_whole_places(number, term, said, whole),
                )
            )
        )
        return tuple(sorted(found, key=lambda one: (one.start, one.end, one.term)))

    def _joined(self, said: Sequence[Word], language: str) -> Form:
        pieces = [word.text for word in said]
        key = ("-".join(pieces), language)
        if key not in self._known:
            self._known[key] = _joined(pieces, language, self._lemmas)
        return self._known[key]

    def _form(self, word: str, language: str) -> Form:
        key = (word, language)
        if key not in self._known:
            self._known[key] = _form(word, language, self._lemmas)
        return self._known[key]


def _places(
    number: int, term: Sought, said: Sequence[Word], forms: Sequence[Form]
) -> Iterator[Place]:
    """Yield where a text answers one term."""
    for at, word in enumerate(said):
        if (last := _end_of_run(term, forms, at)) is not None:
            distance = 0 if term.manner is Manner.PHRASE else 1
            yield Place(number, at, last, word.start, said[last].end, distance)
        elif (near := _distance(term, word.text, forms[at])) is not None:
            yield Place(number, at, at, word.start, word.end, near)


def _whole_places(
    number: int,
    term: Sought,
    said: Sequence[Word],
    whole: Iterable[tuple[int, int, Form]],
) -> Iterator[Place]:
    """Yield where words that hyphens join answer one term as one word."""
    for first, last, form in whole:
        near = _distance(term, "", form)
        if near in (0, 1):
            start, end = said[first].start, said[last].end
            yield Place(number, first, last, start, end, near)


def _outermost(places: Iterable[Place]) -> Iterator[Place]:
    """Yield places of which no word is in a longer one: of an e-lasku no lasku."""
    taken: set[int] = set()
    for one in sorted(places, key=lambda one: (one.first - one.last, one.distance)):
        inside = range(one.first, one.last + 1)
        if taken.isdisjoint(inside):
            taken.update(inside)
            yield one


def _end_of_run(term: Sought, forms: Sequence[Form], at: int) -> int | None:
    """Return the last word of a phrase that begins at a word, or None."""
    for run in term.runs:
        here = forms[at : at + len(run)]
        if tuple(form.lemmas[0] for form in here) == run:
            return at + len(run) - 1
    return None


def _distance(term: Sought, word: str, form: Form) -> int | None:
    """Return how far a word is from a term: itself, inside, its head, or not at all."""
    known = {word, *form.lemmas}
    if term.prefix:
        return 0 if any(one.startswith(term.prefix) for one in known) else None
    if known.intersection(term.lemmas):
        return 0
    if set(form.parts).intersection(term.lemmas):
        return 1
    return 2 if known.intersection(term.heads) else None
