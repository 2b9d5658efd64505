"""The pages of paper."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from seloste import wiring
from seloste.domain.paper import Lock
from seloste.domain.staff import Actor, system
from seloste.records.models import PaperItem, PaperPlace
from seloste.services import paper_places, sweeps
from tests.web.kept import acts
from tests.web.people import NOW, SignedIn

pytestmark = pytest.mark.usefixtures("initialised")

LATER = NOW + timedelta(days=181)


@pytest.fixture
def cabinet(aino: Actor) -> UUID:
    """A locked cabinet."""
    return paper_places.set_place(
        register="retta", name="Kaappi 4", lock=Lock.KEY, actor=aino, now=NOW
    )


def fields(cabinet: UUID, keeper: Actor, **changes: object) -> dict[str, object]:
    return {
        "address": "asiakaspalvelu@retta.example",
        "kind": "letter",
        "direction": "inbound",
        "received_on": "2026-07-01",
        "sheets": "2",
        "place": str(cabinet),
        "custodian": str(keeper.staff_id),
        "subject": "Vesivahinko",
        "name": "Maija Meikäläinen",
        **changes,
    }


@pytest.fixture
def paper(cabinet: UUID, eino: Actor, signed_in: SignedIn) -> PaperItem:
    """A letter that Eino registered."""
    answer = signed_in(eino).post("/paper/register/", fields(cabinet, eino))
    assert answer.status_code == 302, answer.content.decode()
    return PaperItem.objects.get()


def test_an_agent_registers_a_letter_with_its_scan(
    cabinet: UUID, eino: Actor, signed_in: SignedIn
) -> None:
    scan = SimpleUploadedFile("k.pdf", b"%PDF-1.7", "application/pdf")

    signed_in(eino).post("/paper/register/", fields(cabinet, eino, scan=scan))

    assert PaperItem.objects.get().scanned
    assert acts("paper.registered") == 1


def test_registering_is_held_to_the_token_against_forgery(
    cabinet: UUID, eino: Actor, signed_in: SignedIn
) -> None:
    browser = signed_in(eino)
    browser.handler.enforce_csrf_checks = True

    answer = browser.post("/paper/register/", fields(cabinet, eino))

    assert answer.status_code == 403
    assert not PaperItem.objects.exists()


def test_what_is_refused_stands_beside_its_field(
    cabinet: UUID, eino: Actor, signed_in: SignedIn
) -> None:
    scan = SimpleUploadedFile("k.gif", b"GIF89a", "image/gif")
    form = fields(cabinet, eino, scan=scan)

    page = signed_in(eino).post("/paper/register/", form).content.decode()

    assert 'id="id_scan_error"' in page
    assert "Maija" in page


def test_no_list_of_paper_names_anybody(
    paper: PaperItem, eino: Actor, signed_in: SignedIn
) -> None:
    browser = signed_in(eino)

    pages = [browser.get(path).content.decode() for path in ("/paper/", address(paper))]

    assert all("P-1" in page for page in pages)
    assert not any("Maija" in page or "Vesivahinko" in page for page in pages)


def address(paper: PaperItem, step: str = "") -> str:
    return f"/paper/{paper.id}/{step}"


def test_those_without_a_part_in_it_see_no_paper(
    paper: PaperItem, tiina: Actor, signed_in: SignedIn, client: Client
) -> None:
    assert signed_in(tiina).get("/paper/").status_code == 403
    assert signed_in(tiina).get(address(paper)).status_code == 403
    assert client.get("/paper/").status_code == 302


def test_an_agent_moves_but_confirms_nothing(
    paper: PaperItem, cabinet: UUID, eino: Actor, aino: Actor, signed_in: SignedIn
) -> None:
    browser = signed_in(eino)

    moved = browser.post(
        address(paper, "move/"),
        {"place": str(cabinet), "custodian": str(aino.staff_id)},
    )
    confirmed = browser.post(address(paper, "destroyed/"), {})

    assert moved.status_code == 302
    assert PaperItem.objects.get().custodian_id == aino.staff_id
    assert confirmed.status_code == 403


def due(paper: PaperItem) -> None:
    """Let the day of a sheet be over."""
    then = NOW - timedelta(days=1)
    PaperItem.objects.update(act_at=then, destroy_by=then)


def test_overdue_paper_is_shown_on_the_list_and_the_front_pages(
    paper: PaperItem, aino: Actor, signed_in: SignedIn
) -> None:
    due(paper)
    browser = signed_in(aino)

    for path in ("/paper/", "/", "/disposal/"):
        assert "?show=due" in browser.get(path).content.decode(), path


def test_a_records_manager_confirms_and_prints_the_certificate(
    paper: PaperItem, aino: Actor, signed_in: SignedIn
) -> None:
    due(paper)
    browser = signed_in(aino)
    said = {"way": "din-66399-p-4", "destroyed_on": "2026-07-01", "did": "on"}

    answer = browser.post(address(paper, "destroyed/"), said)
    certificate = browser.get(address(paper, "certificate.pdf"))

    assert answer.status_code == 302
    assert PaperItem.objects.get().state == "destroyed"
    assert certificate.content.startswith(b"%PDF-")
    assert "ATTESTED" in browser.get(address(paper)).content.decode()


def test_there_is_no_certificate_of_what_is_still_there(
    paper: PaperItem, aino: Actor, signed_in: SignedIn
) -> None:
    assert signed_in(aino).get(address(paper, "certificate.pdf")).status_code == 404


def test_nobody_confirms_without_saying_so(
    paper: PaperItem, aino: Actor, signed_in: SignedIn
) -> None:
    due(paper)
    said = {"way": "din-66399-p-4", "destroyed_on": "2026-07-01"}

    page = signed_in(aino).post(address(paper, "destroyed/"), said).content.decode()

    assert 'id="id_did_error"' in page
    assert PaperItem.objects.get().state == "kept"


def test_a_second_person_confirms_where_the_setting_asks(
    paper: PaperItem,
    aino: Actor,
    onni: Actor,
    signed_in: SignedIn,
    settings: Settings,
) -> None:
    settings.PAPER_SECOND_PERSON = True
    due(paper)
    said = {"way": "din-66399-p-4", "destroyed_on": "2026-07-01", "did": "on"}

    signed_in(aino).post(address(paper, "destroyed/"), said)
    signed_in(aino).post(address(paper, "second/"), {"saw": "yes"})
    alone = PaperItem.objects.get().state
    signed_in(onni).post(address(paper, "second/"), {"saw": "yes"})

    assert alone == "claimed"
    assert PaperItem.objects.get().state == "destroyed"


def test_a_place_is_counted_and_its_list_printed(
    paper: PaperItem, cabinet: UUID, eino: Actor, signed_in: SignedIn
) -> None:
    browser = signed_in(eino)

    printed = browser.get(f"/paper/places/{cabinet}/list.pdf")
    browser.post(f"/paper/places/{cabinet}/check/", {"seen": [str(paper.id), "x"]})

    assert printed.content.startswith(b"%PDF-")
    assert PaperPlace.objects.get().checked_by_id == eino.staff_id
    assert PaperItem.objects.get().state == "kept"


def test_what_was_not_ticked_is_missing(
    paper: PaperItem, cabinet: UUID, eino: Actor, signed_in: SignedIn
) -> None:
    browser = signed_in(eino)

    browser.post(f"/paper/places/{cabinet}/check/", {})

    assert PaperItem.objects.get().state == "missing"
    assert "/check/" in browser.get(address(paper)).content.decode()


def test_places_are_made_and_closed_by_records_managers(
    aino: Actor, eino: Actor, signed_in: SignedIn
) -> None:
    form = {"register": "retta", "name": "Kassakaappi", "lock": "safe"}

    made = signed_in(aino).post("/paper/places/", form)
    place = PaperPlace.objects.get()
    by_agent = signed_in(eino).post(f"/paper/places/{place.id}/close/")
    signed_in(aino).post(f"/paper/places/{place.id}/close/")

    assert made.status_code == 302
    assert by_agent.status_code == 403
    assert not PaperPlace.objects.get().active


def test_the_page_of_a_sheet_outlives_its_content(
    paper: PaperItem, aino: Actor, signed_in: SignedIn
) -> None:
    sweeps.sweep(desk=wiring.desk(), actor=system("sweep"), now=LATER)

    page = signed_in(aino).get(address(paper)).content.decode()

    assert PaperItem.objects.get().contact is None
    assert "P-1" in page
