"""Hiding by keyboard in a real browser, wide and on a phone."""

import os
from uuid import UUID

import pytest

from seloste import wiring
from seloste.domain.staff import Actor
from seloste.records.models import SealedObject
from seloste.services import derivations, redactions
from seloste.web import clock
from tests.services import deliveries
from tests.services.hand_transcripts import transcript, turn, write
from tests.web.browsers import (
    WIDTHS_AND_SCHEMES,
    Opens,
    Scheme,
    assert_accessible,
    assert_fits,
    sign_in,
)
from tests.web.test_pages_browser import open_for, recent

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("sources_of_retta"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def heard() -> UUID:
    """A call in which a code is said and a neighbour is named."""
    recording = deliveries.recording(deliveries.wav(12.0))
    contact = recent(deliveries.call(parts=(recording,)))
    item = SealedObject.objects.get(contact=contact, kind="recording")
    words = transcript(
        item,
        turn(0, 0.5, "Isännöinti, kuinka voin auttaa?"),
        turn(1, 2.5, "Hetuni on 131052-308T ja"),
        turn(1, 5.0, "naapurini Pekka Virtanen on sairaalassa nyt"),
        turn(0, 8.0, "Selvä, kirjaan tämän."),
        seconds=12.0,
    )
    desk, now = wiring.desk(), clock.now()
    write(words, desk=desk, now=now)
    derivations.make_waveform(item.pk, desk=desk, now=now)
    redactions.hide(item.pk, desk=desk, now=now)
    return contact


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_words_are_chosen_by_keyboard_previewed_and_hidden(
    aino: Actor, heard: UUID, opened: Opens, width: int, scheme: Scheme
) -> None:
    with opened(width, scheme) as page:
        sign_in(page, "aino")
        open_for(page, heard, "verification")
        page.get_by_role("link", name="Peitä kohtia").click()
        page.locator("[data-wave] canvas").first.wait_for(state="attached")
        assert_accessible(page)
        assert_fits(page)

        page.locator("[data-word]", has_text="Pekka").focus()
        page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Lisää ja esikatsele").click()
        page.locator(".redact-preview").wait_for()
        assert "[toisen henkilön tieto]" in page.locator(".redact-preview").inner_text()
        assert_accessible(page)
        assert_fits(page)
        if folder := os.environ.get("SELOSTE_LOOK"):
            page.screenshot(path=f"{folder}/redact-{width}.png", full_page=True)
        page.get_by_role("button", name="Peitä kaikilta").click()

        page.get_by_text("Peitetty tekstistä ja äänestä.").wait_for()
        assert "Virtanen" not in page.content()
