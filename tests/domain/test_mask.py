"""Masking: what is shown of a person before somebody asks for more."""

import pytest

from seloste.domain import mask
from seloste.domain.contact import Party, PartyRole


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+358455550101", "+358 ••• ••01"),
        ("0455550101", "••• ••01"),
        ("1234567", "••• ••67"),
        ("112", "•••"),
        ("123456", "•••"),
    ],
)
def test_of_a_number_the_country_and_two_digits_are_shown(
    number: str, shown: str
) -> None:
    assert mask.tel(number) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("maija@example.fi", "m•••@example.fi"),
        ("@example.fi", "•••@example.fi"),
        ("maija", "•••"),
        ('"a@b"@example.fi', '"•••@example.fi'),
    ],
)
def test_of_an_address_the_first_letter_and_the_domain_are_shown(
    address: str, shown: str
) -> None:
    assert mask.mailto(address) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Maija Meikäläinen", "M•• M••"), ("Maija", "M••"), ("  ", "")],
)
def test_of_a_name_the_initials_are_shown(name: str, shown: str) -> None:
    assert mask.name(name) == shown


@pytest.mark.parametrize(
    ("number", "shown"), [("A-1001", "•••01"), ("1001", "•••"), ("10011", "•••11")]
)
def test_of_a_customer_number_two_characters_are_shown(number: str, shown: str) -> None:
    assert mask.customer_no(number) == shown


def test_of_a_party_everything_is_masked() -> None:
    maija = Party(
        role=PartyRole.CUSTOMER,
        name="Maija Meikäläinen",
        tel="+358455550101",
        mailto="maija@example.fi",
        customer_no="A-1001",
    )

    assert mask.party(maija) == Party(
        role=PartyRole.CUSTOMER,
        name="M•• M••",
        tel="+358 ••• ••01",
        mailto="m•••@example.fi",
        customer_no="•••01",
    )


def test_what_is_empty_stays_empty() -> None:
    nobody = Party(role=PartyRole.OTHER)

    assert mask.party(nobody) == nobody
