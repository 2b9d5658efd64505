"""The pages of processors in a real browser, wide and on a phone, by keyboard."""

import os
from dataclasses import replace
from datetime import timedelta

import pytest

from seloste.domain.retention import local_day
from seloste.domain.staff import Actor
from seloste.records.models import EgressHost, ProcessorEntry
from seloste.services import processors
from seloste.web import clock
from tests.services.processor_entries import WHOLE
from tests.web.browsers import (
    WIDTHS_AND_SCHEMES,
    Opens,
    Scheme,
    assert_accessible,
    assert_fits,
    sign_in,
)
from tests.web.people import SETUP

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("registers", "initialised"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def entries(registers: None) -> None:
    """A whole entry, one that lacks something, and machines in use."""
    now = clock.now()
    today = local_day(now)
    whole = replace(
        WHOLE, contract_on=today - timedelta(days=9), since=today, review_on=today
    )
    processors.add(whole, actor=SETUP, now=now)
    abroad = replace(
        whole,
        name="Example Support and Cloud Services International Incorporated",
        country="US",
        contract_on=None,
        hosts=("a-rather-long-name-of-a-machine.support.example",),
    )
    processors.add(abroad, actor=SETUP, now=now)
    for host in ("crm.example", "shadow.example"):
        EgressHost.objects.create(
            host=host, purpose="webhooks", allowed_at=now, allowed_by="x"
        )


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_the_register_is_read_and_kept_by_keyboard(
    onni: Actor, entries: None, opened: Opens, width: int, scheme: Scheme
) -> None:
    folder = os.environ.get("SELOSTE_LOOK")
    with opened(width, scheme) as page:
        sign_in(page, "onni")
        page.goto("/processors/")
        assert_accessible(page)
        assert_fits(page)
        if folder:
            page.screenshot(path=f"{folder}/processors-{width}.png", full_page=True)

        page.get_by_role("link", name="Lisää käsittelijä").focus()
        page.keyboard.press("Enter")
        page.get_by_label("Organisaatio").focus()
        page.keyboard.type("Uusi Oy")
        page.keyboard.press("Tab")
        page.keyboard.type("xx")
        page.get_by_label("Koneet").fill("https://uusi.example")
        page.get_by_label("Koneet").press("Tab")
        page.get_by_role("button", name="Lisää", exact=True).press("Enter")
        page.locator(".invalid-feedback").first.wait_for()
        assert_accessible(page)
        assert_fits(page)
        if folder:
            page.screenshot(path=f"{folder}/processor-new-{width}.png", full_page=True)

        page.get_by_label("Koneet").fill("uusi.example")
        page.get_by_role("button", name="Lisää", exact=True).press("Enter")
        page.get_by_text("Käsittelijä on luettelossa.").wait_for()
        assert_accessible(page)
        assert_fits(page)
        if folder:
            page.screenshot(path=f"{folder}/processor-{width}.png", full_page=True)
    assert ProcessorEntry.objects.filter(name="Uusi Oy").exists()
