"""Which identifiers are one person's: steps, and what is left after undoing them."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from seloste.domain.customer import Customer, CustomerRefused, Identifier

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
TEL = Identifier("tel", "+358455550101")
MAIL = Identifier("mailto", "maija@example.fi")
NUMBER = Identifier("customer_no", "A-1001")
CALL = UUID(int=1)
AINO = "staff:aino"


def maija() -> Customer:
    return Customer(first=TEL).merged((MAIL,), at=NOW, by=AINO, reason="Kertoi itse")


def test_merging_adds_and_splitting_takes_away() -> None:
    merged = maija().merged((NUMBER,), at=NOW, by=AINO, reason="Sopimuksella")

    split = merged.split(MAIL, at=NOW, by=AINO, reason="Puolison osoite")

    assert merged.identifiers == {TEL, MAIL, NUMBER}
    assert split.identifiers == {TEL, NUMBER}


def test_undoing_takes_one_step_back_and_leaves_the_others() -> None:
    merged = maija().merged((NUMBER,), at=NOW, by=AINO, reason="Sopimuksella")

    assert merged.undone(1, released_at=None).identifiers == {TEL, NUMBER}
    assert merged.undone(2, released_at=None).identifiers == {TEL, MAIL}


def test_a_contact_of_somebody_else_is_left_out_until_that_is_undone() -> None:
    without = maija().without(CALL, at=NOW, by=AINO, reason="Soittaja oli naapuri")

    assert without.excluded == {CALL}
    assert without.undone(2, released_at=None).excluded == frozenset()


@pytest.mark.parametrize(
    ("step", "reason"),
    [
        (lambda one: one.merged((MAIL,), at=NOW, by=AINO, reason="x"), "known-already"),
        (lambda one: one.merged((NUMBER,), at=NOW, by=AINO, reason=" "), "no-reason"),
        (
            lambda one: one.merged((NUMBER,), at=NOW, by=AINO, reason="x" * 501),
            "too-long",
        ),
        (lambda one: one.split(NUMBER, at=NOW, by=AINO, reason="x"), "not-known"),
        (lambda one: one.undone(9, released_at=None), "unknown-step"),
        (lambda one: one.undone(1, released_at=NOW), "released"),
        (
            lambda one: one.split(MAIL, at=NOW, by=AINO, reason="x").split(
                TEL, at=NOW, by=AINO, reason="x"
            ),
            "last-identifier",
        ),
        (
            lambda one: one.undone(1, released_at=None).undone(1, released_at=None),
            "undone-already",
        ),
    ],
)
def test_a_step_that_makes_no_sense_is_refused(step: object, reason: str) -> None:
    assert callable(step)

    with pytest.raises(CustomerRefused) as refused:
        step(maija())

    assert refused.value.reason == reason


def test_a_step_after_the_release_can_still_be_undone() -> None:
    later = NOW + timedelta(hours=1)
    merged = maija().merged((NUMBER,), at=later, by=AINO, reason="Sopimuksella")

    assert merged.undone(2, released_at=NOW).identifiers == {TEL, MAIL}


def test_no_more_identifiers_than_a_person_can_have() -> None:
    many = [Identifier("tel", f"+3584555501{one:02}") for one in range(30)]

    with pytest.raises(CustomerRefused) as refused:
        maija().merged(many, at=NOW, by=AINO, reason="x")

    assert refused.value.reason == "too-many"


def test_what_is_sealed_comes_back_as_it_was() -> None:
    customer = maija().without(CALL, at=NOW, by=AINO, reason="Naapuri")

    assert Customer.from_json(customer.to_json()) == customer


def test_a_merged_customer_comes_back_from_the_seal_with_what_it_took_in() -> None:
    neighbour = Customer(first=NUMBER).without(CALL, at=NOW, by=AINO, reason="Ei hän")
    merged = maija().merged(
        (NUMBER,), at=NOW, by=AINO, reason="Sama", absorbed=neighbour
    )

    again = Customer.from_json(merged.to_json())

    assert again == merged
    assert again.excluded == {CALL}
    undone = again.undone(2, released_at=None)
    assert undone.excluded == frozenset()
    assert again.given_back(undone) == (neighbour,)
    assert again.given_back(again) == ()
