"""The pages of work in a real browser: accessible, fitting, usable by keyboard."""

from datetime import timedelta
from uuid import UUID

import pytest

from seloste import wiring
from seloste.domain.staff import Actor
from seloste.domain.work_item import WorkKind
from seloste.domain.work_words import WorkWords
from seloste.services import checklists, claims, notes, queues, work_items
from seloste.services.queues import QueueSettings
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
from tests.web.people import SETUP
from tests.web.test_pages_browser import recent

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("sources_of_retta")]


UNFOLD = "document.querySelectorAll('details').forEach(one => one.open = true)"


@pytest.fixture
def queue(sources_of_retta: None) -> UUID:
    """The queue of complaints."""
    wanted = QueueSettings(
        "retta",
        "reklamaatiot",
        "Reklamaatiot",
        "Reklamationer",
        "Complaints",
        complaints=True,
    )
    return queues.set_queue(wanted, actor=SETUP, now=clock.now())


@pytest.fixture
def mail(sources_of_retta: None) -> UUID:
    """A mail of Maija's."""
    return recent(deliveries.mail())


@pytest.fixture
def complaint(aino: Actor, mail: UUID, queue: UUID) -> UUID:
    """A complaint with everything a page can show of one."""
    now, desk = clock.now(), wiring.desk()
    wanted = NewWork(
        register="retta",
        kind=WorkKind.COMPLAINT,
        words=WorkWords("Vesivahinko keittiössä", "Korjattiin väärin."),
        contact_ids=(mail,),
    )
    work_id = work_items.open_work(wanted, desk=desk, actor=aino, now=now)
    checklists.add_step(work_id, "Soita Maijalle", desk=desk, actor=aino, now=now)
    notes.write_on_work(work_id, "Soitettu", desk=desk, actor=aino, now=now)
    claims.raise_claim(
        work_id,
        reason="Korvaus",
        review_by=now + timedelta(days=9),
        desk=desk,
        actor=aino,
        now=now,
    )
    return work_id


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_pages_of_work_are_accessible_and_fit(
    complaint: UUID, mail: UUID, opened: Opens, width: int, scheme: Scheme
) -> None:
    with opened(width, scheme) as page:
        sign_in(page, "aino")

        for address in (
            "/",
            "/work/",
            "/work/?tab=closed",
            f"/work/{complaint}/",
            f"/work/on/{mail}/?kind=task",
            f"/contacts/{mail}/",
        ):
            page.goto(address)
            page.evaluate(
                "document.querySelectorAll('details').forEach(d => d.open = true)"
            )
            assert_accessible(page)
            assert_fits(page)


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_pages_of_queues_are_accessible_and_fit(
    admin: Actor, queue: UUID, opened: Opens, width: int, scheme: Scheme
) -> None:
    with opened(width, scheme) as page:
        sign_in(page, "ylermi")

        for address in ("/queues/", "/queues/new/", f"/queues/{queue}/"):
            page.goto(address)
            assert_accessible(page)
            assert_fits(page)


def test_a_step_is_ticked_and_work_is_moved_on_by_keyboard(
    complaint: UUID, opened: Opens
) -> None:
    with opened() as page:
        sign_in(page, "aino")
        page.goto(f"/work/{complaint}/")

        page.locator(".work-step").focus()
        page.keyboard.press("Enter")
        page.locator(".work-step[aria-pressed=true]").wait_for()
        page.get_by_role("button", name="Vahvista vastaanotto").focus()
        page.keyboard.press("Enter")

        page.get_by_role("button", name="Odota asiakasta").wait_for()


def test_many_are_chosen_and_previewed_by_keyboard(
    complaint: UUID, opened: Opens
) -> None:
    with opened() as page:
        sign_in(page, "aino")
        page.goto("/work/")

        page.get_by_role("button", name="Valitse kaikki tältä sivulta").press("Enter")
        page.get_by_label("Valituille").select_option("priority")
        page.locator("select[name=priority]").select_option("high")
        page.locator("button[form=bulk]").press("Enter")
        page.wait_for_url("**/work/bulk/")
        assert_accessible(page)
        page.get_by_role("button", name="Tee se").press("Enter")

        page.get_by_text("Kiireellinen").first.wait_for()


def test_work_is_chosen_taken_and_opened_with_shortcuts(
    complaint: UUID, opened: Opens
) -> None:
    with opened() as page:
        sign_in(page, "aino")
        page.goto("/work/")

        page.keyboard.press("j")
        page.keyboard.press("x")
        assert page.locator("[name=work]:checked").count() == 1
        page.keyboard.press("a")
        page.wait_for_url("**/work/bulk/")
        page.go_back()
        page.keyboard.press("j")
        page.keyboard.press("o")
        page.wait_for_url(f"**/work/{complaint}/")
        page.keyboard.press("n")
        page.keyboard.type("uco")
        assert page.locator("[data-note] textarea").input_value() == "uco"

        page.keyboard.press("Tab")
        page.keyboard.press("u")

        page.wait_for_url("**/work/")


def test_a_view_is_saved_and_the_help_of_shortcuts_is_accessible(
    complaint: UUID, opened: Opens
) -> None:
    with opened(360, "dark") as page:
        sign_in(page, "aino")
        page.goto("/work/?tab=late")
        page.evaluate(UNFOLD)
        page.get_by_label("Tallenna tämä luettelo nimellä").fill("Myöhässä olevat")
        with page.expect_navigation():
            page.get_by_role("button", name="Tallenna", exact=True).press("Enter")
        page.evaluate(UNFOLD)

        page.get_by_role("link", name="Myöhässä olevat").wait_for()
        assert_accessible(page)
        assert_fits(page)
        page.keyboard.press("Escape")
        page.locator("body").press("?")
        page.locator("dialog[open]").wait_for()
        assert_accessible(page)
