"""Quarantine on the pages: reasons in words, and the acts of those who may."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from django.test import Client

from seloste import wiring
from seloste.domain.contact import Announcement
from seloste.domain.staff import Actor, Role
from seloste.records.models import Certificate, Contact, Quarantined
from seloste.services.capture import capture
from tests.services import deliveries
from tests.web.kept import acts, made_source
from tests.web.people import NOW, SignedIn, granted, invited


@pytest.fixture
def waiting(registers: None, initialised: None) -> UUID:
    """A call to SOK without evidence that the caller was told."""
    made_source("sok-calls", "sok-mara", "manifest")
    call = replace(deliveries.call("sok-calls"), announcement=Announcement())
    receipt = capture(call, desk=wiring.desk(), now=NOW)
    assert receipt.reason == "announcement-missing"
    return Quarantined.objects.get().id


@pytest.fixture
def browser(onni: Actor, signed_in: SignedIn) -> Client:
    """The browser of Onni, data protection officer."""
    return signed_in(onni)


def text(browser: Client, address: str = "/quarantine/") -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_reason_and_advice_are_in_words(browser: Client, waiting: UUID) -> None:
    page = text(browser)

    assert "Ei näyttöä siitä, että soittajalle kerrottiin tallennuksesta" in page
    assert "/sources/sok-calls/attest/" in page
    assert deliveries.MAIJA.name not in page


def test_filter_shows_one_reason(browser: Client, waiting: UUID) -> None:
    Quarantined.objects.create(
        register_id="sok-mara",
        source_id="sok-calls",
        key="k",
        channel="call",
        reason="truncated",
        received_at=NOW,
        destroy_by=NOW,
    )

    page = text(browser, "/quarantine/?reason=truncated")

    assert "Tallenne on katkennut</h2>" in page
    assert str(waiting) not in page


def test_attested_source_lets_its_delivery_through(
    browser: Client, waiting: UUID
) -> None:
    again = f"/quarantine/{waiting}/retry/"
    assert "Odottaa yhä" in browser.post(again, follow=True).content.decode()
    assert not Contact.objects.exists()

    browser.post("/sources/sok-calls/attest/", {"days": "180", "heard": "on"})
    page = browser.post(again, follow=True).content.decode()

    assert "Toimitettiin uudelleen" in page
    assert Contact.objects.count() == 1
    assert acts("source.attested") == 1


@pytest.mark.parametrize(
    "given", [{"days": "180"}, {"days": "0", "heard": "on"}, {"days": "999"}]
)
def test_attestation_is_a_full_statement(
    browser: Client, waiting: UUID, given: dict[str, str]
) -> None:
    page = browser.post("/sources/sok-calls/attest/", given).content.decode()

    assert "invalid-feedback" in page
    assert acts("source.attested") == 0


def test_discarded_delivery_leaves_a_certificate(
    browser: Client, waiting: UUID
) -> None:
    browser.post(f"/quarantine/{waiting}/discard/")

    assert str(waiting) not in text(browser)
    assert Certificate.objects.filter(record_id=waiting).exists()
    assert acts("quarantine.discarded") == 1


def test_empty_quarantine_says_so(browser: Client, registers: None) -> None:
    assert "Mikään ei odota" in text(browser)


@pytest.mark.parametrize("act", ["retry", "discard"])
def test_foreign_delivery_does_not_exist(
    aino: Actor, signed_in: SignedIn, waiting: UUID, act: str
) -> None:
    browser = signed_in(aino)  # of Retta only

    assert str(waiting) not in text(browser)
    for entry in (waiting, uuid4()):
        assert browser.post(f"/quarantine/{entry}/{act}/").status_code == 404
    assert Quarantined.objects.get().state == Quarantined.State.WAITING


def test_foreign_source_is_not_attested(
    aino: Actor, signed_in: SignedIn, waiting: UUID
) -> None:
    browser = signed_in(aino)

    assert browser.get("/sources/sok-calls/attest/").status_code == 403
    assert browser.get("/sources/no-such/attest/").status_code == 404
    assert "sok-calls" not in text(browser, "/sources/")


def test_sources_are_listed_with_their_attestation(
    browser: Client, waiting: UUID
) -> None:
    browser.post("/sources/sok-calls/attest/", {"days": "10", "heard": "on"})

    assert "11.7.2026 asti" in text(browser, "/sources/")


@pytest.mark.parametrize("address", ["/quarantine/", "/sources/"])
@pytest.mark.parametrize("role", [Role.AGENT, Role.TRAINER, Role.ADMIN])
def test_others_are_kept_out(
    registers: None, signed_in: SignedIn, address: str, role: Role
) -> None:
    person = granted(invited("outsider", "Outsider"), role)

    assert signed_in(person).get(address).status_code == 403
