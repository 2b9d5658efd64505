"""A contact is saved as a vCon by those who answer for the register."""

import json
from uuid import UUID

import pytest

from seloste.domain.staff import Actor
from tests.web.kept import acts
from tests.web.people import SignedIn

pytestmark = pytest.mark.usefixtures("sources_of_retta")


def test_a_contact_is_saved_for_a_purpose(
    aino: Actor, signed_in: SignedIn, maijas_mail: UUID
) -> None:
    browser = signed_in(aino)
    assert "/vcon/" in browser.get(f"/contacts/{maijas_mail}/").content.decode()

    answer = browser.post(f"/contacts/{maijas_mail}/vcon/", {"vcon-purpose": "rights"})

    assert answer.headers["Content-Type"] == "application/vcon+json"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert json.loads(answer.content)["uuid"] == str(maijas_mail)
    assert acts("contacts.exported") == 1


def test_nothing_is_saved_without_a_purpose(
    aino: Actor, signed_in: SignedIn, maijas_mail: UUID
) -> None:
    answer = signed_in(aino).post(f"/contacts/{maijas_mail}/vcon/", {})

    assert answer.status_code == 302
    assert acts("contacts.exported") == 0


def test_an_agent_saves_none(
    eino: Actor, signed_in: SignedIn, maijas_mail: UUID
) -> None:
    browser = signed_in(eino)

    answer = browser.post(f"/contacts/{maijas_mail}/vcon/", {"vcon-purpose": "service"})

    assert answer.status_code == 403
    assert "/vcon/" not in browser.get(f"/contacts/{maijas_mail}/").content.decode()


def test_another_registers_contact_does_not_exist(
    aino: Actor, signed_in: SignedIn, soks_call: UUID
) -> None:
    answer = signed_in(aino).post(
        f"/contacts/{soks_call}/vcon/", {"vcon-purpose": "rights"}
    )

    assert answer.status_code == 404
