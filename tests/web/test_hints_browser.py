"""The list of what has to be decided, in a real browser."""

from datetime import timedelta

import pytest

from seloste import wiring
from seloste.domain.staff import Actor
from seloste.records.models import SealedObject
from seloste.services import redactions
from seloste.services.capture import capture
from seloste.web import clock
from tests.services import deliveries
from tests.services.hand_transcripts import transcript, turn, write
from tests.web.browsers import (
    WIDTHS_AND_SCHEMES,
    Opens,
    Scheme,
    sign_in,
)
from tests.web.kept import item_of
from tests.web.test_transcripts_browser import looked_at

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("sources_of_retta")]


@pytest.fixture
def hinted(aino: Actor) -> None:
    """Two calls in which somebody speaks of their diet."""
    now, desk = clock.now(), wiring.desk()
    for number in (1, 2):
        began = now - timedelta(hours=number)
        delivery = deliveries.call(
            source_id=str(number),
            started_at=began,
            ended_at=began + timedelta(minutes=3),
            parts=(deliveries.recording(deliveries.wav(6)),),
        )
        contact = capture(delivery, desk=desk, now=now).id
        assert contact
        recording = SealedObject.objects.get(pk=item_of(contact, "recording"))
        words = transcript(recording, turn(1, 1.0, "minulla on keliakia"), seconds=6.0)
        write(words, desk=desk, now=now)
        redactions.hide(recording.pk, desk=desk, now=now)


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_list_is_accessible_fits_and_leads_to_the_call(
    opened: Opens, hinted: None, width: int, scheme: Scheme
) -> None:
    with opened(width, scheme) as page:
        sign_in(page, "aino")
        page.goto("/hints/")
        assert page.locator("tbody tr").count() == 2
        looked_at(page, "hints")

        page.click("tbody tr:first-child a")

        page.wait_for_selector("text=Litterointi")


def test_empty_list_is_accessible(opened: Opens, aino: Actor) -> None:
    with opened(360) as page:
        sign_in(page, "aino")
        page.goto("/hints/")

        looked_at(page, "hints-empty")
