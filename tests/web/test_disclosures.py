"""Disclosures in the browser: prepared, approved by another, handed over once."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from seloste import wiring
from seloste.domain.staff import Actor, Role
from seloste.domain.work_item import WorkKind
from seloste.records.models import Disclosure
from seloste.services import claims
from tests.services import deliveries
from tests.services.works import opened
from tests.web.kept import kept, made_source
from tests.web.people import NOW, SignedIn, granted, invited

pytestmark = pytest.mark.usefixtures("registers", "initialised")


@pytest.fixture
def browser(aino: Actor, signed_in: SignedIn) -> Client:
    return signed_in(aino)


@pytest.fixture
def contact(registers: None, initialised: None) -> UUID:
    made_source("retta-mail", "retta", "mail")
    return kept(deliveries.mail())


@pytest.fixture
def claim(aino: Actor, contact: UUID) -> UUID:
    desk = wiring.desk()
    work = opened(desk, aino, contact, kind=WorkKind.COMPLAINT)
    claims.raise_claim(
        work,
        reason="korvaus",
        review_by=NOW + timedelta(days=60),
        desk=desk,
        actor=aino,
        now=NOW,
    )
    return work


def insurer(**changes: object) -> dict[str, object]:
    return {
        "recipient": "retta:insurer",
        "purpose": "legal-defence",
        "form": "content",
        "name": "Vakuutus Esimerkki",
        **changes,
    }


def test_a_disclosure_goes_out_after_a_second_person_agreed(
    browser: Client, onni: Actor, contact: UUID, claim: UUID, signed_in: SignedIn
) -> None:
    browser.post(f"/disclosures/new/{contact}/", insurer(claim=claim))
    row = Disclosure.objects.get()
    browser.post(f"/disclosures/{row.pk}/approve/")
    row.refresh_from_db()
    assert row.state == "prepared"
    signed_in(onni).post(f"/disclosures/{row.pk}/approve/")

    package = browser.post(f"/disclosures/{row.pk}/hand-over/")

    assert package["Content-Type"] == "application/zip"
    assert package.content.startswith(b"PK")
    again = browser.post(f"/disclosures/{row.pk}/hand-over/")
    assert again.status_code == 302
    listed = browser.get("/disclosures/").content.decode()
    assert "Vakuutusyhtiö" in listed
    assert "Vakuutus Esimerkki" not in listed


def test_without_a_claim_the_form_says_so(browser: Client, contact: UUID) -> None:
    page = browser.post(f"/disclosures/new/{contact}/", insurer()).content.decode()

    assert "reklamaation" in page
    assert not Disclosure.objects.exists()


def test_an_authority_needs_a_statute_and_its_request(
    browser: Client, contact: UUID
) -> None:
    police = insurer(recipient="retta:authorities", name="Poliisi")
    browser.post(f"/disclosures/new/{contact}/", police)
    assert not Disclosure.objects.exists()
    document = SimpleUploadedFile("pyynto.pdf", b"%PDF-1.7")

    browser.post(
        f"/disclosures/new/{contact}/",
        {**police, "statute": "806/2011 7:1 §", "document": document},
    )

    assert Disclosure.objects.get().statute == "806/2011 7:1 §"


@pytest.mark.parametrize("path", ["/disclosures/", "/disclosures/new/"])
def test_an_agent_sees_no_disclosures(
    path: str, eino: Actor, signed_in: SignedIn
) -> None:
    assert signed_in(eino).get(path).status_code == 403


@pytest.mark.parametrize("act", ["", "approve/", "refuse/", "hand-over/"])
def test_a_disclosure_of_another_register_is_not_there(
    act: str, browser: Client, contact: UUID, claim: UUID, signed_in: SignedIn
) -> None:
    browser.post(f"/disclosures/new/{contact}/", insurer(claim=claim))
    row = Disclosure.objects.get()
    sofia = granted(invited("sofia", "Sofia"), Role.RECORDS_MANAGER, "sok-mara")
    stranger = signed_in(sofia)

    address = f"/disclosures/{row.pk}/{act}"
    answer = stranger.post(address) if act else stranger.get(address)

    assert answer.status_code == 404
    row.refresh_from_db()
    assert row.state == "prepared"
