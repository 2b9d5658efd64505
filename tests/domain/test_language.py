"""A text's language is told by its small words, or by what is said of it."""

import pytest

from seloste.domain.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hei, meillä on vesivahinko ja lattia on märkä.", "fi"),
        ("Hej, det läcker vatten och jag vill ha hjälp.", "sv"),
        ("Hello, the radiator is leaking and I need a plumber.", "en"),
        ("1234 5678", "fi"),
        ("", "fi"),
    ],
)
def test_the_small_words_speak(text: str, language: str) -> None:
    assert language_of(text) == language


def test_what_is_said_of_a_text_is_believed() -> None:
    assert language_of("the and is", said="sv") == "sv"


def test_a_language_nobody_knows_is_not() -> None:
    assert language_of("the and is", said="de") == "en"
