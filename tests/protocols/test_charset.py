"""Text whose charset is declared, wrong, unknown or dangerous."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.protocols import charset


@pytest.mark.parametrize(
    ("content", "declared", "text"),
    [
        ("Hyvää".encode(), "utf-8", "Hyvää"),
        ("Hyvää".encode("latin-1"), "ISO-8859-1", "Hyvää"),
        ("10 €".encode("cp1252"), "windows-1252", "10 €"),
        (b"plain", "us-ascii", "plain"),
        (b"plain", "", "plain"),
        ("привет".encode("koi8-r"), "koi8-r", "привет"),
    ],
)
def test_a_right_charset_is_used(content: bytes, declared: str, text: str) -> None:
    assert charset.decode(content, declared) == (text, False)


@pytest.mark.parametrize(
    ("content", "declared", "text"),
    [
        ("Hyvää".encode(), "us-ascii", "Hyvää"),
        ("Hyvää".encode("latin-1"), "utf-8", "Hyvää"),
        ("Hyvää".encode(), "x-unknown", "Hyvää"),
        ("Hyvää".encode("latin-1"), "", "Hyvää"),
        (b"\x81", "utf-8", "�"),
    ],
)
def test_a_wrong_charset_is_guessed_aloud(
    content: bytes, declared: str, text: str
) -> None:
    assert charset.decode(content, declared) == (text, True)


@pytest.mark.parametrize(
    "declared", ["utf-7", "rot13", "zlib", "idna", "unicode_escape", "a\0b"]
)
def test_what_is_no_charset_is_never_used(declared: str) -> None:
    assert charset.decode(b"+ADw-script+AD4-", declared) == ("+ADw-script+AD4-", True)


@given(st.binary(), st.text(max_size=20))
def test_every_content_is_some_text(content: bytes, declared: str) -> None:
    text, _ = charset.decode(content, declared)

    assert bool(text.lstrip("﻿")) <= bool(content)
