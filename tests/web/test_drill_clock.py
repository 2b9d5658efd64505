"""The clock of a drill: moved by hand, it destroys what is due and nothing held."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client

from seloste import wiring
from seloste.domain.staff import Actor
from seloste.records.models import Certificate, Contact
from tests.web.people import NOW, SignedIn

pytestmark = pytest.mark.usefixtures("sources_of_retta")


@pytest.fixture
def drill(
    sources_of_retta: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An installation whose clock is driven."""
    monkeypatch.setattr(settings, "DRILL_CLOCK", str(tmp_path / "clock.json"))
    wiring.clock.cache_clear()
    wiring.desk.cache_clear()


@pytest.fixture
def browser(aino: Actor, signed_in: SignedIn) -> Client:
    """The browser of Aino, records manager."""
    return signed_in(aino)


@pytest.fixture(autouse=True)
def real_clock_afterwards() -> Iterator[None]:
    """Forget the driven clock."""
    yield
    wiring.clock.cache_clear()


def test_there_is_no_such_page_on_real_time(browser: Client) -> None:
    assert browser.get("/drill/").status_code == 404
    assert browser.post("/drill/move/", {"days": "180"}).status_code == 404


def test_moved_clock_destroys_what_is_due_and_spares_what_is_held(
    drill: None, browser: Client, maijas_call: UUID, maijas_mail: UUID
) -> None:
    review = (NOW + timedelta(days=60)).date().isoformat()
    browser.post(
        f"/holds/on/{maijas_call}/",
        {"kind": "complaint", "reason": "Kiista", "review_on": review},
    )

    browser.post("/drill/move/", {"days": "180"})
    browser.post("/drill/move/", {"days": "1"})
    page = browser.get("/drill/").content.decode()

    assert Contact.objects.filter(pk=maijas_call).exists()
    assert not Contact.objects.filter(pk=maijas_mail).exists()
    certificate = Certificate.objects.get(record_id=maijas_mail)
    proof = browser.get(f"/disposal/certificates/{certificate.id}/file/")
    assert proof.status_code == 200
    assert "Reklamaatio" in page


@pytest.mark.parametrize("days", ["", "7", "-30", "x"])
def test_clock_moves_in_its_steps_only(drill: None, browser: Client, days: str) -> None:
    assert browser.post("/drill/move/", {"days": days}).status_code == 404
    assert not wiring.drill_clock().offset()


def test_agent_moves_no_clock(drill: None, eino: Actor, signed_in: SignedIn) -> None:
    assert signed_in(eino).post("/drill/move/", {"days": "1"}).status_code == 403
