"""Choosing a password with a one-time link, through the pages."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from seloste.records.models.staff import StaffUser
from seloste.services import invitations
from tests.web.people import NOW, PASSWORD, SETUP


@pytest.fixture
def token(db: None) -> str:
    """The secret of Eino's link."""
    return invitations.invite(
        username="eino",
        display_name="Eino",
        language="sv",
        actor=SETUP,
        now=NOW,
    ).token


def choose(browser: Client, password: str, again: str = "") -> int:
    given = {"password": password, "again": again or password}
    return browser.post("/invitation/", given).status_code


def test_secret_leaves_the_address_at_once(client: Client, token: str) -> None:
    answer = client.get(f"/invitation/{token}/")

    assert answer.headers["Location"] == "/invitation/"
    page = client.get("/invitation/")
    assert "eino" in page.content.decode()
    assert token not in page.content.decode()


def test_secret_is_stored_nowhere_here(client: Client, token: str) -> None:
    client.get(f"/invitation/{token}/")

    assert Session.objects.count() == 0
    cookie = client.cookies[settings.INVITATION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_chosen_password_lets_in(client: Client, token: str) -> None:
    client.get(f"/invitation/{token}/")

    assert choose(client, PASSWORD) == 302

    given = {"username": "eino", "password": PASSWORD}
    assert client.post("/sign-in/", given).headers["Location"] == "/"
    assert 'lang="sv"' in client.get("/").content.decode()


def test_following_the_link_uses_nothing_up(client: Client, token: str) -> None:
    for _ in range(3):
        client.get(f"/invitation/{token}/")

    assert client.get("/invitation/").status_code == 200


def test_used_link_is_gone(client: Client, token: str) -> None:
    client.get(f"/invitation/{token}/")
    choose(client, PASSWORD)

    client.get(f"/invitation/{token}/")

    assert client.get("/invitation/").status_code == 410
    assert choose(client, "aivan toinen salasana") == 410


@pytest.mark.parametrize(
    ("password", "again"), [("short", ""), (PASSWORD, "something else"), ("", "")]
)
def test_unfit_password_is_explained_beside_the_field(
    client: Client, token: str, password: str, again: str
) -> None:
    client.get(f"/invitation/{token}/")

    answer = client.post("/invitation/", {"password": password, "again": again})

    assert answer.status_code == 200
    assert "invalid-feedback" in answer.content.decode()
    assert not StaffUser.objects.get().is_active


def test_without_a_link_there_is_nothing_to_choose(db: None, client: Client) -> None:
    assert client.get("/invitation/").status_code == 410
