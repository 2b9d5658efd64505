"""Training and figures in a real browser: accessible, fitting, in both schemes."""

import os
import re
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Page

from seloste import wiring
from seloste.domain import retention
from seloste.domain.evaluation import USUAL, Judgement
from seloste.domain.figure import Measure
from seloste.domain.staff import Actor
from seloste.records.models import Figure
from seloste.services import comments, counting, derivations, evaluations, samples
from seloste.services import playlists as lists
from seloste.services.capture import capture
from seloste.services.samples import Wanted
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
from tests.web.kept import item_of

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("sources_of_retta")]


@pytest.fixture
def playlist(tiina: Actor, eino: Actor) -> UUID:
    """A sample with a call that Tiina has commented and evaluated."""
    now, desk = clock.now(), wiring.desk()
    began = now - timedelta(hours=1)
    dated = deliveries.call(
        started_at=began,
        ended_at=began + timedelta(minutes=3),
        parts=(deliveries.recording(deliveries.wav(4)),),
    )
    contact = capture(dated, desk=desk, now=now).id
    assert contact
    assert tiina.staff_id
    assert eino.staff_id
    derivations.make_waveform(item_of(contact, "recording"), desk=desk, now=now)
    today = retention.local_day(now)
    wanted = Wanted("retta", "quality", since=today - timedelta(days=1), until=today)
    drawn = samples.draw(wanted, staff_id=tiina.staff_id, seed="7" * 32, now=now)
    opening = lists.open_entry(drawn, 1, staff_id=tiina.staff_id, now=now).opening_id
    comments.write(
        opening, "Hyvä!", second=2, staff_id=tiina.staff_id, desk=desk, now=now
    )
    evaluations.write(
        opening,
        Judgement({one.id: 4 for one in USUAL}, well="Rauhallinen ote"),
        agent_id=eino.staff_id,
        staff_id=tiina.staff_id,
        desk=desk,
        now=now,
    )
    return drawn


@pytest.fixture
def counted(playlist: UUID) -> None:
    """Figures of today and of the month that ended."""
    now = clock.now()
    counting.count(staff_days=90, now=now)
    today = retention.local_day(now)
    before = today.replace(day=1) - timedelta(days=3)
    for measure, day, label, channel, count, buckets in (
        (Measure.TARGETS_MET, today, "respond", "mail", 17, []),
        (Measure.TARGETS_MISSED, today, "respond", "mail", 3, []),
        (Measure.WAITING, today, "", "call", 9, [5, 3, 1, *[0] * 9]),
        (Measure.CONTACTS, today, "", "mail", 14, []),
        (Measure.COMPLAINTS, before, "delay", "", 9, []),
        (Measure.COMPLAINTS, before, "billing", "", 6, []),
        (Measure.COMPLAINTS, before, "conduct", "", 2, []),
        (Measure.OUTCOMES, before, "complaint:accepted", "", 11, []),
    ):
        Figure.objects.create(
            register_id="retta",
            day=day,
            at=retention.start_of_day(day) + timedelta(hours=9),
            measure=measure,
            label=label,
            channel=channel,
            count=count,
            buckets=buckets,
        )


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_pages_of_a_trainer_are_accessible_and_fit(
    opened: Opens, playlist: UUID, counted: None, width: int, scheme: Scheme
) -> None:
    addresses = [
        "/training/",
        "/training/draw/",
        f"/training/{playlist}/",
        "/training/form/retta/",
        "/figures/",
        "/figures/?period=week",
        "/figures/team/",
    ]
    with opened(width, scheme) as page:
        sign_in(page, "tiina")
        for address in addresses:
            page.goto(address)
            looked_at(page, address, width)


def looked_at(page: Page, address: str, width: int) -> None:
    """Check a page; keep a picture of it where somebody wants to look."""
    assert_accessible(page)
    assert_fits(page)
    if folder := os.environ.get("SELOSTE_TEST_PICTURES"):
        name = re.sub(r"[^a-z]+", "-", address) + f"{width}.png"
        page.screenshot(path=Path(folder) / name, full_page=True)


def test_comment_plays_from_its_moment(opened: Opens, playlist: UUID) -> None:
    with opened() as page:
        sign_in(page, "tiina")
        page.goto(f"/training/{playlist}/")
        page.click("form[action$='/open/'] button")
        page.wait_for_url("**/training/*/1/*/")
        looked_at(page, "listen", 1280)

        page.click("[data-seek-to]")

        page.wait_for_function("document.querySelector('audio').currentTime >= 2")
        page.click("[data-take-moment]")
        assert page.input_value("[data-moment]").startswith("0:0")


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_feedback_and_own_day_are_accessible_and_fit(
    opened: Opens, playlist: UUID, width: int, scheme: Scheme
) -> None:
    with opened(width, scheme) as page:
        sign_in(page, "eino")
        page.goto("/my-day/")
        looked_at(page, "my-day", width)
        page.goto("/my-feedback/")
        looked_at(page, "feedback", width)
        page.click("tbody a")
        looked_at(page, "feedback-one", width)
