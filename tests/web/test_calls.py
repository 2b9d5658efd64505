"""Pages of calls: the board, the pop, the telephones, and completeness."""

from datetime import timedelta

import pytest
from django.test import Client

from seloste import wiring
from seloste.domain.call import CallEvent
from seloste.domain.staff import Actor
from seloste.records.models import Call, Contact, Dialog, Note
from seloste.services import call_pops, calls, completeness
from seloste.services.calls import CallNews
from seloste.services.completeness import Listed
from tests.services.deliveries import MAIJA, RETTA_LINE
from tests.web.kept import opened
from tests.web.people import NOW, SETUP, SignedIn

pytestmark = pytest.mark.usefixtures("sources_of_retta")


@pytest.fixture
def browser(eino: Actor, signed_in: SignedIn) -> Client:
    """The browser of Eino, an agent at telephone 201."""
    assert eino.staff_id
    call_pops.give_extension(
        staff_id=eino.staff_id, register="retta", number="201", actor=SETUP, now=NOW
    )
    return signed_in(eino)


def ring(event: str = "ringing") -> Call:
    calls.report(
        CallNews(
            call_id="now.1",
            event=CallEvent(event),
            at=NOW,
            extension="201",
            number=MAIJA.tel,
            line=RETTA_LINE,
        ),
        source="retta-pbx",
        desk=wiring.desk(),
        now=NOW,
    )
    return Call.objects.get()


def test_the_board_says_which_telephone_is_mine(browser: Client) -> None:
    assert "201" in browser.get("/calls/").content.decode()


def test_what_rings_is_told_without_who_calls(browser: Client) -> None:
    call = ring()

    answer = browser.get("/calls/live/")

    [one] = answer.json()["calls"]
    assert (one["id"], one["state"]) == (str(call.id), "ringing")
    assert "5550101" not in answer.content.decode()


def test_a_pop_shows_a_masked_caller_and_ways_to_open_work(
    browser: Client, maijas_call: object
) -> None:
    page = browser.post(f"/calls/{ring().id}/pop/").content.decode()

    assert 'value="complaint"' in page
    assert f"/contacts/{maijas_call}/" in page
    assert "Meikäläinen" not in page
    assert "455550101" not in page.replace(" ", "")


def test_a_call_of_somebody_else_is_not_found(
    browser: Client, aino: Actor, signed_in: SignedIn
) -> None:
    call = ring()

    assert signed_in(aino).post(f"/calls/{call.id}/pop/").status_code == 404
    assert signed_in(aino).get("/calls/live/").json() == {"calls": []}


def test_opening_a_complaint_leads_to_its_form(browser: Client) -> None:
    answer = browser.post(f"/calls/{ring().id}/work/", {"kind": "complaint"})

    contact = Contact.objects.get()
    assert answer.headers["Location"] == f"/work/on/{contact.pk}/?kind=complaint"


def test_a_note_is_kept(browser: Client) -> None:
    call = ring()

    browser.post(f"/calls/{call.id}/note/", {f"{call.id}-text": "Soita takaisin"})

    assert Note.objects.count() == 1


def test_an_empty_note_is_not_kept(browser: Client) -> None:
    call = ring()

    page = browser.post(f"/calls/{call.id}/note/", {}, follow=True).content.decode()

    assert Note.objects.count() == 0
    assert 'role="alert"' in page or "alert" in page


def test_an_administrator_sees_no_calls(admin: Actor, signed_in: SignedIn) -> None:
    assert signed_in(admin).get("/calls/").status_code == 403


def test_an_administrator_gives_and_takes_telephones(
    admin: Actor, eino: Actor, signed_in: SignedIn
) -> None:
    browser = signed_in(admin)
    given = {"person": str(eino.staff_id), "register": "retta", "number": "201"}

    assert browser.post("/calls/extensions/", given).status_code == 302
    [telephone] = call_pops.telephones()
    assert telephone.number == "201"

    browser.post(f"/calls/extensions/{telephone.id}/take/")
    assert call_pops.telephones() == ()


def test_a_wrong_extension_is_said_beside_the_field(
    admin: Actor, eino: Actor, signed_in: SignedIn
) -> None:
    given = {"person": str(eino.staff_id), "register": "retta", "number": "20-1"}

    page = signed_in(admin).post("/calls/extensions/", given).content.decode()

    assert "is-invalid" in page
    assert call_pops.telephones() == ()


def test_an_agent_gives_no_telephones(browser: Client) -> None:
    assert browser.get("/calls/extensions/").status_code == 403


def test_completeness_shows_a_day_that_is_not_whole(
    aino: Actor, signed_in: SignedIn, maijas_call: object
) -> None:
    empty = signed_in(aino).get("/completeness/").content.decode()
    listed = Listed("lost", NOW - timedelta(hours=3), answered=True, recorded=True)
    completeness.take_list([listed], source="retta-pbx", desk=wiring.desk(), now=NOW)

    page = signed_in(aino).get("/completeness/").content.decode()

    assert "retta-pbx" not in empty
    assert "retta-pbx" in page
    assert "state-bad" in page


def test_completeness_is_not_for_agents(browser: Client) -> None:
    assert browser.get("/completeness/").status_code == 403


def test_the_player_marks_what_was_not_recorded(
    browser: Client, maijas_call: object
) -> None:
    Dialog.objects.update(gaps=[[0.1, 0.3]], seconds=60)

    contact = Contact.objects.get()
    opening = opened(browser, contact.pk, "recording", "service")
    page = browser.get(f"/contacts/{contact.pk}/open/{opening}/").content.decode()

    assert '<line x1="0.100" x2="0.300"' in page
    assert "player-gaps" in page
