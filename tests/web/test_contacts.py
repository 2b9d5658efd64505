"""Contacts: who sees which, masked; who may know more, for what, and its trace."""

from uuid import UUID, uuid4

import pytest
from django.test import Client

from seloste.domain.staff import Actor, Role
from seloste.services import audit
from tests.web.kept import acts
from tests.web.people import SignedIn, granted

pytestmark = pytest.mark.usefixtures("sources_of_retta")

NAME, NUMBER = "Maija Meikäläinen", "+358455550101"


@pytest.fixture
def browser(eino: Actor, signed_in: SignedIn) -> Client:
    """The browser of Eino, an agent."""
    return signed_in(eino)


def text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_list_shows_a_contact_with_its_customer_masked(
    browser: Client, maijas_call: UUID
) -> None:
    page = text(browser, "/contacts/")

    assert f"/contacts/{maijas_call}/" in page
    assert "M•• M••" in page
    assert NAME not in page
    assert NUMBER not in page
    assert "hävitetään 180 päivän kuluttua" in page


def test_list_shows_no_contact_of_another_register(
    browser: Client, maijas_call: UUID, soks_call: UUID
) -> None:
    page = text(browser, "/contacts/")

    assert str(maijas_call) in page
    assert str(soks_call) not in page


@pytest.mark.parametrize(
    ("query", "call", "mail"),
    [
        ("channel=call", True, False),
        ("channel=mail", False, True),
        ("register=retta", True, True),
        ("register=sok-mara", True, True),  # not offered: it limits nothing
        ("since=2026-07-01", True, True),
        ("until=2026-06-30", False, False),
        ("state=held", False, False),
        ("state=kept", True, True),
        ("state=overdue", False, False),
        ("since=nonsense&page=nonsense", True, True),
    ],
)
def test_filters_narrow_the_list(
    browser: Client,
    maijas_call: UUID,
    maijas_mail: UUID,
    query: str,
    *,
    call: bool,
    mail: bool,
) -> None:
    page = text(browser, f"/contacts/?{query}")

    assert (str(maijas_call) in page) == call
    assert (str(maijas_mail) in page) == mail


def test_empty_list_says_so(browser: Client) -> None:
    assert "Ei vielä yhteydenottoja" in text(browser, "/contacts/")


def test_page_of_a_contact_masks_and_says_when_and_why_it_goes(
    browser: Client, maijas_call: UUID
) -> None:
    page = text(browser, f"/contacts/{maijas_call}/")

    assert "M•• M••" in page
    assert NAME not in page
    assert "Hävitetään 180 päivän kuluttua" in page
    assert "R-17" in page
    assert "säilytetään 180 vuorokautta" in page
    assert "Tallennettiin ja sinetöitiin" in page


@pytest.mark.parametrize("who", ["foreign", "unknown"])
def test_foreign_contact_does_not_exist(
    browser: Client, soks_call: UUID, who: str
) -> None:
    contact = soks_call if who == "foreign" else uuid4()

    assert browser.get(f"/contacts/{contact}/").status_code == 404


@pytest.mark.parametrize("address", ["/contacts/", "/contacts/lookup/"])
def test_administrator_opens_no_contacts(
    admin: Actor, signed_in: SignedIn, address: str
) -> None:
    assert signed_in(admin).get(address).status_code == 403


def test_people_are_shown_for_a_purpose_and_it_leaves_a_trace(
    browser: Client, maijas_call: UUID
) -> None:
    page = browser.post(
        f"/contacts/{maijas_call}/people/", {"people-purpose": "identification"}
    ).content.decode()

    assert NAME in page
    assert NUMBER in page
    assert acts("number.unmasked") == 1
    assert NAME not in text(browser, f"/contacts/{maijas_call}/")


@pytest.mark.parametrize("purpose", ["", "legal-defence", "no-such"])
def test_people_stay_masked_without_a_purpose_of_ones_own(
    browser: Client, maijas_call: UUID, purpose: str
) -> None:
    page = browser.post(
        f"/contacts/{maijas_call}/people/", {"people-purpose": purpose}
    ).content.decode()

    assert NAME not in page
    assert "invalid-feedback" in page
    assert acts("number.unmasked") == 0


def test_trainer_is_offered_no_names(
    tiina: Actor, signed_in: SignedIn, maijas_call: UUID
) -> None:
    page = text(signed_in(tiina), f"/contacts/{maijas_call}/")

    assert "nimet ja numerot saisi nähdä" in page


def test_nobody_is_shown_where_the_trace_cannot_be_written(
    browser: Client, maijas_call: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> int:
        raise audit.LeafRefused("broken by the test")

    monkeypatch.setattr(audit, "record", broken)

    answer = browser.post(
        f"/contacts/{maijas_call}/people/", {"people-purpose": "identification"}
    )

    assert answer.status_code == 409
    assert NAME not in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("tel", "045 555 0101"),
        ("mailto", "Maija@Example.fi"),
        ("customer_no", "A-1001"),
    ],
)
def test_lookup_finds_one_persons_contacts(
    browser: Client, maijas_call: UUID, field: str, value: str
) -> None:
    wanted = {"field": field, "value": value, "purpose": "retta:identification"}

    page = browser.post("/contacts/lookup/", wanted).content.decode()

    assert str(maijas_call) in page
    assert acts("lookup.made") == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"purpose": ""},
        {"purpose": "retta:quality"},
        {"purpose": "sok-mara:identification"},
        {"field": "mailto", "value": "not an address"},
        {"value": ""},
    ],
)
def test_lookup_without_purpose_or_number_finds_nothing(
    browser: Client, maijas_call: UUID, changed: dict[str, str]
) -> None:
    wanted = {"field": "tel", "value": NUMBER, "purpose": "retta:identification"}

    page = browser.post("/contacts/lookup/", wanted | changed).content.decode()

    assert "invalid-feedback" in page
    assert str(maijas_call) not in page
    assert acts("lookup.made") == 0


def test_lookup_says_when_nothing_is_kept(browser: Client) -> None:
    wanted = {"field": "tel", "value": NUMBER, "purpose": "retta:service"}

    page = browser.post("/contacts/lookup/", wanted).content.decode()

    assert "Tästä henkilöstä ei säilytetä mitään" in page


def test_trainer_looks_nobody_up(tiina: Actor, signed_in: SignedIn) -> None:
    page = text(signed_in(tiina), "/contacts/lookup/")

    assert "Roolisi eivät hae henkilöitä" in page


def test_what_is_looked_up_stands_in_no_form_that_goes_by_get(browser: Client) -> None:
    page = text(browser, "/contacts/lookup/")

    assert '<form class="card" method="post"' in page


def test_two_roles_offer_the_purposes_of_both(
    eino: Actor, signed_in: SignedIn, maijas_call: UUID
) -> None:
    granted(eino, Role.RECORDS_MANAGER, "retta")

    page = text(signed_in(eino), f"/contacts/{maijas_call}/")

    assert "Asiakkaan tunnistaminen" in page
    assert "Palautteen ja reklamaation käsittely" in page
