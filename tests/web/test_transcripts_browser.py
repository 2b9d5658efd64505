"""The editor of transcripts in a real browser: by keyboard, in step with the sound."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Page

from seloste import wiring
from seloste.domain.staff import Actor
from seloste.domain.transcript import Transcript as Words
from seloste.records.models import SealedObject, Transcript
from seloste.services import derivations, redactions
from seloste.services.capture import capture
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
from tests.web.kept import item_of

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("sources_of_retta")]


def call_of(seconds: float) -> UUID:
    """Keep a call with its waveform; return its recording."""
    now, desk = clock.now(), wiring.desk()
    began = now - timedelta(hours=1)
    sound = deliveries.recording(deliveries.wav(seconds))
    dated = deliveries.call(
        started_at=began, ended_at=began + timedelta(minutes=3), parts=(sound,)
    )
    contact = capture(dated, desk=desk, now=now).id
    assert contact
    made = item_of(contact, "recording")
    derivations.make_waveform(made, desk=desk, now=now)
    return made


@pytest.fixture
def item(aino: Actor) -> UUID:
    """A call of six seconds in which the machine was unsure of one word."""
    now, desk = clock.now(), wiring.desk()
    made = call_of(6)
    recording = SealedObject.objects.get(pk=made)
    words = transcript(
        recording,
        turn(0, 0.0, "Retta Eino huomenta"),
        turn(1, 1.0, "hei meillä on keittiössä vesivarinko ja lattia on märkä"),
        turn(0, 4.0, "laitan huollon liikkeelle heti"),
        seconds=6.0,
    )
    write(unsure(words, "vesivarinko"), desk=desk, now=now)
    redactions.hide(made, desk=desk, now=now)
    return made


@pytest.fixture
def unwritten(aino: Actor) -> UUID:
    """A call of six seconds of which no machine writes the words."""
    return call_of(6)


@pytest.fixture
def long(aino: Actor) -> UUID:
    """A call of 30 seconds in which 300 turns are said, more than a page."""
    made = call_of(30)
    recording = SealedObject.objects.get(pk=made)
    turns = (turn(at % 2, at / 10, f"vuoro{at}", pace=0.1) for at in range(300))
    words = transcript(recording, *turns, seconds=30.0)
    write(words, desk=wiring.desk(), now=clock.now())
    redactions.hide(made, desk=wiring.desk(), now=clock.now())
    return made


PLAYER = "document.querySelector('.ts-player').getBoundingClientRect().toJSON()"
EDITED = "document.querySelector('.ts-edit').getBoundingClientRect().toJSON()"


def unsure(words: Words, text: str) -> Words:
    """Return the words, one of them heard badly."""
    turns = tuple(
        replace(
            one,
            words=tuple(
                replace(word, confidence=0.2) if word.text == text else word
                for word in one.words
            ),
        )
        for one in words.turns
    )
    return replace(words, turns=turns)


def come(page: Page, item: UUID) -> None:
    """Open the words of the recording to verify them."""
    sign_in(page, "aino")
    page.goto(f"/transcripts/{item}/")
    looked_at(page, "transcript-closed")
    page.select_option("[name=purpose]", "verification")
    page.click("form[action$='/open/'] button")
    page.wait_for_selector("[data-word][tabindex='0']")


def slowly(page: Page) -> None:
    """Let a second of sound last ten, so that it outlasts slow answers."""
    page.evaluate("document.querySelector('audio').playbackRate = 0.1")


def looked_at(page: Page, name: str) -> None:
    """Check a page; keep a picture of it where somebody wants to look."""
    assert_accessible(page)
    assert_fits(page)
    picture(page, name, whole=True)


def picture(page: Page, name: str, *, whole: bool = False) -> None:
    """Keep a picture of a page where somebody wants to look."""
    if folder := os.environ.get("SELOSTE_TEST_PICTURES"):
        assert page.viewport_size
        place = Path(folder) / f"{name}-{page.viewport_size['width']}.png"
        page.screenshot(path=place, full_page=whole)


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_transcript_is_accessible_and_fits(
    opened: Opens, item: UUID, width: int, scheme: Scheme
) -> None:
    with opened(width, scheme) as page:
        come(page, item)
        looked_at(page, "transcript")
        page.focus("[data-word]")
        page.keyboard.press("Enter")
        page.click("details.card summary")
        looked_at(page, "transcript-edited")
        page.keyboard.press("Escape")
        page.click("a[href$='/print/']")
        page.wait_for_selector(".ts-lines")
        looked_at(page, "transcript-print")


def test_word_is_corrected_without_a_mouse_while_the_page_stays(
    opened: Opens, item: UUID
) -> None:
    with opened() as page:
        come(page, item)
        page.focus("[data-word]")
        page.keyboard.press("Control+ArrowRight")
        assert page.evaluate("document.activeElement.firstChild.data") == "vesivarinko"

        page.keyboard.press("Enter")
        page.keyboard.type("vesivahinko")
        page.keyboard.press("Control+Enter")

        page.wait_for_function("() => !document.querySelector('[data-edit]')")
        assert "keittiössä vesivahinko ja" in page.inner_text("#turn-1")
        assert page.locator(".is-low").count() == 0
        assert page.evaluate("document.activeElement.firstChild.data") == "hei"
        assert Transcript.objects.get().version == 2


def test_sound_and_words_go_in_step(opened: Opens, item: UUID) -> None:
    with opened() as page:
        come(page, item)
        slowly(page)
        page.click("#turn-1 [data-word] >> nth=0")
        page.wait_for_selector("#turn-1 .is-said")
        page.wait_for_function("() => !document.querySelector('audio').paused")
        page.wait_for_function(
            "() => document.querySelector('[data-captions]').textContent"
            ".includes('keitti')"
        )
        page.evaluate("document.querySelector('audio').pause()")
        page.select_option("[data-step]", "word")
        page.focus("#turn-2 [data-word] >> nth=0")

        page.keyboard.press(" ")

        page.wait_for_function(
            "() => document.activeElement.firstChild.data === 'huollon'"
            " && document.querySelector('audio').paused"
        )


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_slim_player_never_covers_the_turn_that_is_corrected(
    opened: Opens, long: UUID, width: int, scheme: Scheme
) -> None:
    with opened(width, scheme) as page:
        come(page, long)
        page.evaluate("window.scrollTo({top: 4000, behavior: 'instant'})")
        assert page.evaluate(PLAYER)["height"] < 120
        assert page.evaluate(PLAYER)["top"] == 0

        for turn_ in (40, 200, 60):
            page.evaluate(
                f"document.querySelector('#turn-{turn_} .ts-correct').click()"
            )
            form = page.evaluate(EDITED)
            assert form["top"] >= page.evaluate(PLAYER)["bottom"]
            assert form["bottom"] <= 800
            picture(page, f"transcript-slim-{turn_}")
            # Who scrolls on by hand sees the turn above the player.
            by = form["top"] - 10
            page.evaluate(f"window.scrollBy({{top: {by}, behavior: 'instant'}})")
            assert page.evaluate(EDITED)["top"] == pytest.approx(10, abs=2)
            assert page.evaluate(
                "document.elementFromPoint("
                f"{form['left'] + 30}, 40).closest('.ts-edit') !== null"
            )
            page.keyboard.press("Escape")


def test_sound_turns_the_pages(opened: Opens, long: UUID) -> None:
    with opened() as page:
        come(page, long)
        slowly(page)
        page.focus("#turn-249 [data-word]")
        page.keyboard.press(" ")

        page.wait_for_selector("#turn-250")
        page.wait_for_selector(".is-said")

        assert page.url.endswith("?page=2")
        assert not page.evaluate("document.querySelector('audio').paused")
        assert page.evaluate("document.activeElement.closest('.ts-turn') !== null")
        assert page.evaluate("document.querySelector('audio').currentTime") >= 25


def test_sound_turns_no_page_while_somebody_writes(opened: Opens, long: UUID) -> None:
    with opened() as page:
        come(page, long)
        slowly(page)
        page.focus("#turn-249 [data-word]")
        page.keyboard.press("Enter")
        page.keyboard.type("toinen")
        page.evaluate("document.querySelector('audio').currentTime = 25.9")
        page.evaluate("document.querySelector('audio').play()")

        page.wait_for_function("() => document.querySelector('audio').currentTime > 26")

        assert page.input_value("[data-edit] textarea") == "toinen"
        page.keyboard.press("Control+Enter")
        page.wait_for_selector("#turn-250")


def test_keys_lead_over_the_end_of_a_page_and_back(opened: Opens, long: UUID) -> None:
    with opened() as page:
        come(page, long)
        page.focus("#turn-249 [data-word]")

        page.keyboard.press("ArrowDown")
        page.wait_for_function(
            "() => document.activeElement.closest('#turn-250') !== null"
        )
        assert page.evaluate("document.querySelector('audio').currentTime") == 25
        page.keyboard.press("ArrowLeft")
        page.wait_for_function(
            "() => document.activeElement.closest('#turn-249') !== null"
        )

        assert page.url.endswith("?page=1")


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_call_is_written_by_hand_from_nothing_by_keyboard(
    opened: Opens, unwritten: UUID, width: int, scheme: Scheme
) -> None:
    with opened(width, scheme) as page:
        sign_in(page, "aino")
        page.goto(f"/transcripts/{unwritten}/")
        page.select_option("[name=purpose]", "verification")
        page.click("form[action$='/open/'] button")
        page.wait_for_selector("form[action$='/begin/']")
        looked_at(page, "transcript-none")
        page.select_option("select[name=language]", "et")
        page.click("form[action$='/begin/'] button")
        page.wait_for_selector("[data-add]")
        looked_at(page, "transcript-begun")

        page.focus("[name=add-text]")
        page.evaluate("document.querySelector('audio').currentTime = 2.5")
        page.keyboard.type("tere hommikust")
        page.keyboard.press("Control+Enter")

        page.wait_for_selector("#turn-0")
        assert "tere hommikust" in page.inner_text("#turn-0")
        assert page.get_attribute("#turn-0", "data-end") == "2.500"
        assert page.evaluate("document.activeElement.name") == "add-text"
        assert page.input_value("[name=add-start]") == "0:02.50"

        page.evaluate("document.querySelector('audio').currentTime = 3.25")
        page.keyboard.press("Alt+ArrowUp")
        assert page.input_value("[name=add-start]") == "0:03.25"
        page.keyboard.type("tere")
        page.click("form[action$='/rest/'] button >> nth=1")
        page.wait_for_selector("#turn-1")
        assert page.input_value("[name=add-text]") == "tere"
        looked_at(page, "transcript-by-hand")


def test_text_that_cannot_be_sent_stays(opened: Opens, item: UUID) -> None:
    with opened() as page:
        come(page, item)
        page.focus("[data-word]")
        page.keyboard.press("Enter")
        page.fill("[data-edit] textarea", "Retta Eino iltaa")
        page.route("**/correct/", lambda route: route.fulfill(body="<p>Later.</p>"))
        page.keyboard.press("Control+Enter")
        page.wait_for_selector("[data-failed]:not([hidden])")

        assert page.input_value("[data-edit] textarea") == "Retta Eino iltaa"
        page.unroute("**/correct/")
        page.press("[data-edit] textarea", "Control+Enter")
        page.wait_for_function("() => !document.querySelector('[data-edit]')")
        assert "Retta Eino iltaa" in page.inner_text("#turn-0")
