"""The shared frame in a real browser: accessible, quiet, usable by keyboard."""

import pytest

from seloste.domain.staff import Actor
from tests.web.browsers import (
    WIDTHS_AND_SCHEMES,
    Opens,
    Scheme,
    assert_accessible,
    assert_fits,
    sign_in,
)

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
@pytest.mark.parametrize("address", ["/", "/sign-in/", "/notice/retta/"])
def test_public_page_is_accessible_and_fits(
    registers: None, opened: Opens, address: str, width: int, scheme: Scheme
) -> None:
    with opened(width, scheme) as page:
        page.goto(address)

        assert page.locator("html").get_attribute("data-bs-theme") == scheme
        assert_accessible(page)
        assert_fits(page)


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_staff_pages_are_accessible_and_fit(
    admin: Actor, eino: Actor, opened: Opens, width: int, scheme: Scheme
) -> None:
    with opened(width, scheme) as page:
        sign_in(page, "ylermi")

        for address in ("/staff/", f"/staff/{eino.staff_id}/", "/account/"):
            page.goto(address)
            assert_accessible(page)
            assert_fits(page)


def test_first_stop_of_the_keyboard_skips_to_the_content(
    registers: None, opened: Opens
) -> None:
    with opened() as page:
        page.goto("/")

        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip-link"
        page.keyboard.press("Enter")

        assert page.evaluate("document.activeElement.id") == "content"


def test_chosen_theme_is_kept_from_page_to_page(registers: None, opened: Opens) -> None:
    with opened(scheme="light") as page:
        page.goto("/")
        page.click("[data-theme-toggle]")
        assert page.locator("[data-theme-toggle]").get_attribute("aria-pressed")

        page.goto("/sign-in/")

        assert page.locator("html").get_attribute("data-bs-theme") == "dark"


def test_question_is_asked_before_an_account_is_disabled(
    admin: Actor, eino: Actor, opened: Opens
) -> None:
    with opened() as page:
        sign_in(page, "ylermi")
        page.goto(f"/staff/{eino.staff_id}/")

        page.click("[data-opens=disable]")
        assert page.locator("dialog").is_visible()
        assert page.evaluate("document.activeElement.dataset.closes") == ""
        page.keyboard.press("Escape")
        assert not page.locator("dialog").is_visible()

        page.click("[data-opens=disable]")
        page.click("dialog .btn-danger")
        page.wait_for_selector(".alert-success")
        assert page.locator("[data-opens=disable]").count() == 0


def test_menu_opens_on_a_phone(admin: Actor, opened: Opens) -> None:
    with opened(360) as page:
        sign_in(page, "ylermi")
        page.goto("/account/")
        assert not page.locator(".nav-link").first.is_visible()

        page.click(".navbar-toggler")

        page.locator(".nav-link").first.wait_for(state="visible")
