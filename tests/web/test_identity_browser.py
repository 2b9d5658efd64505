"""In a real browser from the status page to a certified provider and back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from seloste import wiring
from seloste.domain.staff import Actor
from seloste.services import egress_hosts, rights_tokens
from seloste.web import clock
from tests.adapters import identity_providers
from tests.adapters.identity_providers import RunningProvider
from tests.services.requests import received
from tests.services.requests import row as request_row
from tests.web.browsers import (
    WIDTHS_AND_SCHEMES,
    assert_accessible,
    assert_fits,
    watched_page_of,
)
from tests.web.people import SETUP
from tests.web.test_identity_strong import configured

pytestmark = pytest.mark.browser


@pytest.fixture
def provider(
    live_server: LiveServer,
    initialised: None,
    registers: None,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Iterator[RunningProvider]:
    """A certified provider that leads back to the running program."""
    monkeypatch.setattr(settings, "PUBLIC_URL", live_server.url)
    home = f"{live_server.url}/request/identified/"
    with identity_providers.running(home) as running:
        configured(running, monkeypatch, tmp_path)
        egress_hosts.allow(
            "127.0.0.1", purpose="identity", actor=SETUP, now=clock.now()
        )
        yield running


def test_maija_goes_there_and_back(
    chromium: Browser, live_server: LiveServer, provider: RunningProvider, aino: Actor
) -> None:
    now = clock.now()
    provider.set(now)
    asked = received(wiring.desk(), aino, now=now).id
    token = rights_tokens.status_token(
        asked, register="retta", vault=wiring.desk().vault
    )
    width, scheme = WIDTHS_AND_SCHEMES[1]
    with watched_page_of(
        chromium, live_server.url, width, scheme, beside=(provider.issuer,)
    ) as page:
        page.goto(f"/request/status/{token}/")
        page.get_by_role("button", name="Tunnistaudu vahvasti").click()
        page.get_by_text("Kiitos. Olet tunnistautunut.").wait_for()
        assert_accessible(page)
        assert_fits(page)
        kept = [one.get("name", "") for one in page.context.cookies()]
        assert not [name for name in kept if name.startswith("seloste")]

    assert request_row(asked).assurance == 3
