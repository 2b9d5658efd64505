"""An answer in a real browser: marked by keyboard, fetched once, read and played."""

import os
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from playwright.sync_api import Page

from seloste import wiring
from seloste.domain.contact import Kind, Part
from seloste.domain.staff import Actor
from seloste.records.models import AnswerItem, Package
from seloste.services import derivations, package_reviews, rights_moves
from seloste.services.capture import capture
from seloste.web import clock
from tests.services import answers, deliveries
from tests.web.browsers import (
    WIDTHS_AND_SCHEMES,
    Opens,
    Scheme,
    assert_accessible,
    assert_fits,
    sign_in,
)
from tests.web.kept import item_of
from tests.web.test_pages_browser import recent

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("sources_of_retta")]

PICTURES = os.environ.get("SELOSTE_TEST_PICTURES", "")


def pictured(page: Page, name: str) -> None:
    """Keep a picture where somebody wants to look at the pages."""
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


@pytest.fixture
def call(sources_of_retta: None, aino: Actor, onni: Actor) -> UUID:
    """A call of Maija's, written out and certified."""
    now = clock.now()
    part = deliveries.recording(deliveries.wav(12.0))
    delivery = replace(deliveries.call(parts=(part,)), started_at=now, ended_at=None)
    receipt = capture(delivery, desk=wiring.desk(), now=now)
    assert receipt.id is not None
    derivations.make_waveform(
        item_of(receipt.id, "recording"), desk=wiring.desk(), now=now
    )
    answers.certified(receipt.id, aino, onni, desk=wiring.desk())
    return receipt.id


@pytest.fixture
def deciding(aino: Actor, call: UUID) -> UUID:
    now = clock.now()
    request_id = answers.deciding(wiring.desk(), aino, call, now=now)
    package_reviews.begin(request_id, desk=wiring.desk(), actor=aino, now=now)
    return request_id


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_an_answer_is_marked_and_built(
    aino: Actor, deciding: UUID, opened: Opens, width: int, scheme: Scheme
) -> None:
    item = AnswerItem.objects.get(request=deciding)
    with opened(width, scheme) as page:
        sign_in(page, "aino")
        page.goto(f"/answers/{deciding}/")
        assert_accessible(page)
        assert_fits(page)
        pictured(page, f"review-{width}")

        page.goto(f"/answers/items/{item.pk}/")
        assert_accessible(page)
        assert_fits(page)
        pictured(page, f"item-{width}")
        page.get_by_role("button", name="Merkitse").focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("text=Merkitty.")
        rights_moves.review(deciding, actor=aino, now=clock.now())
        page.goto(f"/rights/{deciding}/")
        page.get_by_role("button", name="Kokoa vastaus").click()
        page.wait_for_selector("text=0 / 1 yhteydenottoa on koottu")
        assert_accessible(page)
        assert_fits(page)
        pictured(page, f"request-{width}")

    assert Package.objects.get().state == "building"


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_the_person_fetches_reads_and_plays_it_once(
    *,
    aino: Actor,
    onni: Actor,
    call: UUID,
    opened: Opens,
    width: int,
    scheme: Scheme,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now, desk = clock.now(), wiring.desk()
    row = answers.ready(desk, aino, onni, call, with_audio=True, now=now)
    offer = answers.offered(row, desk=desk, actor=aino, now=now)
    monkeypatch.setattr(settings, "SESSION_COOKIE_SECURE", False)
    with opened(width, scheme) as page:
        page.goto(f"{offer.path}?lang=fi")
        assert_accessible(page)
        assert_fits(page)
        pictured(page, f"fetch-{width}")
        page.get_by_label("Koodi").fill(offer.code)
        with page.expect_download() as saved:
            page.keyboard.press("Enter")
        files = answers.unzipped(Path(saved.value.path()).read_bytes())
        assert page.request.get(offer.path).status == 410

        page.goto("about:blank")
        report = unpacked(files, tmp_path)
        page.set_content(report.read_text(encoding="utf-8"))
        assert_fits(page)
        assert page.locator("audio").count() == 1
        assert_accessible(page)
        pictured(page, f"report-{width}")


def unpacked(files: dict[str, bytes], folder: Path) -> Path:
    """Unpack an answer as a person would, and return its report."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    if PICTURES:
        for path in ("report.pdf", "letter.pdf", "data.json"):
            Path(PICTURES, path).write_bytes(files[path])
    return folder / "report.html"


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_an_address_of_somebody_else_stands_out_and_fits(
    opened: Opens, aino: Actor, width: int, scheme: Scheme
) -> None:
    now, desk = clock.now(), wiring.desk()
    text = "Pekan osoite on Kotikatu 7 B 3, puhelin 045 555 0199."
    part = Part(
        Kind.MESSAGE,
        deliveries.opener(b"Subject: Asia\r\n\r\n" + text.encode()),
        media_type="message/rfc822",
    )
    contact = recent(deliveries.mail(parts=(part,)))
    request = answers.deciding(desk, aino, contact, now=now)
    package_reviews.begin(request, desk=desk, actor=aino, now=now)
    item = AnswerItem.objects.get(request=request, kind=Kind.MESSAGE)

    with opened(width, scheme) as page:
        sign_in(page, "aino")
        page.goto(f"/answers/items/{item.pk}/")
        found = page.locator("mark").all_inner_texts()
        pictured(page, f"others-{width}")
        assert_fits(page)
        assert_accessible(page)

    assert found == ["Kotikatu 7 B 3", "045 555 0199"]
