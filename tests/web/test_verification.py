"""The promises on a page: each with its verdict, article, evidence and command."""

import pytest
from django.test import Client

from seloste.domain.staff import Actor
from tests.web.people import SignedIn

pytestmark = pytest.mark.usefixtures("sources_of_retta")


@pytest.fixture
def browser(aino: Actor, signed_in: SignedIn) -> Client:
    """The browser of Aino, records manager of Retta."""
    return signed_in(aino)


def text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_promise_has_article_evidence_and_command(browser: Client) -> None:
    page = text(browser, "/verify/retta/")

    assert 'id="promise-R-17"' in page
    assert "13(2)(a)" in page
    assert "seloste verify --register retta" in page


def test_one_verdict_is_shown_alone(browser: Client) -> None:
    page = text(browser, "/verify/retta/?verdict=GAP")

    assert 'data-verdict="GAP"' in page
    assert 'data-verdict="PROVED"' not in page


def test_only_register_is_shown_at_once(browser: Client) -> None:
    assert 'id="promise-R-17"' in text(browser, "/verify/")


def test_officer_of_several_chooses(onni: Actor, signed_in: SignedIn) -> None:
    page = text(signed_in(onni), "/verify/")

    assert "/verify/retta/" in page
    assert "/verify/sok-mara/" in page


@pytest.mark.parametrize("register", ["sok-mara", "no-such"])
def test_foreign_register_does_not_exist(browser: Client, register: str) -> None:
    assert browser.get(f"/verify/{register}/").status_code == 404


def test_agent_and_administrator_verify_nothing(
    eino: Actor, admin: Actor, signed_in: SignedIn
) -> None:
    for person in (eino, admin):
        assert signed_in(person).get("/verify/").status_code == 403
