"""People who work at the pages, the registers they work for, and their browsers."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from seloste import wiring
from seloste.domain.contact import Announcement
from seloste.domain.staff import Actor
from seloste.services import staff
from seloste.services.notices import store
from tests.services import deliveries, stores
from tests.web import browsers
from tests.web.browsers import Opens, Scheme
from tests.web.kept import kept, made_source
from tests.web.people import (
    EXAMPLES,
    NOW,
    PASSWORD,
    SETUP,
    SignedIn,
    arrived,
)


@pytest.fixture(autouse=True)
def clock(request: pytest.FixtureRequest) -> Iterator[time_machine.Traveller | None]:
    """The clock of the machine, which pages read: it shows NOW and goes on.

    A browser has a clock of its own, so tests marked ``browser`` keep the real one.
    """
    if request.node.get_closest_marker("browser"):
        yield None
        return
    with time_machine.travel(NOW) as traveller:
        yield traveller


@pytest.fixture
def registers(db: None) -> None:
    """Both example notices, in force."""
    NOTICES.put()


def _notices() -> None:
    for name in ("retta", "sok-mara"):
        text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
        store.publish(text=text, actor=SETUP, now=NOW, key_backup_days=7)


NOTICES = stores.Rows(_notices)


@pytest.fixture
def admin(db: None) -> Actor:
    """The administrator, who reads no content."""
    return arrived("admin")


@pytest.fixture
def aino(registers: None) -> Actor:
    """Aino is records manager of Retta."""
    return arrived("aino")


@pytest.fixture
def eino(registers: None) -> Actor:
    """Eino is an agent of Retta."""
    return arrived("eino")


@pytest.fixture
def onni(registers: None) -> Actor:
    """Onni is the data protection officer of every register."""
    return arrived("onni")


@pytest.fixture
def tiina(registers: None) -> Actor:
    """Tiina is a trainer of Retta."""
    return arrived("tiina")


@pytest.fixture
def sofia(registers: None) -> Actor:
    """Sofia does everything at SOK, and nothing at Retta."""
    return arrived("sofia")


@pytest.fixture
def sources_of_retta(registers: None, initialised: None) -> None:
    """The telephone exchange and the mailbox of Retta."""
    made_source("retta-pbx", "retta", "freepbx")
    made_source("retta-mail", "retta", "mail")


@pytest.fixture
def maijas_call(sources_of_retta: None) -> UUID:
    """A call of Maija's to Retta with a recording."""
    return kept(deliveries.call())


@pytest.fixture
def maijas_mail(sources_of_retta: None) -> UUID:
    """A mail of Maija's to Retta."""
    return kept(deliveries.mail())


@pytest.fixture
def soks_call(registers: None, initialised: None) -> UUID:
    """A call to SOK, which nobody of Retta may know of."""
    made_source("sok-calls", "sok-mara", "manifest")
    began = NOW - timedelta(hours=1)
    told = Announcement(ended_at=began)
    return kept(
        replace(
            deliveries.call("sok-calls"),
            announcement=told,
            recording_started_at=began + timedelta(seconds=1),
        )
    )


@pytest.fixture
def signed_in() -> SignedIn:
    """A browser in which somebody has signed in through the page."""

    def sign_in(person: Actor) -> Client:
        assert person.staff_id
        username = staff.member(person.staff_id, NOW).username
        client = Client(HTTP_HOST="127.0.0.1:8000")
        answer = client.post("/sign-in/", {"username": username, "password": PASSWORD})
        assert answer.status_code == 302
        return client

    return sign_in


@pytest.fixture
def client() -> Client:
    """A browser of an outsider."""
    return Client(HTTP_HOST="127.0.0.1:8000")


@pytest.fixture
def initialised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stores of this test's own, as ``seloste init`` makes them."""
    for name, place in (
        ("DATA", tmp_path / "data"),
        ("KEYS", tmp_path / "keys"),
        ("ROOT_KEY", tmp_path / "root/root.key"),
    ):
        monkeypatch.setattr(settings, name, place)
    (tmp_path / "root").mkdir()
    wiring.desk.cache_clear()
    stores.initialise()
    yield
    wiring.desk.cache_clear()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser without a window.

    Playwright runs a loop in this thread, in which Django asks to be let.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with browsers.launched() as browser:
            yield browser


@pytest.fixture
def opened(chromium: Browser, live_server: LiveServer) -> Opens:
    """Opens pages of the running program."""

    def open_page(
        width: int = 1280, scheme: Scheme = "light"
    ) -> AbstractContextManager[Page]:
        return browsers.watched_page(chromium, live_server.url, width, scheme)

    return open_page
