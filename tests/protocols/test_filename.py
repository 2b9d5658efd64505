"""File names that strangers chose."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.protocols.filename import safe_name, visible


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("lasku.pdf", "lasku.pdf"),
        ("keittiön lattia.png", "keittiön lattia.png"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("C:\\temp\\a.doc", "a.doc"),
        (".htaccess", "htaccess"),
        ("a.php\0.png", "a.php.png"),
        ("cv\u202egpj.exe", "cvgpj.exe"),
        ("a\u200bb.pdf", "ab.pdf"),
        ('a"b<c>.txt', "a_b_c_.txt"),
        ("report.pdf. . .", "report.pdf"),
        ("CON.txt", "_CON.txt"),
        ("a\r\nSet-Cookie: x", "aSet-Cookie_ x"),
        ("A\u0308.txt", "Ä.txt"),
    ],
)
def test_a_name_shows_what_it_is(name: str, shown: str) -> None:
    assert safe_name(name) == shown


@pytest.mark.parametrize("name", ["", "...", "/", "\u200b", "\0"])
def test_a_name_of_nothing_gets_another(name: str) -> None:
    assert safe_name(name, fallback="attachment-1") == "attachment-1"


def test_a_long_name_keeps_its_extension() -> None:
    shown = safe_name("ä" * 300 + ".pdf")

    assert shown.endswith(".pdf")
    assert len(shown.encode()) <= 120


def test_a_long_name_without_an_extension_is_cut() -> None:
    assert safe_name("a." + "b" * 300) == "a." + "b" * 118


@given(st.text())
def test_no_name_hides_leads_or_floods(name: str) -> None:
    shown = safe_name(name)

    assert shown
    assert not set(shown) & set('/\\<>:"|?*')
    assert not shown.startswith(".")
    assert len(shown.encode()) <= 120
    assert {unicodedata.category(c)[0] for c in shown} <= set("LMNPSZ")


@given(st.text())
def test_a_safe_name_is_safe_already(name: str) -> None:
    assert safe_name(safe_name(name)) == safe_name(name)


def test_text_is_shown_on_one_line_and_in_its_order() -> None:
    assert visible(" Hei\r\n\tBcc: x\u202e y\u200b ") == "Hei Bcc: x y"


@given(st.text())
def test_no_text_breaks_out_of_its_line(text: str) -> None:
    assert visible(text).isprintable() or " " in visible(text)
    assert len(visible(text).splitlines()) <= 1
