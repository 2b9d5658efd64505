"""Identifiers of people, written one way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.services.identifiers import IdentifierField, normalise

TEL, MAILTO, CUSTOMER_NO = IdentifierField


@pytest.mark.parametrize(
    "written",
    [
        "+358455550101",
        "045 555 0101",
        "(045) 555-0101",
        "00358 45 5550101",
        "+358 (0)45 555 0101",
        "tel:+358-45-5550101",
        "sip:+358455550101@example.fi;user=phone",
        "0455550101 ext. 3",
    ],
)
def test_one_number_is_written_one_way(written: str) -> None:
    assert normalise(TEL, written) == "+358455550101"


@pytest.mark.parametrize(
    ("region", "number"), [("FI", "+358701740605"), ("SE", "+46701740605")]
)
def test_a_number_without_a_country_is_one_of_the_region(
    region: str, number: str
) -> None:
    assert normalise(TEL, "070-1740605", region=region) == number


@pytest.mark.parametrize(
    "written", ["", "201", "anonymous", "sip:maija@example.fi", "+", "1" * 400]
)
def test_what_is_no_number_is_not_looked_up(written: str) -> None:
    assert normalise(TEL, written) is None


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("Maija.Meikalainen@Example.COM", "maija.meikalainen@example.com"),
        (" mailto:a@example.fi?subject=x ", "a@example.fi"),
        ("a@Ääkköset.fi", "a@xn--kkset-fraa0m.fi"),
        ("a@xn--kkset-fraa0m.fi", "a@xn--kkset-fraa0m.fi"),
        ("a@straße.example", "a@xn--strae-oqa.example"),
    ],
)
def test_one_address_is_written_one_way(written: str, address: str) -> None:
    assert normalise(MAILTO, written) == address


@pytest.mark.parametrize(
    "written", ["", "maija", "@example.fi", "a b@example.fi", "a@", "a@-.fi", "a@b..fi"]
)
def test_what_is_no_address_is_not_looked_up(written: str) -> None:
    assert normalise(MAILTO, written) is None


@pytest.mark.parametrize(
    ("written", "number"), [(" ab 123 ", "AB123"), ("1042337", "1042337"), ("  ", None)]
)
def test_a_customer_number_is_upper_case_without_blanks(
    written: str, number: str | None
) -> None:
    assert normalise(CUSTOMER_NO, written) == number


@given(st.sampled_from(list(IdentifierField)), st.text())
def test_what_is_written_one_way_stays_so(field: IdentifierField, text: str) -> None:
    once = normalise(field, text)

    assert once is None or normalise(field, once) == once


@given(st.from_regex(r"\A\+358(40|45|50)\d{7}\Z"))
def test_blanks_and_dashes_make_no_difference(number: str) -> None:
    spaced = f"{number[:4]} {number[4:6]}-{number[6:]}"

    assert normalise(TEL, spaced) == normalise(TEL, number)
