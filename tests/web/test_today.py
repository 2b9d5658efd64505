"""The front page of somebody who works here: counts, alarms, and nobody's name."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from seloste.domain.staff import Actor
from seloste.records.models import ClockAnchor, DisposalBrake, Heartbeat
from tests.web.people import NOW, SignedIn, invited

pytestmark = pytest.mark.usefixtures("sources_of_retta")


def front(browser: Client) -> str:
    return browser.get("/").content.decode()


@pytest.fixture
def browser(aino: Actor, signed_in: SignedIn) -> Client:
    """The browser of Aino, records manager."""
    return signed_in(aino)


def test_counts_what_was_captured_today(
    browser: Client, maijas_call: UUID, maijas_mail: UUID, soks_call: UUID
) -> None:
    page = front(browser)

    assert '<div class="figure">2</div>' in page
    assert "Maija" not in page


def test_worker_that_beats_is_running_and_one_that_does_not_is_not(
    browser: Client,
) -> None:
    assert front(browser).count("Ei käynnissä") == 2
    Heartbeat.objects.create(name="worker", at=NOW)
    Heartbeat.objects.create(name="sweep", at=NOW - timedelta(hours=1))

    page = front(browser)

    assert page.count("Ei käynnissä") == 1
    assert "60 minuuttia sitten" in page


def test_doubted_clock_raises_the_alarm(browser: Client) -> None:
    assert "Kelloa epäillään" not in front(browser)
    ClockAnchor.objects.create(
        pk=1,
        wall=NOW,
        monotonic=0,
        boot_id="b",
        reference="",
        distrusted_since=NOW - timedelta(days=2),
    )

    assert "Kelloa epäillään" in front(browser)


def test_brake_is_shown(browser: Client) -> None:
    DisposalBrake.objects.create(
        tripped_at=NOW,
        tripped_by="system:sweep",
        due_by=NOW,
        due_count=9,
        usual_count=1,
    )

    assert "Hävittäminen odottaa toista henkilöä" in front(browser)


def test_agent_is_told_of_no_quarantine(eino: Actor, signed_in: SignedIn) -> None:
    assert "/quarantine/" not in front(signed_in(eino))


def test_somebody_without_a_role_is_told_so(signed_in: SignedIn) -> None:
    assert "Sinulla ei ole roolia" in front(signed_in(invited("uuno", "Uuno")))


@pytest.mark.parametrize(
    ("language", "words"), [("fi", "Tänään"), ("sv", "I dag"), ("en", "Today")]
)
def test_speaks_three_languages(browser: Client, language: str, words: str) -> None:
    browser.cookies["seloste-language"] = language

    assert f"<title>{words}" in front(browser)
