"""Holds on the pages: who may place which, for how long, and who may read why."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from seloste.domain.staff import Actor
from seloste.records.models import Contact, Hold, SealedObject
from tests.web.kept import acts
from tests.web.people import NOW, SignedIn

pytestmark = pytest.mark.usefixtures("sources_of_retta")

REASON = "Maija kiistää laskun"
IN_A_MONTH = (NOW + timedelta(days=29)).date().isoformat()


@pytest.fixture
def browser(aino: Actor, signed_in: SignedIn) -> Client:
    """The browser of Aino, records manager."""
    return signed_in(aino)


@pytest.fixture
def hold(browser: Client, maijas_call: UUID) -> Hold:
    """A hold for a complaint, placed by Aino."""
    answer = place(browser, maijas_call)
    assert answer.status_code == 302
    return Hold.objects.get()


def place(browser: Client, contact: UUID, **changes: str) -> Any:
    given = {"kind": "complaint", "reason": REASON, "review_on": IN_A_MONTH}
    return browser.post(f"/holds/on/{contact}/", given | changes)


def test_placed_hold_is_shown_with_its_mandate_and_not_its_reason(
    browser: Client, maijas_call: UUID, hold: Hold
) -> None:
    contact = browser.get(f"/contacts/{maijas_call}/").content.decode()
    page = browser.get(f"/holds/{hold.id}/").content.decode()

    assert "Reklamaatio" in contact
    assert "R-20" in page
    assert REASON not in contact + page
    assert str(maijas_call) in page
    assert acts("hold.placed") == 2  # of the hold and of its contact


def test_reason_is_read_for_a_purpose_the_hold_serves(
    browser: Client, hold: Hold
) -> None:
    page = browser.post(f"/holds/{hold.id}/reason/", {"purpose": "complaints"})

    assert REASON in page.content.decode()
    assert acts("content.opened") == 1


@pytest.mark.parametrize("purpose", ["", "service", "no-such"])
def test_reason_is_not_read_for_another_purpose(
    browser: Client, hold: Hold, purpose: str
) -> None:
    page = browser.post(f"/holds/{hold.id}/reason/", {"purpose": purpose})

    assert REASON not in page.content.decode()
    assert acts("content.opened") == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reason": ""}, "Tämä kenttä vaaditaan."),
        ({"reason": "   "}, "Tämä kenttä vaaditaan."),
        ({"review_on": "2026-07-01"}, "Valitse päivä tämän päivän jälkeen."),
        ({"review_on": "2027-07-01"}, "on tarkistettava aikaisemmin"),
        ({"kind": "breach_evidence"}, "invalid-feedback"),
    ],
)
def test_refused_hold_says_why_beside_the_field(
    browser: Client, maijas_call: UUID, changes: dict[str, str], said: str
) -> None:
    page = place(browser, maijas_call, **changes).content.decode()

    assert said in page
    assert "invalid-feedback" in page
    assert not Hold.objects.exists()


def test_agent_places_the_holds_that_serve_service_only(
    eino: Actor, signed_in: SignedIn, maijas_call: UUID
) -> None:
    browser = signed_in(eino)

    offered = browser.get(f"/holds/on/{maijas_call}/").content.decode()
    refused = place(browser, maijas_call, kind="complaint")
    placed = place(browser, maijas_call, kind="task")

    assert "Avoin tehtävä" in offered
    assert "Reklamaatio" not in offered
    assert refused.status_code == 200
    assert placed.status_code == 302
    assert Hold.objects.get().kind == "task"


def test_hold_that_serves_others_does_not_exist_for_an_agent(
    hold: Hold, eino: Actor, signed_in: SignedIn
) -> None:
    browser = signed_in(eino)

    assert str(hold.id) not in browser.get("/holds/").content.decode()
    assert browser.get(f"/holds/{hold.id}/").status_code == 404
    assert browser.post(f"/holds/{hold.id}/release/").status_code == 404
    hold.refresh_from_db()
    assert hold.released_at is None


def test_released_hold_leaves_the_list_and_is_noted(
    browser: Client, hold: Hold
) -> None:
    assert str(hold.id) in browser.get("/holds/").content.decode()

    browser.post(f"/holds/{hold.id}/release/")

    assert str(hold.id) not in browser.get("/holds/").content.decode()
    assert str(hold.id) in browser.get("/holds/?state=released").content.decode()
    assert acts("hold.released") == 2


def test_hold_is_released_once(browser: Client, hold: Hold) -> None:
    browser.post(f"/holds/{hold.id}/release/")

    page = browser.post(f"/holds/{hold.id}/release/", follow=True).content.decode()

    assert "on jo purettu" in page


def test_reviewed_hold_stands_until_the_new_day(browser: Client, hold: Hold) -> None:
    later = NOW + timedelta(days=60)

    browser.post(f"/holds/{hold.id}/review/", {"review_on": f"{later:%Y-%m-%d}"})

    hold.refresh_from_db()
    assert hold.review_by.date() == later.date() - timedelta(days=1)  # midnight here
    assert acts("hold.reviewed") == 1


def test_review_beyond_the_notice_is_refused(browser: Client, hold: Hold) -> None:
    page = browser.post(f"/holds/{hold.id}/review/", {"review_on": "2030-01-01"})

    assert "on tarkistettava aikaisemmin" in page.content.decode()
    assert acts("hold.reviewed") == 0


@pytest.mark.parametrize("who", ["foreign", "unknown"])
def test_foreign_contact_is_not_held(
    browser: Client, soks_call: UUID, who: str
) -> None:
    contact = soks_call if who == "foreign" else uuid4()

    assert place(browser, contact).status_code == 404


@pytest.mark.parametrize(
    "address", ["/holds/", "/holds/00000000-0000-4000-8000-000000000000/"]
)
def test_trainer_and_administrator_work_with_no_holds(
    tiina: Actor, admin: Actor, signed_in: SignedIn, address: str
) -> None:
    for person in (tiina, admin):
        assert signed_in(person).get(address).status_code == 403


def test_what_only_a_hold_keeps_is_offered_for_its_purposes_only(
    browser: Client, maijas_call: UUID, hold: Hold
) -> None:
    past = NOW - timedelta(days=1)
    for rows in (Contact.objects.all(), SealedObject.objects.all()):
        rows.update(act_at=past, destroy_by=past)

    page = browser.get(f"/contacts/{maijas_call}/").content.decode()

    assert "Palautteen ja reklamaation käsittely" in page
    assert "Puheluiden sisällön varmentaminen" not in page
