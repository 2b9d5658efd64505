"""Rights requests in a real browser: a stranger asks without a script, Aino looks."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from seloste import wiring
from seloste.domain.staff import Actor
from seloste.records.models import RightsRequest
from seloste.services import rights_moves, rights_tokens
from seloste.web import clock
from tests.services.requests import received
from tests.web.browsers import (
    WIDTHS_AND_SCHEMES,
    Opens,
    Scheme,
    assert_accessible,
    assert_fits,
    sign_in,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("registers", "initialised"),
]


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that were shown a minute ago, so that nobody has to wait here."""
    issue = rights_tokens.issue

    def earlier(register, *, now, **rest):  # type: ignore[no-untyped-def] # passes it all on
        return issue(register, now=now - timedelta(minutes=1), **rest)

    monkeypatch.setattr(rights_tokens, "issue", earlier)


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_a_stranger_asks_and_follows_the_request(
    opened: Opens, patience: None, width: int, scheme: Scheme
) -> None:
    with opened(width, scheme) as page:
        page.goto("/request/retta/")
        assert_fits(page)
        assert_accessible(page)
        page.get_by_label("Nimesi").fill("Maija Meikäläinen")
        page.get_by_label("Sähköpostisi").fill("maija@example.fi")
        page.get_by_role("button", name="Lähetä pyyntö").click()
        page.get_by_role("link", name="Pyyntösi sivu").wait_for()
        assert_fits(page)
        assert_accessible(page)
        page.get_by_role("link", name="Pyyntösi sivu").click()
        page.get_by_text("Odotamme, että vahvistat").wait_for()
        assert_fits(page)
        assert_accessible(page)
        assert page.context.cookies() == []

    assert RightsRequest.objects.get().state == "unconfirmed"


def test_the_portal_needs_no_script(
    chromium: Browser, live_server: LiveServer, patience: None
) -> None:
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/request/sok-mara/?lang=sv")
    page.locator("#id_name").fill("Maija")
    page.locator("#id_email").fill("maija@example.fi")

    page.locator("main form button").click()

    page.locator(".rights-receipt").wait_for()
    context.close()


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_the_board_and_a_request_fit_and_are_accessible(
    opened: Opens, aino: Actor, width: int, scheme: Scheme
) -> None:
    desk, now = wiring.desk(), clock.now()
    request_id = received(desk, aino, now=now).id
    received(desk, aino, now=now, received_at=now - timedelta(days=60))
    rights_moves.ask_identity(request_id, actor=aino, now=now)
    with opened(width, scheme) as page:
        sign_in(page, "aino")
        page.goto("/rights/")
        assert page.get_by_text("Aika pysähdyksissä").is_visible()
        assert_fits(page)
        assert_accessible(page)
        page.goto(f"/rights/{request_id}/")
        assert page.get_by_role(
            "button", name="Henkilö vastasi", exact=True
        ).is_visible()
        assert_fits(page)
        assert_accessible(page)
        page.goto("/rights/new/retta/")
        assert_fits(page)
        assert_accessible(page)
