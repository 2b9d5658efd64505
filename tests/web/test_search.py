"""The page of the search: who opens it, what it shows, and where no word stands."""

import pytest
from django.test import Client

from seloste import wiring
from seloste.domain.staff import Actor, Role
from seloste.records.models import Contact, Job, Search
from seloste.services import indexing
from tests.services.job_table import empty_jobs
from tests.services.searches import call, letter, many, work_off
from tests.web.kept import acts
from tests.web.people import NOW, SETUP, SignedIn, granted, invited

pytestmark = pytest.mark.usefixtures("sources_of_retta")

WANTED = {"words": "vesivahingosta", "purpose": "retta:service"}


@pytest.fixture
def browser(eino: Actor, signed_in: SignedIn) -> Client:
    """The browser of Eino, an agent, over two letters and a call."""
    desk = wiring.desk()
    indexing.begin(desk=desk)
    letter(desk, 1, "Keittiössä on vesivahinko <b>taas</b>.")
    letter(desk, 2, "Avain katosi.")
    call(desk, 3, (0.5, "hei täällä"), (2.0, "vesivahinko kellarissa"))
    work_off(desk)
    return signed_in(eino)


def page(browser: Client, **changed: str) -> str:
    """Return the page of a search."""
    answer = browser.post("/search/", WANTED | changed)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_search_shows_marked_excerpts_and_the_second(browser: Client) -> None:
    shown = page(browser)

    assert "2 tekstiä löytyi" in shown
    assert shown.count("<mark>vesivahinko</mark>") == 2
    assert "&lt;b&gt;taas&lt;/b&gt;" in shown
    assert "#t=2.00" in shown
    assert "Avain" not in shown
    assert acts("search.made") == 1


def test_other_seconds_of_the_same_call_are_buttons_of_their_own(
    browser: Client,
) -> None:
    filler = " ".join(["niin"] * 40)
    call(wiring.desk(), 4, (0.5, f"kissa {filler}"), (2.5, "kissa tuli"))
    work_off(wiring.desk())

    shown = page(browser, words="kissa")

    assert shown.count("#t=0.50") == 1
    assert shown.count("#t=2.50") == 1
    assert "Kuuntele kohdasta 0.02" in shown or "Kuuntele kohdasta 0:02" in shown


def test_of_very_many_the_page_says_that_there_are_more(browser: Client) -> None:
    contact = Contact.objects.filter(channel="mail").earliest("started_at").pk
    assert "Yli" not in page(browser)
    many(wiring.desk(), contact, "vesivahinko", count=1001)

    shown = page(browser)

    assert "Yli 1000 tekstiä löytyi" in shown
    assert "Näistä näytetään uusimmat." in shown
    assert "<mark>vesivahinko</mark>" in shown


def test_what_was_found_is_opened_for_the_same_purpose(browser: Client) -> None:
    shown = page(browser, channel="mail")
    action = shown.split('action="/contacts/')[1].split('"')[0]
    name = shown.split('-purpose" value="')[0].rsplit('"', 1)[-1] + "-purpose"

    answer = browser.post(f"/contacts/{action}", {name: "service"}, follow=True)

    assert "Keittiössä on vesivahinko" in answer.content.decode()
    assert acts("content.opened") == 1


def test_nothing_found_says_so_and_not_why(browser: Client) -> None:
    shown = page(browser, words="hiiohoi")

    assert "Mitään sellaista ei löytynyt" in shown


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"words": "a*"}, "ennen tähteä"),
        ({"words": ""}, "invalid-feedback"),
        ({"purpose": "retta:quality"}, "invalid-feedback"),
        ({"purpose": ""}, "invalid-feedback"),
    ],
)
def test_what_cannot_be_searched_is_said_beside_the_field(
    browser: Client, changed: dict[str, str], error: str
) -> None:
    shown = page(browser, **changed)

    assert error in shown
    assert "<mark>" not in shown
    assert not Search.objects.exists()


def test_an_index_that_is_not_complete_is_said(browser: Client) -> None:
    indexing.empty(desk=wiring.desk())

    assert "seloste search rebuild" in page(browser)


def test_what_is_not_searchable_yet_is_counted(browser: Client) -> None:
    empty_jobs()
    Job.objects.all().delete()
    assert "haettavissa" not in page(browser)

    letter(wiring.desk(), 5, "Toinen vesivahinko.")

    assert "1 teksti ei ole vielä haettavissa." in page(browser)


def test_an_administrator_searches_nothing(admin: Actor, signed_in: SignedIn) -> None:
    assert signed_in(admin).post("/search/", WANTED).status_code == 403


def test_another_register_is_not_searched(browser: Client, signed_in: SignedIn) -> None:
    ulla = granted(invited("ulla", "Ulla"), Role.AGENT, "sok-mara")

    shown = page(signed_in(ulla))

    assert "<mark>" not in shown
    assert acts("search.made") == 0


def test_a_purpose_that_was_not_offered_is_refused_on_record(browser: Client) -> None:
    page(browser, purpose="retta:quality")
    page(browser, purpose="nowhere:service")

    assert acts("search.denied") == 1
    assert acts("search.made") == 0


def test_words_go_by_post_only(browser: Client) -> None:
    answer = browser.get("/search/", WANTED)

    assert "<mark>" not in answer.content.decode()
    assert acts("search.made") == 0


def test_the_data_protection_officer_sees_who_searched_and_opens_the_words(
    browser: Client, onni: Actor, signed_in: SignedIn
) -> None:
    page(browser)
    officer = signed_in(onni)
    listed = officer.get("/search/made/?register=retta").content.decode()
    assert "Eino" in listed
    assert "vesivahingosta" not in listed

    search = Search.objects.get().pk
    opened = officer.post(f"/search/made/{search}/").content.decode()

    assert "vesivahingosta" in opened
    assert acts("search.read") == 1


def test_nobody_else_sees_who_searched(
    browser: Client, aino: Actor, signed_in: SignedIn
) -> None:
    page(browser)
    search = Search.objects.get().pk

    for client in (browser, signed_in(aino)):
        assert client.get("/search/made/").status_code == 403
        assert client.post(f"/search/made/{search}/").status_code == 403
    assert acts("search.read") == 0


def test_rebuilding_is_in_the_log() -> None:
    desk = wiring.desk()
    letter(desk, 1, "Lasku.")

    indexing.rebuild(desk=desk, actor=SETUP, now=NOW)

    assert acts("search.rebuilt") == 1
