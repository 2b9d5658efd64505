"""Calls as they ring and completeness in a real browser."""

from datetime import timedelta

import pytest

from seloste import wiring
from seloste.domain.call import CallEvent
from seloste.domain.staff import Actor
from seloste.services import call_pops, calls, completeness
from seloste.services.calls import CallNews
from seloste.services.completeness import Listed
from seloste.web import clock
from tests.services.deliveries import MAIJA, RETTA_LINE
from tests.web.browsers import (
    WIDTHS_AND_SCHEMES,
    Opens,
    Scheme,
    assert_accessible,
    assert_fits,
    sign_in,
)
from tests.web.people import SETUP

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("sources_of_retta")]


@pytest.fixture
def telephone(eino: Actor) -> None:
    """Telephone 201 on Eino's desk."""
    assert eino.staff_id
    call_pops.give_extension(
        staff_id=eino.staff_id,
        register="retta",
        number="201",
        actor=SETUP,
        now=clock.now(),
    )


def ring() -> None:
    calls.report(
        CallNews(
            call_id="now.1",
            event=CallEvent.RINGING,
            at=clock.now(),
            extension="201",
            number=MAIJA.tel,
            line=RETTA_LINE,
        ),
        source="retta-pbx",
        desk=wiring.desk(),
        now=clock.now(),
    )


@pytest.mark.usefixtures("telephone")
@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_a_ringing_call_appears_by_itself(
    opened: Opens, width: int, scheme: Scheme
) -> None:
    with opened(width, scheme) as page:
        sign_in(page, "eino")
        page.goto("/calls/")
        page.locator("[data-no-calls]").wait_for()
        assert_accessible(page)
        assert_fits(page)

        ring()

        page.locator("article[data-call]").wait_for()
        assert page.locator("[data-call-status]").inner_text()
        assert MAIJA.tel not in page.content()
        assert_accessible(page)
        assert_fits(page)


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_completeness_is_accessible_and_fits(
    aino: Actor, opened: Opens, width: int, scheme: Scheme
) -> None:
    lost = Listed(
        "lost", clock.now() - timedelta(hours=3), answered=True, recorded=True
    )
    completeness.take_list(
        [lost], source="retta-pbx", desk=wiring.desk(), now=clock.now()
    )
    with opened(width, scheme) as page:
        sign_in(page, "aino")
        page.goto("/completeness/")

        page.locator(".state-bad").first.wait_for()
        assert_accessible(page)
        assert_fits(page)
