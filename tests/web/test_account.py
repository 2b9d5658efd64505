"""One's own account."""

from django.test import Client

from seloste.domain.staff import Actor
from tests.web.people import PASSWORD, SignedIn

NEW = "neljä punaista päärynää"


def change(browser: Client, current: str, new: str = NEW) -> int:
    given = {"current": current, "password": new, "again": new}
    return browser.post("/account/", given).status_code


def test_changed_password_ends_the_other_sessions(
    eino: Actor, signed_in: SignedIn
) -> None:
    here, elsewhere = signed_in(eino), signed_in(eino)

    assert change(here, PASSWORD) == 302

    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


def test_present_password_is_asked_for(eino: Actor, signed_in: SignedIn) -> None:
    browser = signed_in(eino)

    assert change(browser, "wrong") == 200

    again = signed_in(eino)
    assert again.get("/account/").status_code == 200


def test_weak_password_is_explained(eino: Actor, signed_in: SignedIn) -> None:
    browser = signed_in(eino)
    given = {"current": PASSWORD, "password": "short", "again": "short"}

    assert "invalid-feedback" in browser.post("/account/", given).content.decode()


def test_own_roles_are_shown(eino: Actor, signed_in: SignedIn) -> None:
    page = signed_in(eino).get("/account/").content.decode()

    assert "Asiakaspalvelija" in page
    assert "retta" in page
