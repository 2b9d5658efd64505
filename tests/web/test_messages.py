"""Every word of the pages is in every language, and compiled."""

import re

import pytest
from babel.messages.catalog import Catalog
from tools import messages

COLLECTED = messages.collected()
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|</?\w+>")


def forms(string: object) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)  # type: ignore[arg-type] # a plural


def keys(catalog: Catalog) -> set[tuple[object, str | None]]:
    return {(m.id, m.context) for m in catalog if m.id}


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_catalogue_has_exactly_the_messages_there_are(language: str) -> None:
    assert keys(messages.read(language)) == keys(COLLECTED)


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_nothing_is_left_to_translate(language: str) -> None:
    assert messages.untranslated(messages.read(language)) == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_compiled_catalogue_is_up_to_date(language: str) -> None:
    stored = (messages.folder(language) / "django.mo").read_bytes()

    assert stored == messages.compiled(messages.read(language))


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_translations_keep_what_is_filled_in(language: str) -> None:
    for message in messages.read(language):
        wanted = set(PLACEHOLDER.findall(forms(message.id)[-1]))
        for form in forms(message.string):
            assert set(PLACEHOLDER.findall(form)) == wanted, form
