"""From the status page to a certified provider and back, once, in one browser."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from seloste import wiring
from seloste.domain.staff import Actor
from seloste.records.models import IdentityProof
from seloste.services import egress_hosts, rights_tokens
from seloste.services.rights import Received
from tests.adapters import identity_keys as keys
from tests.adapters.identity_providers import RunningProvider
from tests.services.requests import received
from tests.services.requests import row as request_row
from tests.web.people import NOW, SETUP

HOME = "http://127.0.0.1:8000/request/identified/"


def configured(
    provider: RunningProvider, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    files, known = keys.written(folder), keys.provider(provider.issuer)
    for name, value in {
        "IDENTITY_ISSUER": known.issuer,
        "IDENTITY_CLIENT": known.client,
        "IDENTITY_AUTHORIZATION": known.authorization,
        "IDENTITY_TOKEN": known.token,
        "IDENTITY_KEYS": files.ours,
        "IDENTITY_PROVIDER_KEYS": str(files.theirs),
        "EGRESS_OWN": (provider.place,),
    }.items():
        monkeypatch.setattr(settings, name, value)


@pytest.fixture
def provider(
    certified_provider: RunningProvider,
    initialised: None,
    registers: None,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> RunningProvider:
    """The certified provider, as an operator configures it."""
    configured(certified_provider, monkeypatch, tmp_path)
    egress_hosts.allow("127.0.0.1", purpose="identity", actor=SETUP, now=NOW)
    certified_provider.set(NOW)
    return certified_provider


@pytest.fixture
def asked(provider: RunningProvider, aino: Actor) -> Received:
    """Maija's request for access."""
    return received(wiring.desk(), aino, now=NOW)


def status(asked: Received) -> str:
    token = rights_tokens.status_token(
        asked.id, register="retta", vault=wiring.desk().vault
    )
    return f"/request/status/{token}/"


def sent_out(client: Client, asked: Received, lang: str = "fi") -> str:
    """Return the address that the page leads to."""
    page = client.post(f"{status(asked)}strong/?lang={lang}").content.decode()
    return leads_to(page)


def leads_to(page: str) -> str:
    found = re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', page)
    assert found, page
    return unescape(found[1])


def brought(
    client: Client, asked: Received, provider: RunningProvider
) -> dict[str, str]:
    """Send Maija out in a browser and return what she brings back."""
    return provider.sign_in(sent_out(client, asked), home=HOME)


def test_maija_identifies_herself_at_the_provider(
    client: Client, asked: Received, provider: RunningProvider
) -> None:
    assert "Tunnistaudu vahvasti" in client.get(status(asked)).content.decode()
    address = sent_out(client, asked)
    back = provider.sign_in(address, home=HOME)

    answer = client.get("/request/identified/", back)

    proof = IdentityProof.objects.get(request=asked.id)
    assert (
        answer.headers["Location"]
        == f"{status(asked)}?lang=fi&said=identified#identity"
    )
    assert (proof.method, proof.level, proof.provider) == (
        "strong",
        keys.LEVEL,
        provider.issuer,
    )
    assert (request_row(asked.id).state, request_row(asked.id).assurance) == (
        "identified",
        3,
    )
    assert (
        "Kiitos. Olet tunnistautunut"
        in client.get(answer.headers["Location"]).content.decode()
    )


def test_she_comes_back_in_her_language(
    client: Client, asked: Received, provider: RunningProvider
) -> None:
    back = provider.sign_in(sent_out(client, asked, lang="sv"), home=HOME)

    page = client.get("/request/identified/", back, follow=True).content.decode()

    assert "Tack. Du är identifierad." in page


def test_the_cookie_lasts_as_long_as_the_way_and_is_for_no_script(
    client: Client, asked: Received, provider: RunningProvider
) -> None:
    answer = client.post(f"{status(asked)}strong/")

    (cookie,) = answer.cookies.values()
    assert (cookie.key, cookie["max-age"], cookie["path"]) == (
        "seloste-identity",
        600,
        "/",
    )
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    back = provider.sign_in(leads_to(answer.content.decode()), home=HOME)
    home = client.get("/request/identified/", back)
    assert home.cookies["seloste-identity"]["max-age"] == 0


def test_another_browser_learns_nothing(
    client: Client, asked: Received, provider: RunningProvider
) -> None:
    back = brought(client, asked, provider)

    answer = Client(HTTP_HOST="127.0.0.1:8000").get("/request/identified/", back)

    assert answer.status_code == 404
    assert "Sinua ei tunnistettu" in answer.content.decode()
    assert status(asked) not in answer.content.decode()
    assert not IdentityProof.objects.exists()


def test_coming_back_twice_is_coming_back_once(
    client: Client, asked: Received, provider: RunningProvider
) -> None:
    back = brought(client, asked, provider)
    client.get("/request/identified/", back)

    assert client.get("/request/identified/", back).status_code == 404
    assert IdentityProof.objects.count() == 1


REFUSED: dict[str, tuple[dict[str, object], str]] = {
    "cancelled": ({"refuses": True}, "Tunnistautumista ei viety loppuun"),
    "wrong-acr": (
        {"acr": "http://ftn.ficora.fi/2017/loa1"},
        "Tunnistautuminen ei ollut tarpeeksi vahva",
    ),
}


@pytest.mark.parametrize("said", REFUSED)
def test_who_is_not_identified_is_told_why(
    client: Client, asked: Received, provider: RunningProvider, said: str
) -> None:
    login, told = REFUSED[said]
    provider.set(NOW, **login)
    back = brought(client, asked, provider)

    answer = client.get("/request/identified/", back)

    assert f"&said={said}#" in answer.headers["Location"]
    assert told in client.get(answer.headers["Location"]).content.decode()
    assert not IdentityProof.objects.exists()


def test_a_provider_that_may_not_be_reached_identifies_nobody(
    client: Client, asked: Received, provider: RunningProvider
) -> None:
    back = brought(client, asked, provider)
    egress_hosts.forbid("127.0.0.1", purpose="identity", actor=SETUP, now=NOW)

    answer = client.get("/request/identified/", back)

    assert "&said=unreachable#" in answer.headers["Location"]


def test_nothing_the_provider_says_is_shown_or_logged(
    client: Client,
    asked: Received,
    provider: RunningProvider,
    caplog: pytest.LogCaptureFixture,
) -> None:
    back = brought(client, asked, provider)

    page = client.get("/request/identified/", back, follow=True).content.decode()

    secrets = {keys.HETU, back["code"], back["state"]}
    assert not [one for one in secrets if one in page or one in caplog.text]


def test_it_is_offered_where_it_is_configured_only(
    client: Client, initialised: None, aino: Actor
) -> None:
    bare = received(wiring.desk(), aino, now=NOW)

    assert "Tunnistaudu vahvasti" not in client.get(status(bare)).content.decode()
    answer = client.post(f"{status(bare)}strong/")
    assert "&said=not-configured#" in answer.headers["Location"]
    assert not answer.cookies


def test_the_way_out_is_by_a_button_from_a_page_that_is_there(
    client: Client, asked: Received
) -> None:
    assert client.get(f"{status(asked)}strong/").status_code == 405
    assert client.post("/request/status/other/strong/").status_code == 404
    assert client.post("/request/identified/").status_code == 405
