"""Finnish unless another language was chosen, and the choice is kept."""

import pytest
from django.conf import settings
from django.test import Client

from seloste.domain.staff import Actor
from seloste.records.models.staff import StaffUser
from tests.web.people import SignedIn


def test_finnish_is_spoken_whatever_the_browser_wants(db: None, client: Client) -> None:
    answer = client.get("/sign-in/", headers={"Accept-Language": "sv,en;q=0.8"})

    assert answer.headers["Content-Language"] == "fi"
    assert "Kirjaudu sisään" in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [("sv", "Logga in"), ("en", "Sign in"), ("fi", "Kirjaudu sisään")],
)
def test_chosen_language_is_kept(
    db: None, client: Client, language: str, words: str
) -> None:
    given = {"language": language, "next": "/sign-in/"}

    answer = client.post("/language/", given, follow=True)

    assert f'<html lang="{language}">' in answer.content.decode()
    assert words in client.get("/sign-in/").content.decode()


def test_language_follows_the_account(
    eino: Actor, client: Client, signed_in: SignedIn
) -> None:
    signed_in(eino).post("/language/", {"language": "sv"})
    assert StaffUser.objects.get(username="eino").language == "sv"

    elsewhere = signed_in(eino)

    assert '<html lang="sv">' in elsewhere.get("/account/").content.decode()


@pytest.mark.parametrize("language", ["de", "", "../fi"])
def test_language_we_do_not_speak_changes_nothing(
    db: None, client: Client, language: str
) -> None:
    client.post("/language/", {"language": language})

    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies
