"""Telling by hand that the rest is erased: who may, what is shown, its end."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client

from seloste import wiring
from seloste.domain.rights_words import RequestWords
from seloste.domain.staff import Actor, Role
from seloste.records.models import RememberedErasure, SealedObject
from seloste.services import audit, sealed_words
from tests.services.requests import received
from tests.web.people import NOW, SignedIn, granted, invited

pytestmark = pytest.mark.usefixtures("registers", "initialised")
WORDS = RequestWords(
    name="Maija Meikäläinen", tel="+358455550101", address="Kotikatu 1"
)


@pytest.fixture
def browser(aino: Actor, signed_in: SignedIn) -> Client:
    return signed_in(aino)


def promised(aino: Actor, words: RequestWords = WORDS) -> RememberedErasure:
    desk = wiring.desk()
    sealed = sealed_words.seal(
        words.to_json(), register="retta", record=uuid4(), desk=desk, now=NOW
    )
    return RememberedErasure.objects.create(
        register_id="retta",
        request=received(desk, aino, now=NOW).id,
        item_id=uuid4(),
        contact_id=uuid4(),
        address=sealed,
        remembered_at=NOW,
        erased_at=NOW,
    )


def test_the_board_leads_to_whom_is_to_be_told_until_that_is_noted(
    browser: Client, aino: Actor
) -> None:
    row = promised(aino)
    path = f"/rights/erasures/{row.request}/"
    assert path in browser.get("/rights/").content.decode()

    page = browser.get(path).content.decode()
    file = browser.get(f"{path}letter/")
    browser.post(f"{path}told/")

    assert "Kotikatu 1" in page
    assert file.content.startswith(b"%PDF-")
    reads = [one.action.value for one in audit.timeline([row.request])]
    assert reads.count("rights.read") == 2
    assert path not in browser.get("/rights/").content.decode()
    assert browser.get(path).status_code == 404
    assert row.address_id is not None
    assert SealedObject.objects.get(pk=row.address_id).act_at < NOW + timedelta(hours=1)


def test_an_address_that_must_stay_unknown_is_not_shown(
    browser: Client, aino: Actor
) -> None:
    words = RequestWords(name="Maija", address="Salatie 1", protected=True)
    row = promised(aino, words)

    page = browser.get(f"/rights/erasures/{row.request}/").content.decode()

    assert "Salatie" not in page
    assert "Digi- ja väestötietoviraston" in page


def test_while_something_is_still_to_go_nobody_is_told(
    browser: Client, aino: Actor
) -> None:
    row = promised(aino)
    RememberedErasure.objects.create(
        register_id="retta",
        request=row.request,
        item_id=uuid4(),
        contact_id=uuid4(),
        remembered_at=NOW,
    )

    assert browser.get(f"/rights/erasures/{row.request}/").status_code == 404
    browser.post(f"/rights/erasures/{row.request}/told/")

    row.refresh_from_db()
    assert row.told_at is None


@pytest.mark.parametrize(
    ("role", "register", "status"),
    [(Role.AGENT, "retta", 403), (Role.RECORDS_MANAGER, "sok-mara", 404)],
)
def test_nobody_else_learns_how_the_person_is_reached(
    aino: Actor, signed_in: SignedIn, role: Role, register: str, status: int
) -> None:
    row = promised(aino)
    browser = signed_in(granted(invited("outi", "Outi"), role, register))

    answers = [
        browser.get(f"/rights/erasures/{row.request}/"),
        browser.get(f"/rights/erasures/{row.request}/letter/"),
    ]

    assert [one.status_code for one in answers] == [status, status]


def test_of_an_unknown_request_nothing_is_said(browser: Client) -> None:
    unknown: UUID = uuid4()

    assert browser.get(f"/rights/erasures/{unknown}/").status_code == 404
