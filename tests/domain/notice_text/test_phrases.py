"""The catalogue is whole: every phrase in every language, with the same fields."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from string import Formatter

import pytest

from seloste.domain.notice import HoldKind, Language, Text
from seloste.domain.notice_text import phrases
from seloste.domain.notice_text.phrases import keeping, processing, recording, rights
from seloste.domain.notice_text.phrases.keeping import HoldPhrase
from seloste.domain.notice_text.phrases.rights import RightPhrase

MODULES = [
    importlib.import_module(f"{phrases.__name__}.{module.name}")
    for module in pkgutil.iter_modules(phrases.__path__)
]


def texts(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, HoldPhrase):
        yield from (value.term, value.rule)
    elif isinstance(value, RightPhrase):
        found = (value.term, value.gives, value.when, value.then)
        yield from (one for one in found if one)
    elif isinstance(value, Mapping):
        yield from (text for one in value.values() for text in texts(one))
    elif isinstance(value, tuple):
        yield from (text for one in value for text in texts(one))


CATALOGUE = {
    f"{module.__name__.rsplit('.', 1)[1]}.{name}.{number}": text
    for module in MODULES
    for name, value in vars(module).items()
    if name.isupper()
    for number, text in enumerate(texts(value))
}


def fields(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_phrase_has_the_same_fields_in_every_language(name: str) -> None:
    text = CATALOGUE[name]

    assert fields(text.fi) == fields(text.sv) == fields(text.en)


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_phrase_ends_alike_in_every_language(name: str) -> None:
    text = CATALOGUE[name]
    ends = {words[-1] if words[-1] in ".:" else "" for words in (text.fi, text.sv)}

    assert ends == {text.en[-1] if text.en[-1] in ".:" else ""}


@pytest.mark.parametrize("name", CATALOGUE)
def test_no_phrase_has_stray_spaces(name: str) -> None:
    text = CATALOGUE[name]
    said = [text.in_(language) for language in Language]

    assert not [words for words in said if "  " in words or " ." in words]


def test_every_kind_of_hold_has_its_phrase() -> None:
    assert set(keeping.HOLD_KINDS) == set(HoldKind)


def test_every_kind_of_right_has_its_phrase() -> None:
    assert set(rights.RIGHTS) == {
        *("access", "transcript", "rectification", "erasure", "restriction"),
        *("portability", "objection", "withdrawal", "complaint", "identity"),
    }


def test_every_channel_has_its_phrases() -> None:
    assert (
        set(keeping.CHANNELS)
        == set(recording.KEPT)
        == set(recording.KEPT_BY_MANY)
        == set(processing.OF_CHANNEL)
    )
