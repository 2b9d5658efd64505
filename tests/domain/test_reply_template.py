"""Templates are filled in and never run (ASVS 1.3.7)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.domain.reply_template import (
    Blank,
    fill,
    looks_personal,
    unknown_blanks,
)

VALUES = {Blank.CUSTOMER_NAME: "Maija", Blank.NUMBER: "1A2B"}


def test_blanks_are_filled_in() -> None:
    assert fill("Hei {customer_name}, {number}.", VALUES) == "Hei Maija, 1A2B."


def test_a_blank_without_a_value_goes_empty() -> None:
    assert fill("Hei {queue}!", VALUES) == "Hei !"


@pytest.mark.parametrize(
    "text",
    [
        "{{7*7}}",
        "{% load static %}",
        "{{ customer_name }}",
        "{{customer_name}}",
        "{customer_name.__class__}",
        "{customer_name!r}",
        "{0}",
        "%(customer_name)s",
        "${customer_name",
        "{__import__('os')}",
        "<script>alert(1)</script>",
    ],
)
def test_everything_else_stays_as_it_is_written(text: str) -> None:
    assert fill(text, VALUES) == text


def test_a_value_is_never_read_as_a_blank() -> None:
    values = {Blank.CUSTOMER_NAME: "{agent_name}", Blank.AGENT_NAME: "Eino"}

    assert fill("{customer_name}", values) == "{agent_name}"


@given(st.text(alphabet=st.characters(exclude_characters="{}")))
def test_text_without_braces_is_never_changed(text: str) -> None:
    assert fill(text, VALUES) == text


@given(st.text(), st.text())
def test_what_somebody_calls_themselves_comes_out_as_it_is(
    name: str, rest: str
) -> None:
    rest = rest.replace("{", "").replace("}", "")

    filled = fill(rest + " {customer_name} " + rest, {Blank.CUSTOMER_NAME: name})

    assert filled == rest + " " + name + " " + rest


@given(st.text(alphabet="{}%$ 7*customer_nag", max_size=60))
def test_nothing_is_ever_evaluated(text: str) -> None:
    filled = fill(text, {})

    assert "49" not in filled
    assert len(filled) <= len(text)


def test_what_looks_like_a_blank_and_is_none_is_named() -> None:
    assert unknown_blanks("{custmer_name} {number} {{x}}") == ("custmer_name",)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Soita 045 555 0101", ("phone",)),
        ("Soita +358 45 555 0101.", ("phone",)),
        ("maija@example.fi", ("mail",)),
        ("131052-308T", ("identity-code",)),
        ("FI21 1234 5600 0007 85", ("account",)),
        ("Kiitos palautteesta, {customer_name}. Vastaamme 2 päivässä.", ()),
    ],
)
def test_personal_data_in_a_template_is_noticed(
    text: str, kinds: tuple[str, ...]
) -> None:
    assert looks_personal(text) == kinds
