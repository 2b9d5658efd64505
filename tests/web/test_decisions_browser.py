"""Deciding a request in a real browser: the table fits, is accessible, and acts."""

from uuid import UUID

import pytest

from seloste import wiring
from seloste.domain.identity import MatchState
from seloste.domain.rights import RequestKind
from seloste.domain.staff import Actor
from seloste.domain.work_item import WorkKind
from seloste.domain.work_words import WorkWords
from seloste.records.models import (
    Contact,
    IdentityMatch,
    RightsDecision,
    SealedObject,
)
from seloste.services import rights_moves, work_items
from seloste.services.work_items import NewWork
from seloste.web import clock
from tests.services import deliveries
from tests.services.requests import identified
from tests.web.browsers import (
    WIDTHS_AND_SCHEMES,
    Opens,
    Scheme,
    assert_accessible,
    assert_fits,
    sign_in,
)
from tests.web.test_pages_browser import recent

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("sources_of_retta")]


@pytest.fixture
def erasure(aino: Actor, sources_of_retta: None) -> UUID:
    """A request to erase a call, and a mail that a complaint keeps."""
    now, desk = clock.now(), wiring.desk()
    call, mail = recent(deliveries.call()), recent(deliveries.mail())
    wanted = NewWork(
        register="retta",
        kind=WorkKind.COMPLAINT,
        words=WorkWords("Vesivahinko keittiössä"),
        contact_ids=(mail,),
    )
    work_items.open_work(wanted, desk=desk, actor=aino, now=now)
    request = identified(desk, aino, now=now, kind=RequestKind.ERASURE)
    for contact in (call, mail):
        IdentityMatch.objects.create(
            request_id=request, contact_id=contact, state=MatchState.CONFIRMED
        )
    rights_moves.decide(request, desk=desk, actor=aino, now=now)
    return request


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_the_table_of_a_decision_fits_and_decides(
    opened: Opens, erasure: UUID, width: int, scheme: Scheme
) -> None:
    with opened(width, scheme) as page:
        sign_in(page, "aino")
        page.goto(f"/rights/{erasure}/decision/")
        assert_fits(page)
        assert_accessible(page)

        page.get_by_role("button", name="Päätä näin").click()
        page.get_by_role("heading", name="Kohta kohdalta").wait_for()

        assert_fits(page)
        assert_accessible(page)
    assert RightsDecision.objects.get().two_people
    assert Contact.objects.count() == 2


@pytest.fixture
def rectification(aino: Actor, sources_of_retta: None) -> UUID:
    """A request to correct a mail."""
    now, desk = clock.now(), wiring.desk()
    mail = recent(deliveries.mail())
    request = identified(desk, aino, now=now, kind=RequestKind.RECTIFICATION)
    IdentityMatch.objects.create(
        request_id=request, contact_id=mail, state=MatchState.CONFIRMED
    )
    rights_moves.decide(request, desk=desk, actor=aino, now=now)
    return request


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_a_text_is_corrected_from_the_keyboard(
    opened: Opens, rectification: UUID, width: int, scheme: Scheme
) -> None:
    old = SealedObject.objects.get(kind="message")
    with opened(width, scheme) as page:
        sign_in(page, "aino")
        page.goto(f"/rights/{rectification}/")
        page.get_by_role("link", name="Kirjoitettu teksti").press("Enter")
        page.get_by_role("heading", name="Valitse, mikä on väärin").wait_for()
        assert_fits(page)
        assert_accessible(page)

        page.get_by_role("link", name="Lue ja oikaise").press("Enter")
        page.get_by_label("Teksti").fill("Hei, kylpyhuoneessa on vesivahinko.")
        page.get_by_role("button", name="Vertaa vanhaa ja uutta").press("Enter")
        page.get_by_text("Kerro muutamalla sanalla, miksi.").wait_for()
        assert_fits(page)
        assert_accessible(page)

        page.get_by_label("Miksi oikaistaan").fill("Väärä huone")
        page.get_by_role("button", name="Vertaa vanhaa ja uutta").press("Enter")
        page.get_by_role("heading", name="Oikaistuna").wait_for()
        assert "kylpyhuoneessa" in page.locator("ins").first.inner_text()
        assert "keittiössä" in page.locator("del").first.inner_text()
        assert_fits(page)
        assert_accessible(page)
        page.get_by_role("button", name="Oikaise", exact=True).press("Enter")
        page.get_by_role("dialog").wait_for()
        assert_accessible(page)
        page.get_by_role("dialog").get_by_role("button", name="Oikaise").press("Enter")
        page.get_by_text("Vanha versio on hävitetty").wait_for()
    assert SealedObject.objects.get(kind="message").pk != old.pk
