"""Keys for programs on one's own account: issued once, listed, ended."""

import re

import pytest
from django.test import Client

from seloste.domain.api_key import Scope
from seloste.domain.staff import Actor
from seloste.records.models import ApiKey
from seloste.web.words import api_keys as words
from tests.web.kept import acts
from tests.web.people import PASSWORD, SignedIn

GIVEN = {
    "name": "raportti",
    "register": "retta",
    "days": "30",
    "scopes": ["work:read"],
    "current": PASSWORD,
}


@pytest.fixture
def browser(eino: Actor, signed_in: SignedIn) -> Client:
    """Eino's browser."""
    return signed_in(eino)


def test_key_is_shown_once_and_works(browser: Client, initialised: None) -> None:
    page = browser.post("/account/keys/", GIVEN).content.decode()
    key = re.search(r"slk_[\w-]{43}", page)

    assert key
    assert key[0] not in browser.get("/account/keys/").content.decode()
    asked = {"Authorization": f"Bearer {key[0]}"}
    assert Client().get("/api/v1/work", headers=asked).status_code == 200
    assert Client().get("/api/v1/contacts", headers=asked).status_code == 403
    assert acts("token.issued") == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"name": ""},
        {"scopes": []},
        {"scopes": ["everything"]},
        {"register": "sok-mara"},
        {"days": "4000"},
        {"current": "wrong"},
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    browser: Client, changed: dict[str, object]
) -> None:
    page = browser.post("/account/keys/", GIVEN | changed).content.decode()

    assert "invalid-feedback" in page
    assert not ApiKey.objects.exists()


def test_key_is_ended_by_its_owner_only(
    browser: Client, aino: Actor, signed_in: SignedIn
) -> None:
    browser.post("/account/keys/", GIVEN)
    address = f"/account/keys/{ApiKey.objects.get().pk}/revoke/"

    signed_in(aino).post(address)
    assert ApiKey.objects.get().revoked_at is None
    browser.post(address)

    assert ApiKey.objects.get().revoked_at is not None


def test_every_scope_is_said_in_words() -> None:
    assert set(words.SCOPES) == set(Scope)
