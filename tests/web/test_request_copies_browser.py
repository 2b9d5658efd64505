"""A copy for a request, made, heard and removed in a real browser, by keyboard."""

import os
from uuid import UUID

import pytest

from seloste import wiring
from seloste.domain.staff import Actor
from seloste.services import derivations, package_reviews
from seloste.web import clock
from tests.services import answers
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
    pytest.mark.usefixtures("sources_of_retta"),
    pytest.mark.django_db(transaction=True),
]
FOLDER = os.environ.get("SELOSTE_LOOK", "")


@pytest.fixture
def listed(aino: Actor, onni: Actor) -> UUID:
    """A request in whose answer a call of Maija's is listed."""
    desk, now = wiring.desk(), clock.now()
    call = answers.call(desk)
    answers.certified(call, aino, onni, desk=desk)
    derivations.make_waveform(answers.recording_of(call).pk, desk=desk, now=now)
    request_id = answers.deciding(desk, aino, call, now=now)
    package_reviews.begin(request_id, desk=desk, actor=aino, now=now)
    return request_id


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_a_copy_is_made_from_the_answer_heard_and_removed(
    aino: Actor, listed: UUID, opened: Opens, width: int, scheme: Scheme
) -> None:
    with opened(width, scheme) as page:
        sign_in(page, "aino")
        page.goto(f"/answers/{listed}/")
        page.get_by_role("link", name="Tallenne").press("Enter")
        page.get_by_role("button", name="Peitä osia tätä pyyntöä varten").press("Enter")
        page.get_by_label("Alkaen").fill("0:04.0")
        page.get_by_label("Päättyen").fill("0:04.8")
        page.get_by_role("button", name="Lisää ja esikatsele").press("Enter")
        assert page.get_by_label("Mitä pyyntöä varten").input_value() == str(listed)
        assert_fits(page)
        assert_accessible(page)
        page.get_by_role("button", name="Tee erillinen kopio").press("Enter")
        page.get_by_text("Erillinen kopio on tehty").wait_for()

        page.goto(f"/answers/{listed}/")
        assert_fits(page)
        assert_accessible(page)
        if FOLDER:
            page.screenshot(path=f"{FOLDER}/answer-{width}.png", full_page=True)
        page.get_by_role("button", name="Lue ja kuuntele").press("Enter")
        page.get_by_text("[toisen henkilön tieto]").wait_for()
        assert page.get_by_text("Virtasen").count() == 0
        assert_fits(page)
        assert_accessible(page)
        if FOLDER:
            page.screenshot(path=f"{FOLDER}/copy-{width}.png", full_page=True)

        page.goto(f"/answers/{listed}/")
        page.get_by_role("link", name="Tallenne").press("Enter")
        page.get_by_text("pysyy vastauksessa peitettynä").wait_for()
        assert_fits(page)
        assert_accessible(page)
        if FOLDER:
            page.screenshot(path=f"{FOLDER}/item-{width}.png", full_page=True)
        page.go_back()
        page.get_by_role("button", name="Poista", exact=True).press("Enter")
        page.get_by_text("Poistettu. Katso puhelu uudelleen.").wait_for()
