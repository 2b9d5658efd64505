"""What somebody sees when something goes wrong."""

import re

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import Client, RequestFactory

from seloste.domain.errors import SelosteError
from seloste.services import public_notices
from seloste.services.invitations import InvitationRefused
from seloste.services.sign_in import SignInDelayed
from seloste.services.staff import StaffUnknown
from seloste.web import errors


def in_language(language: str) -> HttpRequest:
    request = RequestFactory().get("/")
    request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = language
    return request


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "Täällä ei ole mitään"),
        ("sv", "Här finns ingenting"),
        ("en", "There is nothing here"),
        ("xx", "Täällä ei ole mitään"),
    ],
)
def test_error_speaks_the_chosen_language(
    client: Client, language: str, words: str
) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    page = client.get("/nothing/<script>/").content.decode()

    assert words in page
    assert "<script>/" not in page


@pytest.mark.parametrize("status", sorted(errors.WORDS))
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_error_has_a_page_that_needs_no_database(
    status: int, language: str
) -> None:
    answer = errors.page(in_language(language), status)

    page = answer.content.decode()
    assert answer.status_code == status
    assert f'<html lang="{language}">' in page
    assert re.search(r"<h1[^>]*>[^<]{8,}</h1>", page)


@pytest.mark.parametrize(
    ("refused", "status"),
    [
        (InvitationRefused("no"), 409),
        (StaffUnknown("no"), 404),
        (SignInDelayed(3), 429),
    ],
)
def test_refusal_shows_its_code_and_nothing_else(
    refused: SelosteError, status: int
) -> None:
    answer = errors.refusal(in_language("fi"), refused)

    assert answer.status_code == status
    assert refused.code in answer.content.decode()
    assert str(refused) not in re.sub(r"<[^>]+>", "", answer.content.decode()).split()


def test_too_much_at_once_is_told_apart(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DATA_UPLOAD_MAX_MEMORY_SIZE", 10)

    answer = client.post("/sign-in/", {"username": "x" * 100})

    assert answer.status_code == 413


def test_broken_page_says_so_and_tells_nothing(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("Maija Meikäläinen, +358401234567")

    monkeypatch.setattr(public_notices, "listing", broken)
    client = Client(raise_request_exception=False, HTTP_HOST="127.0.0.1:8000")

    answer = client.get("/")

    assert answer.status_code == 500
    assert "Maija" not in answer.content.decode()
