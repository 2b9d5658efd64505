"""The public portal: no cookie, the same receipt for everybody, a status by token."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.test import Client

from seloste import wiring
from seloste.domain.staff import Actor
from seloste.records.models import PortalAttempt, RightsRequest
from seloste.services import rights_moves, rights_tokens
from tests.web.people import NOW

pytestmark = pytest.mark.usefixtures("registers", "initialised")
FIELDS = {
    "kind": "access",
    "message": "Haluan kuulla puheluni",
    "name": "Maija Meikäläinen",
    "email": "maija@example.fi",
    "asker": "person",
}


@pytest.fixture
def stranger() -> Client:
    """A browser that has never been here, and has no cookie."""
    return Client(enforce_csrf_checks=True)


def token(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return found[1]


def sent(
    stranger: Client,
    clock: time_machine.Traveller,
    *,
    lang: str = "fi",
    **changes: str,
) -> Any:
    page = stranger.get(f"/request/retta/?lang={lang}").content.decode()
    clock.shift(timedelta(seconds=30))
    fields = {**FIELDS, "token": token(page), **changes}
    return stranger.post(f"/request/retta/?lang={lang}", fields)


def test_every_register_has_a_portal(stranger: Client) -> None:
    page = stranger.get("/request/").content.decode()

    assert "/request/retta/" in page
    assert "/request/sok-mara/" in page


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("fi", "Haluan jäljennöksen minua koskevista tiedoista"),
        ("sv", "Jag vill ha en kopia av uppgifterna om mig"),
        ("en", "I want a copy of the data about me"),
        ("xx", "Haluan jäljennöksen minua koskevista tiedoista"),
    ],
)
def test_the_form_speaks_three_languages_and_sets_no_cookie(
    stranger: Client, lang: str, said: str
) -> None:
    answer = stranger.get(f"/request/retta/?lang={lang}")

    page = answer.content.decode()
    assert said in page
    assert "/notice/retta/versions/1/" in page or "/notice/retta/" in page
    assert not answer.cookies
    assert "data-challenge" not in page


def test_there_is_no_portal_of_what_is_no_register(stranger: Client) -> None:
    assert stranger.get("/request/ei-ole/").status_code == 404


def test_a_stranger_asks_and_gets_a_receipt(
    stranger: Client, clock: time_machine.Traveller
) -> None:
    answer = sent(stranger, clock)

    page = answer.content.decode()
    one = RightsRequest.objects.get()
    grouped = "-".join(one.reference[at : at + 4] for at in (0, 4, 8))
    assert grouped in page
    assert "/request/status/" in page
    assert not answer.cookies
    assert one.state == "unconfirmed"


def test_the_receipt_is_the_same_whether_anything_is_held(
    stranger: Client, clock: time_machine.Traveller, maijas_mail: UUID
) -> None:
    known = sent(stranger, clock).content.decode()
    unknown = sent(stranger, clock, email="tuntematon@example.fi").content.decode()

    def bare(page: str) -> str:
        text = re.sub(r"[A-Z2-9]{4}(-[A-Z2-9]{4}){2}", "NUMBER", page)
        text = re.sub(r"/request/status/\w+/", "/request/status/", text)
        return re.sub(r"nonce-[\w-]+|nonce=\"[^\"]+\"", "", text)

    assert bare(known) == bare(unknown)


@pytest.mark.parametrize(
    ("changed", "status", "said"),
    [
        ({"email": ""}, 422, "Anna sähköpostiosoite"),
        ({"name": ""}, 422, "Kirjoita nimesi"),
        ({"kind": "ei-ole"}, 422, "invalid-feedback"),
        ({"email": "ei ole"}, 422, "invalid-feedback"),
        ({"token": "väärä"}, 422, "Lähetä se uudelleen"),
        ({"known_by": "\n".join(f"A-{n}" for n in range(25))}, 422, "enintään 20"),
    ],
)
def test_what_is_wrong_is_said_and_the_words_stay(
    stranger: Client,
    clock: time_machine.Traveller,
    changed: dict[str, str],
    status: int,
    said: str,
) -> None:
    answer = sent(stranger, clock, **changed)

    page = answer.content.decode()
    assert answer.status_code == status
    assert said in page
    assert "Haluan kuulla puheluni" in page
    assert not RightsRequest.objects.exists()


def test_a_body_that_is_too_large_is_not_read(stranger: Client) -> None:
    answer = stranger.post("/request/retta/", {"message": "x" * 210_000})

    assert answer.status_code == 422
    assert not RightsRequest.objects.exists()


def test_too_many_are_sent_to_other_ways(
    stranger: Client, clock: time_machine.Traveller
) -> None:
    PortalAttempt.objects.bulk_create(
        PortalAttempt(register_id="retta", address_key=str(number), at=NOW)
        for number in range(500)
    )

    answer = sent(stranger, clock)

    assert answer.status_code == 429
    assert "asiakaspalvelu@retta.example" in answer.content.decode()


def status_path(stranger: Client, clock: time_machine.Traveller) -> str:
    page = sent(stranger, clock).content.decode()
    found = re.search(r"/request/status/\w+/", page)
    assert found
    return found[0]


def test_the_status_shows_the_steps_and_nothing_personal(
    stranger: Client, clock: time_machine.Traveller
) -> None:
    path = status_path(stranger, clock)

    answer = stranger.get(path)

    page = answer.content.decode()
    assert "Odotamme, että vahvistat pyynnön" in page
    assert "tietosuoja.fi" in page
    assert "Maija" not in page
    assert "maija@" not in page
    assert answer.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("path", ["/request/status/x/", "/request/status/0000/"])
def test_a_token_that_is_none_shows_nothing(stranger: Client, path: str) -> None:
    answer = stranger.get(path)

    assert answer.status_code == 404
    assert "päättynyt" in answer.content.decode()
    assert stranger.post(f"{path}withdraw/").status_code == 404


def test_whoever_has_the_receipt_withdraws_once(
    stranger: Client, clock: time_machine.Traveller
) -> None:
    path = status_path(stranger, clock)
    assert "Peru pyyntö" in stranger.get(path).content.decode()

    for _ in range(2):
        assert stranger.post(f"{path}withdraw/?lang=sv").status_code == 302

    assert RightsRequest.objects.get().state == "withdrawn"
    assert "Peru pyyntö" not in stranger.get(path).content.decode()


def test_opening_the_mailed_link_confirms_nothing_and_the_button_does(
    stranger: Client, clock: time_machine.Traveller
) -> None:
    sent(stranger, clock)
    one = RightsRequest.objects.get()
    proof = rights_tokens.mailed(one.pk, register="retta", vault=wiring.desk().vault)
    path = f"/request/confirm/{one.pk}/{proof}/"

    stranger.get(path)
    one.refresh_from_db()
    assert one.state == "unconfirmed"
    page = stranger.post(path).content.decode()

    one.refresh_from_db()
    assert one.state == "received"
    assert "/request/status/" in page


def test_a_forged_link_confirms_nothing(
    stranger: Client, clock: time_machine.Traveller
) -> None:
    sent(stranger, clock)
    one = RightsRequest.objects.get()

    answer = stranger.post(f"/request/confirm/{one.pk}/{'0' * 64}/")

    one.refresh_from_db()
    assert (answer.status_code, one.state) == (404, "unconfirmed")


def test_a_refused_request_says_why(
    stranger: Client, clock: time_machine.Traveller, aino: Actor, onni: Actor
) -> None:
    path = status_path(stranger, clock)
    one = RightsRequest.objects.get()
    RightsRequest.objects.update(state="refused", refusal="deceased", asker="near-one")

    page = stranger.get(path).content.decode()

    assert "kuollutta" in page
    RightsRequest.objects.update(refusal="deceased", asker="person")
    assert "kuollutta" not in stranger.get(path).content.decode()
    assert one.reference
    assert rights_moves.items_of(one).exists()
