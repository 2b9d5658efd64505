"""The public form and paper in a real browser: alone, framed, without a script."""

from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from seloste import wiring
from seloste.domain.contact import Channel
from seloste.domain.notice import Text
from seloste.domain.paper import Lock
from seloste.domain.staff import Actor
from seloste.records.models import Contact, PaperItem, SatisfactionCount
from seloste.services import form_sites, form_tokens, paper_places, papers, satisfaction
from seloste.services.form_sites import SiteSettings
from seloste.services.papers import NewPaper
from seloste.web import clock
from tests.services.deliveries import RETTA_LINE
from tests.web.browsers import (
    WIDTHS_AND_SCHEMES,
    Opens,
    Scheme,
    assert_accessible,
    assert_fits,
    sign_in,
)
from tests.web.people import NOW, SETUP

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("palaute")]


@pytest.fixture
def palaute(registers: None, initialised: None) -> None:
    """The form of Retta Isännöinti."""
    form_sites.set_site(
        SiteSettings(
            slug="palaute",
            register="retta",
            address="isannointi.retta.example",
            name=Text(fi="Palaute", sv="Respons", en="Feedback"),
        ),
        actor=SETUP,
        now=NOW,
    )


@pytest.fixture
def paper(palaute: None, aino: Actor) -> UUID:
    """A letter whose day is over."""
    assert aino.staff_id
    place = paper_places.set_place(
        register="retta", name="Kaappi 4", lock=Lock.KEY, actor=aino, now=NOW
    )
    now = clock.now()
    wanted = NewPaper(
        register="retta",
        address=RETTA_LINE,
        place_id=place,
        custodian_id=aino.staff_id,
        received_on=now.date() - timedelta(days=1),
    )
    made = papers.register_paper(wanted, desk=wiring.desk(), actor=aino, now=now)
    PaperItem.objects.update(act_at=now, destroy_by=now)
    return made


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that were shown a minute ago, so that nobody has to wait here."""
    issue = form_tokens.issue

    def earlier(site, *, now, **rest):  # type: ignore[no-untyped-def] # passes it all on
        return issue(site, now=now - timedelta(minutes=1), **rest)

    monkeypatch.setattr(form_tokens, "issue", earlier)


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_the_public_pages_are_accessible_and_fit(
    opened: Opens, width: int, scheme: Scheme
) -> None:
    question = satisfaction.ask_for(
        "retta", queue="", channel=Channel.CHAT, now=clock.now()
    )
    with opened(width, scheme) as page:
        for path in ("/feedback/palaute/?lang=fi", f"{question}?lang=sv"):
            page.goto(path)
            assert_accessible(page)
            assert_fits(page)


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_the_pages_of_forms_and_paper_are_accessible_and_fit(
    opened: Opens, paper: UUID, width: int, scheme: Scheme
) -> None:
    place = PaperItem.objects.get().place_id
    with opened(width, scheme) as page:
        sign_in(page, "aino")
        for path in (
            "/forms/",
            "/forms/add/",
            "/forms/palaute/",
            "/paper/",
            "/paper/register/",
            f"/paper/{paper}/",
            "/paper/places/",
            f"/paper/places/{place}/check/",
        ):
            page.goto(path)
            assert_accessible(page)
            assert_fits(page)


def test_the_script_does_its_work(opened: Opens) -> None:
    with opened() as page:
        page.goto("/feedback/palaute/")
        form = page.locator("[data-feedback][data-ready=true]")
        form.wait_for()
        proof = page.locator("[name=proof]").input_value()
        token = page.locator("[name=token]").input_value()

    assert form_tokens.is_proof(token.split(".")[2], proof)


@pytest.mark.usefixtures("patience")
def test_a_form_is_sent_by_keyboard(opened: Opens) -> None:
    with opened(360) as page:
        page.goto("/feedback/palaute/?lang=en")
        page.locator("[name=message]").focus()
        page.keyboard.type("The light is out.")
        tab_to(page, "button.btn-primary")
        page.keyboard.press("Enter")
        page.locator(".reference").wait_for()
        assert_accessible(page)

    assert Contact.objects.get().channel == "form"


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches('{selector}')"):
            return
    raise AssertionError(f"{selector} cannot be reached by keyboard")


def test_the_field_people_do_not_see_is_never_reached(opened: Opens) -> None:
    with opened() as page:
        page.goto("/feedback/palaute/")
        with pytest.raises(AssertionError, match="cannot be reached"):
            tab_to(page, "[name=website]")


@pytest.mark.usefixtures("patience")
def test_a_form_works_without_a_script(
    chromium: Browser, live_server: LiveServer
) -> None:
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/feedback/palaute/?lang=en")
    page.click("button.btn-primary")
    errors = page.locator("#id_message_error").inner_text()
    page.fill("[name=message]", "The light is out.")
    page.click("button.btn-primary")
    page.get_by_role("heading", name="Thank you, we have it").wait_for()
    context.close()

    assert errors == "Write what you want to say."
    assert Contact.objects.count() == 1


def test_without_a_script_a_hurry_is_told_and_nothing_lost(
    chromium: Browser, live_server: LiveServer
) -> None:
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/feedback/palaute/?lang=en")
    page.fill("[name=message]", "The light is out.")
    page.click("button.btn-primary")
    told = page.locator("[role=alert]").inner_text()
    kept = page.locator("[name=message]").input_value()
    context.close()

    assert "Wait a moment and press Send again" in told
    assert kept == "The light is out."


def test_the_question_is_answered_by_keyboard(opened: Opens) -> None:
    path = satisfaction.ask_for(
        "retta", queue="", channel=Channel.CHAT, now=clock.now()
    )
    with opened(360) as page:
        page.goto(f"{path}?lang=en")
        page.locator("[name=value]").first.focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        page.get_by_text("Your answer was counted").wait_for()

    assert SatisfactionCount.objects.get().value == 2
