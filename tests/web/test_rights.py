"""Rights requests in the browser: the board, one request, four eyes, who may not."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from seloste import wiring
from seloste.domain.rights import Asker, RequestChannel
from seloste.domain.rights_words import RequestWords
from seloste.domain.staff import Actor
from seloste.records.models import RightsRequest, RightsSuggestion
from seloste.services import rights_moves
from tests.services.requests import (
    identified,
    letter_taken,
    nothing_given,
    received,
    reviewed,
    row,
)
from tests.web.kept import acts
from tests.web.people import NOW, SignedIn

pytestmark = pytest.mark.usefixtures("registers", "initialised")


@pytest.fixture
def browser(aino: Actor, signed_in: SignedIn) -> Client:
    """The browser of Aino, the records manager."""
    return signed_in(aino)


def asked(aino: Actor, **changes: object) -> UUID:
    return received(wiring.desk(), aino, now=NOW, **changes).id


def act(browser: Client, request_id: UUID, name: str) -> str:
    answer = browser.post(f"/rights/{request_id}/move/{name}/", follow=True)
    return answer.content.decode()


def test_the_board_is_empty_at_first(browser: Client) -> None:
    page = browser.get("/rights/").content.decode()

    assert "Ei avoimia pyyntöjä" in page


def test_the_board_lists_requests_and_names_nobody(
    browser: Client, aino: Actor
) -> None:
    asked(aino)

    page = browser.get("/rights/").content.decode()

    assert "Omien tietojen saaminen" in page
    assert "Maija" not in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", True),
        ("?kind=access", True),
        ("?kind=erasure", False),
        ("?register=retta&channel=paper&asker=person", True),
        ("?channel=portal", False),
        ("?tab=mine", False),
        ("?tab=late", False),
        ("?tab=waiting", False),
        ("?tab=approval", False),
        ("?tab=answered", False),
        ("?tab=closed", False),
        ("?tab=ei-ole", True),
        ("?kind=ei-ole", True),
    ],
)
def test_the_board_shows_what_is_wanted(
    browser: Client, aino: Actor, query: str, shown: bool
) -> None:
    request_id = asked(aino)

    page = browser.get(f"/rights/{query}").content.decode()

    assert (f"/rights/{request_id}/" in page) is shown


def test_the_board_has_pages(browser: Client, aino: Actor) -> None:
    asked(aino)
    first = RightsRequest.objects.get()
    for number in range(2, 29):
        first.pk, first.number = UUID(int=number), number
        first.reference, first.hold = f"REF{number}", None
        first.save(force_insert=True)

    pages = [browser.get(f"/rights/?page={number}").content for number in (1, 2)]

    assert [page.count(b'class="fw-medium" href="/rights/') for page in pages] == [
        25,
        3,
    ]


def test_a_late_request_is_said_to_be_late(browser: Client, aino: Actor) -> None:
    request_id = received(
        wiring.desk(), aino, now=NOW, received_at=NOW - timedelta(days=40)
    ).id

    board = browser.get("/rights/?tab=late").content.decode()
    page = browser.get(f"/rights/{request_id}/").content.decode()

    assert "Myöhässä" in board
    assert "Lain määräpäivä oli" in page


def test_opening_a_request_shows_its_words_and_is_noted(
    browser: Client, aino: Actor
) -> None:
    request_id = asked(aino)

    page = browser.get(f"/rights/{request_id}/").content.decode()

    assert "Maija Meikäläinen" in page
    assert "Haluan kaikki tietoni" in page
    assert acts("rights.read") == 1


def test_an_agent_sees_no_requests(
    eino: Actor, aino: Actor, signed_in: SignedIn
) -> None:
    request_id = asked(aino)
    browser = signed_in(eino)

    for path in ("/rights/", f"/rights/{request_id}/"):
        assert browser.get(path).status_code == 403
    assert browser.post(f"/rights/{request_id}/move/withdraw/").status_code == 403
    assert row(request_id).state == "received"


def test_a_handler_of_another_register_finds_nothing(
    aino: Actor, browser: Client, signed_in: SignedIn
) -> None:
    other = identified(wiring.desk(), aino, now=NOW)
    RightsRequest.objects.update(register="sok-mara")

    assert browser.get(f"/rights/{other}/").status_code == 404
    assert browser.post(f"/rights/{other}/move/withdraw/").status_code == 404
    assert str(other) not in browser.get("/rights/").content.decode()


def test_a_request_is_taken_down_from_paper(browser: Client) -> None:
    answer = browser.post(
        "/rights/new/",
        {
            "kind": "erasure",
            "channel": "paper",
            "received_on": "2026-06-01",
            "asker": "person",
            "language": "fi",
            "message": "Poistakaa tietoni",
            "name": "Maija Meikäläinen",
            "address": "Katu 1, 00100 Helsinki",
            "known_by": "040 123 4567\nmaija@example.fi\nA-1001",
        },
        follow=True,
    )

    one = RightsRequest.objects.get()
    assert (one.kind, one.channel) == ("erasure", "paper")
    page = answer.content.decode()
    assert one.reference in page
    assert "+358401234567" in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"address": ""}, "Anna sähköpostiosoite"),
        ({"received_on": "2030-01-01"}, "tulevaisuudessa"),
        ({"received_on": "2020-01-01"}, "yli vuoden"),
        ({"kind": ""}, "invalid-feedback"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    browser: Client, changed: dict[str, str], said: str
) -> None:
    fields = {
        "kind": "access",
        "channel": "paper",
        "received_on": "2026-06-01",
        "asker": "person",
        "language": "fi",
        "address": "Katu 1",
    }

    page = browser.post("/rights/new/", {**fields, **changed}).content.decode()

    assert said in page
    assert not RightsRequest.objects.exists()


def test_an_agent_makes_a_request_of_a_contact(
    eino: Actor, maijas_mail: UUID, signed_in: SignedIn
) -> None:
    RightsSuggestion.objects.create(
        contact_id=maijas_mail, kind="access", suggested_at=NOW
    )
    browser = signed_in(eino)
    contact = browser.get(f"/contacts/{maijas_mail}/").content.decode()
    assert f"/rights/on/{maijas_mail}/" in contact
    assert "Vaikuttaa pyynnöltä" in contact

    form = browser.get(f"/rights/on/{maijas_mail}/").content.decode()
    assert 'value="access" selected' in form
    answer = browser.post(
        f"/rights/on/{maijas_mail}/",
        {
            "kind": "access",
            "channel": "mail",
            "received_on": "2026-06-01",
            "asker": "person",
            "language": "fi",
        },
    )

    assert answer.status_code == 302
    one = RightsRequest.objects.get()
    assert (one.origin_id, one.channel) == (maijas_mail, RequestChannel.MAIL)
    assert one.hold is not None


def test_an_agent_of_another_register_makes_none(
    soks_call: UUID, eino: Actor, signed_in: SignedIn
) -> None:
    browser = signed_in(eino)

    assert browser.get(f"/rights/on/{soks_call}/").status_code == 404
    assert browser.get("/rights/new/sok-mara/").status_code == 404


def test_a_suggestion_is_turned_away(browser: Client, maijas_mail: UUID) -> None:
    RightsSuggestion.objects.create(
        contact_id=maijas_mail, kind="access", suggested_at=NOW
    )
    assert f"/rights/on/{maijas_mail}/" in browser.get("/rights/").content.decode()

    answer = browser.post(f"/rights/on/{maijas_mail}/dismiss/", {"back": "board"})

    assert answer.headers["Location"] == "/rights/"
    assert f"/rights/on/{maijas_mail}/" not in browser.get("/rights/").content.decode()


def test_a_request_is_found_by_its_receipt_number(browser: Client, aino: Actor) -> None:
    one = row(asked(aino))
    reference = f" {one.reference[:4].lower()}-{one.reference[4:]} "

    found = browser.post("/rights/find/", {"reference": reference})
    missed = browser.post("/rights/find/", {"reference": "AAAA"})
    nothing = browser.post("/rights/find/", {"reference": ""})

    assert found.headers["Location"] == f"/rights/{one.pk}/"
    assert missed.headers["Location"] == nothing.headers["Location"] == "/rights/"


def test_a_request_goes_from_step_to_step(
    aino: Actor, onni: Actor, signed_in: SignedIn
) -> None:
    request_id = asked(aino)
    browser = signed_in(aino)
    act(browser, request_id, "ask-identity")
    assert "Henkilö vastasi" in browser.get(f"/rights/{request_id}/").content.decode()
    browser.post(f"/rights/{request_id}/resume/")
    rights_moves.identify(
        request_id, assurance=3, method="in-person", actor=aino, now=NOW
    )
    act(browser, request_id, "decide")
    nothing_given(request_id, aino, NOW)
    page = act(browser, request_id, "review")
    assert "joku muu hyväksyy" in page

    act(signed_in(onni), request_id, "approve")
    act(browser, request_id, "release")
    page = act(browser, request_id, "close")
    assert "Vastauskirjeestä ei ole" in page
    letter_taken(request_id, aino, now=NOW)
    page = act(browser, request_id, "close")

    assert row(request_id).state == "closed"
    assert "tuhottu" in page


def test_who_handled_it_cannot_approve_even_with_a_forged_form(
    browser: Client, aino: Actor
) -> None:
    request_id = reviewed(wiring.desk(), aino, now=NOW)

    page = act(browser, request_id, "approve")

    assert "Jonkun muun on hyväksyttävä" in page
    assert row(request_id).state == "reviewed"


@pytest.mark.parametrize("name", ["identify", "extend", "ei-ole", "expire"])
def test_no_move_is_taken_that_has_a_way_of_its_own(
    browser: Client, aino: Actor, name: str
) -> None:
    request_id = asked(aino)

    assert browser.post(f"/rights/{request_id}/move/{name}/").status_code == 404


def test_a_request_is_extended_refused_and_given(
    browser: Client, aino: Actor, onni: Actor
) -> None:
    request_id = asked(aino)

    browser.post(f"/rights/{request_id}/extend/", {"reason": "number"})
    browser.post(f"/rights/{request_id}/take/", {"handler": str(onni.staff_id)})
    browser.post(f"/rights/{request_id}/refuse/", {"reason": "deceased"})

    one = row(request_id)
    assert (one.extension_reason, one.handler_id) == ("number", onni.staff_id)
    assert (one.state, one.refusal) == ("refusing", "deceased")


def test_a_near_one_of_somebody_who_died_is_refused_with_that_reason(
    browser: Client, aino: Actor
) -> None:
    request_id = asked(aino, asker=Asker.NEAR_ONE)

    page = browser.get(f"/rights/{request_id}/").content.decode()

    assert '<option value="deceased" selected>' in page


def test_what_is_refused_is_said_on_the_page(browser: Client, aino: Actor) -> None:
    request_id = asked(aino)
    browser.post(f"/rights/{request_id}/extend/", {"reason": "number"})

    again = browser.post(f"/rights/{request_id}/extend/", {"reason": "number"})
    nobody = browser.post(f"/rights/{request_id}/take/", {"handler": "kukaan"})
    resumed = browser.post(f"/rights/{request_id}/resume/", follow=True)

    assert "jo kerran" in again.content.decode()
    assert "invalid-feedback" in nobody.content.decode()
    assert "ei odoteta mitään" in resumed.content.decode()


def test_an_own_request_is_given_to_somebody_else(
    browser: Client, aino: Actor, onni: Actor
) -> None:
    request_id = asked(onni, words=RequestWords(name="Aino", email="a@example.fi"))

    page = browser.post(
        f"/rights/{request_id}/take/", {"handler": str(aino.staff_id)}
    ).content.decode()

    assert "henkilön omalta pyynnöltä" in page
