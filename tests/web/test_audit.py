"""The audit log as the data protection officer reads it."""

from uuid import UUID

import pytest
from django.test import Client

from seloste.domain.staff import Actor
from seloste.services import audit
from tests.web.kept import opened
from tests.web.people import SignedIn

pytestmark = pytest.mark.usefixtures("sources_of_retta")


@pytest.fixture
def browser(onni: Actor, signed_in: SignedIn) -> Client:
    """The browser of Onni, data protection officer."""
    return signed_in(onni)


def text(browser: Client, query: str = "") -> str:
    answer = browser.get(f"/audit/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_reading_is_in_the_log_in_words_with_who_and_what_for(
    browser: Client, eino: Actor, signed_in: SignedIn, maijas_call: UUID
) -> None:
    opened(signed_in(eino), maijas_call, "recording", "service")

    page = text(browser, "?action=content.opened")

    assert "Avattiin" in page
    assert "Eino" in page
    assert "service" in page
    assert "Maija" not in page


def test_filter_shows_one_act(browser: Client, maijas_call: UUID) -> None:
    page = text(browser, "?action=contact.captured")

    assert "Tallennettiin ja sinetöitiin</span>" in page
    assert "Kirjauduttiin sisään</span>" not in page


def test_says_how_long_the_log_is(browser: Client) -> None:
    size = audit.size()

    assert f'<div class="figure">{size}</div>' in text(browser)


def test_pages_back(browser: Client, maijas_call: UUID) -> None:
    newest = audit.latest(limit=1)[0].seq

    page = text(browser, f"?before={newest}")

    assert f">{newest}</td>" not in page
    assert f">{newest - 1}</td>" in page


@pytest.mark.parametrize("query", ["?action=nonsense", "?before=-1", "?before=x"])
def test_nonsense_limits_nothing(browser: Client, query: str) -> None:
    assert "Kirjauduttiin sisään" in text(browser, query)


def test_others_do_not_read_the_log(
    aino: Actor, eino: Actor, admin: Actor, signed_in: SignedIn
) -> None:
    for person in (aino, eino, admin):
        assert signed_in(person).get("/audit/").status_code == 403
