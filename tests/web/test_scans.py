"""What the scanner has not answered for, or found, is shown so and not handed over."""

from uuid import UUID

import pytest
from django.test import Client

from seloste import wiring
from seloste.domain.contact import Kind, Part
from seloste.domain.staff import Actor
from seloste.records.models import Scan, SealedObject
from seloste.services import scans
from tests.adapters.test_previewer import picture
from tests.fakes.scanner import EICAR, FakeScanner
from tests.services import deliveries
from tests.web.kept import acts, item_of, kept, opened
from tests.web.people import NOW, SignedIn


@pytest.fixture
def scanner(sources_of_retta: None, monkeypatch: pytest.MonkeyPatch) -> FakeScanner:
    """A scanner that knows EICAR, connected to the installation."""
    scanner = FakeScanner()
    monkeypatch.setattr(wiring, "scanner", lambda: scanner)
    wiring.desk.cache_clear()
    return scanner


def with_file(content: bytes, name: str = "kuva.png") -> UUID:
    file = Part(kind=Kind.ATTACHMENT, open=deliveries.opener(content), filename=name)
    return kept(deliveries.mail(parts=(deliveries.mail().parts[0], file)))


def looked_through() -> None:
    for item in SealedObject.objects.filter(scan__isnull=False):
        scans.look_through(item.id, desk=wiring.desk(), now=NOW)


def opened_file(browser: Client, contact: UUID) -> str:
    """Open the file of a contact for a purpose; return where it is looked at."""
    item = item_of(contact, "attachment")
    answer = browser.post(
        f"/contacts/{contact}/items/{item}/open/", {f"{item}-purpose": "service"}
    )
    return str(answer.headers["Location"])


@pytest.mark.usefixtures("scanner")
def test_what_waits_says_so(eino: Actor, signed_in: SignedIn) -> None:
    contact = with_file(picture())
    browser = signed_in(eino)

    opening = opened(browser, contact, "message", "service")
    message = browser.get(f"/contacts/{contact}/open/{opening}/").content.decode()
    file = browser.get(opened_file(browser, contact))

    assert "Odottaa tarkistusta" in message
    assert deliveries.CANARY not in message
    assert (file.status_code, "Odottaa tarkistusta" in file.content.decode()) == (
        409,
        True,
    )


@pytest.mark.usefixtures("scanner")
def test_what_was_found_is_handed_over_by_no_address(
    eino: Actor, signed_in: SignedIn
) -> None:
    contact = with_file(EICAR)
    looked_through()
    browser = signed_in(eino)
    look = opened_file(browser, contact)
    opening = look.split("/")[2]

    answers = [
        browser.get(path)
        for path in (
            look,
            f"/messages/{opening}/file/",
            f"/messages/{opening}/look/0/1.png",
        )
    ]

    assert {answer.status_code for answer in answers} == {409}
    assert not any(EICAR in answer.content for answer in answers)


def test_a_picture_is_looked_at_without_being_saved(
    scanner: FakeScanner, eino: Actor, signed_in: SignedIn
) -> None:
    contact = with_file(picture("JPEG"), "keittiö.jpg")
    looked_through()
    browser = signed_in(eino)
    look = opened_file(browser, contact)

    page = browser.get(look).content.decode()
    png = browser.get(f"{look}1.png")

    assert 'alt="keittiö.jpg, sivu 1/1"' in page
    assert png.content.startswith(b"\x89PNG")
    assert png.headers["Content-Type"] == "image/png"
    assert png.headers["Content-Security-Policy"].startswith("sandbox")
    assert scanner.looked == 2


def test_without_a_scanner_the_page_says_so(
    sources_of_retta: None, eino: Actor, signed_in: SignedIn
) -> None:
    front = signed_in(eino).get("/").content.decode()

    assert "mitään ei tarkisteta" in front


def test_a_scanner_that_is_down_is_on_the_front_page(
    scanner: FakeScanner, eino: Actor, signed_in: SignedIn
) -> None:
    with_file(picture())
    scanner.down = True
    looked_through()

    front = signed_in(eino).get("/").content.decode()

    assert "Tarkistusohjelma ei vastaa" in front


@pytest.mark.usefixtures("scanner")
def test_a_records_manager_hands_over_with_a_reason(
    aino: Actor, signed_in: SignedIn
) -> None:
    contact = with_file(EICAR)
    looked_through()
    browser, item = signed_in(aino), item_of(contact, "attachment")
    assert "Eicar-Test" in browser.get("/messages/scans/").content.decode()

    without = browser.post(f"/messages/scans/{item}/release/")
    assert Scan.objects.get(pk=item).state == "found"
    browser.post(f"/messages/scans/{item}/release/", {f"{item}-reason": "false-alarm"})

    assert without.status_code == 302
    assert Scan.objects.get(pk=item).state == "released"
    assert acts("attachment.released") == 1


@pytest.mark.usefixtures("scanner")
def test_a_records_manager_discards(aino: Actor, signed_in: SignedIn) -> None:
    contact = with_file(EICAR)
    looked_through()
    browser, item = signed_in(aino), item_of(contact, "attachment")

    browser.post(f"/messages/scans/{item}/discard/")

    assert not SealedObject.objects.filter(pk=item).exists()
    assert "Mitään ei löytynyt" in browser.get("/messages/scans/").content.decode()


@pytest.mark.usefixtures("scanner")
def test_an_agent_decides_on_nothing(eino: Actor, signed_in: SignedIn) -> None:
    contact = with_file(EICAR)
    looked_through()
    browser, item = signed_in(eino), item_of(contact, "attachment")

    answers = [
        browser.get("/messages/scans/"),
        browser.post(f"/messages/scans/{item}/release/"),
        browser.post(f"/messages/scans/{item}/discard/"),
    ]

    assert {answer.status_code for answer in answers} == {403}
