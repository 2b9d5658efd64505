"""The working pages in a real browser: accessible, fitting, usable by keyboard."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from playwright.sync_api import Page

from seloste import wiring
from seloste.domain.contact import Delivery
from seloste.domain.notice import HoldKind
from seloste.domain.staff import Actor
from seloste.domain.work_item import WorkKind
from seloste.domain.work_words import WorkWords
from seloste.services import derivations, holds, work_items
from seloste.services.capture import capture
from seloste.services.holds import HoldRequest
from seloste.services.work_items import NewWork
from seloste.web import clock
from tests.services import deliveries
from tests.web.browsers import (
    WIDTHS_AND_SCHEMES,
    Opens,
    Scheme,
    assert_accessible,
    assert_fits,
    sign_in,
)
from tests.web.kept import item_of
from tests.web.people import EXAMPLES

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("sources_of_retta")]

CALL = EXAMPLES / "audio" / "01-vesivahinko.opus"


@pytest.fixture
def call(sources_of_retta: None) -> UUID:
    """A real call of two channels, with its waveform."""
    part = replace(deliveries.recording(CALL.read_bytes()), media_type="audio/ogg")
    contact = recent(deliveries.call(parts=(part,)))
    item = item_of(contact, "recording")
    derivations.make_waveform(item, desk=wiring.desk(), now=clock.now())
    return contact


@pytest.fixture
def mail(sources_of_retta: None) -> UUID:
    """A mail of Maija's."""
    return recent(deliveries.mail())


@pytest.fixture
def hold(call: UUID, aino: Actor) -> UUID:
    """A hold on the call."""
    now = clock.now()
    request = HoldRequest(
        register="retta",
        kind=HoldKind.COMPLAINT,
        reason="Maija kiistää laskun",
        review_by=now + timedelta(days=30),
        contact_ids=[call],
    )
    return holds.place_hold(request, desk=wiring.desk(), actor=aino, now=now)


@pytest.fixture
def everything(aino: Actor, call: UUID, mail: UUID, hold: UUID) -> list[str]:
    """The addresses of what Aino can look at."""
    return [
        "/",
        "/contacts/",
        "/contacts/?state=overdue",
        "/contacts/lookup/",
        "/search/",
        f"/contacts/{call}/",
        f"/holds/on/{mail}/",
        "/holds/",
        f"/holds/{hold}/",
        "/disposal/?days=180",
        "/disposal/certificates/",
        "/quarantine/",
        "/sources/",
        "/sources/retta-pbx/attest/",
        "/verify/retta/",
    ]


def recent(delivery: Delivery) -> UUID:
    now = clock.now()
    began = now - timedelta(minutes=10)
    dated = replace(delivery, started_at=began, ended_at=began + timedelta(minutes=3))
    receipt = capture(dated, desk=wiring.desk(), now=now)
    assert receipt.id
    return receipt.id


def open_for(page: Page, contact: UUID, purpose: str) -> None:
    page.goto(f"/contacts/{contact}/")
    form = page.locator("form.purpose").first
    form.locator("select").select_option(purpose)
    form.locator("button.btn-primary").click()
    page.wait_for_url("**/open/**")


def heard(page: Page) -> float:
    """Return the position of the player, in seconds."""
    position = page.evaluate("document.querySelector('[data-media]').currentTime")
    assert isinstance(position, int | float)
    return float(position)


def until(page: Page, true: Callable[[], bool]) -> None:
    """Wait; the content security policy lets no page wait for us."""
    while not true():
        page.wait_for_timeout(50)


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_pages_of_the_records_manager_are_accessible_and_fit(
    everything: list[str], opened: Opens, width: int, scheme: Scheme
) -> None:
    with opened(width, scheme) as page:
        sign_in(page, "aino")

        for address in everything:
            page.goto(address)
            assert_accessible(page)
            assert_fits(page)


def test_officers_log_is_accessible(onni: Actor, call: UUID, opened: Opens) -> None:
    with opened(360, "dark") as page:
        sign_in(page, "onni")

        page.goto("/audit/")

        assert_accessible(page)
        assert_fits(page)


def test_clock_of_a_drill_is_accessible(
    aino: Actor,
    hold: UUID,
    opened: Opens,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "DRILL_CLOCK", str(tmp_path / "clock.json"))
    with opened(360, "light") as page:
        sign_in(page, "aino")

        page.goto("/drill/")

        assert_accessible(page)
        assert_fits(page)


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_call_is_heard_sought_and_played_by_keyboard(
    eino: Actor, call: UUID, opened: Opens, width: int, scheme: Scheme
) -> None:
    with opened(width, scheme) as page:
        sign_in(page, "eino")
        open_for(page, call, "service")
        page.locator("[data-wave] canvas").first.wait_for(state="attached")
        assert_accessible(page)
        assert_fits(page)

        player = page.locator("[data-player]")
        player.focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        until(page, lambda: heard(page) > 9)
        page.keyboard.press("Space")
        page.wait_for_selector(".player.is-playing")
        until(page, lambda: heard(page) > 10.2)
        page.keyboard.press("Space")
        page.wait_for_selector(".player:not(.is-playing)")

        assert page.locator("[data-play]").get_attribute("aria-label") == "Toista"


def test_speed_and_buttons_steer_the_player(
    eino: Actor, call: UUID, opened: Opens
) -> None:
    with opened() as page:
        sign_in(page, "eino")
        open_for(page, call, "service")

        page.select_option("[data-speed]", "1.5")
        page.click("[data-forward]")
        until(page, lambda: heard(page) > 9)

        media = "document.querySelector('[data-media]')"
        assert page.evaluate(f"{media}.playbackRate") == 1.5
        page.locator("[data-now]", has_text="0:10").wait_for()


def test_message_is_read_in_the_page(eino: Actor, mail: UUID, opened: Opens) -> None:
    with opened(360, "dark") as page:
        sign_in(page, "eino")

        open_for(page, mail, "correspondence")

        assert page.get_by_text(deliveries.CANARY).is_visible()
        assert_accessible(page)
        assert_fits(page)


def test_hold_is_placed_and_released_with_a_question(
    aino: Actor, call: UUID, opened: Opens
) -> None:
    with opened() as page:
        sign_in(page, "aino")
        page.goto(f"/contacts/{call}/")
        page.get_by_role("link", name="Aseta hävittämiskielto").click()
        page.select_option("[name=kind]", "complaint")
        page.fill("[name=reason]", "Kiista laskusta")
        page.click("form.card .btn-primary")
        page.wait_for_selector(".alert-success")
        page.locator(".list-group-item", has_text="Reklamaatio").click()
        page.wait_for_url("**/holds/**")

        page.click("[data-opens=release]")
        page.click("dialog .btn-danger")

        page.wait_for_selector(".alert-success")
        assert page.locator("[data-opens=release]").count() == 0


def test_promises_of_one_verdict_are_shown_without_asking_again(
    aino: Actor, opened: Opens
) -> None:
    with opened() as page:
        sign_in(page, "aino")
        page.goto("/verify/retta/")
        every = page.locator("article:visible").count()

        page.click("[data-shows=GAP]")

        shown = page.locator("article:visible")
        assert 0 < shown.count() < every
        assert page.locator("[data-verdict=PROVED]:visible").count() == 0
        page.click("[data-shows=GAP]")
        assert shown.count() == every


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_a_list_of_several_pages_is_accessible_and_fits(
    aino: Actor, opened: Opens, width: int, scheme: Scheme
) -> None:
    for number in range(26):
        recent(deliveries.mail(source_id=f"<{number}@example.fi>"))

    with opened(width, scheme) as page:
        sign_in(page, "aino")
        page.goto("/contacts/")
        assert page.locator(".page-item.disabled").count() == 1
        assert_accessible(page)
        assert_fits(page)
        page.click("[rel=next]")
        page.locator("[rel=prev]").wait_for()
        assert_accessible(page)


def test_what_a_choice_of_many_needs_is_shown_when_it_is_chosen(
    aino: Actor, mail: UUID, opened: Opens
) -> None:
    act: dict[str, Any] = {"desk": wiring.desk(), "actor": aino, "now": clock.now()}
    words = WorkWords(title="Remontin laskusta reklamoitiin puhelimessa kahdesti")
    work_items.open_work(NewWork("retta", WorkKind.TASK, words, (mail,)), **act)

    with opened(360, "dark") as page:
        sign_in(page, "aino")
        page.goto("/work/")
        assert not page.locator("[name=outcome]").is_visible()
        title = page.locator(".work-title").bounding_box()
        assert title
        assert title["x"] + title["width"] <= 360

        page.select_option("[name=act]", "close")

        assert page.locator("[name=outcome]").is_visible()
        assert not page.locator("[data-of=assignee]").is_visible()
        assert_fits(page)
