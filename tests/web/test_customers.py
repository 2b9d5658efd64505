"""Customers: who may look, what stands in no address, and steps with reasons."""

from dataclasses import replace
from uuid import UUID

import pytest
from django.test import Client

from seloste.domain.contact import Party, PartyRole
from seloste.domain.staff import Actor
from seloste.records.models import Customer
from tests.services import deliveries
from tests.web.kept import acts, kept
from tests.web.people import SignedIn

pytestmark = pytest.mark.usefixtures("sources_of_retta")

NUMBER = "+358455550101"
WANTED = {"field": "tel", "value": "045 555 0101", "purpose": "retta:service"}
WHOM = {"register": "retta", "purpose": "service", "field": "tel", "value": NUMBER}
OTHER = {"other_field": "mailto", "other_value": "toinen@example.fi"}


@pytest.fixture
def browser(eino: Actor, signed_in: SignedIn) -> Client:
    """The browser of Eino, an agent."""
    return signed_in(eino)


def posted(browser: Client, address: str, **fields: str) -> str:
    answer = browser.post(address, fields)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_everything_of_a_customer_is_shown_and_audited(
    browser: Client, maijas_call: UUID, maijas_mail: UUID
) -> None:
    page = posted(browser, "/customers/", **WANTED)

    assert str(maijas_call) in page
    assert "Maija Meikäläinen" in page
    assert acts("customer.viewed") == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"purpose": "retta:quality"},
        {"purpose": ""},
        {"value": "nothing"},
        {"value": ""},
    ],
)
def test_a_lookup_that_makes_no_sense_shows_nobody(
    browser: Client, maijas_call: UUID, changed: dict[str, str]
) -> None:
    page = posted(browser, "/customers/", **(WANTED | changed))

    assert "invalid-feedback" in page
    assert str(maijas_call) not in page
    assert acts("customer.viewed") == 0


def test_two_identifiers_are_merged_with_a_reason_and_found_together(
    browser: Client, maijas_call: UUID
) -> None:
    party = Party(role=PartyRole.CUSTOMER, name="Maija", mailto="toinen@example.fi")
    written = kept(replace(deliveries.mail(), parties=(party,)))
    assert str(written) not in posted(browser, "/customers/", **WANTED)

    page = posted(browser, "/customers/merge/", **WHOM, **OTHER, reason="Kertoi itse")

    assert str(written) in page
    assert "Kertoi itse" in page
    assert acts("customer.merged") == 1


def test_a_merge_without_a_reason_is_refused_beside_the_field(
    browser: Client, maijas_call: UUID
) -> None:
    page = posted(browser, "/customers/merge/", **WHOM, **OTHER, reason="")

    assert "invalid-feedback" in page
    assert not Customer.objects.exists()


def test_a_step_is_taken_back(browser: Client, maijas_call: UUID) -> None:
    posted(browser, "/customers/merge/", **WHOM, **OTHER, reason="Kertoi itse")
    customer = Customer.objects.get()

    page = posted(
        browser, "/customers/undo/", **WHOM, customer=str(customer.pk), number="1"
    )

    assert "text-decoration-line-through" in page


def test_a_contact_of_somebody_else_is_left_out(
    browser: Client, maijas_call: UUID, maijas_mail: UUID
) -> None:
    page = posted(
        browser,
        "/customers/exclude/",
        **WHOM,
        contact=str(maijas_call),
        reason="Naapuri soitti",
    )

    assert f"/contacts/{maijas_call}/" not in page
    assert f"/contacts/{maijas_mail}/" in page


def test_from_a_contact_to_its_customer(browser: Client, maijas_call: UUID) -> None:
    page = posted(
        browser, f"/customers/of/{maijas_call}/", **{"people-purpose": "service"}
    )

    assert f"/contacts/{maijas_call}/" in page


def test_another_registers_contact_and_customer_do_not_exist(
    browser: Client, soks_call: UUID
) -> None:
    before = Customer.objects.count()
    foreign = WHOM | {"register": "sok-mara", "purpose": "correctness"}

    answers = [
        browser.post("/customers/again/", foreign),
        browser.post("/customers/merge/", foreign | OTHER | {"reason": "x"}),
        browser.post(
            "/customers/exclude/", WHOM | {"contact": str(soks_call), "reason": "x"}
        ),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert Customer.objects.count() == before


def test_an_administrator_looks_at_no_customers(
    admin: Actor, signed_in: SignedIn
) -> None:
    assert signed_in(admin).get("/customers/").status_code == 403


def test_a_trainer_is_told_that_nobody_can_be_looked_up(
    tiina: Actor, signed_in: SignedIn
) -> None:
    page = signed_in(tiina).get("/customers/").content.decode()

    assert "Roolisi eivät hae henkilöitä" in page
