"""The page of the search in a real browser, where more is found than is counted."""

from datetime import timedelta
from uuid import UUID

import pytest

from seloste import wiring
from seloste.domain.contact import Kind
from seloste.domain.staff import Actor
from seloste.records.models import SealedObject
from seloste.services import derivations, indexing, redactions
from seloste.services.capture import capture
from seloste.web import clock
from tests.services.deliveries import call, mail, recording, wav
from tests.services.hand_transcripts import transcript, turn, write
from tests.services.searches import many, work_off
from tests.web.browsers import (
    WIDTHS_AND_SCHEMES,
    Opens,
    Scheme,
    assert_accessible,
    assert_fits,
    sign_in,
)

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("sources_of_retta")]


def recent(number: int) -> UUID:
    """Capture a mail of some minutes ago; a higher number is an older one."""
    now = clock.now()
    began = now - timedelta(minutes=10 + number)
    delivery = mail(
        source_id=f"<{number}@example.fi>", started_at=began, ended_at=began
    )
    receipt = capture(delivery, desk=wiring.desk(), now=now)
    assert receipt.id is not None
    return receipt.id


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_very_many_texts_are_said_to_be_more_and_leafed_through(
    eino: Actor, opened: Opens, width: int, scheme: Scheme
) -> None:
    desk = wiring.desk()
    indexing.begin(desk=desk)
    oldest = [recent(number) for number in range(12)][-1]
    work_off(desk)
    many(desk, oldest, "vesivahinko", count=1001)

    with opened(width, scheme) as page:
        sign_in(page, "eino")
        page.goto("/search/")
        page.fill("[name=words]", "vesivahinko")
        page.select_option("[name=purpose]", "retta:service")
        page.press("[name=words]", "Enter")
        page.wait_for_selector("text=Yli 1000 tekstiä löytyi")
        assert page.locator(".search-result").count() == 10
        assert_accessible(page)
        assert_fits(page)

        page.get_by_role("button", name="Seuraava").press("Enter")
        page.wait_for_selector("text=Edellinen")

        assert page.locator(".search-result").count() == 2
        assert_accessible(page)


def call_with_two_places() -> None:
    """Keep a call in which a word is said at two seconds far apart, and index it."""
    now, desk = clock.now(), wiring.desk()
    began = now - timedelta(hours=1)
    delivery = call(
        started_at=began,
        ended_at=began + timedelta(minutes=3),
        parts=(recording(wav(6.0)),),
    )
    contact = capture(delivery, desk=desk, now=now).id
    item = SealedObject.objects.get(contact=contact, kind=Kind.RECORDING)
    derivations.make_waveform(item.pk, desk=desk, now=now)
    filler = " ".join(["niin"] * 40)
    turns = (
        turn(0, 0.5, f"vesivahinko {filler}", pace=0.05),
        turn(1, 4.25, "toinen vesivahinko"),
    )
    write(transcript(item, *turns, seconds=6.0), desk=desk, now=now)
    redactions.hide(item.pk, desk=desk, now=now)


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_another_second_of_the_call_is_a_button_that_leads_there(
    eino: Actor, opened: Opens, width: int, scheme: Scheme
) -> None:
    indexing.begin(desk=wiring.desk())
    call_with_two_places()
    work_off(wiring.desk())

    with opened(width, scheme) as page:
        sign_in(page, "eino")
        page.goto("/search/")
        page.fill("[name=words]", "vesivahingosta")
        page.select_option("[name=purpose]", "retta:service")
        page.press("[name=words]", "Enter")
        page.wait_for_selector("text=Myös kohdissa")
        assert_accessible(page)
        assert_fits(page)

        page.locator(".search-further button").press("Enter")
        page.wait_for_url("**#t=4.50")

        at = "document.querySelector('audio').currentTime"
        page.wait_for_function(f"{at} >= 4.4 && {at} < 5.5")
